/* Who has asked: every way in which a program may answer, or not. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/gather.h"

#define PROGRAMS	4

static struct loop loop;
static struct children children;
static struct child list[PROGRAMS];	/* scan, http, two ssdp */
static struct gather gather;
static struct ipc_in in;

static unsigned told, unanswered, asked;
static struct devices got;

/* What of child.c is used: counts who was asked. */
void
child_send(struct child *child, const struct buf *message, const int *fds,
    size_t nfds)
{
	assert_int_equal(message->data[0], IPC_DEVICES);
	assert_int_equal(message->len, 1);
	assert_null(fds);
	assert_int_equal(nfds, 0);
	assert_true(child->owes_devices);
	asked++;
}

static void
done(void *arg, const struct devices *devices, unsigned missing)
{
	assert_ptr_equal(arg, &told);
	got = *devices;
	unanswered = missing;
	told++;
}

static int
setup(void **state)
{
	static const enum child_role roles[PROGRAMS] = {
		CHILD_SCAN, CHILD_HTTP, CHILD_SSDP, CHILD_SSDP,
	};

	(void)state;
	assert_int_equal(loop_open(&loop), 0);
	memset(list, 0, sizeof(list));
	for (size_t i = 0; i < PROGRAMS; i++) {
		list[i].role = roles[i];
		list[i].state = CHILD_READY;
		list[i].next = i + 1 < PROGRAMS ? &list[i + 1] : NULL;
	}
	children.list = list;
	told = unanswered = asked = 0;
	gather_init(&gather, &loop, &children, done, &told);
	return 0;
}

/* An answer that knows one device. */
static int
answer(struct child *child, uint32_t address)
{
	struct devices d = { .off_link = 1 };
	struct buf b;

	devices_note(&d, (struct in_addr){ htonl(address) },
	    loop_now_ms())->requests = 1;
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_DEVICES);
	devices_put(&b, &d, loop_now_ms());
	memset(&in, 0, sizeof(in));
	memcpy(in.data, b.data, b.len);
	in.len = b.len;
	in.pos = 1;
	buf_free(&b);
	return gather_answer(&gather, child, &in);
}

static void
waits_for_all(void **state)
{
	(void)state;
	gather_begin(&gather);
	assert_int_equal(asked, 3);
	assert_int_equal(answer(&list[1], 1), 0);
	assert_int_equal(answer(&list[2], 1), 0);
	assert_int_equal(told, 0);
	assert_int_equal(answer(&list[3], 2), 0);
	assert_int_equal(told, 1);
	assert_int_equal(unanswered, 0);
	assert_int_equal(got.n, 2);
	assert_int_equal(got.items[0].requests, 2);
	assert_int_equal(got.off_link, 3);
	/* and again, from nothing */
	gather_begin(&gather);
	for (size_t i = 1; i < PROGRAMS; i++)
		assert_int_equal(answer(&list[i], 1), 0);
	assert_int_equal(told, 2);
	assert_int_equal(got.n, 1);
	assert_int_equal(got.items[0].requests, 3);
}

static void
asks_only_those_that_are_ready(void **state)
{
	(void)state;
	for (size_t i = 1; i < PROGRAMS; i++)
		list[i].state = CHILD_STARTING;
	gather_begin(&gather);
	assert_int_equal(asked, 0);
	assert_int_equal(loop_step(&loop), 0);
	assert_int_equal(told, 1);
	assert_int_equal(unanswered, 0);
}

static void
does_without_one_that_ends(void **state)
{
	(void)state;
	gather_begin(&gather);
	assert_int_equal(answer(&list[1], 1), 0);
	gather_ended(&gather, &list[2]);
	gather_ended(&gather, &list[0]);	/* owes nothing */
	assert_int_equal(told, 0);
	assert_int_equal(answer(&list[3], 1), 0);
	assert_int_equal(told, 1);
	assert_int_equal(unanswered, 1);
}

static void
does_not_wait_for_ever(void **state)
{
	const int64_t begin = loop_now_ms();

	(void)state;
	gather_begin(&gather);
	assert_int_equal(answer(&list[1], 1), 0);
	while (told == 0)
		assert_int_equal(loop_step(&loop), 0);
	assert_true(loop_now_ms() - begin >= 900);
	assert_int_equal(unanswered, 2);
	/* Late: heard, and not held against it; it is not asked twice. */
	assert_int_equal(answer(&list[2], 1), 0);
	assert_int_equal(told, 1);
	asked = 0;
	gather_begin(&gather);
	assert_int_equal(asked, 2);
	assert_int_equal(answer(&list[3], 1), 0);
	gather_abandon(&gather);
	assert_int_equal(told, 2);
	assert_int_equal(unanswered, 2);
	gather_abandon(&gather);
	assert_int_equal(told, 2);
}

static void
distrusts_what_it_did_not_ask_for(void **state)
{
	(void)state;
	assert_int_equal(answer(&list[1], 1), -1);
	gather_begin(&gather);
	assert_int_equal(answer(&list[0], 1), -1);
	assert_int_equal(answer(&list[1], 1), 0);
	assert_int_equal(answer(&list[1], 1), -1);
	memset(&in, 0, sizeof(in));
	in.len = 5;
	in.pos = 1;
	assert_int_equal(gather_answer(&gather, &list[2], &in), -1);
	assert_int_equal(told, 0);
	/* it is killed for that, and ends */
	gather_ended(&gather, &list[2]);
	gather_ended(&gather, &list[3]);
	assert_int_equal(told, 1);
	assert_int_equal(unanswered, 2);
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup(f, setup)
	static const struct CMUnitTest tests[] = {
		TEST(waits_for_all),
		TEST(asks_only_those_that_are_ready),
		TEST(does_without_one_that_ends),
		TEST(does_not_wait_for_ever),
		TEST(distrusts_what_it_did_not_ask_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
