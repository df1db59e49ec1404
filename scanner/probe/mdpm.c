/*
 * The "modified DV pack metadata" of AVCHD. It is in none of its public
 * specifications: what is known of it was read off recordings. Pure; in
 * lares-probe only.
 */
#include <string.h>

#include "scanner/probe/mdpm.h"

#define NAME_BYTES	4
#define TAG_BYTES	5	/* its number, and four of its value */
#define GPS_FIRST	0xB0
#define GPS_LAST	0xCF

#define START_BYTES	4096	/* of a block */
#define PICTURE_BYTES	32768	/* of a transport stream */
#define PACKETS_MAX	8192	/* until that many have come */
#define PACKET_BYTES	188
#define STAMP_BYTES	4
#define SYNC		0x47

/* Bytes of a NAL unit, without those that keep start codes out of it. */
struct unit {
	const uint8_t	*p;
	size_t		 len, zeros;
};

static bool
take_byte(struct unit *u, uint8_t *byte)
{
	if (u->zeros >= 2 && u->len > 0 && *u->p == 3) {
		u->p++;
		u->len--;
		u->zeros = 0;
	}
	if (u->len == 0)
		return false;
	*byte = *u->p++;
	u->len--;
	u->zeros = *byte == 0 ? u->zeros + 1 : 0;
	return true;
}

/* How many tags there are, and then each. */
static bool
has_place(struct unit u)
{
	uint8_t tags, byte;

	if (!take_byte(&u, &tags))
		return false;
	for (; tags > 0; tags--)
		for (int i = 0; i < TAG_BYTES; i++) {
			if (!take_byte(&u, &byte))
				return false;
			if (i == 0 && byte >= GPS_FIRST && byte <= GPS_LAST)
				return true;
		}
	return false;
}

bool
mdpm_says_place(const uint8_t *data, size_t len)
{
	const uint8_t *end = data + len, *name;

	for (; (name = memmem(data, (size_t)(end - data), "MDPM",
	    NAME_BYTES)) != NULL; data = name + 1)
		if (has_place((struct unit){ .p = name + NAME_BYTES,
		    .len = (size_t)(end - name) - NAME_BYTES }))
			return true;
	return false;
}

bool
mdpm_begins_in(const struct bytes *b, uint64_t at, uint64_t len)
{
	uint8_t data[START_BYTES];
	size_t n = len < sizeof(data) ? (size_t)len : sizeof(data);

	if (at > b->size)
		return false;
	if (n > b->size - at)
		n = (size_t)(b->size - at);
	return bytes_get(b, at, data, n) && mdpm_says_place(data, n);
}

/* Bytes in front of each packet; -1: it is no such file. */
static int
find_lead(const struct bytes *b)
{
	for (int lead = 0; lead <= STAMP_BYTES; lead += STAMP_BYTES) {
		uint8_t first, second;

		if (bytes_get(b, (uint64_t)lead, &first, 1) && first == SYNC &&
		    bytes_get(b, (uint64_t)(2 * lead + PACKET_BYTES), &second,
		    1) && second == SYNC)
			return lead;
	}
	return -1;
}

/* The pictures of a transport stream: those of the first stream that has any
   (ISO/IEC 13818-1, 2.4.3). */
struct pictures {
	bool		found;
	unsigned	pid;
	size_t		len;
	uint8_t		data[PICTURE_BYTES];
};

static void
add_packet(struct pictures *s, const uint8_t p[PACKET_BYTES])
{
	const unsigned pid = (unsigned)bytes_be(p + 1, 2) & 0x1FFF;
	size_t body = (p[3] & 0x20) != 0 ? 5u + p[4] : 4, n;

	if ((p[3] & 0x10) == 0 || body >= PACKET_BYTES)
		return;
	n = PACKET_BYTES - body;
	if (!s->found && (p[1] & 0x40) != 0 && n > 4 &&
	    memcmp(p + body, "\0\0\1", 3) == 0 && p[body + 3] >> 4 == 0xE) {
		s->found = true;
		s->pid = pid;
	}
	if (!s->found || pid != s->pid)
		return;
	if (n > sizeof(s->data) - s->len)
		n = sizeof(s->data) - s->len;
	memcpy(s->data + s->len, p + body, n);
	s->len += n;
}

bool
mdpm_begins_in_ts(const struct bytes *b)
{
	struct pictures s = { .found = false };
	const int lead = find_lead(b);
	uint8_t packet[PACKET_BYTES];
	uint64_t at = (uint64_t)lead;

	if (lead == -1)
		return false;
	for (int i = 0; i < PACKETS_MAX && s.len < sizeof(s.data) &&
	    bytes_get(b, at, packet, sizeof(packet)) && packet[0] == SYNC;
	    i++, at += sizeof(packet) + (uint64_t)lead)
		add_packet(&s, packet);
	return mdpm_says_place(s.data, s.len);
}
