/* Answers of the kernel about one neighbour, byte by byte; and the kernel of
   this machine, which knows none. */
#include <arpa/inet.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/neighbour.h"

#define SEQUENCE	7
#define INDEX		3

/* What a kernel sends: a head, two attributes. */
struct message {
	struct nlmsghdr	 h;
	struct ndmsg	 m;
	struct rtattr	 address_head;
	uint8_t		 address[4];
	struct rtattr	 mac_head;
	uint8_t		 mac[6];
	uint8_t		 padding[2];
};
#define MESSAGE_BYTES	offsetof(struct message, padding)

static const uint8_t mac[6] = { 2, 0x11, 0x22, 0x33, 0x44, 0x55 };

static struct neighbour_question
question(void)
{
	struct neighbour_question q = { .sequence = SEQUENCE, .index = INDEX };

	inet_pton(AF_INET, "10.0.0.9", &q.address);
	return q;
}

static struct message
good(void)
{
	struct message m = {
		.h = { MESSAGE_BYTES, RTM_NEWNEIGH, 0, SEQUENCE, 1 },
		.m = { .ndm_family = AF_INET, .ndm_ifindex = INDEX,
		    .ndm_state = NUD_STALE },
		.address_head = { RTA_LENGTH(4), NDA_DST },
		.address = { 10, 0, 0, 9 },
		.mac_head = { RTA_LENGTH(6), NDA_LLADDR },
		.mac = { 2, 0x11, 0x22, 0x33, 0x44, 0x55 },
	};

	return m;
}

static int
read_it(const void *bytes, size_t len)
{
	const struct neighbour_question q = question();
	uint8_t got[6];
	int ret = neighbour_read(&q, bytes, len, got);

	if (ret == 1)
		assert_memory_equal(got, mac, 6);
	return ret;
}

static void
test_found(void **state)
{
	struct message m = good(), two[2] = { good(), good() };

	(void)state;
	assert_int_equal(read_it(&m, sizeof(m)), 1);
	assert_int_equal(read_it(&m, MESSAGE_BYTES), 1);
	/* Behind the answer to another question. */
	two[0].h.nlmsg_seq = SEQUENCE - 1;
	assert_int_equal(read_it(two, sizeof(two)), 1);
	two[1].h.nlmsg_seq = SEQUENCE - 1;
	assert_int_equal(read_it(two, sizeof(two)), 0);
}

static void
test_not_found(void **state)
{
	struct message m;

	(void)state;
	assert_int_equal(read_it(NULL, 0), 0);
	m = good(), m.h.nlmsg_type = NLMSG_ERROR;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.m.ndm_family = AF_UNSPEC;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.m.ndm_ifindex = INDEX + 1;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.m.ndm_state = NUD_FAILED;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.m.ndm_state = NUD_INCOMPLETE;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.address[3]++;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), memset(m.mac, 0, 6);
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.mac_head.rta_type = NDA_CACHEINFO;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.mac_head.rta_len = RTA_LENGTH(5);
	assert_int_equal(read_it(&m, sizeof(m)), -1);
	m = good(), m.address_head.rta_len = 0;
	assert_int_equal(read_it(&m, sizeof(m)), -1);
}

/* Whatever is missing at the end, nothing behind it is read. */
static void
test_cut(void **state)
{
	struct message m = good();

	(void)state;
	for (size_t len = 0; len < MESSAGE_BYTES; len++) {
		m.h.nlmsg_len = MESSAGE_BYTES;
		assert_int_equal(read_it(&m, len), 0);
		m.h.nlmsg_len = (uint32_t)len;
		assert_int_equal(read_it(&m, len),
		    len < sizeof(m.h) ? 0 : -1);
	}
}

static void
test_kernel(void **state)
{
	struct in_addr own;
	struct addresses a;
	uint8_t got[6];

	(void)state;
	if (addresses_open(&a) == -1)
		skip();
	inet_pton(AF_INET, "127.0.0.1", &own);
	assert_int_equal(neighbour_find(&a, 1, own, got), -1);
	assert_int_equal(neighbour_find(&a, INT32_MAX, own, got), -1);
	addresses_close(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_not_found),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_kernel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
