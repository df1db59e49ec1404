#ifndef LARES_COMMON_CATALOG_FOLD_H
#define LARES_COMMON_CATALOG_FOLD_H

struct catalog;

#define CATALOG_FOLDED_MAX	65536	/* bytes of a text, folded */

/* Makes fold(text) and sort_key(text) known to SQL: common/fold.h's; and
   is_disc(name): common/disc.h's. For catalog_*.c. 0 or -1. */
int	catalog_fold_know(struct catalog *c);

#endif
