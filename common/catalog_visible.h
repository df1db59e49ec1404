#ifndef LARES_COMMON_CATALOG_VISIBLE_H
#define LARES_COMMON_CATALOG_VISIBLE_H

#include <stdbool.h>
#include <stdint.h>

struct catalog;

/*
 * What is seen of the catalogue by one from whom areas are hidden, for
 * lares-http: a mask as access_hidden makes it. Folders in a hidden area that
 * lead to one which is shown are seen, with nothing else in them.
 *
 * As SQL, for an object o and a container c; mask: a parameter, bound to it
 * each time that it stands there.
 */
#define CATALOG_SHOWS(area, mask)	"((" mask " >> " area ") & 1) = 0"
#define CATALOG_LEADS_ON(mask)						\
	"o.id IN (WITH RECURSIVE up (id) AS (SELECT a.place FROM area a"	\
	" WHERE " CATALOG_SHOWS("a.area", mask) " UNION SELECT x.parent"	\
	" FROM object x JOIN up ON x.id = up.id) SELECT id FROM up)"
#define CATALOG_SEES_OBJECT(mask)					\
	"(" CATALOG_SHOWS("o.area", mask) " OR (o.kind = 0 AND "		\
	CATALOG_LEADS_ON(mask) "))"
#define CATALOG_SEES_CONTAINER(mask)					\
	"(" CATALOG_SHOWS("c.area", mask) " AND EXISTS (SELECT 1"		\
	" FROM beneath b WHERE b.container = c.id AND b.n > 0 AND "		\
	CATALOG_SHOWS("b.area", mask) "))"

/* Whether an object, or (if negative) a container is seen: 1, 0 or -1. */
int	catalog_is_visible(struct catalog *c, int64_t id, uint64_t hidden);

/*
 * What one of them shows as its picture (see common/art.h) to him: 1, 0 or -1.
 * A container of a view of which anything is hidden from him shows that of the
 * first thing in it, or in one right beneath it, that he may see. Not all are
 * looked at: there may be very many.
 */
int	catalog_visible_art(struct catalog *c, int64_t id, uint64_t hidden,
	    int64_t *art);

/* Whether the rows are numbered by the areas that mark stands for; until then
   nobody from whom any is hidden can be answered. 1, 0 or -1. */
int	catalog_has_areas(struct catalog *c, uint64_t mark);

#endif
