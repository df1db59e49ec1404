#ifndef LARES_COMMON_CATALOG_KINDS_H
#define LARES_COMMON_CATALOG_KINDS_H

#include <stdbool.h>

#include "common/catalog_code.h"
#include "common/catalog_query.h"

/* Some of what codes have beside the id. Pure, in lares-http. */
struct catalog_kinds {
	bool	has[CATALOG_KINDS_MAX];
};

void	catalog_kinds_set(struct catalog_kinds *k, bool has);
bool	catalog_kinds_any(const struct catalog_kinds *k);

/* Into the first: what is in both, or in any. */
void	catalog_kinds_join(struct catalog_kinds *k,
	    const struct catalog_kinds *other, bool both);

/* Whether a condition is true of all of a kind or of none; and of which. */
bool	catalog_kinds_fit(const struct catalog_node *n, bool objects,
	    struct catalog_kinds *k);

/* What there is where a query looks. */
void	catalog_kinds_scope(struct catalog_kinds *k,
	    const struct catalog_query *q, bool objects);

/* What there is beneath a view. */
void	catalog_kinds_view(struct catalog_kinds *k, enum view view,
	    bool objects);

/* Whether a code is of one of them. */
static inline bool
catalog_kinds_has(const struct catalog_kinds *k, int64_t code, bool objects)
{
	return k->has[code & ((1 << (objects ? CATALOG_OBJECT_BITS :
	    CATALOG_CONTAINER_BITS)) - 1)];
}

#endif
