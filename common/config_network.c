/*
 * Networks beyond the link, as allow_network names them. Pure.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "common/config_network.h"
#include "common/num.h"
#include "common/station.h"

#define PREFIX_MIN	8		/* nobody's house is larger */
#define BLANKS		" \t"
#define VALUE_BYTES	64

static uint32_t
mask_of(unsigned prefix)
{
	return UINT32_MAX << (32 - prefix);	/* PREFIX_MIN..32 */
}

static bool
lies_in(const struct config_network *n, uint32_t network, unsigned prefix)
{
	return n->prefix >= prefix &&
	    (ntohl(n->address.s_addr) & mask_of(prefix)) == network;
}

/* What is not a network of other machines: "this", the loopback, groups and
   what is reserved (RFC 6890). */
static bool
has_no_hosts(const struct config_network *n)
{
	const uint32_t first = ntohl(n->address.s_addr) >> 24;

	return first == 0 || first == 127 || first >= 224;
}

/* Whether all of it is for private use (RFC 1918, 3927 and 6598). */
static bool
is_private(const struct config_network *n)
{
	static const struct {
		uint32_t	network;
		unsigned	prefix;
	} ranges[] = {
		{ 0x0a000000, 8 }, { 0xac100000, 12 }, { 0xc0a80000, 16 },
		{ 0xa9fe0000, 16 }, { 0x64400000, 10 },
	};
	size_t i;

	for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (lies_in(n, ranges[i].network, ranges[i].prefix))
			return true;
	return false;
}

static const char *
read_hops(const char *text, unsigned *hops)
{
	uint64_t n = CONFIG_HOPS_DEFAULT;

	if (*text != '\0' && (num_parse(text, CONFIG_HOPS_MAX, &n) == -1 ||
	    n == 0))
		return "has a number of hops that is not from 1 to 32";
	*hops = (unsigned)n;
	return NULL;
}

static const char *
read_prefix(const char *text, unsigned *prefix)
{
	uint64_t n = 32;

	if (text != NULL && num_parse(text, 32, &n) == -1)
		return "is not a network, as 192.168.20.0/24 is";
	if (n < PREFIX_MIN)
		return "is larger than any house: its prefix is below 8";
	*prefix = (unsigned)n;
	return NULL;
}

/* Room for what is wrong with one. */
struct wrong {
	char	s[96];
};

/* NULL unless it names a host and, by its prefix, a network. */
static const char *
find_host_bits(const struct config_network *n, struct wrong *w)
{
	const uint32_t address = ntohl(n->address.s_addr);
	const struct in_addr meant = { htonl(address & mask_of(n->prefix)) };

	if (meant.s_addr == n->address.s_addr)
		return NULL;
	snprintf(w->s, sizeof(w->s), "has bits set beyond its prefix: the "
	    "network it lies in is %s/%u", station_address(meant).s,
	    n->prefix);
	return w->s;
}

/* Reads "192.168.20.0/24 4"; the prefix may be left out (one host), and the
   hops. NULL, or what is wrong. */
static const char *
read_network(const char *value, struct config_network *out, struct wrong *w)
{
	struct config_network n = { .hops = 0 };
	char text[VALUE_BYTES], *hops, *slash;
	const char *wrong;

	if (strlen(value) >= sizeof(text))
		return "is not a network, as 192.168.20.0/24 is";
	memcpy(text, value, strlen(value) + 1);
	hops = text + strcspn(text, BLANKS);
	if (*hops != '\0')
		*hops++ = '\0';
	if ((wrong = read_hops(hops + strspn(hops, BLANKS), &n.hops)) != NULL)
		return wrong;
	if ((slash = strchr(text, '/')) != NULL)
		*slash++ = '\0';
	if (inet_pton(AF_INET, text, &n.address) != 1)
		return "is not a network, as 192.168.20.0/24 is";
	if ((wrong = read_prefix(slash, &n.prefix)) != NULL)
		return wrong;
	if (has_no_hosts(&n))
		return "is not a network of other machines";
	if ((wrong = find_host_bits(&n, w)) != NULL)
		return wrong;
	*out = n;
	return NULL;
}

void
config_network_write(struct buf *b, const struct config_network *n)
{
	buf_addf(b, "%s/%u %u", station_address(n->address).s, n->prefix,
	    n->hops);
}

/* The one of a reach that is this very network, or NULL. */
static struct config_network *
find(struct config_reach *r, const struct config_network *n)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->networks[i].prefix == n->prefix &&
		    r->networks[i].address.s_addr == n->address.s_addr)
			return &r->networks[i];
	return NULL;
}

/* ---- the setting -------------------------------------------------------- */

void
config_network_parse(struct config_parser *p, const struct setting *s,
    char *value)
{
	struct config_reach *r = &p->c->reach;
	struct config_network n, *same;
	struct wrong w;
	const char *wrong = read_network(value, &n, &w);

	(void)s;
	if (wrong != NULL) {
		config_parser_complain(p, true, value, wrong);
		return;
	}
	if (!is_private(&n))
		config_parser_complain(p, false, value, "is part of the "
		    "Internet: whoever is there may ask, and is answered");
	if ((same = find(r, &n)) != NULL) {
		config_parser_complain(p, false, value, "is named twice: the "
		    "greater number of hops holds");
		same->hops = n.hops > same->hops ? n.hops : same->hops;
	} else if (r->n == CONFIG_NETWORKS_MAX) {
		config_parser_complain(p, true, value, "is one network too "
		    "many: there may be 16");
	} else {
		r->networks[r->n++] = n;
	}
}

void
config_network_write_all(struct buf *b, const struct setting *s,
    const struct config *c)
{
	(void)s;
	for (size_t i = 0; i < c->reach.n; i++) {
		buf_add_str(b, "allow_network = ");
		config_network_write(b, &c->reach.networks[i]);
		buf_add_str(b, "\n");
	}
}
