#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/mdpm.h"

#define BYTES(text)	(const uint8_t *)(text), sizeof(text) - 1

/* Latitude behind a date, as it is said. */
#define DATE	"\x18\1\x20\x26\x11"
#define PLACE	"\xB2\0\x40\0\1"

static void
tells_places_from_settings(void **state)
{
	(void)state;
	assert_true(mdpm_says_place(BYTES("MDPM\2" DATE PLACE)));
	assert_true(mdpm_says_place(BYTES("MDPMDPM\2" DATE PLACE "more")));
	assert_true(mdpm_says_place(BYTES("MDPM\1" DATE "MDPM\1" PLACE)));
	assert_false(mdpm_says_place(BYTES("MDPM\1" DATE PLACE)));
	assert_false(mdpm_says_place(BYTES("MDPM\2" DATE)));
	assert_false(mdpm_says_place(BYTES("MDPM\2" DATE DATE)));
	assert_false(mdpm_says_place(BYTES("MDPM\1\x18\xB2\xB2\xB2\xB2")));
	assert_false(mdpm_says_place(BYTES("MDPN\2" DATE PLACE)));
	assert_false(mdpm_says_place(BYTES("MDPM")));
	assert_false(mdpm_says_place(BYTES("MDP")));
	assert_false(mdpm_says_place(BYTES("")));
	/* a byte of 3 that keeps start codes out is none of it */
	assert_true(mdpm_says_place(BYTES("MDPM\2\x18\0\0\3\1\1" PLACE)));
	assert_false(mdpm_says_place(BYTES(
	    "MDPM\2\x18\0\0\3\1\1\x19\xB2\xB2\xB2\xB2")));
}

static void
looks_at_the_beginning_of_a_block(void **state)
{
	static uint8_t data[5000];
	struct bytes b;

	(void)state;
	memcpy(data + 4080, "MDPM\1" PLACE, 10);
	bytes_from_memory(&b, data, sizeof(data));
	assert_true(mdpm_begins_in(&b, 0, UINT64_MAX));
	assert_true(mdpm_begins_in(&b, 4080, 10));
	assert_false(mdpm_begins_in(&b, 4080, 5));
	assert_false(mdpm_begins_in(&b, 4081, UINT64_MAX));
	assert_false(mdpm_begins_in(&b, sizeof(data), 1));
	assert_false(mdpm_begins_in(&b, sizeof(data) + 1, 1));
	/* no further than the first 4096 bytes */
	memset(data, 0, sizeof(data));
	memcpy(data + 4092, "MDPM\1" PLACE, 10);
	assert_false(mdpm_begins_in(&b, 0, 4096));
}

/* A packet: a stream's number and whether a unit starts, how many bytes of
   stuffing there are, and its payload. */
static size_t
put_packet(uint8_t *out, size_t lead, const char *pid, size_t stuffing,
    const char *payload, size_t len)
{
	memset(out, 0, lead);
	out += lead;
	memset(out, 0xFF, 188);
	out[0] = 0x47;
	memcpy(out + 1, pid, 2);
	out[3] = stuffing > 0 ? 0x30 : 0x10;
	if (stuffing > 0)
		out[4] = (uint8_t)(stuffing - 1);
	memcpy(out + 4 + stuffing, payload, len);
	return lead + 188;
}

/* In the second packet of the pictures, of which the first ends within its
   name. */
static bool
is_seen_in_ts(size_t lead, const char *pid, const char *stream)
{
	static uint8_t data[5 * 192];
	struct bytes b;
	size_t len;

	memset(data, 0, sizeof(data));
	len = put_packet(data, lead, "\x40\0", 0, "\0", 1);
	len += put_packet(data + len, lead, "\x41\0", 0, "\0\0\1\xC0MDPM\1" PLACE,
	    14);
	len += put_packet(data + len, lead, "\x41\1", 184 - 6, stream, 6);
	len += put_packet(data + len, lead, "\1\0", 184 - 4, "DPNO", 4);
	len += put_packet(data + len, lead, pid, 184 - 8, "PM\1" PLACE, 8);
	bytes_from_memory(&b, data, len);
	return mdpm_begins_in_ts(&b);
}

static void
looks_at_the_first_pictures(void **state)
{
	struct bytes b;

	(void)state;
	assert_true(is_seen_in_ts(0, "\1\1", "\0\0\1\xE0MD"));
	assert_true(is_seen_in_ts(4, "\1\1", "\0\0\1\xE0MD"));
	assert_false(is_seen_in_ts(0, "\1\2", "\0\0\1\xE0MD"));
	assert_false(is_seen_in_ts(0, "\1\1", "\0\0\1\xC0MD"));
	assert_false(is_seen_in_ts(3, "\1\1", "\0\0\1\xE0MD"));
	bytes_from_memory(&b, "G", 1);
	assert_false(mdpm_begins_in_ts(&b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_places_from_settings),
		cmocka_unit_test(looks_at_the_beginning_of_a_block),
		cmocka_unit_test(looks_at_the_first_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
