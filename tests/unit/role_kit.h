#ifndef LARES_UNIT_ROLE_KIT_H
#define LARES_UNIT_ROLE_KIT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/sandbox.h"

/* Children that enter a sandbox role, and a small place for them: a media root
   with one file ("data"), a state directory, a file outside both. */

#define ROLE_KILLED	(-31)		/* -SIGSYS: result of a killed child */
#define ROLE_BROKEN	250		/* exit status: no sandbox, no test */

struct role_place {
	char	base[32];
	char	root[64];
	char	state[64];
	char	file[96];
	char	outside[96];
	bool	have_landlock;		/* of this kernel */
};
extern struct role_place	place;

int	role_place_make(void **unused);	/* cmocka's group setup ... */
int	role_place_remove(void **unused);	/* ... and teardown */

/* Enters it with the paths that its program passes; returns the layers. */
unsigned	role_enter(enum sandbox_role role);

/*
 * What a child in the role made of the job: its return value (0..249), or
 * minus the signal that killed it. prepare, if any, runs before the door
 * closes.
 */
int	role_run(enum sandbox_role role, void (*prepare)(void),
	    int (*job)(size_t), size_t arg);

#endif
