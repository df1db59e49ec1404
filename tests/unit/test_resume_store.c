/* The file of resume points: what is kept, what goes, and that it has gone. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/resume_store.h"
#include "common/station.h"

#define TODAY	20000

static char folder[] = "/tmp/lares-unit-XXXXXX";
static struct resume_point found[RESUME_POINTS_MAX + 1];
static size_t nfound;

static int
begin(void **state)
{
	(void)state;
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	assert_int_equal(resume_store_delete(folder), 0);
	assert_int_equal(resume_store_delete(folder), 0);	/* none */
	return rmdir(folder);
}

static void
note(void *arg, const struct resume_point *p)
{
	(void)arg;
	assert_true(nfound < RESUME_POINTS_MAX + 1);
	found[nfound++] = *p;
}

static size_t
count(void)
{
	nfound = 0;
	assert_int_equal(resume_store_read(folder, note, NULL), 0);
	return nfound;
}

static struct resume_store *
open_store(void)
{
	bool anew;
	struct resume_store *s = resume_store_open(folder, &anew);

	assert_non_null(s);
	assert_false(anew);
	return s;
}

static uint64_t
device(const char *name)
{
	struct station s;

	assert_int_equal(station_parse(name, &s), 0);
	return station_number(&s);
}

static void
put(struct resume_store *s, uint64_t of, int64_t object, uint64_t position_ms,
    uint32_t today)
{
	const struct resume_point p = { of, object, position_ms, 0 };

	assert_int_equal(resume_store_put(s, &p, 1, today), 0);
}

static void
write_file(const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/" RESUME_FILE, folder);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Whether the bytes are anywhere in the files of the folder. */
static bool
holds(const void *bytes, size_t len)
{
	static char text[1 << 20];
	char path[512];
	const struct dirent *e;
	DIR *dir = opendir(folder);
	bool is_there = false;
	ssize_t n;
	int fd;

	assert_non_null(dir);
	while ((e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		fd = open(path, O_RDONLY);
		n = read(fd, text, sizeof(text));
		assert_true(n >= 0);
		is_there |= memmem(text, (size_t)n, bytes, len) != NULL;
		close(fd);
	}
	closedir(dir);
	return is_there;
}

static void
test_put(void **state)
{
	const uint64_t tv = device("02:00:00:00:00:07");
	struct resume_store *s = open_store();

	(void)state;
	assert_int_equal(count(), 0);
	put(s, 0, 5, 1000, TODAY);
	put(s, tv, 5, 2000, TODAY + 1);
	put(s, tv, 6, 3000, TODAY + 1);
	put(s, 0, 5, 4000, TODAY + 2);		/* is now the latest */
	assert_int_equal(count(), 3);
	assert_int_equal(found[0].device, tv);
	assert_int_equal(found[0].object, 5);
	assert_int_equal(found[0].position_ms, 2000);
	assert_int_equal(found[0].day, TODAY + 1);
	assert_int_equal(found[2].device, 0);
	assert_int_equal(found[2].position_ms, 4000);
	assert_int_equal(found[2].day, TODAY + 2);
	put(s, tv, 5, 0, TODAY);
	put(s, tv, 99, 0, TODAY);		/* was not there */
	assert_int_equal(count(), 2);
	resume_store_close(s);
	s = open_store();			/* a restart */
	assert_int_equal(count(), 2);
	resume_store_close(s);
}

/* Of a device, and of all, the oldest go. */
static void
test_limits(void **state)
{
	struct resume_store *s = open_store();
	struct resume_point many[RESUME_PLACE_MAX + 5];
	const size_t devices = RESUME_POINTS_MAX / RESUME_PLACE_MAX + 2;

	(void)state;
	for (size_t d = 1; d <= devices; d++) {
		const struct station by = { .address.s_addr = (uint32_t)d };

		for (size_t i = 0; i < RESUME_PLACE_MAX + 5; i++)
			many[i] = (struct resume_point){ station_number(&by),
			    (int64_t)i + 1, 1000, 0 };
		assert_int_equal(resume_store_put(s, many,
		    RESUME_PLACE_MAX + 5, TODAY), 0);
		if (d == 1) {
			assert_int_equal(count(), RESUME_PLACE_MAX);
			assert_int_equal(found[0].object, 6);
		}
	}
	assert_int_equal(count(), RESUME_POINTS_MAX);
	assert_int_equal(found[RESUME_POINTS_MAX - 1].object,
	    RESUME_PLACE_MAX + 5);
	resume_store_close(s);
}

static void
test_tidy(void **state)
{
	const uint64_t tv = device("10.0.0.7");
	struct resume_store *s = open_store();

	(void)state;
	put(s, 0, 1, 1000, TODAY - 30);
	put(s, 0, 2, 1000, TODAY - 29);
	put(s, tv, 3, 1000, TODAY);
	assert_int_equal(resume_store_tidy(s, TODAY - 30, false), 0);
	assert_int_equal(count(), 2);		/* those of the house */
	assert_int_equal(resume_store_tidy(s, TODAY - 29, false), 0);
	assert_int_equal(count(), 1);
	put(s, tv, 3, 1000, TODAY);
	assert_int_equal(resume_store_tidy(s, 0, true), 0);
	assert_int_equal(count(), 1);
	assert_int_equal(found[0].device, tv);
	resume_store_close(s);
}

/* Nothing is left, of a device or of all, in any byte. */
static void
test_forget(void **state)
{
	static const char tv[] = "02:00:00:00:00:07", pad[] = "10.77.66.55";
	static const uint8_t id[] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab };
	struct resume_store *s = open_store();
	const uint64_t one = device(tv), other = device(pad);
	uint64_t erased;

	(void)state;
	for (int64_t i = 0; i < RESUME_PLACE_MAX; i++) {
		put(s, one, 1000000 + i, 70000, TODAY);
		put(s, other, 1000000 + i, 70000, TODAY);
	}
	put(s, other, 0x0123456789ab, 70000, TODAY);
	assert_true(holds(tv, strlen(tv)));
	assert_true(holds(pad, strlen(pad)));
	assert_true(holds(id, sizeof(id)));
	assert_int_equal(resume_store_forget(s, &one, 1, &erased), 0);
	assert_int_equal(erased, RESUME_PLACE_MAX);
	assert_false(holds(tv, strlen(tv)));
	assert_true(holds(pad, strlen(pad)));
	assert_int_equal(count(), RESUME_PLACE_MAX);
	assert_int_equal(resume_store_forget(s, NULL, 0, &erased), 0);
	assert_int_equal(erased, RESUME_PLACE_MAX);
	assert_false(holds(pad, strlen(pad)));
	assert_false(holds(id, sizeof(id)));
	assert_int_equal(resume_store_forget(s, NULL, 0, &erased), 0);
	assert_int_equal(erased, 0);
	put(s, one, 1, 70000, TODAY);		/* it goes on */
	assert_int_equal(count(), 1);
	resume_store_close(s);
}

static void
test_damaged(void **state)
{
	struct resume_store *s;
	bool anew;

	(void)state;
	assert_int_equal(resume_store_read(folder, note, NULL), -1);
	write_file("no database at all, and long enough to be taken for "
	    "one, which it is not; nobody reads on from here.............");
	assert_int_equal(resume_store_read(folder, note, NULL), -1);
	s = resume_store_open(folder, &anew);
	assert_non_null(s);
	assert_true(anew);
	put(s, 0, 1, 1000, TODAY);
	assert_int_equal(count(), 1);
	resume_store_close(s);
	assert_null(resume_store_open("/nowhere/at/all", &anew));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_put), TEST(test_limits), TEST(test_tidy),
		TEST(test_forget), TEST(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
