/*
 * EXIF by libexif: when a picture was taken and with what, which way up it is,
 * and what its owner thinks of it. In lares-probe only.
 */
#include <stdlib.h>
#include <string.h>

#include <libexif/exif-data.h>

#include "scanner/probe/camera.h"
#include "scanner/probe/date.h"
#include "scanner/probe/exif.h"

/* A JPEG's block ends at 64 KiB; others have no such limit, but the tags that
   matter come first. */
#define BLOCK_MAX_BYTES	(128u * 1024)
#define TEXT_BYTES	64	/* of a date, a maker, a model */
#define TAG_RATING	((ExifTag)0x4746)	/* Windows's; libexif has no name */

static const uint8_t signature[6] = { 'E', 'x', 'i', 'f', 0, 0 };

/* Where and in what order a picture's date is looked for. */
static const struct {
	ExifIfd		ifd;
	ExifTag		tag;
} dates[] = {
	{ EXIF_IFD_EXIF,	EXIF_TAG_DATE_TIME_ORIGINAL },
	{ EXIF_IFD_EXIF,	EXIF_TAG_DATE_TIME_DIGITIZED },
	{ EXIF_IFD_0,		EXIF_TAG_DATE_TIME },
};

/* "" if it is not there. */
static void
read_text(ExifData *data, ExifIfd ifd, ExifTag tag, char out[TEXT_BYTES])
{
	ExifEntry *e = exif_content_get_entry(data->ifd[ifd], tag);
	size_t n = 0;

	if (e != NULL && e->data != NULL) {
		n = e->size < TEXT_BYTES - 1 ? e->size : TEXT_BYTES - 1;
		memcpy(out, e->data, n);
	}
	out[n] = '\0';
}

/* A number of the main directory that is at most max; 0: none. */
static uint32_t
read_number(ExifData *data, ExifTag tag, uint32_t max)
{
	ExifEntry *e = exif_content_get_entry(data->ifd[EXIF_IFD_0], tag);
	ExifShort value;

	if (e == NULL || e->data == NULL || e->size < 2 ||
	    e->format != EXIF_FORMAT_SHORT)
		return 0;
	value = exif_get_short(e->data, exif_data_get_byte_order(data));
	return value <= max ? value : 0;
}

static void
put(ExifData *data, struct media_facts *f)
{
	char text[TEXT_BYTES], model[TEXT_BYTES];
	uint32_t number;
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		read_text(data, dates[i].ifd, dates[i].tag, text);
		if (date_parse(text, f->date))
			break;
	}
	if ((number = read_number(data, EXIF_TAG_ORIENTATION, 8)) != 0)
		f->orientation = number;
	if ((number = read_number(data, TAG_RATING, 5)) != 0)
		f->stars = number;
	read_text(data, EXIF_IFD_0, EXIF_TAG_MAKE, text);
	read_text(data, EXIF_IFD_0, EXIF_TAG_MODEL, model);
	if (text[0] != '\0' || model[0] != '\0')
		camera_name(text, model, f->camera);
}

/* libexif wants the signature in front, even where the file has none. NULL:
   there is no block, or no memory. */
static ExifData *
load(const struct bytes *b, uint64_t offset, uint64_t len)
{
	const size_t extra = sizeof(signature);
	ExifData *data = NULL;
	uint8_t *block;

	if (len < extra + 8)
		return NULL;
	if (len > BLOCK_MAX_BYTES)
		len = BLOCK_MAX_BYTES;
	if ((block = malloc(extra + (size_t)len)) == NULL)
		return NULL;
	memcpy(block, signature, extra);
	if (bytes_get(b, offset, block + extra, (size_t)len) &&
	    (data = exif_data_new()) != NULL) {
		const size_t skip = memcmp(block + extra, signature, extra) ==
		    0 ? extra : 0;

		exif_data_unset_option(data,
		    EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
		exif_data_unset_option(data,
		    EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
		exif_data_load_data(data, block + skip,
		    (unsigned)(extra + len - skip));
	}
	free(block);
	return data;
}

void
exif_read(const struct bytes *b, uint64_t offset, uint64_t len,
    struct media_facts *f)
{
	ExifData *data = load(b, offset, len);

	if (data == NULL)
		return;
	put(data, f);
	exif_data_unref(data);
}

uint8_t *
exif_thumbnail(const struct bytes *b, uint64_t offset, uint64_t len,
    size_t *out_len)
{
	ExifData *data = load(b, offset, len);
	uint8_t *out = NULL;

	if (data == NULL)
		return NULL;
	if (data->data != NULL && data->size > 0 &&
	    (out = malloc(data->size)) != NULL) {
		memcpy(out, data->data, data->size);
		*out_len = data->size;
	}
	exif_data_unref(data);
	return out;
}
