/*
 * IPTC-IIM, and the Photoshop resources that it lies in. EXIF and XMP in those
 * are left to nobody: they are rare there, and blanked whole. Pure; in
 * lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_iptc.h"

#define APPLICATION_RECORD	2
#define THUMBNAIL_HEADER	28	/* before the JPEG */

static bool
is_place(uint8_t dataset)
{
	switch (dataset) {
	case 26:		/* content location: code */
	case 27:		/* and name */
	case 90:		/* city */
	case 92:		/* sub-location */
	case 95:		/* province or state */
	case 100:		/* country: code */
	case 101:		/* and name */
		return true;
	default:
		return false;
	}
}

bool
blank_iptc(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint64_t offset, size;
	uint8_t head[5];

	for (offset = 0; offset < len; offset += size) {
		if (!blank_get(w, at, len, offset, head, 1))
			return false;
		size = 1;
		if (head[0] == 0)	/* padding */
			continue;
		if (!blank_get(w, at, len, offset, head, 5) ||
		    head[0] != 0x1C || (head[3] & 0x80) != 0)
			return false;
		size = bytes_be(head + 3, 2);
		offset += 5;
		if (size > len - offset)
			return false;
		if (head[1] == APPLICATION_RECORD && is_place(head[2]))
			blanks_fill(w->list, at + offset, size, ' ');
		else
			blank_words(w, at + offset, size);
	}
	return true;
}

static void
blank_resource(struct blank_walk *w, unsigned id, uint64_t at, uint64_t len)
{
	switch (id) {
	case 0x0404:
		blank_try(w, blank_iptc, at, len, 0);
		break;
	case 0x0409:		/* thumbnails */
	case 0x040C:
		if (len > THUMBNAIL_HEADER)
			blank_picture(w, at + THUMBNAIL_HEADER,
			    len - THUMBNAIL_HEADER);
		break;
	case 0x0422:		/* EXIF */
	case 0x0423:
	case 0x0424:		/* XMP */
	case 0x0425:		/* a digest, by which IPTC can be guessed */
		blank_zero(w, at, len);
		break;
	}
}

/* "8BIM", its number, a counted name and its data, both padded to be even. */
bool
blank_resources(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint64_t offset = 0, size;
	uint8_t head[7], size_raw[4];

	while (offset < len) {
		if (!blank_get(w, at, len, offset, head, 1))
			return false;
		if (head[0] == 0) {
			offset++;
			continue;
		}
		if (!blank_get(w, at, len, offset, head, 7) ||
		    memcmp(head, "8BIM", 4) != 0)
			return false;
		offset += 6 + ((1 + (uint64_t)head[6] + 1) & ~1u);
		if (!blank_get(w, at, len, offset, size_raw, 4))
			return false;
		size = bytes_be(size_raw, 4);
		offset += 4;
		if (size > len - offset)
			return false;
		blank_resource(w, (unsigned)bytes_be(head + 4, 2), at + offset,
		    size);
		offset += size + (size & 1);
	}
	return true;
}
