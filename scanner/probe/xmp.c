/*
 * XMP: the properties of the outer rdf:Description elements, written as
 * attributes or as elements. In lares-probe; pure on xml.h.
 */
#include <string.h>

#include "common/text.h"
#include "scanner/probe/camera.h"
#include "scanner/probe/date.h"
#include "scanner/probe/xml.h"
#include "scanner/probe/xmp.h"

#define RDF	"http://www.w3.org/1999/02/22-rdf-syntax-ns#"

enum property {
	RATING,
	PERCENT,		/* Microsoft's rating */
	MADE,
	CREATED,
	ORIGINAL,
	MAKER,
	MODEL,
	TITLE,
	PROPERTIES,		/* how many; also: none of them */
};

static const struct {
	const char	*ns;
	const char	*name;
} properties[PROPERTIES] = {
	[RATING] =   { "http://ns.adobe.com/xap/1.0/",	     "Rating" },
	[PERCENT] =  { "http://ns.microsoft.com/photo/1.0/", "Rating" },
	[MADE] =     { "http://ns.adobe.com/xap/1.0/",	     "CreateDate" },
	[CREATED] =  { "http://ns.adobe.com/photoshop/1.0/", "DateCreated" },
	[ORIGINAL] = { "http://ns.adobe.com/exif/1.0/",	 "DateTimeOriginal" },
	[MAKER] =    { "http://ns.adobe.com/tiff/1.0/",	     "Make" },
	[MODEL] =    { "http://ns.adobe.com/tiff/1.0/",	     "Model" },
	[TITLE] =    { "http://purl.org/dc/elements/1.1/",   "title" },
};

/* More than a value has room for, so that none is cut within a character. */
#define TEXT_BYTES	(2 * MEDIA_TEXT_BYTES)

struct reading {
	unsigned	rdf;		/* depth of rdf:RDF; 0: not in it */
	bool		described;	/* in an outer rdf:Description */
	bool		listing;	/* its attributes come */
	enum property	now;		/* whose text comes */
	char		text[TEXT_BYTES];
	size_t		len;
	char		values[PROPERTIES][MEDIA_TEXT_BYTES];
};

/* The slash at the end of a namespace is left out by some of Microsoft's. */
static bool
is_namespace(const char *ns, const char *known)
{
	size_t len = strlen(known) - 1;

	return strncmp(ns, known, len) == 0 &&
	    (strcmp(ns + len, "/") == 0 || ns[len] == '\0');
}

static enum property
find(const char *ns, const char *name)
{
	enum property p;

	for (p = 0; p < PROPERTIES; p++)
		if (strcmp(properties[p].name, name) == 0 &&
		    is_namespace(ns, properties[p].ns))
			break;
	return p;
}

static void
begin(void *arg, unsigned depth, const char *ns, const char *name)
{
	struct reading *in = arg;
	bool is_rdf = strcmp(ns, RDF) == 0;

	in->listing = false;
	if (in->rdf == 0) {
		if (is_rdf && strcmp(name, "RDF") == 0)
			in->rdf = depth;
	} else if (depth == in->rdf + 1) {
		in->described = in->listing =
		    is_rdf && strcmp(name, "Description") == 0;
	} else if (depth == in->rdf + 2 && in->described) {
		in->now = find(ns, name);
		in->len = 0;
	}
}

/* The first value of a property is the one that counts. */
static void
put(struct reading *in, enum property p, const char *value, size_t len)
{
	if (p != PROPERTIES && in->values[p][0] == '\0')
		text_clean(value, len, in->values[p], sizeof(in->values[p]));
}

static void
attribute(void *arg, const char *ns, const char *name, const char *value,
    size_t len)
{
	struct reading *in = arg;

	if (in->listing)
		put(in, find(ns, name), value, len);
}

static void
text(void *arg, const char *chars, size_t len)
{
	struct reading *in = arg;

	if (len > sizeof(in->text) - in->len)
		len = sizeof(in->text) - in->len;
	memcpy(in->text + in->len, chars, len);
	in->len += len;
}

/* Of a list too: each of its items ends here. */
static void
end(void *arg, unsigned depth)
{
	struct reading *in = arg;

	put(in, in->now, in->text, in->len);
	in->len = 0;
	if (depth == in->rdf + 2)
		in->now = PROPERTIES;
	else if (depth == in->rdf + 1)
		in->described = false;
	else if (depth == in->rdf)
		in->rdf = 0;
}

/* A number before a point or the end, 0 for what is none: "-1" is a picture
   that was rejected. */
static uint32_t
number(const char *text)
{
	uint32_t value = 0;

	for (; *text >= '0' && *text <= '9' && value < 1000; text++)
		value = value * 10 + (uint32_t)(*text - '0');
	return value;
}

/* Microsoft writes 1, 25, 50, 75 and 99 per cent. */
static uint32_t
stars_of_percent(uint32_t percent)
{
	return percent == 0 || percent > 100 ? 0 : 1 + (percent + 12) / 25;
}

static void
apply(struct reading *in, struct media_facts *f)
{
	static const enum property dates[] = { ORIGINAL, CREATED, MADE };
	uint32_t stars = number(in->values[RATING]);
	size_t i;

	if (in->values[RATING][0] != '\0')
		f->stars = stars <= 5 ? stars : 0;
	else if (in->values[PERCENT][0] != '\0')
		f->stars = stars_of_percent(number(in->values[PERCENT]));
	for (i = 0; i < 3 && f->date[0] == '\0'; i++)
		date_parse(in->values[dates[i]], f->date);
	if (f->camera[0] == '\0')
		camera_name(in->values[MAKER], in->values[MODEL], f->camera);
	if (f->title[0] == '\0')
		memcpy(f->title, in->values[TITLE], sizeof(f->title));
}

void
xmp_read(const struct bytes *b, uint64_t offset, uint64_t len,
    struct media_facts *f)
{
	static const struct xml_reader reader = {
		.begin = begin, .attribute = attribute, .text = text,
		.end = end,
	};
	struct reading in = { .now = PROPERTIES };

	xml_read_bytes(b, offset, len, XML_MAX_BYTES, &reader, &in);
	apply(&in, f);
}

void
xmp_read_file(const struct bytes *b, struct media_facts *f)
{
	xmp_read(b, 0, b->size, f);
}
