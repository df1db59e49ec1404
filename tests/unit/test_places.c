/* Ending what media are sent to somebody: all of it, and nobody else's; and who
   leaves when it is full. */
#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/http/places.h"

#define GUESTS	4
enum { TV, TV_AGAIN, PHONE, PC };

static const struct http_limits limits = LIMITS_DEFAULT;
static struct places places;
static struct place place[GUESTS];
static int ends[GUESTS][2];

/* The television has two connections. */
static struct in_addr
address(int guest)
{
	const uint32_t n = guest == TV_AGAIN ? TV : (uint32_t)guest;

	return (struct in_addr){ htonl(0x0a000000 + n) };
}

static int
enter_all(void **state)
{
	(void)state;
	places_init(&places, &limits, eventfd(0, EFD_CLOEXEC));
	for (int i = 0; i < GUESTS; i++) {
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends[i]),
		    0);
		assert_int_equal(places_enter(&places, &place[i], ends[i][0],
		    address(i), 1), 0);
	}
	return 0;
}

static int
leave_all(void **state)
{
	(void)state;
	for (int i = 0; i < GUESTS; i++) {
		places_leave(&places, &place[i]);
		close(ends[i][0]);
		close(ends[i][1]);
	}
	assert_int_equal(places.count, 0);
	assert_int_equal(places.leaving, 0);
	close(places.wake_fd);
	places_free(&places);
	return 0;
}

static bool
is_ended(int guest)
{
	struct pollfd p = { .fd = ends[guest][1], .events = POLLIN };

	return poll(&p, 1, 0) == 1;
}

static void
stream(int guest)
{
	assert_int_equal(places_set(&places, &place[guest], PLACE_BUSY, 2), 0);
	places_media(&places, &place[guest], true, 2);
}

static void
test_audience(void **state)
{
	struct in_addr peers[GUESTS];

	(void)state;
	assert_int_equal(places_audience(&places, peers, GUESTS), 0);
	stream(TV);
	stream(TV_AGAIN);
	places_set(&places, &place[PHONE], PLACE_RECEIVING, 2);
	assert_int_equal(places_audience(&places, peers, GUESTS), 1);
	assert_int_equal(peers[0].s_addr, address(TV).s_addr);
	places_set(&places, &place[PC], PLACE_BUSY, 2);
	assert_int_equal(places_audience(&places, peers, GUESTS), 2);
	assert_int_equal(peers[1].s_addr, address(PC).s_addr);
	assert_int_equal(places_audience(&places, peers, 1), 1);
}

static void
test_end(void **state)
{
	(void)state;
	stream(TV);
	stream(TV_AGAIN);
	stream(PC);
	places_set(&places, &place[PHONE], PLACE_BUSY, 2);
	places_end_media(&places, address(TV));
	places_end_media(&places, address(PHONE));
	assert_true(is_ended(TV));
	assert_true(is_ended(TV_AGAIN));
	assert_false(is_ended(PC));
	/* It may be told that it is not admitted ... */
	assert_false(is_ended(PHONE));
	assert_int_equal(places_set(&places, &place[PHONE], PLACE_BUSY, 3), 0);
	/* ... but a film that it was about to get ends. */
	places_media(&places, &place[PHONE], true, 3);
	assert_true(is_ended(PHONE));
	assert_int_equal(places_set(&places, &place[PHONE], PLACE_BUSY, 4), -1);
}

static void
test_next_request(void **state)
{
	(void)state;
	places_set(&places, &place[PHONE], PLACE_BUSY, 2);
	places_end_media(&places, address(PHONE));
	places_set(&places, &place[PHONE], PLACE_WAITING, 3);
	stream(PHONE);
	assert_false(is_ended(PHONE));
}

static void
test_end_others(void **state)
{
	const struct in_addr stay[] = { address(TV), address(PHONE) };

	(void)state;
	stream(TV_AGAIN);
	stream(PHONE);
	stream(PC);
	places_end_media_but(&places, stay, 2);
	assert_false(is_ended(TV_AGAIN));
	assert_false(is_ended(PHONE));
	assert_true(is_ended(PC));
}

/* ---- who leaves when it is full ------------------------------------------ */

/* Whose thread begins late has waited no less for that. */
static void
test_longest_waiting(void **state)
{
	struct place late;
	int pair[2];

	(void)state;
	places.limits.connections = GUESTS;
	places_set(&places, &place[TV], PLACE_BUSY, 1);
	places_set(&places, &place[TV_AGAIN], PLACE_WAITING, 9);
	places_set(&places, &place[PC], PLACE_RECEIVING, 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_int_equal(places_enter(&places, &late, pair[0], address(PC),
	    10), 0);
	assert_true(is_ended(TV_AGAIN));
	assert_false(is_ended(TV));
	assert_false(is_ended(PHONE));
	assert_false(is_ended(PC));
	places_leave(&places, &late);
	close(pair[0]);
	close(pair[1]);
}

static void
test_longest_stalled(void **state)
{
	(void)state;
	places.limits.stalled = 2;
	places_set(&places, &place[TV], PLACE_STALLED, 3);
	places_set(&places, &place[PHONE], PLACE_STALLED, 2);
	assert_false(is_ended(PHONE));
	places_set(&places, &place[PC], PLACE_STALLED, 4);
	assert_true(is_ended(PHONE));
	assert_false(is_ended(TV));
	assert_false(is_ended(PC));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_all, leave_all)
		TEST(test_audience),
		TEST(test_end),
		TEST(test_next_request),
		TEST(test_end_others),
		TEST(test_longest_waiting),
		TEST(test_longest_stalled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
