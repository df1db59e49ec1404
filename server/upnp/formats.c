/*
 * Which files have a protocolInfo that a condition is true of: protocolInfo is
 * in no column of the catalogue, but what it depends on is. Pure, in
 * lares-http.
 */
#include <string.h>
#include <strings.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/mime.h"
#include "common/profile.h"
#include "server/upnp/formats.h"
#include "server/upnp/resource_adapt.h"

struct formats {
	struct buf	*list;
	const struct client *client;
	enum catalog_operator op;
	const char	*wanted;
	bool		 all;		/* none was left out */
};

static bool
matches(const char *text, enum catalog_operator op, const char *wanted)
{
	switch (op) {
	case CATALOG_EQUAL:
		return strcasecmp(text, wanted) == 0;
	case CATALOG_UNEQUAL:
		return strcasecmp(text, wanted) != 0;
	case CATALOG_CONTAINS:
		return strcasestr(text, wanted) != NULL;
	case CATALOG_LACKS:
		return strcasestr(text, wanted) == NULL;
	case CATALOG_STARTS_WITH:
		return strncasecmp(text, wanted, strlen(wanted)) == 0;
	default:
		return false;
	}
}

/* Whether the condition is true of one of those that such a file has; or of
   all, if it is that something be not so. */
static bool
has_protocol_info(const struct formats *f, const struct catalog_object *file)
{
	const bool of_all = f->op == CATALOG_LACKS || f->op == CATALOG_UNEQUAL;
	struct resource list[RESOURCES_MAX];
	const size_t count = resource_adapt(file, f->client, list);
	bool is = of_all;
	struct buf b;

	buf_init(&b, 1024);
	for (size_t i = 0; i < count && is == of_all; i++) {
		buf_reset(&b);
		protocol_info_add(&b, &list[i].info);
		is = !buf_failed(&b) && matches(b.data, f->op, f->wanted);
	}
	buf_free(&b);
	return is;
}

/* A file of one of CATALOG_FORMAT_NUMBERS. */
static struct catalog_object
file_of(enum media_kind kind, unsigned number)
{
	static const struct { uint32_t width, height; } sizes[] = {
		{ 640, 480 }, { 1024, 768 }, { 4096, 4096 },
	};
	struct catalog_object file = { .kind = kind, .extension = "",
	    .subtitles = "" };

	if (kind == MEDIA_PICTURE) {
		file.orientation = number % 2 == 0 ? 1 : 3;
		file.width = sizes[number / 2].width;
		file.height = sizes[number / 2].height;
	} else {
		file.duration_ms = 1;
		file.seekable = number != 0;
	}
	return file;
}

static void
note_format(struct formats *f, const char *mime, const char *profile,
    enum media_kind kind)
{
	const unsigned numbers = kind == MEDIA_PICTURE ?
	    CATALOG_FORMAT_NUMBERS : 2;
	struct catalog_object file;

	for (unsigned i = 0; i < numbers; i++) {
		file = file_of(kind, i);
		file.mime = mime;
		file.profile = profile;
		if (has_protocol_info(f, &file))
			buf_addf(f->list, "%c\"%s %s %u\"",
			    f->list->len == 0 ? '[' : ',', mime, profile, i);
		else
			f->all = false;
	}
}

bool
formats_list(struct buf *list, const struct client *client,
    enum catalog_operator op, const char *wanted)
{
	struct formats f = { list, client, op, wanted, true };
	const struct mime *m;
	struct profile p;
	size_t at = 0;

	for (size_t i = 0; (m = mime_get(i)) != NULL; i++)
		if (mime_is_first_of_type(i))
			note_format(&f, m->type, "", m->kind);
	while (profile_next(&at, &p))
		note_format(&f, p.mime, p.name, p.kind);
	buf_add_str(list, list->len == 0 ? "[]" : "]");
	return f.all;
}
