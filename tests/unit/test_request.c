/* Request heads: what is understood, and everything that is refused. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/http/limits.h"
#include "server/http/request.h"

static struct request req;
static char head[64 * 1024];

static int
parse_bytes(const char *text, size_t len)
{
	assert_true(len < sizeof(head));
	memcpy(head, text, len);
	return request_parse(head, len, &req);
}

static int
parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

#define HOST	"Host: a\r\n"

static void
test_status(void **state)
{
	static const struct {
		const char	*text;
		int		 status;
	} cases[] = {
		{ "GET / HTTP/1.1\r\n" HOST "\r\n", 0 },
		{ "GET / HTTP/1.1\nHost: a\n\n", 0 },
		{ "\r\n\r\nGET / HTTP/1.1\r\n" HOST "\r\n", 0 },
		{ "\n\nGET / HTTP/1.1\r\n" HOST "\n", 0 },
		{ "GET / HTTP/1.0\r\n\r\n", 0 },
		{ "GET / HTTP/1.2\r\n" HOST "\r\n", 0 },
		{ "BREW / HTTP/1.1\r\n" HOST "\r\n", 0 },
		{ "GET / HTTP/1.1\r\nHost:\r\n\r\n", 0 },
		{ "GET / HTTP/1.1\r\nHost:a\r\nX:\r\n\r\n", 0 },

		/* the request line */
		{ "\r\n", 400 },
		{ "\r\n\r\n", 400 },
		{ "GET /\r\n\r\n", 400 },
		{ "GET\r\n\r\n", 400 },
		{ " GET / HTTP/1.0\r\n\r\n", 400 },
		{ "GET  / HTTP/1.0\r\n\r\n", 400 },
		{ "GET /  HTTP/1.0\r\n\r\n", 400 },
		{ "GET / HTTP/1.0 \r\n\r\n", 400 },
		{ "GET /a b HTTP/1.0\r\n\r\n", 400 },
		{ "GET\t/ HTTP/1.0\r\n\r\n", 400 },
		{ "G(T / HTTP/1.0\r\n\r\n", 400 },
		{ "GET /\x01 HTTP/1.0\r\n\r\n", 400 },
		{ "GET /a\rb HTTP/1.0\r\n\r\n", 400 },
		{ "GET / http/1.0\r\n\r\n", 400 },
		{ "GET / HTTP/1\r\n\r\n", 400 },
		{ "GET / HTTP/1.10\r\n\r\n", 400 },
		{ "GET / HTTP/a.b\r\n\r\n", 400 },
		{ "GET / HTTP/2.0\r\n\r\n", 505 },
		{ "PRI * HTTP/2.0\r\n\r\n", 505 },
		{ "GET / HTTP/0.9\r\n\r\n", 505 },

		/* targets that name somebody, or nobody */
		{ "GET http://a/ HTTP/1.1\r\n" HOST "\r\n", 0 },
		{ "GET http://a/ HTTP/1.1\r\n\r\n", 400 },
		{ "GET http://a HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET http://a?/ HTTP/1.1\r\n" HOST "\r\n", 0 },
		{ "GET http://a//b HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET http:/a/ HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET https://a/ HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET //a/b HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET /%2fa/b HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET * HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "CONNECT a:80 HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET a HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET /%00 HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET /%0 HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET /% HTTP/1.1\r\n" HOST "\r\n", 400 },
		{ "GET /%g0 HTTP/1.1\r\n" HOST "\r\n", 400 },

		/* headers */
		{ "GET / HTTP/1.1\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400 },
		{ "GET / HTTP/1.0\r\n" HOST HOST "\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A : b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A\t: b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n " HOST "\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A: b\rc\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A: b\r\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST "A: \x7f\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\n" HOST
		    "Origin: http://a\r\nOrigin: http://b\r\n\r\n", 400 },

		/* framing: what smuggling is made of */
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\n", 0 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
		    "Content-Length: 5\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
		    "content-length: 6\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 5, 5\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: +5\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: -5\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 0x5\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST
		    "Content-Length: 18446744073709551616\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST
		    "Transfer-Encoding: chunked\r\n\r\n", 0 },
		{ "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
		    "Transfer-Encoding: chunked\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
		    "Content-Length: 5\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
		    "Transfer-Encoding: chunked\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n"
		    "Content-Length: 5\r\n\r\n", 400 },
		{ "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\n" HOST
		    "Transfer-Encoding: gzip, chunked\r\n\r\n", 501 },
		{ "POST / HTTP/1.1\r\n" HOST
		    "Transfer-Encoding: xchunked\r\n\r\n", 501 },
		{ "POST / HTTP/1.1\r\n" HOST
		    "Transfer-Encoding: identity\r\n\r\n", 501 },

		{ "POST / HTTP/1.1\r\n" HOST "Expect: 100-Continue\r\n\r\n",
		    0 },
		{ "POST / HTTP/1.1\r\n" HOST "Expect: more\r\n\r\n", 417 },
		{ "POST / HTTP/1.0\r\nExpect: more\r\n\r\n", 0 },
	};
	size_t i;
	int status;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if ((status = parse(cases[i].text)) != cases[i].status)
			fail_msg("%d instead of %d: %s", status,
			    cases[i].status, cases[i].text);
}

static void
test_nul(void **state)
{
	static const char a[] = "GET /a\0b HTTP/1.0\r\n\r\n";
	static const char b[] = "GET / HTTP/1.0\r\nA: b\0c\r\n\r\n";

	(void)state;
	assert_int_equal(parse_bytes(a, sizeof(a) - 1), 400);
	assert_int_equal(parse_bytes(b, sizeof(b) - 1), 400);
	assert_int_equal(parse_bytes("", 0), 400);
	assert_int_equal(parse_bytes("GET / HTTP/1.0", 14), 400);
}

static void
test_fields(void **state)
{
	(void)state;
	assert_int_equal(parse("HEAD /media/1%2f%41%e4.mp4?x=%41&y HTTP/1.1\r\n"
	    "host: 10.0.0.1:8200\r\nRange:\t bytes=0- \t\r\n"
	    "X-Two: 1\r\nX-Two: 2\r\n\r\n"), 0);
	assert_int_equal(req.method, REQUEST_HEAD);
	assert_string_equal(request_method_name(&req), "HEAD");
	assert_true(req.http11);
	assert_string_equal(req.path, "/media/1/A\xe4.mp4");
	assert_string_equal(req.query, "x=%41&y");
	assert_int_equal(req.nheaders, 4);
	assert_string_equal(request_header(&req, "Host"), "10.0.0.1:8200");
	assert_string_equal(request_header(&req, "RANGE"), "bytes=0-");
	assert_string_equal(request_header(&req, "x-two"), "1");
	assert_null(request_header(&req, "Origin"));
	assert_false(req.has_length);
	assert_false(req.chunked);
	assert_true(req.keep_alive);

	assert_int_equal(parse("POST / HTTP/1.1\r\nHost: a\r\n"
	    "Content-Length: 18446744073709551615\r\n"
	    "Expect: 100-continue\r\n\r\n"), 0);
	assert_int_equal(req.method, REQUEST_POST);
	assert_string_equal(req.query, "");
	assert_true(req.has_length);
	assert_true(req.content_length == UINT64_MAX);
	assert_true(req.expect_continue);

	assert_int_equal(parse("UNSUBSCRIBE / HTTP/1.1\r\nHost: a\r\n"
	    "Transfer-Encoding: Chunked\r\n\r\n"), 0);
	assert_int_equal(req.method, REQUEST_UNSUBSCRIBE);
	assert_true(req.chunked);
	assert_int_equal(parse("get / HTTP/1.0\r\n\r\n"), 0);
	assert_int_equal(req.method, REQUEST_OTHER);
	assert_string_equal(request_method_name(&req), "another method");
}

/* The whole URL: whose it is takes the place of the Host. */
static void
test_absolute_form(void **state)
{
	(void)state;
	assert_int_equal(parse("GET HTTP://b:8200/media/%31.ts?x HTTP/1.1\r\n"
	    HOST "\r\n"), 0);
	assert_string_equal(req.authority, "b:8200");
	assert_string_equal(req.path, "/media/1.ts");
	assert_string_equal(req.query, "x");
	assert_int_equal(parse("GET http:/// HTTP/1.1\r\n" HOST "\r\n"), 0);
	assert_string_equal(req.authority, "");
	assert_int_equal(parse("GET / HTTP/1.1\r\n" HOST "\r\n"), 0);
	assert_null(req.authority);
}

static void
test_keep_alive(void **state)
{
	static const struct {
		const char	*text;
		bool		 keep;
	} cases[] = {
		{ "GET / HTTP/1.1\r\n" HOST "\r\n", true },
		{ "GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n",
		    false },
		{ "GET / HTTP/1.1\r\n" HOST
		    "Connection: TE , Close\r\n\r\n", false },
		{ "GET / HTTP/1.1\r\n" HOST "Connection: TE\r\n"
		    "Connection: close\r\n\r\n", false },
		{ "GET / HTTP/1.1\r\n" HOST "Connection: closed\r\n\r\n",
		    true },
		{ "GET / HTTP/1.0\r\n\r\n", false },
		{ "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true },
		{ "GET / HTTP/1.0\r\nConnection: keep-alive,close\r\n\r\n",
		    false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(parse(cases[i].text), 0);
		if (req.keep_alive != cases[i].keep)
			fail_msg("%s", cases[i].text);
	}
	assert_int_equal(parse("POST / HTTP/1.0\r\n"
	    "Expect: 100-continue\r\n\r\n"), 0);
	assert_false(req.expect_continue);
}

/* start, then n times one, then end */
static int
parse_repeated(const char *start, const char *one, size_t n, const char *end)
{
	static char text[32 * 1024];
	size_t len = strlen(start), step = strlen(one), i;

	assert_true(len + n * step + strlen(end) < sizeof(text));
	memcpy(text, start, len);
	for (i = 0; i < n; i++, len += step)
		memcpy(text + len, one, step);
	memcpy(text + len, end, strlen(end) + 1);
	return parse(text);
}

static void
test_limits(void **state)
{
	(void)state;
	assert_int_equal(parse_repeated("GET /", "a", LIMIT_TARGET_BYTES - 1,
	    " HTTP/1.0\r\n\r\n"), 0);
	assert_int_equal(parse_repeated("GET /", "a", LIMIT_TARGET_BYTES,
	    " HTTP/1.0\r\n\r\n"), 414);
	assert_int_equal(parse_repeated("GET / HTTP/1.0\r\n", "A: b\r\n",
	    REQUEST_HEADERS_MAX, "\r\n"), 0);
	assert_int_equal(parse_repeated("GET / HTTP/1.0\r\n", "A: b\r\n",
	    REQUEST_HEADERS_MAX + 1, "\r\n"), 431);
}

static void
test_head_length(void **state)
{
	static const struct {
		const char	*text;
		size_t		 len;
	} cases[] = {
		{ "", 0 },
		{ "\r\n\r\n", 0 },
		{ "\n\n\n", 0 },
		{ "GET / HTTP/1.0\r\n", 0 },
		{ "GET / HTTP/1.0\r\n\r", 0 },
		{ "GET / HTTP/1.0\r\n\r\n", 18 },
		{ "GET / HTTP/1.0\n\nGET", 16 },
		{ "\r\n\nGET / HTTP/1.0\r\n\r\nrest", 21 },
		{ "a\n\r\r\n\n", 6 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(request_head_length(cases[i].text,
		    strlen(cases[i].text)), cases[i].len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_absolute_form),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_keep_alive),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_head_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
