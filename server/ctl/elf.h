#ifndef LARES_CTL_ELF_H
#define LARES_CTL_ELF_H

#include "server/ctl/facts.h"

/*
 * Reads off a program's file what its dynamic linker will read: libraries,
 * and which of the network's functions it imports or defines itself. 0, or -1:
 * it is not a program of this machine's kind, or damaged.
 */
int	elf_read(int fd, struct facts_program *p);

#endif
