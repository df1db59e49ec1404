#ifndef LARES_CTL_PRIVACY_PROCESSES_H
#define LARES_CTL_PRIVACY_PROCESSES_H

#include "common/buf.h"
#include "server/ctl/facts.h"

/* Pure: two sections of the report. What confines each process, and what each
   program imports. */
void	privacy_processes(struct buf *b, const struct facts *f);
void	privacy_programs(struct buf *b, const struct facts *f);

#endif
