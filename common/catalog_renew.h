#ifndef LARES_COMMON_CATALOG_RENEW_H
#define LARES_COMMON_CATALOG_RENEW_H

#include <stdint.h>

#define CATALOG_VERSION	4	/* of the tables */

/* What makes the tables of an earlier version those of today: SQL that is
   executed before they are made, and after. For catalog_schema.c. */
struct catalog_renewal {
	const char	*before, *after;
};

/* version: from 1, less than CATALOG_VERSION. */
const struct catalog_renewal *catalog_renewal(int64_t version);

#endif
