#ifndef LARES_CTL_PROC_SOCKETS_H
#define LARES_CTL_PROC_SOCKETS_H

#include "server/ctl/facts.h"

/* Fills in which sockets p->pid holds, as /proc says. Only before the
   sandbox. */
void	proc_sockets_read(struct facts_process *p);

/* Pure: "10.77.1.1:8200" for "01014D0A:2008", as /proc/net/tcp has it. */
void	proc_sockets_address(const char *hex, char *out, size_t size);

#endif
