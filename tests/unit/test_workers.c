/* with: tests/unit/http_kit.c */

/*
 * Times and numbers: what slow, silent, stalled and too many clients can do,
 * and how it ends.
 */

#include <sys/socket.h>

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/http_kit.h"

/* Receive buffer of a client that is to stall soon. */
#define SMALL		4096

static const struct http_limits defaults = LIMITS_DEFAULT;

/* A client that asks for 5 GiB and reads no more than the first byte. */
static int
stall(struct kit *k)
{
	int fd = kit_connect_as(k, "127.0.0.1", SMALL);
	char byte;

	kit_get(k, fd, "/file");
	kit_receive(fd, &byte, 1);
	return fd;
}

/* Whether the other side has ended the connection by now. */
static bool
is_closed(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLRDHUP };

	return poll(&p, 1, 0) == 1;
}

static void
await_closed(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLRDHUP };

	assert_int_equal(poll(&p, 1, KIT_PATIENCE_SEC * 1000), 1);
}

/*
 * The acceptor may hold on to a listener a moment longer than it is ours: a
 * connection is refused, or reset without an answer.
 */
static void
assert_not_served(struct kit *k)
{
	int fd = kit_connect_as(k, "127.0.0.1", 0);

	if (fd == -1)
		return;
	assert_true(kit_closed(fd));
	close(fd);
}

/* ---- times ----------------------------------------------------------- */

/* Bytes that keep coming do not help: the time is for the whole head. */
static void
test_slow_head(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	struct pollfd p = { .events = POLLIN };
	uint64_t start;

	(void)state;
	limits.head_ms = 300;
	kit_start(&k, &limits);
	p.fd = kit_connect(&k);
	start = kit_now_ms();
	kit_sendf(p.fd, "GET /text HTTP/1.1\r\nX: ");
	while (poll(&p, 1, 20) == 0) {
		kit_send(p.fd, "a", 1);
		assert_true(kit_now_ms() - start < KIT_PATIENCE_SEC * 1000);
	}
	assert_int_equal(kit_status(p.fd), 408);
	assert_true(kit_now_ms() - start >= 290);
	close(p.fd);
	kit_stop(&k);
}

static void
test_slow_body(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	struct pollfd p = { .events = POLLIN };

	(void)state;
	limits.body_ms = 300;
	kit_start(&k, &limits);
	p.fd = kit_connect(&k);
	kit_sendf(p.fd, "POST /echo HTTP/1.1\r\n%s"
	    "Content-Length: 60000\r\n\r\n", k.host);
	while (poll(&p, 1, 20) == 0)
		kit_send(p.fd, "a", 1);
	assert_int_equal(kit_status(p.fd), 408);
	close(p.fd);
	kit_stop(&k);
}

static void
test_idle(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	int silent, kept;

	(void)state;
	limits.idle_ms = 2000;
	kit_start(&k, &limits);
	silent = kit_connect(&k);
	kept = kit_connect(&k);
	kit_get(&k, kept, "/text");
	assert_int_equal(kit_status(kept), 200);
	kit_sendf(kept, "\r\n");		/* nothing yet */
	assert_true(kit_closed(silent));
	assert_true(kit_closed(kept));
	close(silent);
	close(kept);
	kit_stop(&k);
}

static void
test_requests(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	struct answer a;
	int fd, i;

	(void)state;
	limits.requests = 3;
	kit_start(&k, &limits);
	fd = kit_connect(&k);
	for (i = 1; i <= 3; i++) {
		kit_get(&k, fd, "/text");
		kit_answer(fd, &a, false);
		assert_int_equal(kit_header(&a, "Connection") != NULL, i == 3);
		kit_answer_free(&a);
	}
	assert_true(kit_closed(fd));
	close(fd);
	kit_stop(&k);
}

static void
test_stall_ends(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	uint64_t start;
	int fd;

	(void)state;
	limits.stall_notice_ms = 50;
	limits.stall_ms = 400;
	kit_start(&k, &limits);
	start = kit_now_ms();
	fd = stall(&k);
	await_closed(fd);
	assert_true(kit_now_ms() - start >= 300);
	close(fd);
	kit_stop(&k);
}

/* A paused player goes on, and gets what it would have got. */
static void
test_stall_resumed(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	struct answer a;
	int fd;

	(void)state;
	limits.stall_notice_ms = 50;
	kit_start(&k, &limits);
	fd = kit_connect_as(&k, "127.0.0.1", SMALL);
	kit_get(&k, fd, "/small?20000000");
	kit_await_told(&k, 1);
	poll(NULL, 0, 300);		/* the pause */
	kit_answer(fd, &a, false);
	assert_false(a.cut);
	assert_int_equal(a.len, 20000000);
	kit_answer_free(&a);
	kit_get(&k, fd, "/text");
	assert_int_equal(kit_status(fd), 200);
	close(fd);
	kit_stop(&k);
}

/*
 * The end of an answer that is small enough for the socket buffers is not lost
 * however long the pause, whether the connection is kept or not.
 */
static void
test_stall_in_buffers(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	struct answer a;
	int kept, closed;

	(void)state;
	limits.stall_notice_ms = 50;
	limits.idle_ms = 1500;
	limits.linger_ms = 100;
	kit_start(&k, &limits);
	kept = kit_connect_as(&k, "127.0.0.1", SMALL);
	kit_get(&k, kept, "/small?200000");
	closed = kit_connect_as(&k, "127.0.0.1", SMALL);
	kit_sendf(closed, "GET /small?200000 HTTP/1.0\r\n\r\n");
	poll(NULL, 0, 2000);		/* the pause */
	kit_answer(kept, &a, false);
	assert_false(a.cut);
	kit_answer_free(&a);
	kit_get(&k, kept, "/text");
	assert_int_equal(kit_status(kept), 200);
	kit_answer(closed, &a, false);
	assert_false(a.cut);
	kit_answer_free(&a);
	assert_true(kit_closed(closed));
	close(kept);
	close(closed);
	kit_stop(&k);
}

/* ---- numbers --------------------------------------------------------- */

/* The bar of the first issue, with the limits as they are. */
static void
test_silent_and_stalled(void **state)
{
	struct kit k;
	uint64_t start, quickest = UINT64_MAX;
	int fds[130], fd;
	size_t i;

	(void)state;
	kit_start(&k, &defaults);
	for (i = 0; i < 30; i++)
		fds[i] = kit_connect(&k);
	for (; i < 130; i++)
		fds[i] = stall(&k);
	for (i = 0; i < 60 && quickest > 1000; i++) {
		start = kit_now_ms();
		fd = kit_connect(&k);
		kit_get(&k, fd, "/text");
		assert_int_equal(kit_status(fd), 200);
		kit_get(&k, fd, "/small?1000000");
		assert_int_equal(kit_status(fd), 200);
		quickest = kit_now_ms() - start;
		close(fd);
	}
	assert_in_range(quickest, 0, 1000); /* more: a busy machine */
	for (i = 0; i < 130; i++)
		close(fds[i]);
	kit_stop(&k);
}

/* When it is full, whoever has waited longest leaves. */
static void
test_full(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	int fds[4], fd;
	size_t i;

	(void)state;
	limits.connections = 4;
	kit_start(&k, &limits);
	for (i = 0; i < 4; i++) {
		fds[i] = kit_connect(&k);
		if (i == 1) {
			kit_get(&k, fds[i], "/wait");
			kit_await_waiting(&k, 1);
		}
	}
	fd = kit_connect(&k);
	kit_get(&k, fd, "/text");
	assert_int_equal(kit_status(fd), 200);
	await_closed(fds[0]);
	for (i = 1; i < 4; i++)
		assert_false(is_closed(fds[i]));
	kit_open_gate(&k);
	assert_int_equal(kit_status(fds[1]), 200);
	for (i = 0; i < 4; i++)
		close(fds[i]);
	close(fd);
	kit_stop(&k);
}

static void
test_all_busy(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	struct answer a;
	int fds[3], fd;
	size_t i;

	(void)state;
	limits.connections = 3;
	kit_start(&k, &limits);
	for (i = 0; i < 3; i++) {
		fds[i] = kit_connect(&k);
		kit_get(&k, fds[i], "/wait");
	}
	kit_await_waiting(&k, 3);
	fd = kit_connect(&k);
	kit_answer(fd, &a, false);
	assert_int_equal(a.status, 503);
	assert_non_null(kit_header(&a, "Retry-After"));
	kit_answer_free(&a);
	close(fd);
	kit_open_gate(&k);
	for (i = 0; i < 3; i++) {
		assert_int_equal(kit_status(fds[i]), 200);
		close(fds[i]);
	}
	kit_stop(&k);
}

/* One client's crowd is its own affair. */
static void
test_per_address(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	int other, fds[3];
	size_t i;

	(void)state;
	limits.per_address = 2;
	kit_start(&k, &limits);
	other = kit_connect_as(&k, "127.0.0.9", 0);
	for (i = 0; i < 3; i++)
		fds[i] = kit_connect(&k);
	kit_get(&k, fds[2], "/text");
	assert_int_equal(kit_status(fds[2]), 200);
	await_closed(fds[0]);
	assert_false(is_closed(fds[1]));
	assert_false(is_closed(other));
	kit_get(&k, other, "/text");
	assert_int_equal(kit_status(other), 200);
	for (i = 0; i < 3; i++)
		close(fds[i]);
	close(other);
	kit_stop(&k);
}

/* Too many stalled readers: one leaves (which one: test_places.c). */
static void
test_stalled_limit(void **state)
{
	struct http_limits limits = defaults;
	struct pollfd p[3];
	struct kit k;
	size_t i;

	(void)state;
	limits.stalled = 2;
	limits.stall_notice_ms = 50;
	kit_start(&k, &limits);
	for (i = 0; i < 3; i++)
		p[i] = (struct pollfd){ .fd = stall(&k),
		    .events = POLLRDHUP };
	assert_int_equal(poll(p, 3, KIT_PATIENCE_SEC * 1000), 1);
	for (i = 0; i < 3; i++)
		close(p[i].fd);
	kit_stop(&k);
}

/* ---- listeners, streams, the end ------------------------------------- */

static void
test_listeners(void **state)
{
	struct kit k;
	struct in_addr first;
	char host[64];
	int fd;

	(void)state;
	kit_start(&k, &defaults);
	memcpy(host, k.host, sizeof(host));
	fd = kit_connect(&k);
	kit_get(&k, fd, "/text");
	assert_int_equal(kit_status(fd), 200);

	/* a second one: both are ours, whatever we are reached by */
	kit_listen(&k, "127.0.0.3", k.port);
	kit_get(&k, fd, "/text");
	assert_int_equal(kit_status(fd), 200);

	inet_pton(AF_INET, "127.0.0.1", &first);
	workers_listener_drop(k.ws, first);
	kit_get(&k, fd, "/text");		/* goes on */
	assert_int_equal(kit_status(fd), 200);
	kit_sendf(fd, "GET /text HTTP/1.1\r\n%s\r\n", host);
	assert_int_equal(kit_status(fd), 403);
	close(fd);
	assert_not_served(&k);
	kit_stop(&k);
}

static void
test_streams(void **state)
{
	struct http_limits limits = defaults;
	struct kit k;
	int a, b, i;

	(void)state;
	limits.quiet_ms = 2000;
	limits.tell_ms = 50;
	kit_start(&k, &limits);
	a = kit_connect(&k);
	kit_get(&k, a, "/text");
	assert_int_equal(kit_status(a), 200);
	kit_get(&k, a, "/small?1000");
	assert_int_equal(kit_status(a), 200);
	kit_await_told(&k, 1);		/* short as it was */

	for (i = 0; i < 50; i++) {	/* piece by piece is one stream */
		kit_get(&k, a, "/small?1000");
		assert_int_equal(kit_status(a), 200);
	}
	kit_await_told(&k, 0);
	assert_in_range(k.tellings, 2, 10); /* more: a busy machine */

	b = stall(&k);
	kit_await_told(&k, 1);
	close(a);
	a = stall(&k);
	kit_await_told(&k, 2);
	close(b);
	kit_await_told(&k, 1);
	close(a);
	kit_await_told(&k, 0);
	kit_stop(&k);
}

static void *
drain(void *arg)
{
	workers_drain(arg);
	return NULL;
}

static void
test_drain(void **state)
{
	struct kit k;
	struct answer a;
	pthread_t thread;
	int idle, silent, late, stream, busy;

	(void)state;
	kit_start(&k, &defaults);
	silent = kit_connect(&k);
	late = kit_connect(&k);
	idle = kit_connect(&k);
	kit_get(&k, idle, "/text");
	assert_int_equal(kit_status(idle), 200);
	stream = kit_connect_as(&k, "127.0.0.1", SMALL);
	kit_get(&k, stream, "/small?50000000");
	kit_await_told(&k, 1);
	busy = kit_connect(&k);
	kit_get(&k, busy, "/wait");
	kit_await_waiting(&k, 1);

	assert_int_equal(pthread_create(&thread, NULL, drain, k.ws), 0);
	assert_true(kit_closed(idle));
	assert_not_served(&k);
	/* He connected in time, and asks only now. */
	kit_get(&k, late, "/text");
	kit_answer(late, &a, false);
	assert_int_equal(a.status, 200);
	assert_string_equal(kit_header(&a, "Connection"), "close");
	kit_answer_free(&a);
	assert_true(kit_closed(silent));

	kit_answer(stream, &a, false);
	assert_false(a.cut);
	assert_int_equal(a.len, 50000000);
	kit_answer_free(&a);
	assert_true(kit_closed(stream));
	kit_open_gate(&k);
	kit_answer(busy, &a, false);
	assert_int_equal(a.status, 200);
	assert_string_equal(kit_header(&a, "Connection"), "close");
	kit_answer_free(&a);
	assert_true(kit_closed(busy));
	close(idle);
	close(silent);
	close(late);
	close(stream);
	close(busy);
	pthread_join(thread, NULL);
	assert_int_equal(k.told, 0);
	close(k.file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slow_head),
		cmocka_unit_test(test_slow_body),
		cmocka_unit_test(test_idle),
		cmocka_unit_test(test_requests),
		cmocka_unit_test(test_stall_ends),
		cmocka_unit_test(test_stall_resumed),
		cmocka_unit_test(test_stall_in_buffers),
		cmocka_unit_test(test_silent_and_stalled),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_all_busy),
		cmocka_unit_test(test_per_address),
		cmocka_unit_test(test_stalled_limit),
		cmocka_unit_test(test_listeners),
		cmocka_unit_test(test_streams),
		cmocka_unit_test(test_drain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
