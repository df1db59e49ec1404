/*
 * MACs and addresses, as the owner writes them. Pure. In laresd, and wherever
 * the configuration is read.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "common/num.h"
#include "common/station.h"

/* In the number of a station: this one goes by its MAC. */
#define NUMBER_IS_MAC	(UINT64_C(1) << 8 * STATION_MAC_BYTES)
#define NUMBER_IS_IP	(NUMBER_IS_MAC << 1)

#define MAC_CHARACTERS	(3 * STATION_MAC_BYTES - 1)
#define GROUP_BIT	0x01		/* of the first byte */

static int
parse_mac(const char *text, uint8_t mac[STATION_MAC_BYTES])
{
	const char parted = text[0] != '\0' && text[1] != '\0' ? text[2] : 0;
	int high, low;

	if (strlen(text) != MAC_CHARACTERS || (parted != ':' && parted != '-'))
		return -1;
	for (size_t i = 0; i < STATION_MAC_BYTES; i++, text += 3) {
		high = num_hex_digit(text[0]);
		low = num_hex_digit(text[1]);
		if (high == -1 || low == -1 ||
		    (i + 1 < STATION_MAC_BYTES && text[2] != parted))
			return -1;
		mac[i] = (uint8_t)(high << 4 | low);
	}
	return 0;
}

int
station_parse(const char *text, struct station *s)
{
	struct station read = { .by_mac = true };

	if (parse_mac(text, read.mac) == -1) {
		read = (struct station){ .by_mac = false };
		if (inet_pton(AF_INET, text, &read.address) != 1)
			return -1;
	}
	*s = read;
	return 0;
}

bool
station_is_device(const struct station *s)
{
	static const uint8_t nobody[STATION_MAC_BYTES];

	return !s->by_mac || ((s->mac[0] & GROUP_BIT) == 0 &&
	    memcmp(s->mac, nobody, sizeof(nobody)) != 0);
}

struct station_text
station_text(const struct station *s)
{
	const uint8_t *m = s->mac;
	struct station_text t;

	if (s->by_mac)
		snprintf(t.s, sizeof(t.s), "%02x:%02x:%02x:%02x:%02x:%02x",
		    m[0], m[1], m[2], m[3], m[4], m[5]);
	else
		inet_ntop(AF_INET, &s->address, t.s, sizeof(t.s));
	return t;
}

struct station_text
station_address(struct in_addr address)
{
	return station_text(&(struct station){ .address = address });
}

bool
station_same(const struct station *a, const struct station *b)
{
	if (a->by_mac != b->by_mac)
		return false;
	return a->by_mac ? memcmp(a->mac, b->mac, sizeof(a->mac)) == 0 :
	    a->address.s_addr == b->address.s_addr;
}

uint64_t
station_number(const struct station *s)
{
	uint64_t number = 0;

	if (!s->by_mac)
		return NUMBER_IS_IP | ntohl(s->address.s_addr);
	for (size_t i = 0; i < STATION_MAC_BYTES; i++)
		number = number << 8 | s->mac[i];
	return NUMBER_IS_MAC | number;
}

struct station
station_of_number(uint64_t number)
{
	struct station s = { .by_mac = (number & NUMBER_IS_MAC) != 0 };

	if (!s.by_mac)
		s.address.s_addr = htonl((uint32_t)number);
	for (size_t i = STATION_MAC_BYTES; s.by_mac && i-- > 0; number >>= 8)
		s.mac[i] = (uint8_t)number;
	return s;
}
