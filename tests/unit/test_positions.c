/* The table of positions: whose they are, what goes, and how often lares-scan
   is told. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/config.h"
#include "common/resume_store.h"
#include "common/station.h"
#include "server/upnp/positions.h"

#define TV	(UINT64_C(1) << 48 | 7)
#define KID	(UINT64_C(1) << 48 | 8)

static char folder[] = "/tmp/lares-unit-XXXXXX";
static struct resume_point told[RESUME_POINTS_MAX + 100];
static size_t ntold, nmessages;

static int
begin(void **state)
{
	(void)state;
	ntold = nmessages = 0;
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	assert_int_equal(resume_store_delete(folder), 0);
	return rmdir(folder);
}

static void
tell(void *arg, const struct resume_point *points, size_t n)
{
	assert_ptr_equal(arg, told);
	assert_true(n > 0 && n <= RESUME_MESSAGE_MAX);
	memcpy(told + ntold, points, n * sizeof(*points));
	ntold += n;
	nmessages++;
}

static struct positions *
open_table(enum config_resume resume)
{
	const struct config c = { .state_dir = folder, .resume = resume,
	    .resume_days = 30 };
	struct positions *p = positions_new(&c, tell, told);

	assert_non_null(p);
	return p;
}

static bool
wants_to_tell(struct positions *p)
{
	struct pollfd fd = { positions_fd(p), POLLIN, 0 };

	return poll(&fd, 1, 0) == 1;
}

static void
test_whose(void **state)
{
	struct positions *p = open_table(CONFIG_RESUME_DEVICE);
	int64_t open[RESUME_PLACE_MAX];

	(void)state;
	positions_set(p, TV, 5, 1000);
	positions_set(p, TV, 6, 2000);
	positions_set(p, KID, 5, 3000);
	positions_set(p, TV, 4, 4000);
	positions_set(p, TV, 5, 5000);
	assert_int_equal(positions_get(p, TV, 5), 5000);
	assert_int_equal(positions_get(p, KID, 5), 3000);
	assert_int_equal(positions_get(p, KID, 6), 0);
	assert_int_equal(positions_get(p, 0, 5), 0);
	assert_int_equal(positions_list(p, TV, open), 3);
	assert_int_equal(open[0], 5);
	assert_int_equal(open[1], 4);
	assert_int_equal(open[2], 6);
	positions_set(p, TV, 4, 0);
	assert_int_equal(positions_get(p, TV, 4), 0);
	assert_int_equal(positions_list(p, TV, open), 2);
	positions_free(p);

	p = open_table(CONFIG_RESUME_ON);
	positions_set(p, TV, 5, 1000);
	assert_int_equal(positions_get(p, KID, 5), 1000);
	assert_int_equal(positions_tell(p, 0), -1);
	assert_int_equal(told[0].device, 0);
	positions_free(p);
}

/* The oldest go: of a device that has too many, else of all. */
static void
test_limits(void **state)
{
	struct positions *p = open_table(CONFIG_RESUME_DEVICE);
	const uint64_t devices = RESUME_POINTS_MAX / RESUME_PLACE_MAX;
	int64_t open[RESUME_PLACE_MAX];

	(void)state;
	for (int64_t i = 1; i <= RESUME_PLACE_MAX + 5; i++)
		positions_set(p, TV, i, 1000);
	assert_int_equal(positions_list(p, TV, open), RESUME_PLACE_MAX);
	assert_int_equal(open[0], RESUME_PLACE_MAX + 5);
	assert_int_equal(open[RESUME_PLACE_MAX - 1], 6);
	for (uint64_t d = 1; d < devices; d++)
		for (int64_t i = 1; i <= RESUME_PLACE_MAX; i++)
			positions_set(p, TV + d, i, 1000);
	assert_int_equal(positions_list(p, TV, open), RESUME_PLACE_MAX);
	positions_set(p, TV + devices, 1, 1000);
	assert_int_equal(positions_get(p, TV + devices, 1), 1000);
	assert_int_equal(positions_list(p, TV, open), RESUME_PLACE_MAX - 1);
	assert_int_equal(positions_get(p, TV, 6), 0);
	positions_free(p);
}

static void
test_forget(void **state)
{
	struct positions *p = open_table(CONFIG_RESUME_DEVICE);
	const uint64_t tv = TV;

	(void)state;
	positions_set(p, TV, 1, 1000);
	positions_set(p, TV, 2, 1000);
	positions_set(p, KID, 1, 1000);
	positions_forget(p, &tv, 1);
	assert_int_equal(positions_get(p, TV, 1), 0);
	assert_int_equal(positions_get(p, KID, 1), 1000);
	assert_int_equal(positions_tell(p, 0), -1);
	assert_int_equal(ntold, 1);		/* not what is forgotten */
	positions_forget(p, NULL, 0);
	assert_int_equal(positions_get(p, KID, 1), 0);
	positions_free(p);
}

/* What was kept is there again; not of another setting, nor too old. */
static void
test_load(void **state)
{
	const struct resume_point points[] = {
		{ TV, 1, 1000, 0 }, { 0, 2, 2000, 0 }, { TV, 3, 3000, 0 },
	}, old = { TV, 9, 9000, 0 };
	int64_t open[RESUME_PLACE_MAX];
	struct resume_store *s;
	struct positions *p;
	bool anew;

	(void)state;
	assert_non_null(s = resume_store_open(folder, &anew));
	assert_int_equal(resume_store_put(s, points, 3, resume_today()), 0);
	assert_int_equal(resume_store_put(s, &old, 1, resume_today() - 31),
	    0);
	resume_store_close(s);
	p = open_table(CONFIG_RESUME_DEVICE);
	assert_int_equal(positions_list(p, TV, open), 2);
	assert_int_equal(open[0], 3);
	assert_int_equal(positions_get(p, TV, 1), 1000);
	assert_int_equal(positions_get(p, TV, 9), 0);
	assert_false(wants_to_tell(p));
	positions_free(p);
	p = open_table(CONFIG_RESUME_ON);
	assert_int_equal(positions_list(p, 0, open), 1);
	assert_int_equal(open[0], 2);
	positions_free(p);
}

/* So many at once; then, every so often, all that has come together. */
static void
test_rate(void **state)
{
	struct positions *p = open_table(CONFIG_RESUME_DEVICE);
	int64_t now = 1000000;

	(void)state;
	assert_false(wants_to_tell(p));
	assert_int_equal(positions_tell(p, now), -1);
	for (unsigned i = 1; i <= POSITIONS_AT_ONCE; i++) {
		positions_set(p, TV, 1, i);
		assert_true(wants_to_tell(p));
		assert_int_equal(positions_tell(p, now), -1);
		assert_int_equal(nmessages, i);
	}
	positions_set(p, TV, 1, POSITIONS_AT_ONCE);	/* is so already */
	assert_false(wants_to_tell(p));

	for (uint64_t i = 1; i <= 5000; i++) {
		positions_set(p, TV, 1, 1000 + i);
		positions_set(p, KID, 2, 1000 + i);
		assert_int_equal(positions_tell(p, now), POSITIONS_TELL_MS);
	}
	positions_set(p, KID, 2, 0);
	assert_int_equal(positions_tell(p, now + POSITIONS_TELL_MS - 1), 1);
	assert_int_equal(nmessages, POSITIONS_AT_ONCE);
	assert_int_equal(positions_tell(p, now + POSITIONS_TELL_MS), -1);
	assert_int_equal(nmessages, POSITIONS_AT_ONCE + 1);
	assert_int_equal(ntold, POSITIONS_AT_ONCE + 2);
	assert_int_equal(told[ntold - 2].object, 1);
	assert_int_equal(told[ntold - 2].position_ms, 6000);
	assert_int_equal(told[ntold - 1].object, 2);
	assert_int_equal(told[ntold - 1].position_ms, 0);

	positions_set(p, TV, 1, 7);
	assert_int_equal(positions_tell(p, now + POSITIONS_TELL_MS),
	    POSITIONS_TELL_MS);
	positions_tell_all(p);			/* on the way out */
	assert_int_equal(told[ntold - 1].position_ms, 7);
	positions_free(p);
}

/* More than a message takes goes in several. */
static void
test_many(void **state)
{
	struct positions *p = open_table(CONFIG_RESUME_DEVICE);

	(void)state;
	for (int64_t i = 1; i <= RESUME_PLACE_MAX; i++)
		positions_set(p, TV, i, 1000);
	assert_int_equal(positions_tell(p, 1), -1);
	assert_int_equal(ntold, RESUME_PLACE_MAX);
	assert_int_equal(nmessages, 2);
	for (int64_t i = 1; i <= RESUME_PLACE_MAX; i++)
		assert_int_equal(told[i - 1].object, i);	/* in order */
	positions_free(p);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_whose), TEST(test_limits), TEST(test_forget),
		TEST(test_load), TEST(test_rate), TEST(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
