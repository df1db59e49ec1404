#ifndef LARES_CTL_PROC_H
#define LARES_CTL_PROC_H

#include "server/ctl/facts.h"

/* Fills in what /proc says of p->pid, name and pid being set. Only before the
   sandbox: from inside, the kernel lets nobody look into other processes. */
void	proc_read(struct facts_process *p);

/* Opens the program's file that a process runs, or with beside, another one
   next to it. -1: it cannot be had. */
int	proc_open_program(pid_t pid, const char *beside);

#endif
