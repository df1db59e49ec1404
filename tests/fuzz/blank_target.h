#ifndef LARES_TESTS_BLANK_TARGET_H
#define LARES_TESTS_BLANK_TARGET_H

#include "scanner/probe/blank_walk.h"

/*
 * Lets a walker walk bytes as a whole file. What it says must be a list of
 * ranges within the file, in their order and apart, that survives being
 * packed.
 */
void	blank_target(blank_walker *walker, const uint8_t *data, size_t size);

#endif
