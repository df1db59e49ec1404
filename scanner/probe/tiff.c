/*
 * TIFF 6.0, section 2, by its first directory and the one of EXIF. Pure but
 * for XMP behind xmp.h; in lares-probe only.
 */
#include <stdio.h>
#include <string.h>

#include "scanner/probe/camera.h"
#include "scanner/probe/date.h"
#include "scanner/probe/tiff.h"
#include "scanner/probe/xmp.h"

#define ENTRIES_MAX	512
#define TEXT_BYTES	64	/* of a date, a maker, a model */

enum tag {
	WIDTH		= 256,
	HEIGHT		= 257,
	COMPRESSION	= 259,
	MAKER		= 271,
	MODEL		= 272,
	ORIENTATION	= 274,
	DATE		= 306,
	XMP		= 700,
	RATING		= 18246,	/* Windows's */
	EXIF_IFD	= 34665,
	ORIGINAL	= 36867,	/* in the EXIF directory */
};
#define TYPE_SHORT	3
#define OLD_JPEG	6	/* compressions */
#define NEW_JPEG	7

struct reading {
	const struct bytes *b;
	uint64_t	(*number)(const uint8_t *p, size_t n);
	uint64_t	exif;		/* offset of its directory; 0: none */
	uint64_t	xmp, xmp_len;
	uint32_t	compression;
	char		maker[TEXT_BYTES], model[TEXT_BYTES];
};

/* Text of up to four characters stands in place of where it lies. */
static void
read_text(const struct reading *t, const uint8_t *e, char out[TEXT_BYTES])
{
	uint64_t len = t->number(e + 4, 4);

	if (len > TEXT_BYTES - 1)
		len = TEXT_BYTES - 1;
	if (len <= 4)
		memcpy(out, e + 8, (size_t)len);
	else if (!bytes_get(t->b, t->number(e + 8, 4), out, (size_t)len))
		len = 0;
	out[len] = '\0';
}

static void
read_date(const struct reading *t, const uint8_t *e, struct media_facts *f)
{
	char text[TEXT_BYTES];

	read_text(t, e, text);
	date_parse(text, f->date);
}

/* One entry: what it is, how many, and the value or where that lies. */
static void
read_entry(struct reading *t, const uint8_t *e, struct media_facts *f)
{
	uint32_t value = (uint32_t)t->number(e + 8,
	    t->number(e + 2, 2) == TYPE_SHORT ? 2 : 4);

	switch (t->number(e, 2)) {
	case WIDTH:
		f->width = value;
		break;
	case HEIGHT:
		f->height = value;
		break;
	case COMPRESSION:
		t->compression = value;
		break;
	case MAKER:
		read_text(t, e, t->maker);
		break;
	case MODEL:
		read_text(t, e, t->model);
		break;
	case ORIENTATION:
		f->orientation = value <= 8 ? value : 0;
		break;
	case DATE:
	case ORIGINAL:
		read_date(t, e, f);
		break;
	case XMP:
		t->xmp = value;
		t->xmp_len = t->number(e + 4, 4);
		break;
	case RATING:
		f->stars = value <= 5 ? value : 0;
		break;
	case EXIF_IFD:
		t->exif = value;
		break;
	}
}

static void
read_directory(struct reading *t, uint64_t at, struct media_facts *f)
{
	uint64_t count, i;
	uint8_t e[12];

	if (at == 0 || !bytes_get(t->b, at, e, 2))
		return;
	count = t->number(e, 2);
	for (i = 0; i < count && i < ENTRIES_MAX; i++) {
		if (!bytes_get(t->b, at + 2 + 12 * i, e, sizeof(e)))
			break;
		read_entry(t, e, f);
	}
}

bool
tiff_sniff(const uint8_t head[4])
{
	return memcmp(head, "II*\0", 4) == 0 || memcmp(head, "MM\0*", 4) == 0;
}

/* The first directory. False: there is none. */
static bool
read_first(struct reading *t, struct media_facts *f)
{
	uint8_t head[8];

	if (!bytes_get(t->b, 0, head, sizeof(head)))
		return false;
	t->number = head[0] == 'I' ? bytes_le : bytes_be;
	read_directory(t, t->number(head + 4, 4), f);
	return true;
}

bool
tiff_holds_jpegs(const struct bytes *b)
{
	struct reading t = { .b = b };
	struct media_facts f = { 0 };

	return read_first(&t, &f) && (t.compression == OLD_JPEG ||
	    t.compression == NEW_JPEG);
}

void
tiff_read(const struct bytes *b, struct media_facts *f)
{
	struct reading t = { .b = b };
	struct media_facts exif;

	if (!read_first(&t, f))
		return;
	/* The EXIF directory's own sizes are not the picture's. */
	exif = *f;
	read_directory(&t, t.exif, &exif);
	snprintf(f->date, sizeof(f->date), "%s", exif.date);
	camera_name(t.maker, t.model, f->camera);
	if (t.xmp_len > 0)
		xmp_read(b, t.xmp, t.xmp_len, f);
}
