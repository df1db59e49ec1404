/* with: tests/unit/http_kit.c */

/* Files as answers: all of them, a part, beyond 4 GiB, and cut short. */

#include <sys/socket.h>

#include <linux/tcp.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

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

/* The head leaves with the first bytes of the body. */
static void
test_one_packet(void **state)
{
	struct tcp_info info;
	socklen_t len = sizeof(info);
	int fd = kit_connect(&kit);

	(void)state;
	kit_get(&kit, fd, "/small?1000");
	assert_int_equal(kit_status(fd), 200);
	assert_int_equal(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len),
	    0);
	assert_int_equal(info.tcpi_data_segs_in, 1);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_whole_file),
		cmocka_unit_test(test_part),
		cmocka_unit_test(test_shrunk_file),
		cmocka_unit_test(test_one_packet),
	};

	return cmocka_run_group_tests(tests, kit_setup, kit_teardown);
}
