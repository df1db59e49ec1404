#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/log.h"

static void
quoting(void **state)
{
	static const struct {
		const char	*in, *out;
	} cases[] = {
		{ "", "''" },
		{ "a b.mkv", "'a b.mkv'" },
		{ "two\nlines\x1b[2J", "'two\\x0alines\\x1b[2J'" },
		{ "Stra\xc3\x9f""e", "'Stra\xc3\x9f""e'" },
		{ "caf\xe9", "'caf\\xe9'" },
		{ "\xc2\x85", "'\\xc2\\x85'" },		/* a C1 control */
	};
	char long_text[2000];
	struct log_quoted q;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(log_quote(cases[i].in).s, cases[i].out);
	for (size_t fill = 1; fill < sizeof(long_text); fill++) {
		memset(long_text, fill % 2 ? '\x01' : 'x', fill);
		long_text[fill] = '\0';
		q = log_quote(long_text);
		assert_true(strlen(q.s) < sizeof(q.s));
		assert_int_equal(q.s[strlen(q.s) - 1], '\'');
	}
	assert_non_null(strstr(q.s, "..."));
}

/* What a call of log_* writes to standard error. */
static void
capture(char *out, size_t size, void (*act)(void))
{
	int pipes[2], saved = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe2(pipes, O_NONBLOCK), 0);
	dup2(pipes[1], STDERR_FILENO);
	act();
	dup2(saved, STDERR_FILENO);
	n = read(pipes[0], out, size - 1);
	out[n > 0 ? n : 0] = '\0';
	close(saved);
	close(pipes[0]);
	close(pipes[1]);
}

static void
say_all(void)
{
	log_error("one %d", 1);
	log_warn("two");
	log_info("three");
	log_debug("four");
}

static void
say_long(void)
{
	char text[5000];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	log_error("%s", text);
}

static void
levels_and_prefix(void **state)
{
	char out[8192];

	(void)state;
	unsetenv("JOURNAL_STREAM");
	log_open("lares-test", LOG_LEVEL_INFO);
	capture(out, sizeof(out), say_all);
	assert_string_equal(out, "lares-test: error: one 1\n"
	    "lares-test: warning: two\nlares-test: three\n");
	setenv("JOURNAL_STREAM", "8:1", 1);
	log_open("lares-test", LOG_LEVEL_DEBUG);
	capture(out, sizeof(out), say_all);
	assert_string_equal(out, "<3>lares-test: error: one 1\n"
	    "<4>lares-test: warning: two\n<6>lares-test: three\n"
	    "<7>lares-test: debug: four\n");
	capture(out, sizeof(out), say_long);
	assert_true(strlen(out) < 4096);
	assert_int_equal(out[strlen(out) - 1], '\n');
}

static void
media_by_path_only_at_debug(void **state)
{
	char long_path[5000];
	struct log_media m;

	(void)state;
	log_set_level(LOG_LEVEL_INFO);
	assert_string_equal(log_media("/srv", "a/b.mkv", "object %d", 17).s,
	    "object 17");
	assert_string_equal(log_media_hint(), " (log_level = debug names it)");
	log_set_level(LOG_LEVEL_DEBUG);
	assert_string_equal(log_media("/srv", "a\n.mkv", "object %d", 17).s,
	    "object 17 ('/srv/a\\x0a.mkv')");
	assert_string_equal(log_media("/srv", "", "media_dir %d", 2).s,
	    "media_dir 2 ('/srv')");
	assert_string_equal(log_media_hint(), "");
	memset(long_path, 'x', sizeof(long_path) - 1);
	long_path[sizeof(long_path) - 1] = '\0';
	m = log_media("/srv", long_path, "something in object %lld",
	    (long long)INT64_MAX);
	assert_true(strlen(m.s) < sizeof(m.s) - 1);
	assert_int_equal(m.s[strlen(m.s) - 1], ')');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quoting),
		cmocka_unit_test(levels_and_prefix),
		cmocka_unit_test(media_by_path_only_at_debug),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
