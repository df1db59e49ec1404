/*
 * JPEG (ITU-T T.81, annex B), from its first marker to its last. Pure; in
 * lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_iptc.h"
#include "scanner/probe/blank_jpeg.h"
#include "scanner/probe/blank_xmp.h"

enum marker {
	TEM	= 0x01,
	SOF0	= 0xC0,
	RST0	= 0xD0,
	RST7	= 0xD7,
	SOI	= 0xD8,
	EOI	= 0xD9,
	SOS	= 0xDA,
	APP0	= 0xE0,
	APP1	= 0xE1,
	APP15	= 0xEF,
	COM	= 0xFE,
};

#define SCAN_BYTES	32768	/* looked through at once */
#define NAME_BYTES	36
#define ADOBE_BYTES	7	/* of its segment, after the name */
#define JFXX_JPEG	0x10
#define JFXX_PALETTE	0x11
#define JFXX_RGB	0x13

/* JFIF (ITU-T T.871, 10.1): its header, the pixels of a thumbnail, and no
   more. */
static bool
blank_jfif(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t head[9];
	uint64_t size;

	if (!blank_get(w, at, len, 0, head, sizeof(head)))
		return false;
	size = sizeof(head) + 3 * (uint64_t)head[7] * head[8];
	if (size < len)
		blank_zero(w, at + size, len - size);
	return true;
}

/* Another thumbnail, a JPEG or pixels (JFIF 1.02). */
static bool
blank_jfxx(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t kind;

	if (!blank_get(w, at, len, 0, &kind, 1))
		return false;
	if (kind == JFXX_JPEG)
		blank_picture(w, at + 1, len - 1);
	return kind == JFXX_JPEG || kind == JFXX_PALETTE || kind == JFXX_RGB;
}

/* Which colours they are (T.872, 6.5.3). */
static bool
blank_adobe(struct blank_walk *w, uint64_t at, uint64_t len)
{
	if (len > ADOBE_BYTES)
		blank_zero(w, at + ADOBE_BYTES, len - ADOBE_BYTES);
	return true;
}

/* Segments of applications by how they begin. A walker gets what follows the
   name, and 0 keeps a segment as it is; whatever is not listed is filled. */
static const struct application {
	uint8_t		 marker;
	const char	*name;
	size_t		 name_len;
	blank_walker	*walker;
	uint8_t		 fill;		/* where the walker fails */
} applications[] = {
#define NAME(text)	text, sizeof(text) - 1
	{ 0xE0, NAME("JFIF\0"), blank_jfif, 0 },
	{ 0xE0, NAME("JFXX\0"), blank_jfxx, 0 },
	{ 0xE1, NAME("Exif\0"), blank_exif, 0 },
	{ 0xE1, NAME("http://ns.adobe.com/xap/1.0/\0"), blank_xmp, ' ' },
	{ 0xE2, NAME("ICC_PROFILE\0"), NULL, 0 },
	{ 0xED, NAME("Photoshop 3.0\0"), blank_resources, 0 },
	{ 0xEE, NAME("Adobe"), blank_adobe, 0 },
};

static const struct application *
find_application(uint8_t marker, const uint8_t *body, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(applications) / sizeof(applications[0]); i++) {
		const struct application *a = &applications[i];

		if (a->marker == marker && a->name_len <= len &&
		    memcmp(a->name, body, a->name_len) == 0)
			return a;
	}
	return NULL;
}

/* at, len: of what the segment holds. */
static bool
blank_segment(struct blank_walk *w, uint8_t marker, uint64_t at, uint64_t len)
{
	const struct application *a;
	uint8_t body[NAME_BYTES];
	size_t n = len < sizeof(body) ? (size_t)len : sizeof(body);

	if (!bytes_get(w->b, at, body, n))
		return false;
	if ((a = find_application(marker, body, n)) == NULL) {
		blank_zero(w, at, len);
		return true;
	}
	if (a->walker != NULL) {
		/* EXIF's own name has one more zero */
		n = a->walker == blank_exif && len > a->name_len;
		at += a->name_len + n;
		len -= a->name_len + n;
		blank_try(w, a->walker, at, len, a->fill);
	}
	return true;
}

/* What looks like a marker within the picture's data and is none. Of several
   0xFF the last one decides. */
static bool
is_data(uint8_t after_ff)
{
	return after_ff == 0 || after_ff == 0xFF || (after_ff >= RST0 && after_ff <= RST7);
}

/* Steps over the picture's data to the 0xFF of the next marker; to the end if
   there is none. */
static bool
skip_data(struct blank_walk *w, uint64_t *at, uint64_t end)
{
	uint8_t data[SCAN_BYTES];
	const uint8_t *ff;
	size_t n, i;

	while (*at < end) {
		n = end - *at < sizeof(data) ? (size_t)(end - *at) :
		    sizeof(data);
		if (!bytes_get(w->b, *at, data, n))
			return false;
		for (i = 0; (ff = memchr(data + i, 0xFF, n - i)) != NULL;) {
			i = (size_t)(ff - data);
			if (i + 1 == n)
				break;
			if (!is_data(data[i + 1])) {
				*at += i;
				return true;
			}
			i++;
		}
		/* A 0xFF at the end is looked at once more, with the next. */
		*at += ff != NULL && *at + n < end && n > 1 ? n - 1 : n;
	}
	return true;
}

/* The next marker, fill bytes before it skipped. False at the end. */
static bool
next_marker(struct blank_walk *w, uint64_t *at, uint64_t end, uint8_t *marker)
{
	uint8_t s[2];

	do {
		if (end - *at < 2 || !bytes_get(w->b, *at, s, 2) ||
		    s[0] != 0xFF)
			return false;
		(*at)++;
	} while (s[1] == 0xFF);
	(*at)++;
	*marker = s[1];
	return true;
}

static bool
is_known(uint8_t marker)
{
	return marker >= SOF0 && marker != SOI &&
	    !(marker >= 0xF0 && marker < COM) && marker != 0xFF;
}

bool
blank_jpeg(struct blank_walk *w, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	uint8_t marker, size_raw[2];
	bool has_picture = false;
	uint64_t size;

	if (!next_marker(w, &at, end, &marker) || marker != SOI)
		return false;
	for (;;) {
		/* One that was cut off within its data can still be seen. */
		if (at == end && has_picture)
			return true;
		if (!next_marker(w, &at, end, &marker))
			return false;
		if (marker == EOI) {
			blank_zero(w, at, end - at);
			return true;
		}
		if (marker == TEM || (marker >= RST0 && marker <= RST7))
			continue;
		if (!is_known(marker) || end - at < 2 ||
		    !bytes_get(w->b, at, size_raw, 2))
			return false;
		size = bytes_be(size_raw, 2);
		if (size < 2 || size > end - at)
			return false;
		if (marker >= APP0 && marker <= APP15 &&
		    !blank_segment(w, marker, at + 2, size - 2))
			return false;
		if (marker == COM)
			blank_words(w, at + 2, size - 2);
		at += size;
		if (marker == SOS) {
			has_picture = true;
			if (!skip_data(w, &at, end))
				return false;
		}
	}
}
