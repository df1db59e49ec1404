/*
 * What an object can be had as. Pure, in lares-http. DIDL-Lite names these and
 * the answers to GET describe themselves by them, so the two always agree.
 */
#include <ctype.h>
#include <strings.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/resource.h"

/* What stands before the id in a URL. */
static const char *const places[] = {
	[RESOURCE_ORIGINAL] = "/media/",
};

/* What a name ends with need not be fit for a URL. */
static bool
is_plain(const char *extension)
{
	while (isascii((unsigned char)*extension) &&
	    isalnum((unsigned char)*extension))
		extension++;
	return *extension == '\0';
}

static struct resource
original(const struct catalog_object *row)
{
	return (struct resource){
		.kind = RESOURCE_ORIGINAL,
		.info = { .mime = row->mime, .profile = row->profile,
		    .kind = row->kind, .byte_seek = true,
		    .time_seek = row->seekable },
		.id = row->id,
		.extension = is_plain(row->extension) ? row->extension : "",
		.sized = true,
		.size = row->size,
		.duration_ms = row->duration_ms,
		.bitrate = row->bitrate,
		.width = row->width,
		.height = row->height,
		.sample_rate = row->sample_rate,
		.channels = row->channels,
		.bits_per_sample = row->bits_per_sample,
	};
}

size_t
resource_list(const struct catalog_object *row,
    struct resource list[RESOURCES_MAX])
{
	size_t n = 0;

	if (row->kind == MEDIA_FOLDER)
		return 0;
	list[n++] = original(row);
	return n;
}

void
resource_add_path(struct buf *b, const struct resource *r)
{
	buf_add_str(b, places[r->kind]);
	buf_add_num(b, (uint64_t)r->id);
	if (r->extension[0] != '\0') {
		buf_add_str(b, ".");
		buf_add_str(b, r->extension);
	}
}

bool
resource_has_extension(const struct resource *r, const char *extension)
{
	return extension[0] != '\0' && strcasecmp(extension, r->extension) == 0;
}
