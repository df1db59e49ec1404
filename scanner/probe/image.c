/*
 * Pictures by their headers: size, and where EXIF and XMP lie. Nothing is
 * decoded. Pure but for what is behind exif.h and xmp.h; in lares-probe only.
 */
#include <stdio.h>
#include <string.h>

#include "scanner/probe/exif.h"
#include "scanner/probe/heif.h"
#include "scanner/probe/image.h"
#include "scanner/probe/tiff.h"
#include "scanner/probe/xmp.h"

#define HEAD_BYTES	64
#define PARTS_MAX	1000	/* segments or chunks looked at */

/* What a WebP file says that it has. */
#define WEBP_XMP	0x04
#define WEBP_EXIF	0x08

/* Where something lies in the file; len 0: it was not found. */
struct block {
	uint64_t	at, len;
};

static void
read_xmp(const struct bytes *b, const struct block *xmp, struct media_facts *f)
{
	if (xmp->len > 0)
		xmp_read(b, xmp->at, xmp->len, f);
}

/* What a JPEG has in front of its data. */
struct jpeg_parts {
	struct block	exif, xmp;
	bool		jfif;
	uint64_t	frame;		/* where its header is; 0: nowhere */
};

/* An APP1 segment is EXIF, XMP, or the rest of XMP that was too long. */
static void
note_app1(const struct bytes *b, const struct block *segment,
    struct jpeg_parts *p)
{
	static const char name[] = "http://ns.adobe.com/xap/1.0/";
	char start[sizeof(name)];

	if (segment->len > 6 && bytes_get(b, segment->at, start, 6) &&
	    memcmp(start, "Exif\0", 6) == 0 && p->exif.len == 0)
		p->exif = *segment;
	if (segment->len > sizeof(name) && p->xmp.len == 0 &&
	    bytes_get(b, segment->at, start, sizeof(name)) &&
	    memcmp(start, name, sizeof(name)) == 0)
		p->xmp = (struct block){ segment->at + sizeof(name),
		    segment->len - sizeof(name) };
}

static void
note_segment(const struct bytes *b, uint8_t marker,
    const struct block *segment, struct jpeg_parts *p)
{
	char start[5];

	if (marker == 0xE0 && segment->len >= sizeof(start) &&
	    bytes_get(b, segment->at, start, sizeof(start)))
		p->jfif |= memcmp(start, "JFIF", sizeof(start)) == 0;
	else if (marker == 0xE1)
		note_app1(b, segment, p);
}

/* JPEG (ITU-T T.81, annex B): segments up to the frame header. */
static void
walk_jpeg(const struct bytes *b, struct jpeg_parts *p)
{
	uint64_t at = 2, len;
	uint8_t s[4];

	*p = (struct jpeg_parts){ 0 };
	for (int i = 0; i < PARTS_MAX; i++) {
		if (!bytes_get(b, at, s, 4) || s[0] != 0xFF)
			return;
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
			p->frame = at;
		if (p->frame != 0 || s[1] == 0xDA || s[1] == 0xD9 || len < 2)
			return;
		note_segment(b, s[1], &(struct block){ at + 4, len - 2 }, p);
		at += 2 + len;
	}
}

/*
 * What DLNA has of JPEG: baseline of 8 bits,
 * three components, of which the first is sampled 2x2 or 2x1 and the others
 * once. The frame header is B.2.2.
 */
static bool
is_plain_jpeg(const struct bytes *b, const struct jpeg_parts *p)
{
	enum { SOF0 = 0xC0, BITS = 4, COMPONENTS = 9, SAMPLING = 11 };
	uint8_t s[19];

	return (p->jfif || p->exif.len > 0) &&
	    bytes_get(b, p->frame, s, sizeof(s)) && s[1] == SOF0 &&
	    s[BITS] == 8 && s[COMPONENTS] == 3 &&
	    (s[SAMPLING] == 0x22 || s[SAMPLING] == 0x21) &&
	    s[SAMPLING + 3] == 0x11 && s[SAMPLING + 6] == 0x11;
}

static int
read_jpeg(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	struct jpeg_parts p;
	uint8_t s[9];

	(void)head;
	walk_jpeg(b, &p);
	if (p.frame == 0 || !bytes_get(b, p.frame, s, sizeof(s)))
		return -1;
	f->height = (uint32_t)bytes_be(s + 5, 2);
	f->width = (uint32_t)bytes_be(s + 7, 2);
	f->plain_jpeg = is_plain_jpeg(b, &p);
	exif_read(b, p.exif.at, p.exif.len, f);
	read_xmp(b, &p.xmp, f);
	return 0;
}

/* An iTXt chunk (11.3.3.4) that is XMP: its name, two zeros for "not
   compressed", an empty language and an empty translation. */
static void
note_itxt(const struct bytes *b, const struct block *chunk, struct block *xmp)
{
	static const char name[] = "XML:com.adobe.xmp\0\0\0\0";
	char start[sizeof(name)];

	if (chunk->len > sizeof(name) &&
	    bytes_get(b, chunk->at, start, sizeof(name)) &&
	    memcmp(start, name, sizeof(name)) == 0)
		*xmp = (struct block){ chunk->at + sizeof(name),
		    chunk->len - sizeof(name) };
}

/* PNG (third edition, 11.2.1, 11.3.5.5): IHDR, and eXIf and iTXt up to the
   data. */
static int
read_png(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	struct block exif = { 0, 0 }, xmp = { 0, 0 };
	uint64_t at = 8, len;
	uint8_t chunk[8];
	int i;

	if (memcmp(head + 12, "IHDR", 4) != 0)
		return -1;
	f->width = (uint32_t)bytes_be(head + 16, 4);
	f->height = (uint32_t)bytes_be(head + 20, 4);
	f->interlaced = head[28] != 0;
	for (i = 0; i < PARTS_MAX; i++, at += 12 + len) {
		if (!bytes_get(b, at, chunk, 8) ||
		    memcmp(chunk + 4, "IDAT", 4) == 0)
			break;
		len = bytes_be(chunk, 4);
		if (memcmp(chunk + 4, "eXIf", 4) == 0)
			exif = (struct block){ at + 8, len };
		else if (memcmp(chunk + 4, "iTXt", 4) == 0)
			note_itxt(b, &(struct block){ at + 8, len }, &xmp);
	}
	exif_read(b, exif.at, exif.len, f);
	read_xmp(b, &xmp, f);
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

/* The EXIF and XMP chunks of an extended WebP file, behind the picture. */
static void
read_webp_chunks(const struct bytes *b, struct media_facts *f)
{
	struct block exif = { 0, 0 }, xmp = { 0, 0 };
	uint64_t at = 12, len;
	uint8_t chunk[8];
	int i;

	for (i = 0; i < PARTS_MAX; i++, at += 8 + len + (len & 1)) {
		if (!bytes_get(b, at, chunk, 8))
			break;
		len = bytes_le(chunk + 4, 4);
		if (memcmp(chunk, "EXIF", 4) == 0)
			exif = (struct block){ at + 8, len };
		else if (memcmp(chunk, "XMP ", 4) == 0)
			xmp = (struct block){ at + 8, len };
	}
	exif_read(b, exif.at, exif.len, f);
	read_xmp(b, &xmp, f);
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
		if (body[0] & (WEBP_EXIF | WEBP_XMP))
			read_webp_chunks(b, f);
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

static int
read_tiff(const struct bytes *b, const uint8_t *head, struct media_facts *f)
{
	(void)head;
	tiff_read(b, f);
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
	if (h.exif.length > 4 && bytes_get(b, h.exif.offset, skip, 4) &&
	    (header = 4 + bytes_be(skip, 4)) < h.exif.length)
		exif_read(b, h.exif.offset + header, h.exif.length - header,
		    f);
	read_xmp(b, &(struct block){ h.xmp.offset, h.xmp.length }, f);
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
	{ "tiff",	tiff_sniff,	read_tiff },
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

/* The end of the image (B.1.1.3): no other FFD9 is behind the frame's header. */
static bool
has_end_of_image(const struct bytes *b)
{
	struct jpeg_parts p;
	uint8_t s[8192];
	size_t n;

	walk_jpeg(b, &p);
	for (uint64_t at = p.frame; at + 2 <= b->size; at += n - 1) {
		n = b->size - at < sizeof(s) ? (size_t)(b->size - at) :
		    sizeof(s);
		if (!bytes_get(b, at, s, n))
			break;
		if (memmem(s, n, "\xFF\xD9", 2) != NULL)
			return true;
	}
	return false;
}

bool
image_is_cut_off(const struct bytes *b)
{
	uint8_t head[12];

	if (!bytes_get(b, 0, head, sizeof(head)))
		return true;
	if (is_jpeg(head))
		return !has_end_of_image(b);
	/* The last chunk may lack its padding. */
	return is_webp(head) && bytes_le(head + 4, 4) + 8 > b->size + 1;
}

uint8_t *
image_thumbnail(const struct bytes *b, size_t *len)
{
	struct jpeg_parts p;
	uint8_t head[3];

	if (!bytes_get(b, 0, head, sizeof(head)) || !is_jpeg(head))
		return NULL;
	walk_jpeg(b, &p);
	return exif_thumbnail(b, p.exif.at, p.exif.len, len);
}
