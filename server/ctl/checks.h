#ifndef LARES_CTL_CHECKS_H
#define LARES_CTL_CHECKS_H

#include "common/buf.h"
#include "server/ctl/facts.h"

/* Pure: hands out, for each claim, a shell command by which anybody can check
   it, filled in with what f says. */
void	checks_each(const struct facts *f, void (*check)(void *arg,
	    const char *claim, const char *command), void *arg);

#endif
