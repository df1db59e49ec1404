/*
 * Pictures by their headers: size, date, orientation. Nothing is decoded.
 * Pure but for libexif behind exif.h; in lares-probe only.
 */
#include <stdio.h>
#include <string.h>

#include "scanner/probe/date.h"
#include "scanner/probe/exif.h"
#include "scanner/probe/heif.h"
#include "scanner/probe/image.h"

#define HEAD_BYTES	64
#define PARTS_MAX	1000	/* segments or chunks looked at */

/* JPEG (ITU-T T.81, annex B): segments up to the frame header. */
static int
read_jpeg(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	uint64_t at = 2, exif_at = 0, exif_len = 0, len;
	uint8_t s[10];
	int i;

	(void)head;
	for (i = 0; i < PARTS_MAX; i++) {
		if (!bytes_get(b, at, s, 4) || s[0] != 0xFF)
			return -1;
		if (s[1] == 0xFF) {		/* fill byte */
			at++;
			continue;
		}
		if (s[1] == 0x01 || (s[1] >= 0xD0 && s[1] <= 0xD7)) {
			at += 2;		/* without a length */
			continue;
		}
		len = bytes_be(s + 2, 2);
		if (s[1] >= 0xC0 && s[1] <= 0xCF && s[1] != 0xC4 &&
		    s[1] != 0xC8 && s[1] != 0xCC)
			break;
		if (s[1] == 0xDA || s[1] == 0xD9 || len < 2)
			return -1;
		if (s[1] == 0xE1 && len > 8 && exif_len == 0 &&
		    bytes_get(b, at + 4, s, 6) &&
		    memcmp(s, "Exif\0", 6) == 0) {
			exif_at = at + 4;
			exif_len = len - 2;
		}
		at += 2 + len;
	}
	if (i == PARTS_MAX || !bytes_get(b, at, s, 9))
		return -1;
	f->height = (uint32_t)bytes_be(s + 5, 2);
	f->width = (uint32_t)bytes_be(s + 7, 2);
	exif_read(b, exif_at, exif_len, f);
	return 0;
}

/* PNG (third edition, 11.2.1, 11.3.5.5): IHDR, and eXIf up to the data. */
static int
read_png(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	uint64_t at = 8, len;
	uint8_t chunk[8];
	int i;

	if (memcmp(head + 12, "IHDR", 4) != 0)
		return -1;
	f->width = (uint32_t)bytes_be(head + 16, 4);
	f->height = (uint32_t)bytes_be(head + 20, 4);
	for (i = 0; i < PARTS_MAX; i++, at += 12 + len) {
		if (!bytes_get(b, at, chunk, 8) ||
		    memcmp(chunk + 4, "IDAT", 4) == 0)
			break;
		len = bytes_be(chunk, 4);
		if (memcmp(chunk + 4, "eXIf", 4) == 0) {
			exif_read(b, at + 8, len, f);
			break;
		}
	}
	return 0;
}

static int
read_gif(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	(void)b;
	f->width = (uint32_t)bytes_le(head + 6, 2);
	f->height = (uint32_t)bytes_le(head + 8, 2);
	return 0;
}

/* The EXIF chunk of an extended WebP file. */
static void
read_webp_exif(const struct bytes *b, struct media_facts *f)
{
	uint64_t at = 12, len;
	uint8_t chunk[8];
	int i;

	for (i = 0; i < PARTS_MAX; i++, at += 8 + len + (len & 1)) {
		if (!bytes_get(b, at, chunk, 8))
			return;
		len = bytes_le(chunk + 4, 4);
		if (memcmp(chunk, "EXIF", 4) == 0) {
			exif_read(b, at + 8, len, f);
			return;
		}
	}
}

/* WebP container (RFC 9649): lossy, lossless or extended. */
static int
read_webp(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	const uint8_t *body = head + 20;
	uint32_t bits;

	if (memcmp(head + 12, "VP8 ", 4) == 0) {
		if (memcmp(body + 3, "\x9D\x01\x2A", 3) != 0)
			return -1;
		f->width = (uint32_t)bytes_le(body + 6, 2) & 0x3FFF;
		f->height = (uint32_t)bytes_le(body + 8, 2) & 0x3FFF;
	} else if (memcmp(head + 12, "VP8L", 4) == 0) {
		bits = (uint32_t)bytes_le(body + 1, 4);
		f->width = (bits & 0x3FFF) + 1;
		f->height = (bits >> 14 & 0x3FFF) + 1;
	} else if (memcmp(head + 12, "VP8X", 4) == 0) {
		f->width = (uint32_t)bytes_le(body + 4, 3) + 1;
		f->height = (uint32_t)bytes_le(body + 7, 3) + 1;
		if (body[0] & 0x08)
			read_webp_exif(b, f);
	} else {
		return -1;
	}
	return 0;
}

/* BMP: the old header of 12 bytes has 16-bit sizes, all later ones 32-bit;
   a negative height means stored top down. */
static int
read_bmp(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	int32_t height;

	(void)b;
	if (bytes_le(head + 14, 4) == 12) {
		f->width = (uint32_t)bytes_le(head + 18, 2);
		f->height = (uint32_t)bytes_le(head + 20, 2);
		return 0;
	}
	f->width = (uint32_t)bytes_le(head + 18, 4);
	height = (int32_t)bytes_le(head + 22, 4);
	f->height = height < 0 ? 0 - (uint32_t)height : (uint32_t)height;
	return 0;
}

/* TIFF 6.0, section 2. */
#define TIFF_ENTRIES_MAX	512
enum {
	TIFF_WIDTH	= 256,
	TIFF_HEIGHT	= 257,
	TIFF_ORIENTATION = 274,
	TIFF_DATE	= 306,
	TIFF_EXIF_IFD	= 34665,
	TIFF_ORIGINAL	= 36867,	/* in the EXIF directory */
	TIFF_SHORT	= 3,
};

struct tiff {
	const struct bytes *b;
	uint64_t	(*number)(const uint8_t *p, size_t n);
};

/* A date's text lies elsewhere: 19 characters and a NUL. */
static void
read_tiff_date(const struct tiff *t, uint64_t at, struct media_facts *f)
{
	char text[20];

	if (!bytes_get(t->b, at, text, sizeof(text) - 1))
		return;
	text[sizeof(text) - 1] = '\0';
	date_parse(text, f->date);
}

/* Reads a directory; returns the offset of the EXIF directory, or 0. */
static uint64_t
read_tiff_directory(const struct tiff *t, uint64_t at, struct media_facts *f)
{
	uint64_t exif = 0, count, i;
	uint32_t value;
	uint8_t e[12];

	if (at == 0 || !bytes_get(t->b, at, e, 2))
		return 0;
	count = t->number(e, 2);
	for (i = 0; i < count && i < TIFF_ENTRIES_MAX; i++) {
		if (!bytes_get(t->b, at + 2 + 12 * i, e, 12))
			break;
		value = (uint32_t)t->number(e + 8,
		    t->number(e + 2, 2) == TIFF_SHORT ? 2 : 4);
		switch (t->number(e, 2)) {
		case TIFF_WIDTH:
			f->width = value;
			break;
		case TIFF_HEIGHT:
			f->height = value;
			break;
		case TIFF_ORIENTATION:
			f->orientation = value <= 8 ? value : 0;
			break;
		case TIFF_DATE:
		case TIFF_ORIGINAL:
			read_tiff_date(t, value, f);
			break;
		case TIFF_EXIF_IFD:
			exif = value;
			break;
		}
	}
	return exif;
}

static int
read_tiff(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	struct tiff t = { b, head[0] == 'I' ? bytes_le : bytes_be };
	struct media_facts exif;
	uint64_t at;

	at = read_tiff_directory(&t, t.number(head + 4, 4), f);
	/* The EXIF directory's own sizes are not the picture's. */
	exif = *f;
	read_tiff_directory(&t, at, &exif);
	snprintf(f->date, sizeof(f->date), "%s", exif.date);
	return 0;
}

static int
read_heif(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	uint8_t skip[4];
	uint64_t header;
	struct heif h;

	(void)head;
	if (heif_read(b, &h) == -1)
		return -1;
	snprintf(f->format, sizeof(f->format), "%s", h.format);
	f->width = h.width;
	f->height = h.height;
	/* The item starts with where its TIFF does (23008-12, A.2.1). */
	if (h.exif_length > 4 && bytes_get(b, h.exif_offset, skip, 4) &&
	    (header = 4 + bytes_be(skip, 4)) < h.exif_length)
		exif_read(b, h.exif_offset + header, h.exif_length - header,
		    f);
	/* irot and imir are what counts, whatever EXIF says. */
	f->orientation = h.orientation;
	return 0;
}

static bool
is_jpeg(const uint8_t *head)
{
	return memcmp(head, "\xFF\xD8\xFF", 3) == 0;
}

static bool
is_png(const uint8_t *head)
{
	return memcmp(head, "\x89PNG\r\n\x1A\n", 8) == 0;
}

static bool
is_gif(const uint8_t *head)
{
	return memcmp(head, "GIF87a", 6) == 0 ||
	    memcmp(head, "GIF89a", 6) == 0;
}

static bool
is_webp(const uint8_t *head)
{
	return memcmp(head, "RIFF", 4) == 0 &&
	    memcmp(head + 8, "WEBP", 4) == 0;
}

/* Two letters are not much of a signature: the header must fit as well. */
static bool
is_bmp(const uint8_t *head)
{
	uint64_t header = bytes_le(head + 14, 4);

	if (memcmp(head, "BM", 2) != 0)
		return false;
	return header == 12 ? bytes_le(head + 22, 2) == 1 :
	    header >= 40 && header <= 124 && bytes_le(head + 26, 2) == 1;
}

static bool
is_tiff(const uint8_t *head)
{
	return memcmp(head, "II*\0", 4) == 0 || memcmp(head, "MM\0*", 4) == 0;
}

static bool
is_heif(const uint8_t *head)
{
	return heif_sniff(head, HEAD_BYTES);
}

static const struct {
	const char	*format;
	bool		(*is)(const uint8_t *head);
	int		(*read)(const struct bytes *b, const uint8_t *head,
			    struct media_facts *f);
} formats[] = {
	{ "jpeg",	is_jpeg,	read_jpeg },
	{ "png",	is_png,		read_png },
	{ "gif",	is_gif,		read_gif },
	{ "webp",	is_webp,	read_webp },
	{ "bmp",	is_bmp,		read_bmp },
	{ "tiff",	is_tiff,	read_tiff },
	{ "heif",	is_heif,	read_heif },
};

int
image_read(const struct bytes *b, struct media_facts *out)
{
	struct media_facts f = { .kind = MEDIA_PICTURE };
	uint8_t head[HEAD_BYTES] = { 0 };
	size_t i;

	/* A picture may be shorter than the head: the rest is zeros. */
	if (!bytes_get(b, 0, head,
	    b->size < sizeof(head) ? (size_t)b->size : sizeof(head)))
		return 0;
	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!formats[i].is(head))
			continue;
		snprintf(f.format, sizeof(f.format), "%s", formats[i].format);
		if (formats[i].read(b, head, &f) == -1 || f.width == 0 ||
		    f.height == 0)
			return -1;
		*out = f;
		return 1;
	}
	return 0;
}
