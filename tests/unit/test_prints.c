/* Pictures that are kept: which, for how long, and who makes them. */
#include <pthread.h>
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

static void
make(struct prints *p, int64_t id, size_t bytes)
{
	const struct print_key key = key_of(id);
	uint64_t got;
	int fd;

	assert_int_equal(prints_take(p, &key, &fd, &got), PRINT_MISSING);
	fd = sheet(bytes);
	prints_put(p, &key, fd, bytes);
	close(fd);
}

/* Whether it is there; one that is not stays wanted by nobody. */
static bool
has(struct prints *p, const struct print_key *key)
{
	uint64_t bytes;
	int fd;

	if (prints_take(p, key, &fd, &bytes) == PRINT_HERE) {
		close(fd);
		return true;
	}
	prints_give_up(p, key);
	return false;
}

static void
keeps_what_was_made(void **state)
{
	struct prints *p = prints_new();
	struct print_key key = key_of(3);
	char text[8] = "";
	uint64_t bytes;
	int fd;

	(void)state;
	make(p, 3, 4096);
	assert_int_equal(prints_take(p, &key, &fd, &bytes), PRINT_HERE);
	assert_int_equal(bytes, 4096);
	assert_int_equal(pread(fd, text, 7, 0), 7);
	assert_string_equal(text, "picture");
	close(fd);
	assert_true(has(p, &key));
	prints_free(p);
}

static void
another_file_is_another_picture(void **state)
{
	struct print_key others[5];
	struct prints *p = prints_new();

	(void)state;
	make(p, 3, 4096);
	for (size_t i = 0; i < 5; i++)
		others[i] = key_of(3);
	others[0].id++;
	others[1].size++;
	others[2].mtime_ns++;
	others[3].width++;
	others[4].height++;
	for (size_t i = 0; i < 5; i++)
		assert_false(has(p, &others[i]));
	prints_free(p);
}

static void
remembers_what_cannot_be_made(void **state)
{
	const struct print_key key = key_of(3);
	struct prints *p = prints_new();
	uint64_t bytes;
	int fd;

	(void)state;
	assert_int_equal(prints_take(p, &key, &fd, &bytes), PRINT_MISSING);
	prints_put_bad(p, &key);
	now += PRINTS_REST_MS - 10;
	assert_int_equal(prints_take(p, &key, &fd, &bytes), PRINT_BAD);
	/* But not because it is asked for: it may have been chance. */
	now += 10;
	assert_int_equal(prints_rest(p), -1);
	assert_int_equal(prints_take(p, &key, &fd, &bytes), PRINT_MISSING);
	prints_give_up(p, &key);
	prints_free(p);
}

static void
forgets_the_oldest_for_room(void **state)
{
	struct prints *p = prints_new();
	struct print_key first = key_of(1), second = key_of(2);

	(void)state;
	for (int64_t id = 1; id <= PRINTS_MAX; id++, now++)
		make(p, id, 4096);
	assert_true(has(p, &first));		/* it was used last */
	now++;
	make(p, PRINTS_MAX + 1, 4096);
	assert_true(has(p, &first));
	assert_false(has(p, &second));
	prints_free(p);
}

static void
holds_no_more_memory_than_it_may(void **state)
{
	const size_t most = PRINTS_BYTES_MAX / 3 + 4096;
	struct prints *p = prints_new();
	struct print_key first = key_of(1), third = key_of(3);

	(void)state;
	for (int64_t id = 1; id <= 3; id++, now++)
		make(p, id, most);
	assert_false(has(p, &first));
	assert_true(has(p, &third));
	prints_free(p);
}

static void
forgets_what_nobody_asks_for(void **state)
{
	struct prints *p = prints_new();
	struct print_key key = key_of(1);

	(void)state;
	assert_int_equal(prints_rest(p), -1);
	make(p, 1, 4096);
	now += PRINTS_REST_MS - 10;
	assert_int_equal(prints_rest(p), 10);
	assert_true(has(p, &key));		/* used again */
	now += 10;
	assert_int_equal(prints_rest(p), PRINTS_REST_MS - 10);
	now += PRINTS_REST_MS;
	assert_int_equal(prints_rest(p), -1);
	assert_false(has(p, &key));
	prints_free(p);
}

struct waiter {
	struct prints	*p;
	pthread_t	 thread;
	enum print_found found;
};

static void *
wait_for_it(void *arg)
{
	const struct print_key key = key_of(9);
	struct waiter *w = arg;
	uint64_t bytes;
	int fd;

	w->found = prints_take(w->p, &key, &fd, &bytes);
	if (w->found == PRINT_HERE)
		close(fd);
	else
		prints_give_up(w->p, &key);
	return NULL;
}

/* The second never makes it himself, whether he comes before it is ready or
   after. */
static void
one_makes_it_for_all(void **state)
{
	const struct print_key key = key_of(9);
	struct waiter w = { .p = prints_new() };
	uint64_t bytes;
	int fd;

	(void)state;
	assert_int_equal(prints_take(w.p, &key, &fd, &bytes), PRINT_MISSING);
	assert_int_equal(pthread_create(&w.thread, NULL, wait_for_it, &w), 0);
	fd = sheet(4096);
	prints_put(w.p, &key, fd, 4096);
	close(fd);
	pthread_join(w.thread, NULL);
	assert_int_equal(w.found, PRINT_HERE);
	prints_free(w.p);
}

static void
who_waits_makes_it_when_the_first_gives_up(void **state)
{
	const struct print_key key = key_of(9);
	struct waiter w = { .p = prints_new() };
	uint64_t bytes;
	int fd;

	(void)state;
	assert_int_equal(prints_take(w.p, &key, &fd, &bytes), PRINT_MISSING);
	assert_int_equal(pthread_create(&w.thread, NULL, wait_for_it, &w), 0);
	prints_give_up(w.p, &key);
	pthread_join(w.thread, NULL);
	assert_int_equal(w.found, PRINT_MISSING);
	prints_free(w.p);
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
		cmocka_unit_test(one_makes_it_for_all),
		cmocka_unit_test(who_waits_makes_it_when_the_first_gives_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
