#ifndef LARES_UPNP_CRITERIA_H
#define LARES_UPNP_CRITERIA_H

#include <stdbool.h>
#include <stdint.h>

#include "common/catalog_query.h"

/*
 * Pure: a Filter (ContentDirectory:1, 2.5.7) as WANT_ bits. "*" asks for all;
 * names that are not known ask for nothing.
 */
uint64_t	criteria_filter(const char *text);

/*
 * Pure: a SortCriteria (2.5.8) into q->order and q->norder. 0, or -1 and q is
 * untouched: a key without + or -, or one not in the capabilities (error 709).
 * lenient: such keys are left out instead.
 */
int		criteria_sort(const char *text, bool lenient,
		    struct catalog_query *q);

#endif
