/*
 * The user's settings with the disk behind them: every mistake with its line,
 * in words that help.
 */
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

#include "server/parent/settings.h"

static const struct user me = { .name = "somebody" };

/* A folder with music/live/, a link "other" to music, and a file "note". */
static int
make_tree(void **state)
{
	static char path[] = "/tmp/lares-unit-XXXXXX";
	FILE *f;

	strcpy(path + strlen(path) - 6, "XXXXXX");
	assert_non_null(mkdtemp(path));
	assert_int_equal(chdir(path), 0);
	assert_int_equal(mkdir("music", 0755), 0);
	assert_int_equal(mkdir("music/live", 0755), 0);
	assert_int_equal(symlink("music", "other"), 0);
	f = fopen("note", "w");
	assert_non_null(f);
	fclose(f);
	*state = path;
	return 0;
}

static int
remove_tree(void **state)
{
	(void)state;
	unlink("conf");
	unlink("said");
	unlink("note");
	unlink("other");
	rmdir("music/live");
	rmdir("music");
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(*state), 0);
	return 0;
}

/* Runs both steps with stderr in a file; what was said is put in out. */
static int
run(const struct options *o, size_t *there, char *out, size_t size)
{
	int file = open("said", O_RDWR | O_CREAT | O_TRUNC, 0600);
	int kept = dup(STDERR_FILENO), errors;
	struct config c;
	ssize_t n;

	fflush(stderr);
	dup2(file, STDERR_FILENO);
	errors = settings_read(&c, o);
	errors += settings_check_media(&c, o, &me, there);
	dup2(kept, STDERR_FILENO);
	n = pread(file, out, size - 1, 0);
	assert_true(n >= 0);
	out[n] = '\0';
	close(kept);
	close(file);
	config_free(&c);
	return errors;
}

static void
write_conf(const char *fmt, const char *dir)
{
	FILE *f = fopen("conf", "w");
	const char *at;

	assert_non_null(f);
	for (at = fmt; *at != '\0'; at++) {	/* "%" is the folder */
		if (*at == '%')
			fputs(dir, f);
		else
			fputc(*at, f);
	}
	fclose(f);
}

static const struct {
	const char	*conf;
	int		 errors;
	size_t		 there;
	const char	*said;		/* part of it, "" for nothing */
} files[] = {
	{ "media_dir=%/music\n", 0, 1, "" },
	{ "port=8200\n", 1, 0, "names no media_dir" },
	{ "port=x\nmedia_dir=%/music\ninotify=x\n", 2, 1,
	    "conf:3: error: inotify" },
	{ "\nmedia_dir=%/gone\nmedia_dir=%/music", 0, 1,
	    "conf:2: warning: this media_dir does not exist now\n" },
	{ "media_dir=%/note\n", 1, 0, "Not a directory" },
	{ "media_dir=%/music\nmedia_dir=%/music/live\n", 1, 2,
	    "conf:2: error: media_dir '" },
	{ "media_dir=%/music\nmedia_dir=%/music/live\n", 1, 2, "lies inside" },
	{ "media_dir=%/music/live\nmedia_dir=%/music\n", 1, 2, "holds" },
	{ "media_dir=%/music\nmedia_dir=%/other\n", 1, 2, "same folder" },
	{ "media_dir=A,%/music\nmedia_dir=VP,%/music/live\n", 0, 2, "" },
	{ "media_dir=A,%/music\nmedia_dir=AP,%/music/live\n", 1, 2,
	    "lies inside" },
	{ "media_dir=%/music\nhide=%/music/live\nshow=%/music\nhide=/\n", 0, 1,
	    "" },
	{ "media_dir=%/music\nhide=%/musi\n", 0, 1,
	    "conf:2: warning: hide: '" },
	{ "media_dir=%/music\nshow=%/other\n", 0, 1,
	    "is in no media_dir: there is nothing of it to show" },
	{ "media_dir=%/mus\nmedia_dir=%/music\n", 0, 1, "warning" },
	{ "strip_location = no %/music\nmedia_dir=%/music\n", 0, 1, "" },
	{ "media_dir=%/music\nstrip_location = no %/music/a\n", 1, 1,
	    "conf:2: error: strip_location: '" },
};

static void
test_files(void **state)
{
	const struct options o = { .config_file = "conf" };
	char said[4096];
	size_t i, there;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		write_conf(files[i].conf, *state);
		assert_int_equal(run(&o, &there, said, sizeof(said)),
		    files[i].errors);
		assert_int_equal(there, files[i].there);
		if (strstr(said, files[i].said) == NULL ||
		    (*files[i].said == '\0' && *said != '\0'))
			fail_msg("'%s' gave '%s'", files[i].conf, said);
	}
}

static void
test_no_file(void **state)
{
	const struct options o = { .config_file = "conf-gone" };
	char said[4096];
	size_t there;

	(void)state;
	assert_int_equal(run(&o, &there, said, sizeof(said)), 1);
	assert_non_null(strstr(said, "'conf-gone' cannot be read: No such"));
}

static const struct {
	const char	*dir;
	int		 errors;
	const char	*said;
} dirs[] = {
	{ "music", 0, "" },
	{ "./music/../music", 0, "" },
	{ "gone", 1, "laresd: error: 'gone': No such file" },
	{ "/gone/really", 1, "'/gone/really': No such file" },
	{ "note", 1, "Not a directory" },
	{ "A,music", 1, "No such file" },	/* letters want a full path */
};

static void
test_dirs(void **state)
{
	char said[4096], dir[64];
	char *argv[] = { dir };
	const struct options o = { .dirs = argv, .ndirs = 1 };
	size_t i, there;

	(void)state;
	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++) {
		snprintf(dir, sizeof(dir), "%s", dirs[i].dir);
		assert_int_equal(run(&o, &there, said, sizeof(said)),
		    dirs[i].errors);
		if (strstr(said, dirs[i].said) == NULL)
			fail_msg("%s: '%s'", dir, said);
	}
	snprintf(dir, sizeof(dir), "A,%s/music", (char *)*state);
	assert_int_equal(run(&o, &there, said, sizeof(said)), 0);
	assert_int_equal(there, 1);
}

/* Root reads everything, so that only others can see this refused. */
static void
test_unreadable(void **state)
{
	const struct options o = { .config_file = "conf" };
	char said[4096];
	size_t there;

	write_conf("media_dir=%/music/live\n", *state);
	assert_int_equal(chmod("music", 0600), 0);
	if (faccessat(AT_FDCWD, "music/live", R_OK, 0) == 0) {
		assert_int_equal(run(&o, &there, said, sizeof(said)), 0);
	} else {
		assert_int_equal(run(&o, &there, said, sizeof(said)), 1);
		assert_non_null(strstr(said, "cannot be read by user somebody"));
		assert_non_null(strstr(said, "/music'\n"));
	}
	assert_int_equal(chmod("music", 0700), 0);
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, make_tree, remove_tree)
	const struct CMUnitTest tests[] = {
		TEST(test_files),
		TEST(test_no_file),
		TEST(test_dirs),
		TEST(test_unreadable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
