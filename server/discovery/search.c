/*
 * Reads searches (M-SEARCH, UDA 1.0, 1.2.2) from strangers, pure and fuzzed.
 * Part of lares-ssdp. Of a search only one thing goes on: which of our own
 * targets it asks for. No byte of it reaches libupnp, whose parser looks up
 * host names that it finds in a request line.
 */
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "common/num.h"
#include "common/station.h"
#include "server/discovery/search.h"

struct slice {
	const char	*s;
	size_t		 len;
};

enum header {
	HEADER_HOST,
	HEADER_MAN,
	HEADER_MX,
	HEADER_ST,
	HEADERS,
};
static const char *const header_names[HEADERS] = {
	[HEADER_HOST] = "HOST",
	[HEADER_MAN] = "MAN",
	[HEADER_MX] = "MX",
	[HEADER_ST] = "ST",
};

static bool
is(struct slice a, const char *text)
{
	return a.len == strlen(text) && memcmp(a.s, text, a.len) == 0;
}

/* Takes one line, without its CRLF, off the front of rest. */
static bool
take_line(struct slice *rest, struct slice *line)
{
	const char *end = memmem(rest->s, rest->len, "\r\n", 2);

	if (end == NULL)
		return false;
	line->s = rest->s;
	line->len = (size_t)(end - rest->s);
	rest->s = end + 2;
	rest->len -= line->len + 2;
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct slice
trim(struct slice a)
{
	while (a.len > 0 && is_blank(a.s[0])) {
		a.s++;
		a.len--;
	}
	while (a.len > 0 && is_blank(a.s[a.len - 1]))
		a.len--;
	return a;
}

/* Visible characters, and blanks in values (RFC 7230, 3.2). */
static bool
is_clean(struct slice a, bool blanks)
{
	for (size_t i = 0; i < a.len; i++) {
		const unsigned char c = (unsigned char)a.s[i];

		if (c <= ' ' || c == 0x7f) {
			if (!blanks || !is_blank((char)c))
				return false;
		}
	}
	return true;
}

/* Keeps the value if it is one of ours. false: the header is malformed, or
   one that must be unique comes twice. */
static bool
take_header(struct slice line, struct slice values[HEADERS])
{
	struct slice name = line, value;
	const char *colon = memchr(line.s, ':', line.len);

	if (colon == NULL)
		return false;
	name.len = (size_t)(colon - line.s);
	value.s = colon + 1;
	value.len = line.len - name.len - 1;
	if (name.len == 0 || !is_clean(name, false) || !is_clean(value, true))
		return false;
	for (size_t h = 0; h < HEADERS; h++) {
		if (name.len != strlen(header_names[h]) ||
		    strncasecmp(name.s, header_names[h], name.len) != 0)
			continue;
		if (values[h].s != NULL)
			return false;
		values[h] = trim(value);
	}
	return true;
}

/* To the group, or to us alone (a unicast search, UDA 1.1, 1.3.2). */
static bool
is_for_us(const struct message_device *d, struct slice host)
{
	static const char port[] = ":1900";
	const size_t n = sizeof port - 1;

	if (host.len > n && memcmp(host.s + host.len - n, port, n) == 0)
		host.len -= n;
	return is(host, MESSAGE_GROUP) ||
	    is(host, station_address(d->address).s);
}

/*
 * How long the sender would wait is looked at only for its form: answers are
 * always due at once, which is within any MX, and also when there is none
 * (Windows) or it is absurd. A living room has no crowd to be spread out, and
 * people wait for what their television lists.
 */
static bool
is_wait(struct slice mx)
{
	uint64_t ignored;

	return mx.s == NULL ||
	    num_parse_len(mx.s, mx.len, UINT64_MAX, &ignored) == 0;
}

int
search_target(const struct message_device *d, const char *data, size_t len)
{
	struct slice rest = { data, len }, line;
	struct slice values[HEADERS] = { { NULL, 0 } };

	if (len < SEARCH_MIN_BYTES || len > SEARCH_MAX_BYTES ||
	    !take_line(&rest, &line) || !is(line, "M-SEARCH * HTTP/1.1"))
		return -1;
	for (;;) {
		if (!take_line(&rest, &line))
			return -1;
		if (line.len == 0)
			break;
		if (!take_header(line, values))
			return -1;
	}
	if (values[HEADER_HOST].s == NULL || values[HEADER_MAN].s == NULL ||
	    values[HEADER_ST].s == NULL || !is_for_us(d, values[HEADER_HOST]) ||
	    !is(values[HEADER_MAN], "\"ssdp:discover\"") ||
	    !is_wait(values[HEADER_MX]))
		return -1;
	return message_find_target(d, values[HEADER_ST].s,
	    values[HEADER_ST].len);
}

/* libupnp waits a random number of whole seconds below MX: none. */
void
search_write(struct buf *b, const struct message_device *d,
    enum message_target t)
{
	buf_addf(b, "M-SEARCH * HTTP/1.1\r\nHOST: " MESSAGE_GROUP ":%d\r\n"
	    "MAN: \"ssdp:discover\"\r\nMX: 1\r\nST: ", MESSAGE_PORT);
	message_add_target(b, d, t);
	buf_add_str(b, "\r\n\r\n");
}
