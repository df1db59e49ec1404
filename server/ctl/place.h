#ifndef LARES_CTL_PLACE_H
#define LARES_CTL_PLACE_H

#include <stddef.h>

/*
 * Finds the state directory of the laresd to talk to: dir if given, else
 * where a laresd with the configuration in file (or none) keeps it; of several
 * possible ones the first that has a control socket. 0, or -1: said why not.
 */
int	place_find(const char *dir, const char *file, char *out, size_t size);

#endif
