/*
 * SOAP as UPnP uses it: a request's XML becomes an action and its arguments;
 * answers and faults become XML. Pure, in lares-http.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "common/xml.h"
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
	enum soap_result result;
	unsigned	 depth;
	bool		 in_body;
	bool		 has_action;
	char		 service[SOAP_SERVICE_BYTES];	/* its namespace */
	char		 action[SOAP_NAME_BYTES];
	size_t		 starts[SOAP_ARGUMENTS_MAX];	/* in r->values */
};

void
soap_free(struct soap_request *r)
{
	buf_free(&r->values);
}

/* The first thing that is wrong is what counts. */
static void
refuse(struct reading *in, enum soap_result result)
{
	if (in->result == SOAP_OK)
		in->result = result;
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
is_soap(const char *known, const char *ns, const char *name)
{
	return strcmp(name, known) == 0 && strcmp(ns, ENVELOPE_NS) == 0;
}

static void
begin_action(struct reading *in, const char *ns, const char *name)
{
	if (in->has_action) {
		refuse(in, SOAP_MALFORMED);
		return;
	}
	in->has_action = true;
	if (copy(in->service, sizeof(in->service), ns, strlen(ns)) == -1 ||
	    copy(in->action, sizeof(in->action), name, strlen(name)) == -1)
		refuse(in, SOAP_BAD_ACTION);
}

static void
begin_argument(struct reading *in, const char *name)
{
	struct soap_request *r = in->r;
	struct soap_argument *a = &r->arguments[r->narguments];

	if (r->narguments == SOAP_ARGUMENTS_MAX ||
	    copy(a->name, sizeof(a->name), name, strlen(name)) == -1) {
		refuse(in, SOAP_BAD_ARGUMENTS);
		return;
	}
	in->starts[r->narguments++] = r->values.len;
}

static void
begin(void *arg, unsigned depth, const char *ns, const char *name)
{
	struct reading *in = arg;

	in->depth = depth;
	if (in->result != SOAP_OK)
		return;
	if (depth == DEPTH_ENVELOPE && !is_soap("Envelope", ns, name))
		refuse(in, SOAP_MALFORMED);
	else if (depth == DEPTH_BODY)
		in->in_body = is_soap("Body", ns, name);
	else if (in->in_body && depth == DEPTH_ACTION)
		begin_action(in, ns, name);
	else if (in->in_body && depth == DEPTH_ARGUMENT)
		begin_argument(in, name);
	else if (in->in_body)
		refuse(in, SOAP_BAD_ARGUMENTS);
}

static void
text(void *arg, const char *chars, size_t len)
{
	struct reading *in = arg;

	if (in->in_body && in->depth == DEPTH_ARGUMENT)
		buf_add(&in->r->values, chars, len);
}

/* Values lie one behind the other, each with its NUL. */
static void
end(void *arg, unsigned depth)
{
	struct reading *in = arg;

	if (in->in_body && depth == DEPTH_ARGUMENT)
		buf_add(&in->r->values, "", 1);
	else if (depth == DEPTH_BODY)
		in->in_body = false;
	in->depth = depth - 1;
}

/* NULs and blanks behind are sent by some clients, and are not XML. */
static size_t
trimmed(const char *body, size_t len)
{
	while (len > 0 && strchr(" \t\r\n", body[len - 1]) != NULL)
		len--;
	return len;
}

static enum soap_result
parse_body(struct reading *in, const char *body, size_t len)
{
	static const struct xml_reader reader = {
		.begin = begin, .text = text, .end = end,
	};
	const bool well_formed = xml_read(body, trimmed(body, len), &reader,
	    in);

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
	buf_add_str(b, HEAD "<u:");
	buf_add_str(b, action);
	buf_add_str(b, "Response xmlns:u=\"");
	buf_add_str(b, service);
	buf_add_str(b, "\">");
}

void
soap_end(struct buf *b, const char *action)
{
	buf_add_str(b, "</u:");
	buf_add_str(b, action);
	buf_add_str(b, "Response>" TAIL);
}

static const struct {
	int		 error;
	const char	*description;
} errors[] = {
	{ SOAP_INVALID_ACTION,	"Invalid Action" },
	{ SOAP_INVALID_ARGS,	"Invalid Args" },
	{ SOAP_ACTION_FAILED,	"Action Failed" },
	{ SOAP_NO_SUCH_OBJECT,	"No such object" },
	{ SOAP_BAD_CURRENT_TAG,	"Invalid currentTagValue" },
	{ SOAP_BAD_NEW_TAG,	"Invalid newTagValue" },
	{ SOAP_REQUIRED_TAG,	"Required tag" },
	{ SOAP_READ_ONLY_TAG,	"Read only tag" },
	{ SOAP_BAD_CONNECTION,	"Invalid connection reference" },
	{ SOAP_BAD_SEARCH,	"Unsupported or invalid search criteria" },
	{ SOAP_BAD_SORT,	"Unsupported or invalid sort criteria" },
	{ SOAP_NO_SUCH_CONTAINER, "No such container" },
	{ SOAP_RESTRICTED_OBJECT, "Restricted object" },
	{ SOAP_CANNOT_PROCESS,	"Cannot process the request" },
	{ SOAP_TAGS_DO_NOT_MATCH, "Parameter mismatch" },
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
	    error % 1000, describe_error(error));
}
