#ifndef LARES_COMMON_SANDBOX_FILTER_H
#define LARES_COMMON_SANDBOX_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Tables of system calls, and the seccomp program made from them. The tables
 * themselves are in sandbox.c.
 */

/* A condition on the low half of argument arg, or on its high half. */
enum sandbox_test_kind {
	SANDBOX_NO_TEST,
	SANDBOX_TEST_IS,		/* (argument & mask) == value */
	SANDBOX_TEST_ANY,		/* (argument & mask) != 0 */
	SANDBOX_TEST_OWN_PID,		/* argument == getpid() */
};
struct sandbox_test {
	enum sandbox_test_kind	kind;
	uint8_t			arg;
	bool			high;
	uint32_t		mask;
	uint32_t		value;
};

/* A row: a call by number, and what must hold for the row to count. */
#define SANDBOX_TESTS	2
struct sandbox_call {
	uint32_t		nr;
	struct sandbox_test	tests[SANDBOX_TESTS];
};

enum sandbox_answer {
	SANDBOX_ALLOW,
	SANDBOX_DENY,			/* EPERM */
	SANDBOX_NO_ACCESS,		/* EACCES */
	SANDBOX_NO_SUCH_CALL,		/* ENOSYS: libc does it another way */
	SANDBOX_KILL,			/* the whole process */
};

struct sandbox_group {
	enum sandbox_answer		answer;
	const struct sandbox_call	*calls;
	size_t				n;
};

/* The first row that counts decides, else the last word. */
struct sandbox_filter {
	const struct sandbox_group	*groups;
	size_t				n;
	enum sandbox_answer		otherwise;
};

/*
 * Puts the process, with every thread it has, under the filter for good.
 * no_new_privs must be set. Where otherwise is SANDBOX_ALLOW, calls newer than
 * those this file knows do not exist: a list of what is denied would else
 * grow holes with every kernel. 0, or -1 with errno.
 */
int	sandbox_filter_install(const struct sandbox_filter *f);

#endif
