/*
 * Which formats there are, as a client is told of them. Pure, in lares-http.
 */
#include <string.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/mime.h"
#include "common/profile.h"
#include "common/subtitle.h"
#include "server/upnp/resource_adapt.h"
#include "server/upnp/sources.h"

#define ENTRY_BYTES_MAX	256

static bool
is_listed(const struct buf *list, const struct buf *entry)
{
	const char *at = list->data;

	for (; at != NULL && (at = strstr(at, entry->data)) != NULL; at++)
		if ((at == list->data || at[-1] == ',') &&
		    strchr(",", at[entry->len]) != NULL)
			return true;
	return false;
}

/* A comma inside an entry is written "\," (ConnectionManager:1, 2.2.1). */
static void
add_entry(struct buf *list, const struct protocol_info *info)
{
	struct buf entry;

	buf_init(&entry, ENTRY_BYTES_MAX);
	buf_add_str(&entry, "http-get:*:");
	for (const char *s = info->mime; *s != '\0'; s++) {
		if (*s == ',' || *s == '\\')
			buf_add(&entry, "\\", 1);
		buf_add(&entry, s, 1);
	}
	buf_add_str(&entry, info->profile[0] != '\0' ? ":DLNA.ORG_PN=" : ":*");
	buf_add_str(&entry, info->profile);
	if (!buf_failed(&entry) && !is_listed(list, &entry)) {
		buf_add_str(list, list->len > 0 ? "," : "");
		buf_add(list, entry.data, entry.len);
	}
	buf_free(&entry);
}

/* What a file of that kind, or what lies beside it, is said to be. */
static void
add_file(struct buf *list, const struct client *client,
    const struct catalog_object *file, enum resource_kind kind)
{
	struct resource ways[RESOURCES_MAX];
	const size_t n = resource_adapt(file, client, ways);

	for (size_t i = 0; i < n; i++)
		if (ways[i].kind == kind)
			add_entry(list, &ways[i].info);
}

static void
add_subtitles(struct buf *list, const struct client *client)
{
	struct catalog_object film = { .kind = MEDIA_VIDEO, .mime = "",
	    .profile = "", .extension = "" };
	const struct subtitle_format *f;

	for (size_t i = 0; (f = subtitle_format(i)) != NULL; i++) {
		film.subtitles = f->extension;
		add_file(list, client, &film, RESOURCE_SUBTITLE);
	}
}

/* Profiles first: players that look for one take what they find first. */
void
sources_add(struct buf *b, const struct client *client)
{
	struct catalog_object file = { .subtitles = "" };
	const struct mime *m;
	struct profile p;
	size_t at = 0;

	while (profile_next(&at, &p)) {
		file.kind = p.kind;
		file.mime = p.mime;
		file.profile = p.name;
		/* As some tell of streams by it. */
		file.extension = strstr(p.name, "_TS_") != NULL ? "ts" : "";
		add_file(b, client, &file, RESOURCE_ORIGINAL);
	}
	for (size_t i = 0; (m = mime_get(i)) != NULL; i++) {
		file.kind = m->kind;
		file.mime = m->type;
		file.profile = "";
		file.extension = m->extension;
		add_file(b, client, &file, RESOURCE_ORIGINAL);
	}
	add_subtitles(b, client);
}
