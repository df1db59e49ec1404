/* with: tests/unit/http_kit.c */

/* Bodies and answers over a real connection, byte by byte. */

#include <sys/socket.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/http_kit.h"

static void
test_continue(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sContent-Length: 3\r\n"
	    "Expect: 100-continue\r\n\r\n", kit.host);
	assert_int_equal(kit_status(fd), 100);
	kit_sendf(fd, "abc");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "abc");
	kit_assert_header(&a, "Connection", NULL);
	kit_answer_free(&a);

	/* the body is there already */
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sContent-Length: 3\r\n"
	    "Expect: 100-continue\r\n\r\nabc", kit.host);
	assert_int_equal(kit_status(fd), 200);

	/* nobody wants it */
	kit_sendf(fd, "POST /text HTTP/1.1\r\n%sContent-Length: 3\r\n"
	    "Expect: 100-continue\r\n\r\n", kit.host);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	kit_assert_header(&a, "Connection", "close");
	kit_answer_free(&a);
	assert_true(kit_closed(fd));
	close(fd);

	/* it is too large */
	fd = kit_connect(&kit);
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sContent-Length: 65537\r\n"
	    "Expect: 100-continue\r\n\r\n", kit.host);
	assert_int_equal(kit_status(fd), 413);
	assert_true(kit_closed(fd));
	close(fd);
}

static void
test_chunked(void **state)
{
	static const struct {
		const char	*body;
		const char	*text;		/* NULL: refused */
	} cases[] = {
		{ "0\r\n\r\n", "" },
		{ "3\r\nabc\r\n0\r\n\r\n", "abc" },
		{ "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc" },
		{ "003\r\nabc\r\n000\r\n\r\n", "abc" },
		{ "A\r\n0123456789\r\n0\r\n\r\n", "0123456789" },
		{ "a\r\n0123456789\r\n0\r\n\r\n", "0123456789" },
		{ "3;x=\"y\"\r\nabc\r\n0\r\n\r\n", "abc" },
		{ "3 ;x\r\nabc\r\n0\r\nTrailer: x\r\nB: c\r\n\r\n", "abc" },

		{ "3 \r\nabc\r\n0\r\n\r\n", NULL },
		{ " 3\r\nabc\r\n0\r\n\r\n", NULL },
		{ "0x3\r\nabc\r\n0\r\n\r\n", NULL },
		{ "-3\r\nabc\r\n0\r\n\r\n", NULL },
		{ "+3\r\nabc\r\n0\r\n\r\n", NULL },
		{ "3_\r\nabc\r\n0\r\n\r\n", NULL },
		{ "\r\nabc\r\n0\r\n\r\n", NULL },
		{ ";x\r\nabc\r\n0\r\n\r\n", NULL },
		{ "3\nabc\r\n0\r\n\r\n", NULL },
		{ "3\r\nabc\n0\r\n\r\n", NULL },
		{ "3\r\nabcd\r\n0\r\n\r\n", NULL },
		{ "3\r\nab\r\n0\r\n\r\n", NULL },
		{ "3\r\nabc\r\n0\r\n\n", NULL },
		{ "3;\rx\r\nabc\r\n0\r\n\r\n", NULL },
		{ "10000000000000003\r\nabc\r\n0\r\n\r\n", NULL },
	};
	struct answer a;
	size_t i;
	int fd;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fd = kit_connect(&kit);
		kit_sendf(fd, "POST /echo HTTP/1.1\r\n%s"
		    "Transfer-Encoding: chunked\r\n\r\n%s"
		    "GET /text HTTP/1.1\r\n%s\r\n", kit.host, cases[i].body,
		    kit.host);
		kit_answer(fd, &a, false);
		if (a.status != (cases[i].text != NULL ? 200 : 400))
			fail_msg("%d for %s", a.status, cases[i].body);
		if (cases[i].text != NULL) {
			assert_string_equal(a.body, cases[i].text);
			assert_int_equal(kit_status(fd), 200);
		} else {
			kit_assert_header(&a, "Connection", "close");
			assert_true(kit_closed(fd));
		}
		kit_answer_free(&a);
		close(fd);
	}
}

static void
test_chunked_limits(void **state)
{
	char text[LIMIT_TRAILER_BYTES + 64];
	int fd = kit_connect(&kit);

	(void)state;
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sTransfer-Encoding: chunked"
	    "\r\n\r\n10001\r\n", kit.host);
	assert_int_equal(kit_status(fd), 413);
	close(fd);

	memset(text, 'a', sizeof(text));
	fd = kit_connect(&kit);
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sTransfer-Encoding: chunked"
	    "\r\n\r\n1;", kit.host);
	kit_send(fd, text, LIMIT_CHUNK_LINE_BYTES);
	assert_int_equal(kit_status(fd), 400);
	close(fd);

	fd = kit_connect(&kit);
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sTransfer-Encoding: chunked"
	    "\r\n\r\n0\r\n", kit.host);
	kit_send(fd, text, sizeof(text));
	assert_int_equal(kit_status(fd), 400);
	close(fd);
}

static void
test_body_limit(void **state)
{
	static char body[EXCHANGE_BODY_MAX];
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	memset(body, 'b', sizeof(body));
	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n",
	    kit.host, EXCHANGE_BODY_MAX);
	kit_send(fd, body, sizeof(body));
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	assert_int_equal(a.len, sizeof(body));
	assert_memory_equal(a.body, body, sizeof(body));
	kit_answer_free(&a);

	kit_sendf(fd, "POST /echo HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n",
	    kit.host, EXCHANGE_BODY_MAX + 1);
	kit_send(fd, body, sizeof(body));
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 413);
	kit_assert_header(&a, "Connection", "close");
	kit_answer_free(&a);
	close(fd);
}

/* A body that the handler did not look at. */
static void
test_unread_body(void **state)
{
	static char body[LIMIT_UNREAD_BYTES];
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	memset(body, 'b', sizeof(body));
	kit_sendf(fd, "POST /text HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n",
	    kit.host, LIMIT_UNREAD_BYTES);
	kit_send(fd, body, sizeof(body));
	kit_get(&kit, fd, "/text");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	kit_assert_header(&a, "Connection", NULL);
	kit_answer_free(&a);
	assert_int_equal(kit_status(fd), 200);

	kit_sendf(fd, "POST /text HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n",
	    kit.host, LIMIT_UNREAD_BYTES + 1);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	kit_assert_header(&a, "Connection", "close");
	kit_answer_free(&a);
	assert_true(kit_closed(fd));
	close(fd);
}

static void
test_head(void **state)
{
	static const struct {
		const char	*target, *headers;
	} cases[] = {
		{ "/text", "" },
		{ "/grow?1000", "" },
		{ "/grow?300000", "" },
		{ "/file", "" },
		{ "/file", "Range: bytes=5-\r\n" },
		{ "/file", "Range: bytes=9999999999-\r\n" },
		{ "/small?0", "" },
		{ "/status?404", "" },
	};
	struct answer head, full;
	int fd = kit_connect(&kit), other;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		kit_sendf(fd, "HEAD %s HTTP/1.1\r\n%s%s\r\n", cases[i].target,
		    kit.host, cases[i].headers);
		kit_answer(fd, &head, true);
		other = kit_connect(&kit);
		kit_sendf(other, "GET %s HTTP/1.1\r\n%s%s\r\n",
		    cases[i].target, kit.host, cases[i].headers);
		kit_answer(other, &full, true);
		close(other);
		memcpy(strstr(head.head, "Date:"), strstr(full.head, "Date:"),
		    35);
		assert_string_equal(head.head, full.head);
		kit_answer_free(&head);
		kit_answer_free(&full);
	}
	close(fd);
}

static void
test_growing(void **state)
{
	static const struct {
		size_t	 len;
		bool	 chunked;
	} cases[] = {
		{ 0, false },
		{ 1, false },
		{ EXCHANGE_BUFFER_MAX, false },
		{ EXCHANGE_BUFFER_MAX + 1, true },
		{ 3000000, true },
	};
	struct answer a;
	int fd = kit_connect(&kit);
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		kit_sendf(fd, "GET /grow?%zu HTTP/1.1\r\n%s\r\n",
		    cases[i].len, kit.host);
		kit_answer(fd, &a, false);
		kit_assert_header(&a, "Transfer-Encoding",
		    cases[i].chunked ? "chunked" : NULL);
		assert_false(a.cut);
		assert_int_equal(a.len, cases[i].len);
		for (j = 0; j < a.len; j++)
			assert_int_equal(a.body[j], 'g');
		kit_answer_free(&a);
	}
	close(fd);
}

/* A handler that gives up: the client must be able to tell. */
static void
test_unfinished(void **state)
{
	struct answer a;
	ssize_t n;
	char byte;
	int fd = kit_connect(&kit);

	(void)state;
	kit_get(&kit, fd, "/nothing");
	assert_int_equal(kit_status(fd), 500);
	kit_get(&kit, fd, "/broken?1000");
	assert_int_equal(kit_status(fd), 500);
	kit_get(&kit, fd, "/broken?300000");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 200);
	assert_true(a.cut);
	kit_answer_free(&a);
	close(fd);

	fd = kit_connect(&kit);
	kit_sendf(fd, "GET /broken?300000 HTTP/1.0\r\n\r\n");
	do
		n = recv(fd, &byte, 1, 0);
	while (n == 1 || (n == -1 && errno == EINTR));
	assert_int_equal(n, -1);
	assert_int_equal(errno, ECONNRESET);
	close(fd);
}

static void
test_status(void **state)
{
	struct answer a;
	int fd = kit_connect(&kit);

	(void)state;
	kit_get(&kit, fd, "/status?404");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 404);
	assert_string_equal(a.body, "404 Not Found\n");
	kit_assert_header(&a, "X-Injected", NULL);
	kit_assert_header(&a, "X-Test", "a  X-Injected: b");
	kit_answer_free(&a);
	kit_get(&kit, fd, "/status?304");
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 304);
	kit_assert_header(&a, "Content-Length", NULL);
	kit_answer_free(&a);
	kit_get(&kit, fd, "/nowhere");
	assert_int_equal(kit_status(fd), 404);
	close(fd);
}


int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_continue),
		cmocka_unit_test(test_chunked),
		cmocka_unit_test(test_chunked_limits),
		cmocka_unit_test(test_body_limit),
		cmocka_unit_test(test_unread_body),
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_growing),
		cmocka_unit_test(test_unfinished),
		cmocka_unit_test(test_status),
	};

	return cmocka_run_group_tests(tests, kit_setup, kit_teardown);
}
