/* with: tests/unit/http_kit.c */

/* A connection: one request after the other, and those that end it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/version.h"
#include "tests/unit/http_kit.h"

static void
test_keep_alive(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit), i;

	(void)state;
	for (i = 0; i < 3; i++) {
		kit_get(&kit, fd, "/text");
		kit_answer(fd, &a, false);
		assert_int_equal(a.status, 200);
		assert_string_equal(a.body, "hello\n");
		kit_assert_header(&a, "Content-Type", "text/plain");
		kit_assert_header(&a, "Server", LARES_SERVER);
		kit_assert_header(&a, "EXT", "");
		assert_int_equal(strlen(kit_header(&a, "Date")), 29);
		kit_assert_header(&a, "Connection", NULL);
		kit_assert_header(&a, "Accept-Ranges", NULL);
		kit_answer_free(&a);
	}
	close(fd);
}

static void
test_pipelining(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit), i;

	(void)state;
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sContent-Length: 3\r\n\r\none"
	    "\r\nPOST /echo HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\n"
	    "3\r\ntwo\r\n0\r\n\r\n"
	    "GET /text HTTP/1.1\n%s\n"
	    "POST /text HTTP/1.1\r\n%sContent-Length: 3\r\n\r\nGET"
	    "GET /text HTTP/1.1\r\n%sConnection: close\r\n\r\n",
	    kit.host, kit.host, kit.host, kit.host, kit.host);
	for (i = 0; i < 5; i++) {
		static const char *const bodies[] = {
			"one", "two", "hello\n", "hello\n", "hello\n",
		};

		kit_answer(fd, &a, false);
		assert_int_equal(a.status, 200);
		assert_string_equal(a.body, bodies[i]);
		kit_assert_header(&a, "Connection", i == 4 ? "close" : NULL);
		kit_answer_free(&a);
	}
	assert_true(kit_closed(fd));
	close(fd);
}

/* A request that arrives byte by byte, another one hard behind it. */
static void
test_small_pieces(void **state)
{
	char text[512];
	int fd = kit_connect(&kit), i, n;

	(void)state;
	n = snprintf(text, sizeof(text), "POST /echo HTTP/1.1\r\n%s"
	    "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\nA: b\r\n\r\n"
	    "GET /text HTTP/1.1\r\n%s\r\n", kit.host, kit.host);
	for (i = 0; i < n; i++)
		kit_send(fd, text + i, 1);
	assert_int_equal(kit_status(fd), 200);
	assert_int_equal(kit_status(fd), 200);
	close(fd);
}

/* Some players send the whole URL. */
static void
test_absolute_form(void **state)
{
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "GET http://127.0.0.1/text HTTP/1.1\r\n%s\r\n", kit.host);
	assert_int_equal(kit_status(fd), 200);
	kit_sendf(fd, "GET http://127.0.0.1/text HTTP/1.1\r\n"
	    "Host: elsewhere\r\n\r\n");
	assert_int_equal(kit_status(fd), 200);
	close(fd);
}

static void
test_http10(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "GET /text HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	kit_assert_header(&a, "Connection", "keep-alive");
	kit_answer_free(&a);
	kit_sendf(fd, "GET /text HTTP/1.0\r\n\r\n");
	kit_answer(fd, &a, false);
	kit_assert_header(&a, "Connection", "close");
	kit_assert_header(&a, "Content-Length", "6");
	kit_answer_free(&a);
	assert_true(kit_closed(fd));
	close(fd);

	fd = kit_connect(&kit);
	kit_sendf(fd, "GET /grow?300000 HTTP/1.0\r\n"
	    "Connection: keep-alive\r\n\r\n");
	kit_answer(fd, &a, false);
	kit_assert_header(&a, "Transfer-Encoding", NULL);
	kit_assert_header(&a, "Content-Length", NULL);
	kit_assert_header(&a, "Connection", "close");
	assert_int_equal(a.len, 300000);
	kit_answer_free(&a);
	close(fd);
}

/* After each, what follows on the connection is never taken for a request. */
static void
test_refused(void **state)
{
	static const struct {
		const char	*text;
		int		 status;
	} cases[] = {
		{ "nonsense\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n\r\n", 400 },
		{ "GET http://evil.example/text HTTP/1.1\r\n"
		    "Host: 127.0.0.1\r\n\r\n", 403 },
		{ "GET http://u@127.0.0.1/text HTTP/1.1\r\n"
		    "Host: 127.0.0.1\r\n\r\n", 400 },
		{ "GET http:///text HTTP/1.0\r\n\r\n", 400 },
		{ "GET //evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		    400 },
		{ "GET / HTTP/2.0\r\n\r\n", 505 },
		{ "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: x\r\n\r\n",
		    417 },
		{ "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400 },
		{ "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
		    "0\r\n\r\n", 400 },
		{ "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501 },
		{ "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "Content-Length : 5\r\n\r\nabcde", 400 },
		{ "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "X: y\r\n Content-Length: 5\r\n\r\nabcde", 400 },

		{ "GET /text HTTP/1.1\r\nHost: 127.0.0.2\r\n\r\n", 403 },
		{ "GET /text HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 403 },
		{ "GET /text HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403 },
		{ "GET /nowhere HTTP/1.1\r\nHost: evil.example\r\n\r\n",
		    403 },
		{ "GET /text HTTP/1.1\r\nHost: \r\n\r\n", 400 },
		{ "GET /text HTTP/1.0\r\nHost: evil.example\r\n\r\n", 403 },
		{ "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "Origin: http://evil.example\r\n"
		    "Content-Length: 1\r\n\r\na", 403 },
		{ "GET /text HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		    "Origin: null\r\n\r\n", 403 },
		{ "GET /text HTTP/1.0\r\nOrigin: http://127.0.0.1\r\n\r\n",
		    403 },
	};
	struct answer a;
	size_t i;
	int fd;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fd = kit_connect(&kit);
		kit_sendf(fd, "%sGET /text HTTP/1.1\r\n%s\r\n", cases[i].text,
		    kit.host);
		kit_answer(fd, &a, false);
		if (a.status != cases[i].status)
			fail_msg("%d for %s", a.status, cases[i].text);
		kit_assert_header(&a, "Connection", "close");
		kit_assert_header(&a, "Content-Type",
		    "text/plain; charset=\"utf-8\"");
		assert_int_equal(strtol(a.body, NULL, 10), a.status);
		kit_answer_free(&a);
		assert_true(kit_closed(fd));
		close(fd);
	}
}

static void
test_origin_ours(void **state)
{
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "GET /text HTTP/1.1\r\n%s"
	    "Origin: http://127.0.0.1:%u\r\n\r\n", kit.host,
	    (unsigned)kit.port);
	assert_int_equal(kit_status(fd), 200);
	close(fd);
}

static void
test_head_limits(void **state)
{
	static char text[LIMIT_HEAD_BYTES];
	int fd = kit_connect(&kit);

	(void)state;
	memset(text, 'a', sizeof(text));
	text[0] = '/';
	kit_sendf(fd, "GET ");
	kit_send(fd, text, sizeof(text));
	assert_int_equal(kit_status(fd), 414);
	close(fd);

	fd = kit_connect(&kit);
	kit_sendf(fd, "GET / HTTP/1.1\r\n%sX: ", kit.host);
	kit_send(fd, text, sizeof(text));
	assert_int_equal(kit_status(fd), 431);
	close(fd);

	fd = kit_connect(&kit);
	kit_sendf(fd, "GET /text HTTP/1.1\r\n%sX: ", kit.host);
	kit_send(fd, text, sizeof(text) - 200);
	kit_sendf(fd, "\r\n\r\n");
	assert_int_equal(kit_status(fd), 200);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keep_alive),
		cmocka_unit_test(test_pipelining),
		cmocka_unit_test(test_small_pieces),
		cmocka_unit_test(test_absolute_form),
		cmocka_unit_test(test_http10),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_origin_ours),
		cmocka_unit_test(test_head_limits),
	};

	return cmocka_run_group_tests(tests, kit_setup, kit_teardown);
}
