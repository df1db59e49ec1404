/*
 * EXIF by libexif: when a picture was taken, and which way up it is. In
 * lares-probe only.
 */
#include <stdlib.h>
#include <string.h>

#include <libexif/exif-data.h>

#include "scanner/probe/date.h"
#include "scanner/probe/exif.h"

/* A JPEG's block ends at 64 KiB; others have no such limit, but the tags that
   matter come first. */
#define BLOCK_MAX_BYTES	(128u * 1024)

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

static bool
read_date(ExifData *data, ExifIfd ifd, ExifTag tag, struct media_facts *f)
{
	ExifEntry *e = exif_content_get_entry(data->ifd[ifd], tag);
	char text[MEDIA_NAME_BYTES];
	size_t n;

	if (e == NULL || e->data == NULL)
		return false;
	n = e->size < sizeof(text) - 1 ? e->size : sizeof(text) - 1;
	memcpy(text, e->data, n);
	text[n] = '\0';
	return date_parse(text, f->date);
}

static void
read_orientation(ExifData *data, struct media_facts *f)
{
	ExifEntry *e = exif_content_get_entry(data->ifd[EXIF_IFD_0],
	    EXIF_TAG_ORIENTATION);
	ExifShort value;

	if (e == NULL || e->data == NULL || e->size < 2 ||
	    e->format != EXIF_FORMAT_SHORT)
		return;
	value = exif_get_short(e->data, exif_data_get_byte_order(data));
	if (value >= 1 && value <= 8)
		f->orientation = value;
}

static void
read_block(const uint8_t *block, unsigned len, struct media_facts *f)
{
	ExifData *data = exif_data_new();
	size_t i;

	if (data == NULL)
		return;
	exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
	exif_data_load_data(data, block, len);
	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		if (read_date(data, dates[i].ifd, dates[i].tag, f))
			break;
	read_orientation(data, f);
	exif_data_unref(data);
}

void
exif_read(const struct bytes *b, uint64_t offset, uint64_t len,
    struct media_facts *f)
{
	const size_t extra = sizeof(signature);
	uint8_t *block;

	if (len < extra + 8)
		return;
	if (len > BLOCK_MAX_BYTES)
		len = BLOCK_MAX_BYTES;
	/* libexif wants the signature in front, even where the file has none. */
	if ((block = malloc(extra + (size_t)len)) == NULL)
		return;
	memcpy(block, signature, extra);
	if (bytes_get(b, offset, block + extra, (size_t)len)) {
		if (memcmp(block + extra, signature, extra) == 0)
			read_block(block + extra, (unsigned)len, f);
		else
			read_block(block, (unsigned)(extra + len), f);
	}
	free(block);
}
