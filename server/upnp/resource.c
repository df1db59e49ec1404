/*
 * What an object can be had as. Pure, in lares-http. DIDL-Lite names these and
 * the answers to GET describe themselves by them, so the two always agree.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "common/art.h"
#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/render.h"
#include "server/upnp/resource.h"

/* What stands before the id in a URL. */
static const char *const places[] = {
	[RESOURCE_ORIGINAL] = "/media/",
	[RESOURCE_SCALED] = "/picture/",
	[RESOURCE_ART] = "/art/",
	[RESOURCE_SUBTITLE] = "/subtitle/",
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

/* DLNA's JPEG profiles, each of which holds the smaller ones. */
static const struct {
	const char	*profile;
	uint32_t	 width, height;
} boxes[] = {
	{ "JPEG_LRG",	4096, 4096 },
	{ "JPEG_MED",	1024, 768 },
	{ "JPEG_SM",	640, 480 },
};
#define BOXES	(sizeof(boxes) / sizeof(boxes[0]))

/* What a worker can decode, and how large it may be. */
static const struct {
	const char	*mime;
	uint64_t	 pixels;
} decodable[] = {
	{ "image/jpeg",	RENDER_JPEG_PIXELS_MAX },
	{ "image/png",	RENDER_PIXELS_MAX },
	{ "image/webp",	RENDER_PIXELS_MAX },
	{ "image/gif",	RENDER_PIXELS_MAX },
	{ "image/bmp",	RENDER_PIXELS_MAX },
	{ "image/tiff",	RENDER_PIXELS_MAX },
	{ "image/heic",	RENDER_PIXELS_MAX },
	{ "image/heif",	RENDER_PIXELS_MAX },
	{ "image/avif",	RENDER_PIXELS_MAX },
};

static bool
is_decodable(const struct catalog_object *row)
{
	const uint64_t pixels = (uint64_t)row->width * row->height;

	for (size_t i = 0; i < sizeof(decodable) / sizeof(decodable[0]); i++)
		if (strcmp(row->mime, decodable[i].mime) == 0)
			return pixels > 0 && pixels <= decodable[i].pixels;
	return false;
}

/* Whether any set can be trusted to show the file as it is to be seen: a JPEG
   of a certain profile, as it lies. Few heed EXIF's orientation. */
static bool
is_plain_jpeg(const struct catalog_object *row)
{
	return strcmp(row->mime, "image/jpeg") == 0 && row->orientation <= 1 &&
	    row->profile[0] != '\0';
}

static struct resource
scaled(const struct catalog_object *row, size_t box, uint32_t width,
    uint32_t height)
{
	return (struct resource){
		.kind = RESOURCE_SCALED,
		.info = { .mime = "image/jpeg", .profile = boxes[box].profile,
		    .kind = MEDIA_PICTURE, .converted = true },
		.id = row->id,
		.extension = "jpg",
		.size_name = boxes[box].profile,
		.width = width,
		.height = height,
		.box_width = boxes[box].width,
		.box_height = boxes[box].height,
	};
}

size_t
resource_list_scaled(const struct catalog_object *row, struct resource *list)
{
	uint32_t width, height;
	size_t n = 0;

	if (row->kind != MEDIA_PICTURE || is_plain_jpeg(row) ||
	    !is_decodable(row))
		return 0;
	for (size_t i = 0; i < BOXES; i++) {
		render_fit(row->width, row->height, row->orientation,
		    boxes[i].width, boxes[i].height, &width, &height);
		/* The smallest profile that it fits is the name of all of it:
		   a larger one would be the same once more. */
		if (i + 1 == BOXES || width > boxes[i + 1].width ||
		    height > boxes[i + 1].height)
			list[n++] = scaled(row, i, width, height);
	}
	return n;
}

size_t
resource_list_art(const struct catalog_object *row, struct resource *list)
{
	const struct art art = art_unpack(row->art);
	size_t n = 0;

	for (int size = 0; size < ART_SIZES; size++) {
		if (art.sizes[size].width == 0)
			continue;
		list[n++] = (struct resource){
			.kind = RESOURCE_ART,
			.info = { .mime = "image/jpeg", .kind = MEDIA_PICTURE,
			    .profile = art_limit((enum art_size)size)->profile,
			    .byte_seek = true, .converted = true },
			.id = row->id, .art = art.id, .extension = "jpg",
			.size_name = art_limit((enum art_size)size)->profile,
			.width = art.sizes[size].width,
			.height = art.sizes[size].height,
		};
	}
	return n;
}

size_t
resource_list(const struct catalog_object *row,
    struct resource list[RESOURCES_MAX])
{
	size_t n = 0;

	if (row->kind == MEDIA_FOLDER)
		return 0;
	list[n++] = original(row);
	n += resource_list_scaled(row, list + n);
	/* The largest last: VLC takes the last picture. */
	n += resource_list_art(row, list + n);
	return n;
}

static struct resource
subtitle(const struct catalog_object *row, const struct subtitle *s,
    const struct subtitle_format *format)
{
	const char *dot = memrchr(s->suffix, '.', s->suffix_len);

	return (struct resource){
		.kind = RESOURCE_SUBTITLE,
		/* For DLNA it is no media: "*". */
		.info = { .mime = format->mime, .profile = "",
		    .kind = MEDIA_FOLDER },
		.id = row->id,
		.extension = format->extension,
		.number = s->number,
		.words = s->suffix,
		.words_len = dot != NULL ? (size_t)(dot - s->suffix) : 0,
	};
}

/* Those of a video, the nearest first, others as they are noted. */
static size_t
sort_subtitles(const char *lines, const char *language,
    struct subtitle sorted[SUBTITLES_MAX])
{
	struct subtitle s = { 0 };
	size_t n = 0, at;

	while (n < SUBTITLES_MAX && subtitle_next(&lines, &s)) {
		for (at = n++; at > 0 && subtitle_rank(&sorted[at - 1],
		    language) > subtitle_rank(&s, language); at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = s;
	}
	return n;
}

size_t
resource_list_subtitles(const struct catalog_object *row,
    const char *language, struct resource *list, size_t room)
{
	struct subtitle sorted[SUBTITLES_MAX];
	size_t n = 0, count;

	if (row->kind != MEDIA_VIDEO)
		return 0;
	count = sort_subtitles(row->subtitles, language, sorted);
	for (const struct subtitle *s = sorted; s < sorted + count; s++) {
		if (n < room)
			list[n++] = subtitle(row, s, s->format);
		if (n < room && s->format->partner != NULL)
			list[n++] = subtitle(row, s,
			    subtitle_by_extension(s->format->partner));
	}
	return n;
}

bool
resource_subtitle(const struct catalog_object *row, const char *language,
    enum subtitle_way way, struct resource *r)
{
	struct subtitle s;

	if (row->kind != MEDIA_VIDEO ||
	    !subtitle_choose(row->subtitles, language, way, &s))
		return false;
	*r = subtitle(row, &s, s.format);
	return true;
}

void
resource_add_path(struct buf *b, const struct resource *r)
{
	buf_add_str(b, places[r->kind]);
	if (r->id < 0)
		buf_add_str(b, "c");
	buf_add_num(b, (uint64_t)(r->id < 0 ? -r->id : r->id));
	if (r->kind == RESOURCE_ART) {
		buf_add_str(b, "/");
		buf_add_num(b, (uint64_t)r->art);
	}
	/* Not the profile: some clients are told of none. */
	if (r->size_name != NULL) {
		buf_add_str(b, "/");
		buf_add_str(b, r->size_name);
	}
	if (r->kind == RESOURCE_SUBTITLE) {
		buf_add_str(b, "/");
		buf_add_num(b, r->number);
		buf_add_str(b, r->words_len > 0 ? "." : "");
		buf_add(b, r->words, r->words_len);
	}
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
