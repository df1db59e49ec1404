/*
 * What waits to be looked at: every path once, in which order, and when.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "scanner/library/jobs.h"

#define NOW	1000

static int
set_up(void **state)
{
	struct jobs *j = malloc(sizeof(*j));

	jobs_init(j);
	*state = j;
	return 0;
}

static int
tear_down(void **state)
{
	jobs_clear(*state);
	free(*state);
	return 0;
}

static void
add(struct jobs *j, enum job_turn turn, const char *path, int64_t now_ms)
{
	assert_int_equal(jobs_add(j, turn, 0, 7, path, 0, now_ms), 0);
}

/* The next job is that of path, found so many times by the scan. */
static void
expect(struct jobs *j, int64_t now_ms, const char *path, unsigned counts)
{
	struct job *job = jobs_take(j, now_ms);

	assert_non_null(job);
	assert_string_equal(job->path, path);
	assert_int_equal(job->folder, 7);
	assert_int_equal(job->counts, counts);
	free(job);
}

static void
scanned_in_order(void **state)
{
	struct jobs *j = *state;

	assert_int_equal(jobs_wait_ms(j, NOW), -1);
	assert_null(jobs_take(j, NOW));
	add(j, JOB_SCANNED, "a", NOW);
	add(j, JOB_SCANNED, "b", NOW);
	assert_int_equal(jobs_wait_ms(j, NOW), 0);
	assert_int_equal(j->n, 2);
	expect(j, NOW, "a", 1);
	expect(j, NOW, "b", 1);
	assert_null(jobs_take(j, NOW));
	assert_int_equal(j->n, 0);
}

static void
changed_when_quiet(void **state)
{
	struct jobs *j = *state;

	add(j, JOB_CHANGED, "a", NOW);
	add(j, JOB_CHANGED, "b", NOW + 1);
	assert_int_equal(jobs_wait_ms(j, NOW), JOBS_QUIET_MS);
	assert_null(jobs_take(j, NOW + JOBS_QUIET_MS - 1));
	add(j, JOB_CHANGED, "a", NOW + 100);	/* not quiet yet */
	assert_int_equal(j->n, 2);
	assert_int_equal(jobs_wait_ms(j, NOW + 100), JOBS_QUIET_MS - 99);
	expect(j, NOW + 1 + JOBS_QUIET_MS, "b", 0);
	assert_null(jobs_take(j, NOW + 1 + JOBS_QUIET_MS));
	expect(j, NOW + 100 + JOBS_QUIET_MS, "a", 0);
}

static void
changed_before_came_before_scanned(void **state)
{
	struct jobs *j = *state;

	add(j, JOB_SCANNED, "s", NOW);
	add(j, JOB_CAME, "c", NOW);
	add(j, JOB_CHANGED, "x", NOW);
	expect(j, NOW + JOBS_QUIET_MS, "x", 0);
	expect(j, NOW + JOBS_QUIET_MS, "c", 0);
	add(j, JOB_CHANGED, "y", NOW + JOBS_QUIET_MS);
	expect(j, NOW + JOBS_QUIET_MS, "s", 1);	/* "y" is not due */
	assert_null(jobs_take(j, NOW + JOBS_QUIET_MS));
}

/* However a path is found, it is looked at once, and the scan that found it
   has its count. */
static void
each_path_once(void **state)
{
	struct jobs *j = *state;
	size_t i;

	add(j, JOB_SCANNED, "a", NOW);
	add(j, JOB_CHANGED, "a", NOW);
	add(j, JOB_SCANNED, "a", NOW);
	add(j, JOB_CAME, "a", NOW);
	assert_int_equal(j->n, 1);
	assert_null(jobs_take(j, NOW));
	expect(j, NOW + JOBS_QUIET_MS, "a", 2);

	add(j, JOB_SCANNED, "a", NOW);
	add(j, JOB_SCANNED, "b", NOW);
	add(j, JOB_CAME, "b", NOW);
	expect(j, NOW, "b", 1);
	expect(j, NOW, "a", 1);

	/* The same path beneath another root is another. */
	for (i = 0; i < 3; i++)
		assert_int_equal(jobs_add(j, JOB_SCANNED, i, 7, "a", 0, NOW), 0);
	assert_int_equal(j->n, 3);
}

static void
put_back(void **state)
{
	struct jobs *j = *state;
	struct job *job;

	add(j, JOB_SCANNED, "a", NOW);
	job = jobs_take(j, NOW);
	job->deaths = 1;
	jobs_put_back(j, job, NOW);
	assert_int_equal(j->n, 1);
	assert_null(jobs_take(j, NOW));
	job = jobs_take(j, NOW + JOBS_QUIET_MS);
	assert_int_equal(job->deaths, 1);
	assert_int_equal(job->counts, 1);

	/* It was named again meanwhile: that one takes over. */
	add(j, JOB_SCANNED, "a", NOW);
	jobs_put_back(j, job, NOW);
	assert_int_equal(j->n, 1);
	job = jobs_take(j, NOW);
	assert_int_equal(job->deaths, 1);
	assert_int_equal(job->counts, 2);
	free(job);
}

/* What may lie beside a file is all that anybody said. */
static void
gathers_sides(void **state)
{
	struct jobs *j = *state;
	struct job *job;

	assert_int_equal(jobs_add(j, JOB_SCANNED, 0, 7, "a", 1, NOW), 0);
	assert_int_equal(jobs_add(j, JOB_CAME, 0, 7, "a", 4, NOW), 0);
	job = jobs_take(j, NOW);
	assert_int_equal(job->sides, 5);
	assert_int_equal(jobs_add(j, JOB_SCANNED, 0, 7, "a", 2, NOW), 0);
	jobs_put_back(j, job, NOW);
	job = jobs_take(j, NOW);
	assert_int_equal(job->sides, 7);
	free(job);
}

static void
many(void **state)
{
	struct jobs *j = *state;
	char path[16];
	int i;

	for (i = 0; i < 20000; i++) {
		snprintf(path, sizeof(path), "%d", i);
		add(j, JOB_SCANNED, path, NOW);
	}
	for (i = 0; i < 20000; i += 2) {
		snprintf(path, sizeof(path), "%d", i);
		add(j, JOB_CAME, path, NOW);
	}
	assert_int_equal(j->n, 20000);
	expect(j, NOW, "0", 1);
	jobs_clear(j);
	assert_int_equal(j->n, 0);
	assert_int_equal(jobs_wait_ms(j, NOW), -1);
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(scanned_in_order), TEST(changed_when_quiet),
		TEST(changed_before_came_before_scanned), TEST(each_path_once),
		TEST(put_back), TEST(gathers_sides), TEST(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
