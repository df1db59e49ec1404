#ifndef LARES_COMMON_WITHOUT_H
#define LARES_COMMON_WITHOUT_H

#include <stdbool.h>

/*
 * The layers of the promise that a program can stand without in a test build
 * (make LAYERS=1), to see that the test of each notices. In every other build
 * without() is false while compiling, and nothing of it is in the programs:
 * tests/policy/hardening looks. (The refusing functions of refuse.c are left
 * out by the linker, the unit file by tests/policy/unit.)
 */
enum without {
	WITHOUT_SECCOMP,
	WITHOUT_LANDLOCK,
	WITHOUT_LANDLOCK_3,		/* what Landlock has learned since ABI 2 */
	WITHOUT_TTL,
	WITHOUT_DONTROUTE,
	WITHOUT_FILTER,			/* by source, on sockets */
	WITHOUT_PEER,			/* the programs' own check of it */
};

#ifdef LARES_LAYERS
/* The layers left out, "ttl,peer", for the programs that laresd starts. */
#define WITHOUT_VARIABLE	"LARES_WITHOUT"

bool	without(enum without layer);

/* Takes the --without=LAYER options off the front of a command line: how many
   there were. Exits with status 2 at a name that is none. */
int	without_take(char **argv);
#else
static inline bool
without(enum without layer)
{
	(void)layer;
	return false;
}

static inline int
without_take(char **argv)
{
	(void)argv;
	return 0;
}
#endif

#endif
