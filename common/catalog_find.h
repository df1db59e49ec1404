#ifndef LARES_COMMON_CATALOG_FIND_H
#define LARES_COMMON_CATALOG_FIND_H

#include <stddef.h>
#include <stdint.h>

#include "common/catalog_query.h"

struct catalog;

/* Ids, ascending, each once. */
struct catalog_found {
	int64_t	*objects, *containers;
	size_t	 nobjects, ncontainers;
};

/*
 * What a search finds, if the indexes of words can tell without a row being
 * read: of conditions on titles, artists, albums, genres, composers and
 * classes, in all the catalogue, all of a kind, or beneath a folder or a
 * container; also what is hidden. 1: the caller frees it; 0: they cannot; -1: the catalogue failed.
 */
int	catalog_find(struct catalog *c, const struct catalog_query *q,
	    struct catalog_found *found);
void	catalog_found_free(struct catalog_found *found);

/* Whether a search is for all of one kind, and no more. */
bool	catalog_find_is_kind(const struct catalog_query *q,
	    enum media_kind *kind);

#endif
