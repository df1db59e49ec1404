#ifndef LARES_LIBRARY_INTAKE_H
#define LARES_LIBRARY_INTAKE_H

#include <stdbool.h>

#define INTAKE_JOBS	64	/* taken up, a step */

struct library;
struct media_facts;
struct probing;

/* Takes up some of what waits, as long as there are idle workers. -1: the
   catalogue failed. */
int	intake_start(struct library *l);

/* The result of one, as pool_result: lists it, or not. */
void	intake_finish(void *library, struct probing *p,
	    const struct media_facts *facts, const char *why);

#endif
