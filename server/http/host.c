/*
 * Whether a request is meant for us: the defence against DNS rebinding (a
 * foreign page whose name was made to point here) and against other sites'
 * pages asking through somebody's browser. Process: lares-http. Pure, and
 * resolves nothing: a name is ours if the configuration says so.
 */

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "common/num.h"
#include "server/http/host.h"

/* The port of an Origin that names none (RFC 6454, 4: "http"). */
#define PORT_HTTP	80

/* What may stand in a name or an IPv4 address; nothing else is compared. */
static bool
is_name(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!((s[i] >= '0' && s[i] <= '9') ||
		    (s[i] >= 'A' && s[i] <= 'Z') ||
		    (s[i] >= 'a' && s[i] <= 'z') ||
		    s[i] == '-' || s[i] == '.' || s[i] == '_'))
			return false;
	return len > 0;
}

static int
parse_port(const char *s, struct host *h)
{
	uint64_t port;

	if (*s == '\0' || strcmp(s, ":") == 0)	/* RFC 3986, 3.2.3 */
		return 0;
	if (*s != ':' || num_parse(s + 1, UINT16_MAX, &port) == -1)
		return -1;
	h->has_port = true;
	h->port = (uint16_t)port;
	return 0;
}

/* "[address%zone]" at text; where it ends, or NULL. */
static const char *
parse_literal6(const char *text, struct host *h)
{
	size_t len = strcspn(text + 1, "%]");
	const char *end = strchr(text, ']');
	struct in6_addr a;

	if (end == NULL || len >= sizeof(h->name))
		return NULL;
	memcpy(h->name, text + 1, len);
	h->name[len] = '\0';
	h->literal6 = true;
	return inet_pton(AF_INET6, h->name, &a) == 1 ? end + 1 : NULL;
}

/*
 * "name" or "name%zone" at text. Some clients put the zone of the link they
 * came from behind every address.
 */
static const char *
parse_name(const char *text, struct host *h)
{
	size_t len = strcspn(text, "%:");

	if (len >= sizeof(h->name) || !is_name(text, len))
		return NULL;
	memcpy(h->name, text, len);
	h->name[len] = '\0';
	return text + len + strcspn(text + len, ":");
}

int
host_parse(const char *text, struct host *h)
{
	struct host out = { .literal6 = false };

	text = *text == '[' ? parse_literal6(text, &out) :
	    parse_name(text, &out);
	if (text == NULL || parse_port(text, &out) == -1)
		return -1;
	*h = out;
	return 0;
}

/* A name may be written with the final dot of the DNS. */
static bool
same_name(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);

	if (la > 0 && a[la - 1] == '.')
		la--;
	if (lb > 0 && b[lb - 1] == '.')
		lb--;
	return la == lb && la > 0 && strncasecmp(a, b, la) == 0;
}

static bool
is_our_name(const struct host *h, const struct host_ours *ours)
{
	size_t i;

	for (i = 0; i < ours->nnames; i++)
		if (same_name(h->name, ours->names[i]))
			return true;
	return false;
}

/*
 * Every service address is an IPv4 one; a name counts at each of their ports,
 * and a bracketed address is never ours.
 */
static bool
is_ours(const struct host *h, const struct host_ours *ours)
{
	struct in_addr a;
	bool name, address;
	size_t i;

	if (h->literal6)
		return false;
	name = is_our_name(h, ours);
	address = inet_pton(AF_INET, h->name, &a) == 1;
	for (i = 0; i < ours->naddresses; i++) {
		if (h->has_port &&
		    h->port != ntohs(ours->addresses[i].sin_port))
			continue;
		if (name || (address &&
		    a.s_addr == ours->addresses[i].sin_addr.s_addr))
			return true;
	}
	return false;
}

static bool
is_our_origin(const char *origin, const struct host_ours *ours)
{
	struct host h;

	if (strncasecmp(origin, "http://", 7) != 0 ||
	    host_parse(origin + 7, &h) == -1)
		return false;
	if (!h.has_port) {
		h.has_port = true;
		h.port = PORT_HTTP;
	}
	return is_ours(&h, ours);
}

enum host_verdict
host_check(const char *host, const char *origin, const struct host_ours *ours)
{
	struct host h;

	if (host != NULL) {
		if (host_parse(host, &h) == -1)
			return HOST_MALFORMED;
		if (!is_ours(&h, ours))
			return HOST_FOREIGN;
	}
	if (origin != NULL && (host == NULL || !is_our_origin(origin, ours)))
		return HOST_FOREIGN_ORIGIN;
	return HOST_OURS;
}
