/*
 * XML by libxml2, as events: nothing a stranger wrote becomes a tree, names an
 * entity or a file, or is read in another encoding. The only file that sees
 * the library.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libxml/parser.h>

#include "common/xml.h"

struct reading {
	const struct xml_reader *reader;
	void		*arg;
	xmlParserCtxtPtr xml;
	unsigned	 depth;
	bool		 stopped;
};

void
xml_init(void)
{
	xmlInitParser();
}

static void
stop(struct reading *in)
{
	in->stopped = true;
	xmlStopParser(in->xml);
}

static const char *
plain(const xmlChar *text)
{
	return text != NULL ? (const char *)text : "";
}

/* An attribute is five pointers: name, prefix, namespace, value, its end. */
static void
begin_element(void *arg, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri, int nnamespaces, const xmlChar **namespaces,
    int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct reading *in = arg;

	(void)prefix, (void)nnamespaces, (void)namespaces, (void)ndefaulted;

	if (in->stopped)
		return;
	if (++in->depth > XML_DEPTH_MAX) {
		stop(in);
		return;
	}
	in->reader->begin(in->arg, in->depth, plain(uri), plain(local));
	if (in->reader->attribute == NULL)
		return;
	for (; nattributes > 0; nattributes--, attributes += 5)
		in->reader->attribute(in->arg, plain(attributes[2]),
		    plain(attributes[0]), (const char *)attributes[3],
		    (size_t)(attributes[4] - attributes[3]));
}

static void
end_element(void *arg, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct reading *in = arg;

	(void)local, (void)prefix, (void)uri;

	if (in->stopped)
		return;
	in->reader->end(in->arg, in->depth);
	in->depth--;
}

static void
text(void *arg, const xmlChar *chars, int len)
{
	struct reading *in = arg;

	if (!in->stopped)
		in->reader->text(in->arg, (const char *)chars, (size_t)len);
}

/* A DOCTYPE, before anything that it declares. */
static void
doctype(void *arg, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	stop(arg);
}

/* Being here keeps the library from printing. */
static void
quiet(void *arg, xmlErrorPtr error)
{
	(void)arg, (void)error;
}

static xmlParserCtxtPtr
new_parser(struct reading *in)
{
	static const xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = doctype,
		.startElementNs = begin_element,
		.endElementNs = end_element,
		.characters = text,
		.cdataBlock = text,
		.ignorableWhitespace = text,
		.serror = quiet,
	};
	xmlSAXHandler copied = handlers;
	xmlParserCtxtPtr xml;

	xml = xmlCreatePushParserCtxt(&copied, in, NULL, 0, NULL);
	/* A declared encoding could load a converter. */
	if (xml != NULL)
		xmlCtxtUseOptions(xml, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	return xml;
}

static const char *
skip_blanks(const char *from, const char *end)
{
	while (from < end && *from != '\0' && strchr(" \t\r\n", *from) != NULL)
		from++;
	return from;
}

/*
 * Blanks, and the mark of UTF-8, may stand in front. Anything else than "<x"
 * is not a document, or one in an encoding that the library would guess from
 * the first bytes, whatever is declared, and load a converter for.
 */
static bool
skip_to_start(const char **document, size_t *len)
{
	const char *end = *document + *len;
	const char *start = skip_blanks(*document, end);

	if (end - start >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0)
		start = skip_blanks(start + 3, end);
	*document = start;
	*len = (size_t)(end - start);
	return *len >= 2 && start[0] == '<' && start[1] != '\0';
}

bool
xml_read(const char *document, size_t len, const struct xml_reader *reader,
    void *arg)
{
	struct reading in = { .reader = reader, .arg = arg };
	bool well_formed;

	if (len > INT32_MAX || !skip_to_start(&document, &len) ||
	    (in.xml = new_parser(&in)) == NULL)
		return false;
	xmlParseChunk(in.xml, document, (int)len, 1);
	well_formed = in.xml->wellFormed && !in.stopped;
	xmlFreeParserCtxt(in.xml);
	return well_formed;
}
