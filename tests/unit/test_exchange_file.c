/* with: tests/unit/http_kit.c */

/* Files as answers: all of them, a part, beyond 4 GiB, with some bytes
   overwritten, on conditions, and cut short. */

#include <sys/socket.h>

#include <linux/tcp.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/blanks.h"
#include "tests/unit/http_kit.h"

static void
test_ranges(void **state)
{
	static const struct {
		const char	*range;
		int		 status;
		const char	*content_range;
		uint64_t	 first;
		size_t		 len;
	} cases[] = {
		{ "bytes=0-0", 206, "bytes 0-0/5368709120", 0, 1 },
		{ "bytes=0-99", 206, "bytes 0-99/5368709120", 0, 100 },
		{ "bytes=1000-101000", 206, "bytes 1000-101000/5368709120",
		    1000, 100001 },
		{ "bytes=4294967290-4294967305", 206,
		    "bytes 4294967290-4294967305/5368709120",
		    UINT64_C(4294967290), 16 },
		{ "bytes=4294903000-4295030000", 206,
		    "bytes 4294903000-4295030000/5368709120",
		    UINT64_C(4294903000), 127001 },
		{ "bytes=5368709119-", 206,
		    "bytes 5368709119-5368709119/5368709120",
		    UINT64_C(5368709119), 1 },
		{ "bytes=-1", 206, "bytes 5368709119-5368709119/5368709120",
		    UINT64_C(5368709119), 1 },
		{ "bytes=5368709000-6000000000", 206,
		    "bytes 5368709000-5368709119/5368709120",
		    UINT64_C(5368709000), 120 },
		{ "bytes=5368709120-", 416, "bytes */5368709120", 0, 0 },
		{ "bytes=-0", 416, "bytes */5368709120", 0, 0 },
	};
	struct answer a;
	uint64_t at;
	size_t i, j;
	int fd = kit_connect(&kit);

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		kit_sendf(fd, "GET /file HTTP/1.1\r\n%sRange: %s\r\n\r\n",
		    kit.host, cases[i].range);
		kit_answer(fd, &a, false);
		assert_int_equal(a.status, cases[i].status);
		kit_assert_header(&a, "Content-Range", cases[i].content_range);
		kit_assert_header(&a, "Accept-Ranges", "bytes");
		if (a.status == 206)
			assert_int_equal(a.len, cases[i].len);
		for (j = 0; j < a.len && a.status == 206; j++) {
			at = cases[i].first + j;
			if ((unsigned char)a.body[j] !=
			    (at < UINT64_C(4295032832) ?
			    kit_file_byte(at) : 0))
				fail_msg("byte %ju", (uintmax_t)at);
		}
		kit_answer_free(&a);
	}
	close(fd);
}

static void
test_whole_file(void **state)
{
	static const char *const headers[] = {
		"", "Range: bytes=9-2\r\n", "Range: bytes=0-1,5-6\r\n",
		"Range: bytes=0-1\r\nIf-Range: \"x\"\r\n",
	};
	struct answer a;
	size_t i;
	int fd = kit_connect(&kit);

	(void)state;
	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		kit_sendf(fd, "GET /small?5000000 HTTP/1.1\r\n%s%s\r\n",
		    kit.host, headers[i]);
		kit_answer(fd, &a, false);
		assert_int_equal(a.status, 200);
		kit_assert_header(&a, "Content-Range", NULL);
		kit_assert_header(&a, "Accept-Ranges", "bytes");
		kit_assert_header(&a, "Content-Type", "audio/mpeg");
		assert_int_equal(a.len, 5000000);
		kit_answer_free(&a);
	}
	kit_get(&kit, fd, "/small?0");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	kit_assert_header(&a, "Content-Length", "0");
	kit_answer_free(&a);
	kit_get(&kit, fd, "/text");
	assert_int_equal(kit_status(fd), 200);
	close(fd);
}

/* The handler knows better than any range which part is asked for. */
static void
test_part(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "GET /part HTTP/1.1\r\n%sRange: bytes=0-0\r\n\r\n",
	    kit.host);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 206);
	kit_assert_header(&a, "Content-Range", "bytes 1000-1999/5368709120");
	kit_assert_header(&a, "Content-Length", "1000");
	assert_int_equal(a.len, 1000);
	for (size_t i = 0; i < a.len; i++)
		assert_int_equal((unsigned char)a.body[i],
		    kit_file_byte(1000 + i));
	kit_answer_free(&a);
	close(fd);
}

/* ---- what is overwritten ------------------------------------------------ */

/* One byte, some, spelt out, more than a piece, over 4 GiB, and to the end. */
static void
fill_list(struct blank_list *l)
{
	blanks_init(l);
	blanks_fill(l, 0, 1, 'A');
	blanks_fill(l, 100, 50, 'B');
	blanks_spell(l, 150, "12345678", 8);
	blanks_spell(l, 160, "z", 1);
	blanks_fill(l, 1000000, 100000, 'C');
	blanks_fill(l, UINT64_C(4294967290), 10, 'D');
	blanks_fill(l, KIT_FILE_SIZE - 20, 20, 'E');
	assert_true(blanks_finish(l, KIT_FILE_SIZE));
}

/* Every byte of a part is the file's, or what the list says. */
static void
check_part(int fd, const struct blank_list *l, uint64_t first, uint64_t last)
{
	const size_t len = (size_t)(last - first + 1);
	char *expected = malloc(len);
	struct answer a;

	assert_int_equal(pread(kit.file, expected, len, (off_t)first), len);
	blanks_apply(l, first, expected, len);
	kit_sendf(fd, "GET /blanked HTTP/1.1\r\n%sRange: bytes=%ju-%ju\r\n"
	    "\r\n", kit.host, (uintmax_t)first, (uintmax_t)last);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 206);
	assert_int_equal(a.len, len);
	assert_memory_equal(a.body, expected, len);
	kit_answer_free(&a);
	free(expected);
}

static void
test_blanked(void **state)
{
	static const struct {
		uint64_t	first, last;
	} parts[] = {
		{ 0, 0 }, { 0, 1 }, { 0, 200 }, { 1, 99 }, { 99, 100 },
		{ 120, 130 }, { 149, 150 }, { 149, 157 }, { 151, 152 },
		{ 153, 159 }, { 157, 160 }, { 158, 158 }, { 160, 160 },
		{ 161, 3000000 }, { 999999, 1000000 }, { 1050000, 1050000 },
		{ 1020000, 1200000 }, { 1099999, 1100000 }, { 0, 2500000 },
		{ 1048000, 1049000 },
		{ UINT64_C(4294967280), UINT64_C(4294967305) },
		{ UINT64_C(4294967295), UINT64_C(4294967296) },
		{ KIT_FILE_SIZE - 21, KIT_FILE_SIZE - 1 },
		{ KIT_FILE_SIZE - 1, KIT_FILE_SIZE - 1 },
		{ KIT_FILE_SIZE - 3000000, KIT_FILE_SIZE - 1 },
	};
	static struct blank_list l;
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	fill_list(&l);
	kit.blanks = &l;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		check_part(fd, &l, parts[i].first, parts[i].last);
	/* And nothing is sent where nothing is asked for. */
	kit_sendf(fd, "HEAD /blanked HTTP/1.1\r\n%s\r\n", kit.host);
	kit_answer(fd, &a, true);
	kit_assert_header(&a, "Content-Length", "5368709120");
	kit_answer_free(&a);
	kit_get(&kit, fd, "/text");
	assert_int_equal(kit_status(fd), 200);
	kit.blanks = NULL;
	close(fd);
}

/* While a client that takes nothing holds the answer up, the file is written
   to: it gets no more than what was on its way. */
static void
test_changed_file(void **state)
{
	const struct timespec times[] = {
		{ .tv_nsec = UTIME_OMIT }, { .tv_sec = 1, .tv_nsec = 1 },
	};
	static struct blank_list l;
	struct answer a;
	char byte;
	int fd = kit_connect_as(&kit, "127.0.0.1", 65536);

	(void)state;
	fill_list(&l);
	kit.blanks = &l;
	kit_sendf(fd, "GET /blanked HTTP/1.1\r\n%sRange: bytes=0-99999999"
	    "\r\n\r\n", kit.host);
	assert_int_equal(recv(fd, &byte, 1, MSG_PEEK), 1);
	assert_int_equal(futimens(kit.file, times), 0);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 206);
	assert_true(a.cut);
	assert_in_range(a.len, 1, 99999999);
	kit_answer_free(&a);
	kit.blanks = NULL;
	close(fd);
}

/* ---- conditions ---------------------------------------------------------- */

static void
test_conditions(void **state)
{
	static const struct {
		const char	*headers;
		int		 status;
	} cases[] = {
		{ "", 206 },
		{ "If-Range: " KIT_ETAG "\r\n", 206 },
		{ "If-None-Match: \"x\"\r\n", 206 },
		{ "If-None-Match: " KIT_ETAG "\r\n", 304 },
		{ "If-None-Match: \"x\", W/" KIT_ETAG "\r\n", 304 },
		{ "If-None-Match: *\r\n", 304 },
		{ "If-Match: " KIT_ETAG "\r\n", 206 },
		{ "If-Match: *\r\n", 206 },
		{ "If-Match: \"x\"\r\n", 412 },
		{ "If-Match: W/" KIT_ETAG "\r\n", 412 },
		{ "If-Match: \"x\"\r\nIf-None-Match: *\r\n", 412 },
	};
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		kit_sendf(fd, "GET /blanked HTTP/1.1\r\n%sRange: bytes=1-9"
		    "\r\n%s\r\n", kit.host, cases[i].headers);
		kit_answer(fd, &a, false);
		assert_int_equal(a.status, cases[i].status);
		kit_assert_header(&a, "ETag", KIT_ETAG);
		if (a.status != 412)
			assert_int_equal(a.len, a.status == 206 ? 9 : 0);
		kit_answer_free(&a);
	}
	/* Of a file without one, nothing is asked that it could not tell. */
	kit_sendf(fd, "GET /small?3 HTTP/1.1\r\n%sIf-Match: \"x\"\r\n"
	    "If-None-Match: *\r\n\r\n", kit.host);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	kit_assert_header(&a, "ETag", NULL);
	kit_answer_free(&a);
	close(fd);
}

static void
test_shrunk_file(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "GET /shrunk HTTP/1.1\r\n%sRange: bytes=-10\r\n\r\n",
	    kit.host);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 206);
	assert_true(a.cut);
	assert_int_equal(a.len, 5);
	kit_answer_free(&a);
	close(fd);
}

/* The head leaves with the first bytes of the body; unless the machine stands
   still between them, and the kernel waits no longer. */
static void
test_one_packet(void **state)
{
	struct tcp_info info = { .tcpi_data_segs_in = 0 };
	socklen_t len = sizeof(info);
	int fd;

	(void)state;
	for (int i = 0; i < 20 && info.tcpi_data_segs_in != 1; i++) {
		fd = kit_connect(&kit);
		kit_get(&kit, fd, "/small?1000");
		assert_int_equal(kit_status(fd), 200);
		assert_int_equal(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info,
		    &len), 0);
		close(fd);
	}
	assert_int_equal(info.tcpi_data_segs_in, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_whole_file),
		cmocka_unit_test(test_part),
		cmocka_unit_test(test_blanked),
		cmocka_unit_test(test_changed_file),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_shrunk_file),
		cmocka_unit_test(test_one_packet),
	};

	return cmocka_run_group_tests(tests, kit_setup, kit_teardown);
}
