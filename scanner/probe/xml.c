/*
 * XML by libxml2, as events: nothing a stranger wrote becomes a tree, names an
 * entity or a file, or is read in another encoding. In lares-probe, and the
 * only file there that sees the library.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "common/text.h"
#include "scanner/probe/xml.h"

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

/* Blanks, and the mark of UTF-8, may stand in front. Anything else than "<x"
   is not a document, or one in an encoding that the library would guess. */
static bool
skip_to_start(const char **document, size_t *len)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t skip = 0;

	if (*len >= 3 && memcmp(*document, mark, 3) == 0)
		skip = 3;
	while (skip < *len && strchr(" \t\r\n", (*document)[skip]) != NULL &&
	    (*document)[skip] != '\0')
		skip++;
	*document += skip;
	*len -= skip;
	return *len >= 2 && (*document)[0] == '<' && (*document)[1] != '\0';
}

static void
parse(struct reading *in, const char *document, size_t len)
{
	if (!skip_to_start(&document, &len) ||
	    (in->xml = new_parser(in)) == NULL)
		return;
	xmlParseChunk(in->xml, document, (int)len, 1);
	xmlFreeParserCtxt(in->xml);
}

void
xml_read(const struct bytes *b, uint64_t offset, uint64_t len,
    const struct xml_reader *reader, void *arg)
{
	struct reading in = { .reader = reader, .arg = arg };
	const size_t max = reader->max_bytes > 0 ? reader->max_bytes :
	    XML_MAX_BYTES;
	size_t raw_len = len < max ? (size_t)len : max;
	/* A byte of Windows-1252 is at most three of UTF-8. */
	size_t size = 3 * raw_len + 1;
	char *raw = malloc(raw_len + size);

	if (raw == NULL)
		return;
	if (!bytes_get(b, offset, raw, raw_len))
		goto out;
	if (text_is_utf8(raw, raw_len)) {
		parse(&in, raw, raw_len);
	} else {
		text_to_utf8(raw, raw_len, raw + raw_len, size);
		parse(&in, raw + raw_len, strlen(raw + raw_len));
	}
out:
	free(raw);
}
