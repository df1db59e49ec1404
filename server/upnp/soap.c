/*
 * SOAP as UPnP uses it: a request's XML becomes an action and its arguments;
 * answers and faults become XML. Pure, in lares-http, and the only file there
 * that sees the XML library. It reads by events, so that what a stranger sends
 * never becomes a tree, and stops at the first thing that it does not want.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libxml/parser.h>

#include "server/upnp/soap.h"

#define ENVELOPE_NS	"http://schemas.xmlsoap.org/soap/envelope/"

/* Depth of the elements that mean something. */
enum {
	DEPTH_ENVELOPE = 1,
	DEPTH_BODY,
	DEPTH_ACTION,
	DEPTH_ARGUMENT,
};

struct reading {
	struct soap_request *r;
	xmlParserCtxtPtr xml;
	enum soap_result result;
	unsigned	 depth;
	bool		 in_body;
	bool		 has_action;
	char		 service[SOAP_SERVICE_BYTES];	/* its namespace */
	char		 action[SOAP_NAME_BYTES];
	size_t		 starts[SOAP_ARGUMENTS_MAX];	/* in r->values */
};

void
soap_init(void)
{
	xmlInitParser();
}

void
soap_free(struct soap_request *r)
{
	buf_free(&r->values);
}

/* The first thing that is wrong is what counts; nothing is read after it. */
static void
stop(struct reading *in, enum soap_result result)
{
	if (in->result == SOAP_OK)
		in->result = result;
	xmlStopParser(in->xml);
}

/* 0, or -1 when it does not fit. */
static int
copy(char *out, size_t size, const char *text, size_t len)
{
	if (len >= size)
		return -1;
	memcpy(out, text, len);
	out[len] = '\0';
	return 0;
}

static bool
is_soap(const char *name, const xmlChar *local, const xmlChar *uri)
{
	return uri != NULL && strcmp((const char *)local, name) == 0 &&
	    strcmp((const char *)uri, ENVELOPE_NS) == 0;
}

static void
begin_action(struct reading *in, const char *name, const char *uri)
{
	if (in->has_action) {
		stop(in, SOAP_MALFORMED);
		return;
	}
	in->has_action = true;
	if (uri == NULL ||
	    copy(in->service, sizeof(in->service), uri, strlen(uri)) == -1 ||
	    copy(in->action, sizeof(in->action), name, strlen(name)) == -1)
		stop(in, SOAP_BAD_ACTION);
}

static void
begin_argument(struct reading *in, const char *name)
{
	struct soap_request *r = in->r;
	struct soap_argument *a = &r->arguments[r->narguments];

	if (r->narguments == SOAP_ARGUMENTS_MAX ||
	    copy(a->name, sizeof(a->name), name, strlen(name)) == -1) {
		stop(in, SOAP_BAD_ARGUMENTS);
		return;
	}
	in->starts[r->narguments++] = r->values.len;
}

static void
begin_in_body(struct reading *in, const xmlChar *local, const xmlChar *uri)
{
	switch (in->depth) {
	case DEPTH_ACTION:
		begin_action(in, (const char *)local, (const char *)uri);
		break;
	case DEPTH_ARGUMENT:
		begin_argument(in, (const char *)local);
		break;
	default:
		stop(in, SOAP_BAD_ARGUMENTS);
	}
}

static void
begin_element(void *arg, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri, int nnamespaces, const xmlChar **namespaces,
    int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct reading *in = arg;

	(void)prefix, (void)nnamespaces, (void)namespaces;
	(void)nattributes, (void)ndefaulted, (void)attributes;

	if (++in->depth > SOAP_DEPTH_MAX)
		stop(in, SOAP_MALFORMED);
	else if (in->depth == DEPTH_ENVELOPE && !is_soap("Envelope", local, uri))
		stop(in, SOAP_MALFORMED);
	else if (in->depth == DEPTH_BODY)
		in->in_body = is_soap("Body", local, uri);
	else if (in->in_body)
		begin_in_body(in, local, uri);
}

static void
end_element(void *arg, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct reading *in = arg;

	(void)local, (void)prefix, (void)uri;

	/* Values lie one behind the other, each with its NUL. */
	if (in->in_body && in->depth == DEPTH_ARGUMENT)
		buf_add(&in->r->values, "", 1);
	in->depth--;
	if (in->depth < DEPTH_BODY)
		in->in_body = false;
}

static void
text(void *arg, const xmlChar *chars, int len)
{
	struct reading *in = arg;

	if (in->in_body && in->depth == DEPTH_ARGUMENT)
		buf_add(&in->r->values, chars, (size_t)len);
}

/* A DOCTYPE, before anything that it declares. */
static void
doctype(void *arg, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	stop(arg, SOAP_MALFORMED);
}

/* Being here keeps the library from printing; the verdict is wellFormed. */
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
	/* UPnP is UTF-8; a declared encoding could load a converter. */
	if (xml != NULL)
		xmlCtxtUseOptions(xml, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	return xml;
}

/* Blanks in front and NULs or blanks behind are sent by some clients, and are
   not XML. */
static void
trim(const char **body, size_t *len)
{
	while (*len > 0 && strchr(" \t\r\n", (*body)[0]) != NULL &&
	    (*body)[0] != '\0') {
		(*body)++;
		(*len)--;
	}
	while (*len > 0 && strchr(" \t\r\n", (*body)[*len - 1]) != NULL)
		(*len)--;
}

/*
 * Nothing but UTF-8, with or without its mark: libxml2 guesses other encodings
 * from the first bytes, whatever is declared, and would load a converter.
 */
static bool
looks_like_utf8(const char **body, size_t *len)
{
	if (*len >= 3 && memcmp(*body, "\xef\xbb\xbf", 3) == 0) {
		*body += 3;
		*len -= 3;
	}
	return *len >= 2 && (*body)[0] == '<' && (*body)[1] != '\0';
}

static enum soap_result
parse_body(struct reading *in, const char *body, size_t len)
{
	bool well_formed;

	trim(&body, &len);
	if (!looks_like_utf8(&body, &len))
		return SOAP_MALFORMED;
	if ((in->xml = new_parser(in)) == NULL)
		return SOAP_MALFORMED;
	xmlParseChunk(in->xml, body, (int)len, 1);
	well_formed = in->xml->wellFormed;
	xmlFreeParserCtxt(in->xml);
	if (in->result != SOAP_OK)
		return in->result;
	return well_formed && in->has_action ? SOAP_OK : SOAP_MALFORMED;
}

/* "service#action", with or without its quotes. */
static int
parse_header(const char *header, struct soap_request *r)
{
	size_t len = strlen(header);
	const char *mark;

	if (len >= 2 && header[0] == '"' && header[len - 1] == '"') {
		header++;
		len -= 2;
	}
	if ((mark = memchr(header, '#', len)) == NULL ||
	    copy(r->service, sizeof(r->service), header,
	    (size_t)(mark - header)) == -1)
		return -1;
	mark++;
	return copy(r->action, sizeof(r->action), mark,
	    len - (size_t)(mark - header));
}

enum soap_result
soap_parse(const char *header, const char *body, size_t len,
    struct soap_request *r)
{
	struct reading in = { .r = r };
	enum soap_result result;
	size_t i;

	memset(r, 0, sizeof(*r));
	buf_init(&r->values, SOAP_VALUES_MAX);
	if (len > INT32_MAX)
		return SOAP_MALFORMED;
	if ((result = parse_body(&in, body, len)) != SOAP_OK)
		return result;
	if (header == NULL || parse_header(header, r) == -1 ||
	    strcmp(r->service, in.service) != 0 ||
	    strcmp(r->action, in.action) != 0)
		return SOAP_BAD_ACTION;
	if (buf_failed(&r->values))
		return SOAP_BAD_ARGUMENTS;
	for (i = 0; i < r->narguments; i++)
		r->arguments[i].value = r->values.data + in.starts[i];
	return SOAP_OK;
}

#define HEAD	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" \
		"<s:Envelope xmlns:s=\"" ENVELOPE_NS "\" s:encodingStyle=" \
		"\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>"
#define TAIL	"</s:Body></s:Envelope>\n"

void
soap_begin(struct buf *b, const char *service, const char *action)
{
	buf_addf(b, HEAD "<u:%sResponse xmlns:u=\"%s\">", action, service);
}

void
soap_end(struct buf *b, const char *action)
{
	buf_addf(b, "</u:%sResponse>" TAIL, action);
}

static const struct {
	int		 error;
	const char	*description;
} errors[] = {
	{ SOAP_INVALID_ACTION,	"Invalid Action" },
	{ SOAP_INVALID_ARGS,	"Invalid Args" },
	{ SOAP_ACTION_FAILED,	"Action Failed" },
	{ SOAP_NO_SUCH_OBJECT,	"No such object" },
	{ SOAP_BAD_CONNECTION,	"Invalid connection reference" },
	{ SOAP_BAD_SEARCH,	"Unsupported or invalid search criteria" },
	{ SOAP_BAD_SORT,	"Unsupported or invalid sort criteria" },
	{ SOAP_NO_SUCH_CONTAINER, "No such container" },
	{ SOAP_CANNOT_PROCESS,	"Cannot process the request" },
};

static const char *
describe_error(int error)
{
	size_t i;

	for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].error == error)
			return errors[i].description;
	return "Error";
}

void
soap_add_fault(struct buf *b, int error)
{
	buf_addf(b, HEAD "<s:Fault><faultcode>s:Client</faultcode>"
	    "<faultstring>UPnPError</faultstring><detail>"
	    "<UPnPError xmlns=\"urn:schemas-upnp-org:control-1-0\">"
	    "<errorCode>%d</errorCode>"
	    "<errorDescription>%s</errorDescription>"
	    "</UPnPError></detail></s:Fault>" TAIL,
	    error, describe_error(error));
}
