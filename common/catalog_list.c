/*
 * Lists of ids: the children of a folder or a container, everything of a kind,
 * what a search finds; in their own order or one that was asked for. For
 * lares-http. A statement is put together from constant pieces alone; every
 * value from outside is bound.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_find.h"
#include "common/catalog_list.h"
#include "common/catalog_page.h"
#include "common/catalog_schema.h"
#include "common/catalog_scope.h"
#include "common/catalog_sql.h"
#include "common/catalog_visible.h"

#define IDS_BYTES_MAX	(64 * 1024 * 1024)	/* some million */

#define FOLDERS_BENEATH							\
	"WITH RECURSIVE f (id) AS (SELECT ? UNION ALL SELECT x.id"	\
	" FROM object x JOIN f ON x.parent = f.id AND (x.kind > 0) = 0)"	\
	" SELECT id FROM f"
#define CONTAINERS_BENEATH						\
	"WITH RECURSIVE s (id) AS (SELECT ? UNION ALL SELECT x.id"	\
	" FROM container x JOIN s ON x.parent = s.id WHERE x.listed)"	\
	" SELECT id FROM s"

/* ---- pieces ---------------------------------------------------------------- */

/* For who is not to see all; the mask stands there twice. */
static void
add_seen(struct catalog_sql *s, uint64_t hidden, const char *and_seen)
{
	if (hidden == 0)
		return;
	catalog_sql_add(s, and_seen);
	catalog_sql_number(s, (int64_t)hidden);
	catalog_sql_number(s, (int64_t)hidden);
}

static void
add_ids(struct catalog_sql *s, const char *before, const int64_t *ids,
    size_t n)
{
	struct buf list;

	buf_init(&list, IDS_BYTES_MAX);
	buf_add_str(&list, "[");
	for (size_t i = 0; i < n; i++) {
		buf_add(&list, ",", i > 0);
		buf_add_num(&list, (uint64_t)ids[i]);
	}
	buf_add_str(&list, "]");
	catalog_sql_addf(s, "%s IN (SELECT value FROM json_each(?))", before);
	if (buf_failed(&list))
		s->failed = true;
	else
		catalog_sql_text(s, list.data, list.len);
	buf_free(&list);
}

/* FROM and WHERE of the objects. */
static void
add_objects(struct catalog_sql *s, const struct catalog_query *q)
{
	enum media_kind kind;

	if (catalog_scope_is_kind(q, &kind)) {
		catalog_sql_add(s, " FROM object o WHERE o.kind = ?");
		catalog_sql_number(s, kind);
	} else if (q->deep && catalog_scope_is_everywhere(q)) {
		catalog_sql_add(s, " FROM object o WHERE o.id <> ?");
		catalog_sql_number(s, q->without);
	} else if (q->scope == CATALOG_GIVEN) {
		add_ids(s, " FROM object o WHERE o.id", q->given, q->ngiven);
	} else if (q->scope == CATALOG_IN_FOLDER && !q->deep) {
		catalog_sql_add(s, " FROM object o WHERE o.parent = ?");
		catalog_sql_number(s, q->id);
	} else if (q->scope == CATALOG_IN_FOLDER) {
		catalog_sql_add(s, " FROM object o WHERE o.parent IN ("
		    FOLDERS_BENEATH ")");
		catalog_sql_number(s, q->id);
	} else if (!q->deep) {
		catalog_sql_add(s, " FROM member m JOIN object o"
		    " ON o.id = m.object WHERE m.container = ?");
		catalog_sql_number(s, q->id);
	} else {
		catalog_sql_add(s, " FROM object o WHERE o.id IN (SELECT object"
		    " FROM member WHERE container IN (" CONTAINERS_BENEATH "))");
		catalog_sql_number(s, q->id);
	}
	add_seen(s, q->hidden, " AND " CATALOG_SEES_OBJECT("?"));
}

static bool
is_of_kind(const struct catalog_query *q, const struct view_facts *v)
{
	return v->kind == q->kind;
}

static bool
leaves_out_root(const struct catalog_query *q, const struct view_facts *v)
{
	return catalog_scope_leaves_out(q, v->view, 1);
}

/* "(?, ?)": the views of which that is true. */
static void
add_views(struct catalog_sql *s, const struct catalog_query *q,
    bool (*is_among)(const struct catalog_query *, const struct view_facts *))
{
	const struct view_facts *v;
	const char *before = "(?";

	for (size_t i = 0; (v = view_get(i)) != NULL; i++)
		if (is_among(q, v)) {
			catalog_sql_add(s, before);
			catalog_sql_number(s, v->view);
			before = ", ?";
		}
	catalog_sql_add(s, ")");
}

/* A view's own row is in no list, nor is an empty container. */
static void
add_containers(struct catalog_sql *s, const struct catalog_query *q)
{
	catalog_sql_add(s, " FROM container c WHERE c.listed AND c.level > 0");
	if (q->scope == CATALOG_IN_CONTAINER) {
		catalog_sql_add(s, q->deep ? " AND c.parent IN ("
		    CONTAINERS_BENEATH ")" : " AND c.parent = ?");
		catalog_sql_number(s, q->id);
	} else if (q->scope == CATALOG_OF_KIND) {
		catalog_sql_add(s, " AND c.view IN ");
		add_views(s, q, is_of_kind);
	}
	if (q->without != 0) {
		catalog_sql_add(s, " AND NOT (c.level = 1 AND c.view IN ");
		add_views(s, q, leaves_out_root);
		catalog_sql_add(s, ")");
	}
	add_seen(s, q->hidden, " AND " CATALOG_SEES_CONTAINER("?"));
}

/* In an order that was asked for, or, of a search, by title. */
static void
add_ordered(struct catalog_sql *s, const struct catalog_query *q)
{
	catalog_sql_add(s, "SELECT o.id");
	catalog_sql_keys(s, q, true);
	add_objects(s, q);
	catalog_sql_conditions(s, q, true);
	if (catalog_scope_has_containers(q)) {
		catalog_sql_add(s, " UNION ALL SELECT -c.id");
		catalog_sql_keys(s, q, false);
		add_containers(s, q);
		catalog_sql_conditions(s, q, false);
	}
	catalog_sql_order(s, q);
}

/* ---- lists ----------------------------------------------------------------- */

static int
list_sql(struct catalog *c, struct catalog_sql *sql, struct catalog_sink *to)
{
	sqlite3_stmt *s = catalog_sql_prepare(c, sql);
	int ret = s != NULL ? catalog_page_ids(s, to) : -1;

	return sqlite3_finalize(s) == SQLITE_OK ? ret : -1;
}

/* Those that were found, in order. */
static int
order_found(struct catalog *c, const struct catalog_query *q,
    const struct catalog_found *f, struct catalog_sink *to)
{
	struct catalog_sql sql;
	int ret;

	catalog_sql_init(&sql);
	catalog_sql_add(&sql, "SELECT o.id");
	catalog_sql_keys(&sql, q, true);
	add_ids(&sql, " FROM object o WHERE o.id", f->objects, f->nobjects);
	add_seen(&sql, q->hidden, " AND " CATALOG_SEES_OBJECT("?"));
	if (f->ncontainers > 0) {
		catalog_sql_add(&sql, " UNION ALL SELECT -c.id");
		catalog_sql_keys(&sql, q, false);
		add_ids(&sql, " FROM container c WHERE c.id", f->containers,
		    f->ncontainers);
		add_seen(&sql, q->hidden, " AND " CATALOG_SEES_CONTAINER("?"));
	}
	catalog_sql_order(&sql, q);
	ret = list_sql(c, &sql, to);
	catalog_sql_free(&sql);
	return ret;
}

/* The same as they lie in the catalogue. */
static int
list_found(const struct catalog_found *f, struct catalog_sink *to)
{
	if ((to->ids = calloc(f->nobjects + f->ncontainers + 1,
	    sizeof(*to->ids))) == NULL)
		return -1;
	for (size_t i = 0; i < f->nobjects; i++)
		to->ids[to->n++] = f->objects[i];
	for (size_t i = 0; i < f->ncontainers; i++)
		to->ids[to->n++] = -f->containers[i];
	return 0;
}

static void
cut(struct catalog_sink *to, uint64_t start, uint64_t count)
{
	const size_t first = start < to->n ? (size_t)start : to->n;

	to->n -= first;
	if (count != 0 && count < to->n)
		to->n = (size_t)count;
	if (first > 0 && to->n > 0)
		memmove(to->ids, to->ids + first, to->n * sizeof(*to->ids));
}

static int
list_ordered(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, struct catalog_sink *to)
{
	struct catalog_found f;
	struct catalog_sql sql;
	int ret = catalog_find(c, q, &f);

	if (ret == 0) {
		catalog_sql_init(&sql);
		add_ordered(&sql, q);
		catalog_sql_add(&sql, " LIMIT ? OFFSET ?");
		catalog_sql_number(&sql, catalog_page_limit(count, -1));
		catalog_sql_number(&sql, catalog_page_limit(start, 0));
		ret = list_sql(c, &sql, to);
		catalog_sql_free(&sql);
		return ret;
	}
	if (ret == 1)
		ret = q->norder == 0 && q->hidden == 0 &&
		    f.nobjects + f.ncontainers >
		    CATALOG_LIST_SORTED_MAX ? list_found(&f, to) :
		    order_found(c, q, &f, to);
	catalog_found_free(&f);
	if (ret == 0 && to->n > 0)
		cut(to, start, count);
	return ret;
}

bool
catalog_list_is_indexed(const struct catalog_query *q)
{
	enum media_kind kind;

	return !q->deep && catalog_scope_is_kind(q, &kind) &&
	    q->norder == 1 && (q->order[0].field == CATALOG_TITLE ||
	    q->order[0].field == CATALOG_DATE);
}

int
catalog_list(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	struct catalog_sink to = { .row = NULL };
	int ret = q->norder > 0 || q->deep ?
	    list_ordered(c, q, start, count, &to) :
	    catalog_page_list(c, q, start, count, &to);
	if (ret == -1) {
		c->failed = true;
		free(to.ids);
		to.ids = NULL;
	}
	*ids = to.ids;
	*n = to.n;
	return ret;
}

int
catalog_list_rows(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, catalog_row row, void *arg)
{
	struct catalog_sink to = { .row = row, .arg = arg };

	if (catalog_page_list(c, q, start, count, &to) == 0)
		return 0;
	c->failed = true;
	return -1;
}

/* How many children there are, and how many of them one sees. */
static const char *const kind_total[] = {
	"SELECT n FROM tally WHERE kind = ?1",
	"SELECT t.n - (SELECT coalesce(sum(n), 0) FROM tally_of a"
	" WHERE a.kind = ?1 AND NOT " CATALOG_SHOWS("a.area", "?2") ")"
	" FROM tally t WHERE t.kind = ?1",
};
static const char *const container_total[] = {
	"SELECT n FROM container WHERE id = ?1",
	"SELECT (SELECT count(*) FROM container c WHERE c.parent = ?1"
	" AND c.listed AND " CATALOG_SEES_CONTAINER("?2") ")"
	" + (SELECT count(*) FROM member m JOIN object o ON o.id = m.object"
	" WHERE m.container = ?1 AND " CATALOG_SHOWS("o.area", "?2") ")",
};
static const char folder_total[] =
    "SELECT child_count FROM object WHERE id = ?1";
static const char folder_count[] =
    "SELECT count(*) FROM object o WHERE o.parent = ?1 AND (?2 = 0 OR "
    CATALOG_SEES_OBJECT("?2") ")";

int
catalog_total(struct catalog *c, const struct catalog_query *q,
    uint64_t *total)
{
	const bool some = q->hidden != 0;
	enum media_kind kind;

	if (q->scope == CATALOG_GIVEN) {
		*total = q->ngiven;
		return 0;
	}
	if (catalog_scope_is_kind(q, &kind))
		return catalog_page_count(c, kind_total[some], (int64_t)kind,
		    q->hidden, total);
	if (q->scope == CATALOG_IN_CONTAINER)
		return catalog_page_count(c, container_total[some], q->id,
		    q->hidden, total);
	return catalog_page_count(c, q->id != 0 && !some ? folder_total :
	    folder_count, q->id, q->hidden, total);
}
