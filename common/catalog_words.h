#ifndef LARES_COMMON_CATALOG_WORDS_H
#define LARES_COMMON_CATALOG_WORDS_H

#include "common/catalog_codes.h"
#include "common/catalog_kinds.h"
#include "common/catalog_query.h"

struct catalog;

/*
 * The codes of what a condition is true of, none but of the given kinds, if
 * the indexes of words can tell. 1; 0: they cannot; -1: the catalogue failed.
 * *out is empty before, and the caller's in any case.
 */
int	catalog_words_find(struct catalog *c, const struct catalog_node *n,
	    bool objects, const struct catalog_kinds *within,
	    struct catalog_codes *out);

#endif
