/*
 * The head of an answer, as text. Process: lares-http. Pure: sends nothing.
 */

#include <inttypes.h>

#include "common/version.h"
#include "server/http/date.h"
#include "server/http/reply.h"

/* RFC 9110, 15, and RFC 6585. why: what the client did, where we know it. */
static const struct status {
	int		 code;
	const char	*phrase;
	const char	*why;
} statuses[] = {
	{ 200, "OK", NULL },
	{ 204, "No Content", NULL },
	{ 206, "Partial Content", NULL },
	{ 301, "Moved Permanently", NULL },
	{ 304, "Not Modified", NULL },
	{ 400, "Bad Request", "This is not a well-formed request." },
	{ 403, "Forbidden", NULL },
	{ 404, "Not Found", NULL },
	{ 405, "Method Not Allowed", NULL },
	{ 406, "Not Acceptable", NULL },
	{ 408, "Request Timeout", "The request took too long to arrive." },
	{ 411, "Length Required", NULL },
	{ 412, "Precondition Failed", NULL },
	{ 413, "Content Too Large", "The request's body is too large." },
	{ 414, "URI Too Long", NULL },
	{ 415, "Unsupported Media Type", NULL },
	{ 416, "Range Not Satisfiable", "The file is shorter than that." },
	{ 417, "Expectation Failed", "Only 100-continue can be expected." },
	{ 431, "Request Header Fields Too Large", NULL },
	{ 500, "Internal Server Error", NULL },
	{ 501, "Not Implemented", NULL },
	{ 503, "Service Unavailable", "Too many connections. Try again." },
	{ 505, "HTTP Version Not Supported", "HTTP/1.1 and 1.0 are." },
};

static const struct status *
find_status(int code)
{
	static const struct status unknown = { 0, "Unknown", NULL };
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (statuses[i].code == code)
			return &statuses[i];
	return &unknown;
}

bool
reply_has_body(int status)
{
	return status >= 200 && status != 204 && status != 304;
}

static void
add_framing(struct buf *b, const struct reply *r)
{
	if (!reply_has_body(r->status))
		return;
	if (r->type != NULL)
		buf_addf(b, "Content-Type: %s\r\n", r->type);
	if (r->framing == REPLY_LENGTH)
		buf_addf(b, "Content-Length: %" PRIu64 "\r\n", r->length);
	if (r->framing == REPLY_CHUNKED)
		buf_add_str(b, "Transfer-Encoding: chunked\r\n");
}

static void
add_ranges(struct buf *b, const struct reply *r)
{
	buf_add_str(b, "Accept-Ranges: bytes\r\n");
	if (r->status == 206)
		buf_addf(b, "Content-Range: bytes %" PRIu64 "-%" PRIu64
		    "/%" PRIu64 "\r\n", r->first, r->last, r->size);
	if (r->status == 416)
		buf_addf(b, "Content-Range: bytes */%" PRIu64 "\r\n",
		    r->size);
}

void
reply_head(struct buf *b, const struct reply *r)
{
	char date[DATE_BYTES];

	date_format(r->date, date);
	buf_addf(b, "HTTP/1.1 %d %s\r\nDate: %s\r\n"
	    "Server: " LARES_SERVER "\r\nEXT:\r\n", r->status,
	    find_status(r->status)->phrase, date);
	add_framing(b, r);
	if (r->ranges)
		add_ranges(b, r);
	if (r->close)
		buf_add_str(b, "Connection: close\r\n");
	else if (r->keep_alive)
		buf_add_str(b, "Connection: keep-alive\r\n");
	if (r->headers != NULL)
		buf_add_str(b, r->headers);
	buf_add_str(b, "\r\n");
}

void
reply_text(struct buf *b, int status, const char *why)
{
	const struct status *s = find_status(status);

	if (why == NULL)
		why = s->why;
	buf_addf(b, "%d %s\n", status, s->phrase);
	if (why != NULL)
		buf_addf(b, "%s\n", why);
}
