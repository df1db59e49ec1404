/*
 * Where the state directory is: setting, $STATE_DIRECTORY, $XDG_STATE_HOME,
 * home, in this order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/config_types.h"
#include "common/state.h"

static const struct {
	const char	*setting, *systemd, *xdg, *home;
	const char	*expect;	/* NULL: there is none */
} cases[] = {
	{ "/s", "/var/lib/lares", "/x", "/home/a", "/s" },
	{ NULL, "/var/lib/lares", "/x", "/home/a", "/var/lib/lares" },
	{ NULL, "/var/lib/lares:/var/lib/b", "/x", "/home/a",
	    "/var/lib/lares" },
	{ NULL, NULL, "/x", "/home/a", "/x/lares" },
	{ NULL, NULL, NULL, "/home/a", "/home/a/.local/state/lares" },
	{ NULL, "relative", "also/relative", "/h", "/h/.local/state/lares" },
	{ NULL, "", "", "/h", "/h/.local/state/lares" },
	{ NULL, NULL, NULL, "", NULL },
	{ NULL, NULL, NULL, NULL, NULL },
};

static void
set(const char *name, const char *value)
{
	if (value != NULL)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void
test_order(void **state)
{
	struct config c = { 0 };
	char got[64];
	size_t i;
	int ret;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c.state_dir = (char *)cases[i].setting;
		set("STATE_DIRECTORY", cases[i].systemd);
		set("XDG_STATE_HOME", cases[i].xdg);
		ret = state_dir(&c, cases[i].home, got, sizeof(got));
		assert_int_equal(ret, cases[i].expect != NULL ? 0 : -1);
		if (ret == 0)
			assert_string_equal(got, cases[i].expect);
	}
}

static void
test_too_long(void **state)
{
	struct config c = { .state_dir = "/12345678" };
	char got[10];

	(void)state;
	assert_int_equal(state_dir(&c, NULL, got, 9), -1);
	assert_int_equal(state_dir(&c, NULL, got, 10), 0);
	assert_string_equal(got, "/12345678");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
