/*
 * Pages in the order in which rows lie in an index: the children of a folder
 * or a container, everything of a kind. For lares-http.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/catalog_page.h"
#include "common/catalog_row.h"
#include "common/catalog_schema.h"
#include "common/catalog_scope.h"
#include "common/catalog_visible.h"

/* ?1, ?2 rows from the ?3rd on. Most pages are such, so these are prepared
   once; and once more for who is not to see all, ?4. */
#define LIST_KIND(columns, and_seen)					\
	"SELECT " columns " FROM object o WHERE o.kind = ?1" and_seen	\
	" ORDER BY o.title_key, o.id LIMIT ?2 OFFSET ?3"
#define LIST_FOLDER(columns, and_seen)					\
	"SELECT " columns " FROM object o WHERE o.parent = ?1" and_seen	\
	" ORDER BY o.kind > 0, o.name_key, o.id LIMIT ?2 OFFSET ?3"
/* A container has containers first, then objects. As one statement they would
   all be sorted for each page. */
#define LIST_CONTAINERS(columns, and_seen)				\
	"SELECT " columns " FROM container c WHERE c.parent = ?1"	\
	" AND c.listed" and_seen " ORDER BY c.sort, c.id LIMIT ?2 OFFSET ?3"
#define LIST_MEMBERS(columns, join)					\
	"SELECT " columns " FROM member m" join " WHERE m.container = ?1"	\
	" ORDER BY m.sort, m.object LIMIT ?2 OFFSET ?3"

#define SEES_OBJECT	" AND " CATALOG_SEES_OBJECT("?4")
#define SEES_CONTAINER	" AND " CATALOG_SEES_CONTAINER("?4")
#define JOIN_OBJECT	" CROSS JOIN object o ON o.id = m.object"
#define JOIN_SEEN	JOIN_OBJECT " AND " CATALOG_SHOWS("o.area", "?4")

/* Each for ids and for whole rows; then for who sees all, and who does not. */
static const struct page_sql {
	const char	*ids[2], *rows[2];
} kind_sql = {
	{ LIST_KIND("o.id", ""), LIST_KIND("o.id", SEES_OBJECT) },
	{ LIST_KIND(CATALOG_OBJECT, ""),
	    LIST_KIND(CATALOG_OBJECT, SEES_OBJECT) },
}, folder_sql = {
	{ LIST_FOLDER("o.id", ""), LIST_FOLDER("o.id", SEES_OBJECT) },
	{ LIST_FOLDER(CATALOG_OBJECT, ""),
	    LIST_FOLDER(CATALOG_OBJECT, SEES_OBJECT) },
}, containers_sql = {
	{ LIST_CONTAINERS("-c.id", ""),
	    LIST_CONTAINERS("-c.id", SEES_CONTAINER) },
	{ LIST_CONTAINERS(CATALOG_CONTAINER, ""),
	    LIST_CONTAINERS(CATALOG_CONTAINER, SEES_CONTAINER) },
}, members_sql = {
	{ LIST_MEMBERS("m.object", ""), LIST_MEMBERS("m.object", JOIN_SEEN) },
	{ LIST_MEMBERS(CATALOG_OBJECT, JOIN_OBJECT),
	    LIST_MEMBERS(CATALOG_OBJECT, JOIN_SEEN) },
};
static const char *const containers_total[] = {
	"SELECT count(*) FROM container c WHERE c.parent = ?1 AND c.listed",
	"SELECT count(*) FROM container c WHERE c.parent = ?1 AND c.listed"
	" AND " CATALOG_SEES_CONTAINER("?2"),
};

int
catalog_page_ids(sqlite3_stmt *s, struct catalog_sink *to)
{
	size_t room = to->n;
	int step;

	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		if (to->n == room) {
			int64_t *more;

			room = room == 0 ? 64 : room * 2;
			more = reallocarray(to->ids, room, sizeof(*more));
			if (more == NULL)
				return -1;
			to->ids = more;
		}
		to->ids[to->n++] = sqlite3_column_int64(s, 0);
	}
	return step == SQLITE_DONE ? 0 : -1;
}

int64_t
catalog_page_limit(uint64_t n, int64_t none)
{
	return n == 0 ? none : n > INT64_MAX ? INT64_MAX : (int64_t)n;
}

static int
take_rows(struct catalog *c, sqlite3_stmt *s, struct catalog_sink *to)
{
	int n;

	if (to->row == NULL) {
		n = catalog_page_ids(s, to);
		sqlite3_reset(s);
		return n;
	}
	n = catalog_row_take(c, s, to->row, to->arg);
	to->n += n > 0 ? (size_t)n : 0;
	return n == -1 ? -1 : 0;
}

/* A page of one of the statements above. count 0: all. */
static int
list_rows(struct catalog *c, const struct page_sql *sql, int64_t key,
    uint64_t hidden, uint64_t start, uint64_t count, struct catalog_sink *to)
{
	const bool some = hidden != 0;
	sqlite3_stmt *s = to->row != NULL ?
	    catalog_row_statement(c, sql->rows[some]) :
	    catalog_statement(c, sql->ids[some]);

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, key);
	sqlite3_bind_int64(s, 2, catalog_page_limit(count, -1));
	sqlite3_bind_int64(s, 3, catalog_page_limit(start, 0));
	if (hidden != 0)
		sqlite3_bind_int64(s, 4, (int64_t)hidden);
	return take_rows(c, s, to);
}

int
catalog_page_count(struct catalog *c, const char *sql, int64_t key,
    uint64_t hidden, uint64_t *n)
{
	sqlite3_stmt *s = catalog_statement_of(c, sql, key);
	int64_t found = 0;

	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_int64(s, 2, (int64_t)hidden);
	if (catalog_number(c, s, &found) == -1)
		return -1;
	*n = (uint64_t)found;		/* 0 of what is not there */
	return 0;
}

static int
list_container(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, struct catalog_sink *to)
{
	uint64_t containers;

	if (list_rows(c, &containers_sql, q->id, q->hidden, start, count,
	    to) == -1)
		return -1;
	if (count != 0 && to->n == count)
		return 0;
	if (to->n > 0 || start == 0) {
		start = 0;
	} else {			/* all of them are before the page */
		if (catalog_page_count(c, containers_total[q->hidden != 0],
		    q->id, q->hidden, &containers) == -1)
			return -1;
		start -= containers;
	}
	return list_rows(c, &members_sql, q->id, q->hidden, start,
	    count != 0 ? count - to->n : 0, to);
}

static int
list_given(struct catalog *c, const struct catalog_query *q, uint64_t start,
    uint64_t count, struct catalog_sink *to)
{
	const int64_t *ids = q->given + start;
	size_t n, i;
	int there;

	if (start >= q->ngiven)
		return 0;
	n = q->ngiven - (size_t)start;
	n = count != 0 && count < n ? (size_t)count : n;
	if (to->row == NULL) {
		if ((to->ids = calloc(n, sizeof(*ids))) == NULL)
			return -1;
		memcpy(to->ids, ids, n * sizeof(*ids));
		to->n = n;
		return 0;
	}
	for (i = 0; i < n; i++) {
		if ((there = catalog_object(c, ids[i], to->row, to->arg)) == -1)
			return -1;
		to->n += (size_t)there;
	}
	return 0;
}

int
catalog_page_list(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, struct catalog_sink *to)
{
	enum media_kind kind;

	if (catalog_scope_is_kind(q, &kind))
		return list_rows(c, &kind_sql, (int64_t)kind, q->hidden, start,
		    count, to);
	if (q->scope == CATALOG_GIVEN)
		return list_given(c, q, start, count, to);
	if (q->scope == CATALOG_IN_FOLDER)
		return list_rows(c, &folder_sql, q->id, q->hidden, start,
		    count, to);
	return list_container(c, q, start, count, to);
}
