/* What lares-probe says of private bytes, and what is not believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/blank_message.h"

static struct ipc_in in;
static struct blank_message m;

static int
get(enum blanks_state state, const char *said, size_t len, uint64_t size)
{
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	blank_message_put(&b, state, said, len);
	assert_false(buf_failed(&b));
	memset(&in, 0, sizeof(in));
	memcpy(in.data, b.data, b.len);
	in.type = (enum ipc_type)b.data[0];
	in.len = b.len;
	in.pos = 1;
	buf_free(&b);
	assert_int_equal(in.type, IPC_BLANKS);
	return blank_message_get(&in, size, &m);
}

static void
expect(enum blanks_state state, const char *said, size_t len, uint64_t size)
{
	assert_int_equal(get(state, said, len, size), 0);
	assert_int_equal(m.state, state);
	assert_int_equal(m.len, len);
	if (len > 0)
		assert_memory_equal(m.said, said, len);
}

static void
arrives(void **state)
{
	static char most[BLANK_REASON_BYTES - 1];

	(void)state;
	expect(BLANKS_NONE, NULL, 0, 0);
	expect(BLANKS_FOUND, "\x03\x14\0", 3, 13);
	expect(BLANKS_FOUND, "\x03\x14\0\x01\x03z", 6, 15);
	expect(BLANKS_UNKNOWN, "it has a track of telemetry", 27, 0);
	expect(BLANKS_UNKNOWN, NULL, 0, 1);
	memset(most, 'r', sizeof(most));
	expect(BLANKS_UNKNOWN, most, sizeof(most), 1);
}

static void
is_not_believed(void **state)
{
	static char much[BLANKS_PACKED_MAX + 1];

	(void)state;
	assert_int_equal(get(BLANKS_NONE, "x", 1, 9), -1);
	assert_int_equal(get(BLANKS_FOUND, NULL, 0, 9), -1);
	/* Not well formed; beyond the file's end. */
	assert_int_equal(get(BLANKS_FOUND, "\x03\x14", 2, 99), -1);
	assert_int_equal(get(BLANKS_FOUND, "\x03\x14\0", 3, 12), -1);
	assert_int_equal(get(BLANKS_FOUND, "\x03\x14\0\x01\x03z", 6, 14), -1);
	assert_int_equal(get(BLANKS_UNKNOWN, "a\0b", 3, 9), -1);
	assert_int_equal(get((enum blanks_state)3, NULL, 0, 9), -1);
	memset(much, 'r', sizeof(much));
	assert_int_equal(get(BLANKS_UNKNOWN, much, BLANK_REASON_BYTES, 9), -1);
	assert_int_equal(get(BLANKS_UNKNOWN, much, sizeof(much), 9), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrives),
		cmocka_unit_test(is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
