#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "scanner/probe/input.h"

#define FILE_BYTES	(3 * INPUT_WINDOW_BYTES + 100)

static uint8_t
byte_at(uint64_t offset)
{
	return (uint8_t)(offset * 31 >> 3);
}

static int
make_file(void)
{
	int fd = memfd_create("sample", MFD_CLOEXEC);
	uint8_t data[FILE_BYTES];
	size_t i;

	for (i = 0; i < sizeof(data); i++)
		data[i] = byte_at(i);
	assert_true(fd != -1);
	assert_int_equal(write(fd, data, sizeof(data)), sizeof(data));
	return fd;
}

static void
check(const struct bytes *b, uint64_t offset, size_t len)
{
	uint8_t got[FILE_BYTES];
	size_t i;

	assert_true(bytes_get(b, offset, got, len));
	for (i = 0; i < len; i++)
		assert_int_equal(got[i], byte_at(offset + i));
}

static void
reads_anywhere_in_any_order(void **state)
{
	struct input in;
	struct bytes b;
	uint64_t at;
	int fd = make_file();

	(void)state;
	assert_int_equal(input_open(&in, fd), 0);
	assert_int_equal(in.size, FILE_BYTES);
	b = input_bytes(&in);
	check(&b, 0, 4);
	check(&b, 2, 10);
	check(&b, INPUT_WINDOW_BYTES - 2, 4);		/* over the window */
	check(&b, FILE_BYTES - 1, 1);
	check(&b, 1, 2 * INPUT_WINDOW_BYTES);
	check(&b, 0, FILE_BYTES);
	for (at = FILE_BYTES; at-- > 0; )
		check(&b, at, 1);
	close(fd);
}

static void
stops_at_the_end(void **state)
{
	struct input in;
	struct bytes b;
	uint8_t got[16];
	int fd = make_file();

	(void)state;
	assert_int_equal(input_open(&in, fd), 0);
	b = input_bytes(&in);
	assert_true(bytes_get(&b, FILE_BYTES, got, 0));
	assert_false(bytes_get(&b, FILE_BYTES, got, 1));
	assert_false(bytes_get(&b, FILE_BYTES - 15, got, 16));
	assert_false(bytes_get(&b, UINT64_MAX, got, 16));
	assert_int_equal(input_read(&in, FILE_BYTES - 3, got, 16), 3);
	assert_int_equal(input_read(&in, FILE_BYTES, got, 16), 0);
	assert_int_equal(input_read(&in, UINT64_MAX, got, 16), -1);
	/* It became shorter while it was being read. */
	assert_int_equal(ftruncate(fd, 10), 0);
	assert_false(bytes_get(&b, INPUT_WINDOW_BYTES * 2, got, 16));
	close(fd);
}

static void
refuses_what_has_no_position(void **state)
{
	struct input in;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(input_open(&in, fds[0]), -1);
	close(fds[0]);
	close(fds[1]);
}

static void
puts_numbers_together(void **state)
{
	static const uint8_t eight[8] = { 1, 2, 3, 4, 5, 6, 7, 0xF8 };

	(void)state;
	assert_int_equal(bytes_be(eight, 2), 0x0102);
	assert_int_equal(bytes_le(eight, 2), 0x0201);
	assert_int_equal(bytes_be(eight, 8), UINT64_C(0x01020304050607F8));
	assert_int_equal(bytes_le(eight, 8), UINT64_C(0xF807060504030201));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_anywhere_in_any_order),
		cmocka_unit_test(stops_at_the_end),
		cmocka_unit_test(refuses_what_has_no_position),
		cmocka_unit_test(puts_numbers_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
