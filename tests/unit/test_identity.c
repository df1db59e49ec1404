/*
 * The identity in the state directory: made once, kept, replaced when damaged.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/parent/identity.h"

struct folder {
	char	path[32];
	int	fd;
};

static int
make_folder(void **state)
{
	struct folder *f = calloc(1, sizeof(*f));

	strcpy(f->path, "/tmp/lares-unit-XXXXXX");
	assert_non_null(mkdtemp(f->path));
	f->fd = open(f->path, O_RDONLY | O_DIRECTORY);
	assert_int_not_equal(f->fd, -1);
	*state = f;
	return 0;
}

static int
remove_folder(void **state)
{
	struct folder *f = *state;

	unlinkat(f->fd, "uuid", 0);
	unlinkat(f->fd, "port", 0);
	close(f->fd);
	assert_int_equal(rmdir(f->path), 0);	/* nothing else is left */
	free(f);
	return 0;
}

static void
put(const struct folder *f, const char *name, const char *text)
{
	int fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_int_equal(write(fd, text, strlen(text)),
	    (ssize_t)strlen(text));
	close(fd);
}

static void
test_made_and_kept(void **state)
{
	const struct folder *f = *state;
	char one[IDENTITY_UUID_BYTES], two[IDENTITY_UUID_BYTES];
	enum identity_origin origin;
	struct stat st;

	assert_int_equal(identity_uuid(f->fd, one, &origin), 0);
	assert_int_equal(origin, IDENTITY_MADE);
	assert_int_equal(strlen(one), 36);
	assert_int_equal(one[14], '4');			/* version */
	assert_non_null(strchr("89ab", one[19]));	/* variant */
	assert_int_equal(identity_uuid(f->fd, two, &origin), 0);
	assert_int_equal(origin, IDENTITY_KEPT);
	assert_string_equal(one, two);
	assert_int_equal(fstatat(f->fd, "uuid", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(unlinkat(f->fd, "uuid", 0), 0);
	assert_int_equal(identity_uuid(f->fd, two, &origin), 0);
	assert_string_not_equal(one, two);		/* chance only */
}

static void
test_damaged(void **state)
{
	static const char *const texts[] = { "", "\n", "hello",
	    "CB8B8F85-97fb-4d01-aa96-906b6a543ac7",	/* upper case */
	    "cb8b8f85-97fb-4d01-aa96-906b6a543ac",
	    "cb8b8f85-97fb-4d01-aa96-906b6a543ac77",
	    "cb8b8f85597fb-4d01-aa96-906b6a543ac7",
	    "cb8b8f85-97fb-4d01-aa96-906b6a543ac7-and-much-more-than-that" };
	const struct folder *f = *state;
	char got[IDENTITY_UUID_BYTES];
	enum identity_origin origin;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		put(f, "uuid", texts[i]);
		assert_int_equal(identity_uuid(f->fd, got, &origin), 0);
		assert_int_equal(origin, IDENTITY_REPLACED);
		assert_string_not_equal(got, texts[i]);
		assert_int_equal(identity_uuid(f->fd, got, &origin), 0);
		assert_int_equal(origin, IDENTITY_KEPT);
	}
	put(f, "uuid", "cb8b8f85-97fb-4d01-aa96-906b6a543ac7 \n");
	assert_int_equal(identity_uuid(f->fd, got, &origin), 0);
	assert_int_equal(origin, IDENTITY_KEPT);
}

/* A link planted there is not followed. */
static void
test_link(void **state)
{
	const struct folder *f = *state;
	char got[IDENTITY_UUID_BYTES];
	enum identity_origin origin;

	assert_int_equal(symlinkat("/etc/hostname", f->fd, "uuid"), 0);
	assert_int_equal(identity_uuid(f->fd, got, &origin), -1);
	assert_int_equal(errno, ELOOP);
}

static void
test_port(void **state)
{
	const struct folder *f = *state;

	assert_int_equal(identity_port(f->fd), 0);
	assert_int_equal(identity_keep_port(f->fd, 8201), 0);
	assert_int_equal(identity_port(f->fd), 8201);
	assert_int_equal(identity_keep_port(f->fd, 65535), 0);
	assert_int_equal(identity_port(f->fd), 65535);
	put(f, "port", "65536");
	assert_int_equal(identity_port(f->fd), 0);
	put(f, "port", "x");
	assert_int_equal(identity_port(f->fd), 0);
}

static void
test_name(void **state)
{
	char name[IDENTITY_NAME_BYTES];

	(void)state;
	identity_name("cb8b8f85-97fb-4d01-aa96-906b6a543ac7", name);
	assert_string_equal(name, "Lares cb8b");
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		TEST(test_made_and_kept),
		TEST(test_damaged),
		TEST(test_link),
		TEST(test_port),
		TEST(test_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
