#ifndef LARES_CTL_STORED_H
#define LARES_CTL_STORED_H

#include "server/ctl/facts.h"

/* Fills in what is in the state directory f->state_dir: its files, and what
   the catalogue holds. */
void	stored_read(struct facts *f);

#endif
