/* Pictures that are kept: which, for how long, and who makes them. */
#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/http/stream.h"
#include "server/upnp/prints.h"

static uint64_t now = 1000;

uint64_t
stream_now(void)
{
	return now;
}

static struct print_key
key_of(int64_t id)
{
	return (struct print_key){ .id = id, .size = 5, .mtime_ns = 7,
	    .width = 640, .height = 480 };
}

static int
sheet(size_t bytes)
{
	static const char block[4096] = "picture";
	int fd = memfd_create("sheet", MFD_CLOEXEC);

	assert_true(fd != -1);
	for (size_t at = 0; at < bytes; at += sizeof(block))
		assert_int_equal(write(fd, block, sizeof(block)),
		    sizeof(block));
	return fd;
}

/* Who makes it, and how that goes. */
struct maker {
	size_t		 bytes;
	int		 status;
	unsigned	 times;		/* that it was asked */
	sem_t		*go;		/* when it may; NULL: at once */
};

static int
make(void *arg, int *fd, uint64_t *bytes)
{
	struct maker *m = arg;

	m->times++;
	if (m->go != NULL)
		sem_wait(m->go);
	if (m->status == 0) {
		*fd = sheet(m->bytes);
		*bytes = m->bytes;
	}
	return m->status;
}

/* As address n of the network. */
static struct print_loan
for_peer(uint32_t n)
{
	return (struct print_loan){ .peer.s_addr = htonl(0x0a000000 + n) };
}

static int
get(struct prints *p, int64_t id, struct maker *m, struct print_loan *loan)
{
	const struct print_key key = key_of(id);
	const int status = prints_get(p, &key, make, m, loan);

	if (status == 0)
		close(loan->fd);
	return status;
}

/* How often it had to be made. */
static unsigned
put(struct prints *p, int64_t id, size_t bytes)
{
	struct print_loan loan = for_peer(1);
	struct maker m = { .bytes = bytes };

	assert_int_equal(get(p, id, &m, &loan), 0);
	prints_return(p, &loan);
	return m.times;
}

/* Whether it is there; one that is not stays wanted by nobody. */
static bool
has_key(struct prints *p, const struct print_key *key)
{
	struct print_loan loan = for_peer(1);
	struct maker m = { .status = 503 };

	if (prints_get(p, key, make, &m, &loan) != 0)
		return false;
	close(loan.fd);
	prints_return(p, &loan);
	return true;
}

static bool
has(struct prints *p, int64_t id)
{
	const struct print_key key = key_of(id);

	return has_key(p, &key);
}

/* ---- what is kept -------------------------------------------------------- */

static void
keeps_what_was_made(void **state)
{
	const struct print_key key = key_of(3);
	struct print_loan loan = for_peer(1);
	struct prints *p = prints_new();
	struct maker m = { .bytes = 4096 };
	char text[8] = "";

	(void)state;
	assert_int_equal(put(p, 3, 4096), 1);
	assert_int_equal(prints_get(p, &key, make, &m, &loan), 0);
	assert_int_equal(m.times, 0);
	assert_int_equal(loan.bytes, 4096);
	assert_int_equal(pread(loan.fd, text, 7, 0), 7);
	assert_string_equal(text, "picture");
	close(loan.fd);
	prints_return(p, &loan);
	assert_true(has(p, 3));
	prints_free(p);
}

static void
another_file_is_another_picture(void **state)
{
	struct print_key others[5];
	struct prints *p = prints_new();

	(void)state;
	put(p, 3, 4096);
	for (size_t i = 0; i < 5; i++)
		others[i] = key_of(3);
	others[0].id++;
	others[1].size++;
	others[2].mtime_ns++;
	others[3].width++;
	others[4].height++;
	for (size_t i = 0; i < 5; i++)
		assert_false(has_key(p, &others[i]));
	prints_free(p);
}

static void
check_bad(int status)
{
	struct print_loan loan = for_peer(1);
	struct maker m = { .status = status };
	struct prints *p = prints_new();

	for (int i = 0; i < 100; i++)
		assert_int_equal(get(p, 3, &m, &loan), status);
	assert_int_equal(m.times, 1);
	now += PRINTS_BAD_MS - 10;
	assert_int_equal(prints_rest(p), 10);
	assert_int_equal(get(p, 3, &m, &loan), status);
	assert_int_equal(m.times, 1);
	/* But not because it is asked for: it may have been chance. */
	now += 10;
	m.status = 0;
	m.bytes = 4096;
	assert_int_equal(get(p, 3, &m, &loan), 0);
	assert_int_equal(m.times, 2);
	prints_return(p, &loan);
	prints_free(p);
}

static void
remembers_what_cannot_be_made(void **state)
{
	static const int statuses[] = { 403, 404, 500 };

	(void)state;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		check_bad(statuses[i]);
}

static void
forgets_the_oldest_for_room(void **state)
{
	struct prints *p = prints_new();

	(void)state;
	for (int64_t id = 1; id <= PRINTS_MAX; id++, now++)
		put(p, id, 4096);
	assert_true(has(p, 1));			/* it was used last */
	now++;
	put(p, PRINTS_MAX + 1, 4096);
	assert_true(has(p, 1));
	assert_false(has(p, 2));
	prints_free(p);
}

static void
holds_no_more_memory_than_it_may(void **state)
{
	const size_t most = PRINTS_BYTES_MAX / 3 + 4096;
	struct prints *p = prints_new();

	(void)state;
	for (int64_t id = 1; id <= 3; id++, now++)
		put(p, id, most);
	assert_false(has(p, 1));
	assert_true(has(p, 3));
	prints_free(p);
}

static void
forgets_what_nobody_asks_for(void **state)
{
	struct prints *p = prints_new();

	(void)state;
	assert_int_equal(prints_rest(p), -1);
	put(p, 1, 4096);
	now += PRINTS_REST_MS - 10;
	assert_int_equal(prints_rest(p), 10);
	assert_true(has(p, 1));			/* used again */
	now += 10;
	assert_int_equal(prints_rest(p), PRINTS_REST_MS - 10);
	now += PRINTS_REST_MS;
	assert_int_equal(prints_rest(p), -1);
	assert_false(has(p, 1));
	prints_free(p);
}

/* ---- what is on its way -------------------------------------------------- */

#define MIB	(1u << 20)

/* As many of a size as are lent, each to another address, at most so many to
   the same. */
static size_t
borrow_all(struct prints *p, struct print_loan *loans, size_t most,
    size_t bytes, size_t each)
{
	struct maker m = { .bytes = bytes };
	size_t n;

	for (n = 0; n < most; n++) {
		loans[n] = for_peer((uint32_t)(n / each));
		if (get(p, 1000 + (int64_t)n, &m, &loans[n]) != 0)
			break;
	}
	return n;
}

static void
lends_no_more_memory_than_it_may(void **state)
{
	struct print_loan loans[PRINTS_MAX], more = for_peer(200);
	struct prints *p = prints_new();
	struct maker m = { .bytes = 4096 };
	size_t n;

	(void)state;
	put(p, 1, MIB);
	n = borrow_all(p, loans, PRINTS_MAX, MIB, 4);
	assert_int_equal(n, PRINTS_LENT_BYTES_MAX / MIB);
	/* Not even made. */
	m.times = 0;
	assert_int_equal(get(p, 2, &m, &more), 503);
	assert_int_equal(m.times, 0);
	/* What is there already takes no more. */
	assert_int_equal(get(p, 1, &m, &more), 0);
	prints_return(p, &more);
	assert_int_equal(get(p, 1000, &m, &more), 0);
	prints_return(p, &more);
	prints_return(p, &loans[--n]);
	assert_int_equal(get(p, 2, &m, &more), 0);
	prints_return(p, &more);
	while (n > 0)
		prints_return(p, &loans[--n]);
	/* All of them are nobody's now. */
	assert_false(has(p, 1000));
	assert_true(has(p, 2));
	prints_free(p);
}

/* A picture that turns out to be too large for what is left is refused. */
static void
counts_what_was_made(void **state)
{
	struct print_loan loans[2] = { for_peer(1), for_peer(2) };
	struct maker m = { .bytes = PRINTS_LENT_BYTES_MAX - MIB };
	struct prints *p = prints_new();

	(void)state;
	assert_int_equal(get(p, 1, &m, &loans[0]), 0);
	m.bytes = 2 * MIB;
	assert_int_equal(get(p, 2, &m, &loans[1]), 503);
	/* Then it is not made again and again. */
	m.times = 0;
	assert_int_equal(get(p, 2, &m, &loans[1]), 503);
	assert_int_equal(m.times, 0);
	prints_return(p, &loans[0]);
	assert_int_equal(get(p, 2, &m, &loans[1]), 0);
	prints_return(p, &loans[1]);
	prints_free(p);
}

/* An address that takes none to its end leaves some for others. */
static void
lends_one_address_its_share(void **state)
{
	static const size_t sizes[] = { 4096, MIB };
	static const size_t shares[] = { PRINTS_PEER_MAX,
	    PRINTS_PEER_BYTES_MAX / MIB };
	struct print_loan loans[PRINTS_MAX], other = for_peer(100);
	struct maker m = { .bytes = 4096 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct prints *p = prints_new();
		size_t n = borrow_all(p, loans, PRINTS_MAX, sizes[i],
		    PRINTS_MAX);

		assert_int_equal(n, shares[i]);
		assert_int_equal(get(p, 1, &m, &other), 0);
		prints_return(p, &other);
		while (n > 0)
			prints_return(p, &loans[--n]);
		prints_free(p);
	}
}

/* ---- who waits ------------------------------------------------------------ */

/* An address that has so many is refused more: once they were, all others
   wait. */
#define REFUSED	3
#define WAITERS	(PRINTS_PEER_MAX + REFUSED)

struct waiter {
	struct prints	*p;
	struct maker	*maker;
	sem_t		*ended;
	pthread_t	 thread;
	int		 status;
	struct print_loan loan;
};

static void *
wait_for_it(void *arg)
{
	struct waiter *w = arg;

	w->status = get(w->p, 9, w->maker, &w->loan);
	sem_post(w->ended);
	return NULL;
}

static void
ask_together(int status)
{
	struct maker m = { .bytes = 4096, .status = status };
	struct prints *p = prints_new();
	struct waiter all[WAITERS];
	sem_t go, ended;
	size_t same = 0;

	sem_init(&go, 0, 0);
	sem_init(&ended, 0, 0);
	m.go = &go;
	for (size_t i = 0; i < WAITERS; i++) {
		all[i] = (struct waiter){ .p = p, .maker = &m,
		    .ended = &ended, .loan = for_peer(1) };
		assert_int_equal(pthread_create(&all[i].thread, NULL,
		    wait_for_it, &all[i]), 0);
	}
	for (size_t i = 0; i < REFUSED; i++)
		sem_wait(&ended);
	sem_post(&go);
	for (size_t i = 0; i < WAITERS; i++) {
		pthread_join(all[i].thread, NULL);
		same += all[i].status == status;
		if (all[i].status == 0)
			prints_return(p, &all[i].loan);
	}
	assert_int_equal(same, status == 503 ? WAITERS : PRINTS_PEER_MAX);
	assert_int_equal(m.times, 1);
	prints_free(p);
}

static void
one_makes_it_for_all(void **state)
{
	(void)state;
	ask_together(0);
	ask_together(500);
	ask_together(503);
}

/* Not that it was busy once. */
static void
forgets_that_it_had_no_time(void **state)
{
	struct print_loan loan = for_peer(1);
	struct maker m = { .status = 503 };
	struct prints *p = prints_new();

	(void)state;
	assert_int_equal(get(p, 3, &m, &loan), 503);
	assert_int_equal(get(p, 3, &m, &loan), 503);
	assert_int_equal(m.times, 2);
	prints_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_was_made),
		cmocka_unit_test(another_file_is_another_picture),
		cmocka_unit_test(remembers_what_cannot_be_made),
		cmocka_unit_test(forgets_the_oldest_for_room),
		cmocka_unit_test(holds_no_more_memory_than_it_may),
		cmocka_unit_test(forgets_what_nobody_asks_for),
		cmocka_unit_test(lends_no_more_memory_than_it_may),
		cmocka_unit_test(counts_what_was_made),
		cmocka_unit_test(lends_one_address_its_share),
		cmocka_unit_test(one_makes_it_for_all),
		cmocka_unit_test(forgets_that_it_had_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
