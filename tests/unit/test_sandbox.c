/* with: tests/unit/role_kit.c */
/*
 * Each role from inside: what it must not do is refused, and there is no back
 * door. What it needs is in test_sandbox_needs.c.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/attempt.h"
#include "common/sandbox.h"
#include "tests/unit/role_kit.h"

static const char *const role_names[] = {
	"parent", "ssdp", "http", "scan", "probe", "ctl",
};
#define ROLES	(sizeof role_names / sizeof *role_names)

/* ---- what is forbidden ---- */

static bool
opens_files(const char *name)
{
	return strcmp(name, "open_outside") == 0 ||
	    strcmp(name, "write_outside") == 0;
}

/* A Landlock that knows signals keeps even the parent's within its family.
   Who would refuse to resolve is not linked here: see test_refuse.c. */
static bool
as_expected(enum sandbox_role role, const struct attempt *a, int result)
{
	if (strcmp(a->name, "resolve_by_name") == 0)
		return result == 0;
	if (!(a->forbidden & ATTEMPT_BIT(role)))
		return result == 0 || (role == SANDBOX_PARENT &&
		    strcmp(a->name, "signal_other") == 0);
	if (opens_files(a->name) && !place.have_landlock &&
	    role != SANDBOX_SSDP && role != SANDBOX_PROBE)
		return result == 0;
	if (role == SANDBOX_PROBE)
		return result == ROLE_KILLED ||
		    (opens_files(a->name) && result == EACCES);
	return result == EPERM || (opens_files(a->name) && result == EACCES);
}

static void
test_forbidden(void **unused)
{
	int wrong = 0;

	(void)unused;
	for (size_t role = 0; role < ROLES; role++)
		for (size_t i = 0; i < attempt_count(); i++) {
			int result = role_run(role, NULL, attempt_run, i);

			if (as_expected(role, attempt_get(i), result))
				continue;
			print_error("%s: %s: %d\n", role_names[role],
			    attempt_get(i)->name, result);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

/* An attempt that could not work anyway would prove nothing. */
static void
test_attempts_work_unconfined(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < attempt_count(); i++) {
		int error = attempt_run(i);

		if (error != 0)
			print_error("%s: %s without a sandbox\n",
			    attempt_get(i)->name, strerror(error));
		assert_int_equal(error, 0);
	}
	assert_null(attempt_get(attempt_count()));
	assert_int_equal(attempt_run(attempt_count()), ERANGE);
}

/* ---- back doors ---- */

/* cachestat (Linux 6.5): newer than the tables. */
static int
newer_call(size_t unused)
{
	(void)unused;
	return syscall(451, -1, NULL, NULL, 0) == -1 ? errno : 0;
}

#ifdef __x86_64__
static int
x32_call(size_t unused)
{
	(void)unused;
	return (int)syscall(0x40000000L | SYS_getppid) != 0;
}

static int
i386_call(size_t unused)
{
	long ret = 64;			/* getppid in that ABI */

	(void)unused;
	__asm__ volatile("int $0x80" : "+a"(ret) : : "memory");
	return 0;
}
#endif

static void
test_back_doors(void **unused)
{
	static const enum sandbox_role lists_of_denials[] = {
		SANDBOX_PARENT, SANDBOX_HTTP, SANDBOX_SCAN, SANDBOX_CTL,
	};

	(void)unused;
	for (size_t i = 0; i < 4; i++) {
		enum sandbox_role role = lists_of_denials[i];

		assert_int_equal(role_run(role, NULL, newer_call, 0), ENOSYS);
#ifdef __x86_64__
		assert_int_equal(role_run(role, NULL, x32_call, 0), ROLE_KILLED);
		/* SIGSEGV where the kernel is built without that ABI. */
		assert_in_range(-role_run(role, NULL, i386_call, 0), 1, 31);
#endif
	}
}

static void
test_describe(void **unused)
{
	static const struct {
		unsigned	 layers;
		const char	*text;
		const char	*missing;
	} cases[] = {
		{ 0, "no seccomp, no Landlock", "seccomp and Landlock" },
		{ SANDBOX_SECCOMP, "seccomp, no Landlock", "Landlock" },
		{ SANDBOX_SECCOMP | SANDBOX_LANDLOCK | 6u << SANDBOX_ABI_SHIFT,
		    "seccomp, Landlock 6", NULL },
		{ SANDBOX_LANDLOCK | 2u << SANDBOX_ABI_SHIFT,
		    "no seccomp, Landlock 2 (no TCP rules, no scopes)",
		    "seccomp and Landlock's TCP rules and scopes" },
		{ SANDBOX_SECCOMP | SANDBOX_LANDLOCK | 4u << SANDBOX_ABI_SHIFT,
		    "seccomp, Landlock 4 (no scopes)", "Landlock's scopes" },
	};
	const char *missing;
	struct buf b;

	(void)unused;
	buf_init(&b, 100);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_reset(&b);
		sandbox_describe(&b, cases[i].layers);
		assert_string_equal(b.data, cases[i].text);
		missing = sandbox_missing(cases[i].layers);
		assert_int_equal(missing == NULL, cases[i].missing == NULL);
		if (missing != NULL)
			assert_string_equal(missing, cases[i].missing);
	}
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attempts_work_unconfined),
		cmocka_unit_test(test_forbidden),
		cmocka_unit_test(test_back_doors),
		cmocka_unit_test(test_describe),
	};

	return cmocka_run_group_tests_name("sandbox", tests, role_place_make,
	    role_place_remove);
}
