#ifndef LARES_COMMON_CATALOG_SCOPE_H
#define LARES_COMMON_CATALOG_SCOPE_H

#include "common/catalog_query.h"

/*
 * What lies where a query looks. Pure, in lares-http.
 */

/* Everything of a kind, and nothing else. */
bool	catalog_scope_is_kind(const struct catalog_query *q,
	    enum media_kind *kind);

/* Of a deep one: every object. */
bool	catalog_scope_is_everywhere(const struct catalog_query *q);

/* Whether containers of the views can be among what is listed. */
bool	catalog_scope_has_containers(const struct catalog_query *q);

/* The media root that is no object of the tree is no container either: whether
   the one at a level of a view can be that. */
bool	catalog_scope_leaves_out(const struct catalog_query *q,
	    enum view view, unsigned level);

#endif
