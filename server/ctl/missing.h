#ifndef LARES_CTL_MISSING_H
#define LARES_CTL_MISSING_H

#include "server/ctl/facts.h"

/* Pure: the names of the layers that a process is known to lack. What could
   not be found out is not among them. */
void	missing_list(const struct facts_process *p, struct facts_names *names);

#endif
