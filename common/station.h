#ifndef LARES_COMMON_STATION_H
#define LARES_COMMON_STATION_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#define STATION_MAC_BYTES	6
#define STATION_TEXT_BYTES	18	/* the longer of both, with its NUL */

/* What a device of the network goes by: its MAC, or its address. Pure. */
struct station {
	bool		 by_mac;	/* else the address counts */
	uint8_t		 mac[STATION_MAC_BYTES];
	struct in_addr	 address;
};

/* Reads "00:11:22:aa:bb:cc", with - for : and in any case, or "192.168.1.20".
   0, or -1 and *s is left alone. */
int	station_parse(const char *text, struct station *s);

/* Whether it can be one device's: no device has a MAC of zeros, or that of a
   group, of which ff:ff:ff:ff:ff:ff is one. */
bool	station_is_device(const struct station *s);

/* As text that station_parse reads: a MAC in lower case, with colons. */
struct station_text {
	char		 s[STATION_TEXT_BYTES];
};
struct station_text station_text(const struct station *s);
struct station_text station_address(struct in_addr address);

bool	station_same(const struct station *a, const struct station *b);

/* The same as a number that no other has and that is not 0, and back. */
uint64_t	station_number(const struct station *s);
struct station	station_of_number(uint64_t number);

#endif
