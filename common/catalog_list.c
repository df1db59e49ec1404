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
#include "common/catalog_list.h"
#include "common/catalog_schema.h"
#include "common/catalog_sql.h"

#define FOLDERS_BENEATH							\
	"WITH RECURSIVE f (id) AS (SELECT ? UNION ALL SELECT x.id"	\
	" FROM object x JOIN f ON x.parent = f.id AND (x.kind > 0) = 0)"	\
	" SELECT id FROM f"
#define CONTAINERS_BENEATH						\
	"WITH RECURSIVE s (id) AS (SELECT ? UNION ALL SELECT x.id"	\
	" FROM container x JOIN s ON x.parent = s.id WHERE x.listed)"	\
	" SELECT id FROM s"

/* What a field is ordered by, in an object and in a container. */
static const struct {
	const char	*object, *container;
} sorts[CATALOG_NO_FIELD] = {
	[CATALOG_TITLE] = { "o.title_key", "c.sort" },
	[CATALOG_DATE] = { "o.date", "c.date" },
	[CATALOG_CLASS] = { "item_class(o.kind)",
	    "container_class(c.view, c.level)" },
	[CATALOG_TRACK] = { "(o.disc << 16) + o.track", "0" },
	[CATALOG_DISC] = { "o.disc", "0" },
	[CATALOG_ARTIST] = { "sort_key(o.artist)", "sort_key(c.artist)" },
	[CATALOG_ALBUM_ARTIST] = { "sort_key(o.album_artist)", "x''" },
	[CATALOG_COMPOSER] = { "sort_key(o.composer)", "x''" },
	[CATALOG_ALBUM] = { "sort_key(o.album)", "x''" },
	[CATALOG_GENRE] = { "sort_key(o.genre)", "x''" },
	[CATALOG_DURATION] = { "o.duration_ms", "0" },
	[CATALOG_SIZE] = { "o.size", "0" },
	[CATALOG_RESOLUTION] = { "(o.width << 16) + o.height", "0" },
	[CATALOG_BITRATE] = { "o.bitrate", "0" },
	[CATALOG_RATING] = { "o.rating", "''" },
	[CATALOG_SERIES] = { "sort_key(o.series)", "x''" },
	[CATALOG_SEASON] = { "o.season", "0" },
	[CATALOG_EPISODE] = { "o.episode", "0" },
	[CATALOG_CHILD_COUNT] = { "o.child_count", "c.n" },
};

/* ---- pieces ---------------------------------------------------------------- */

/* Of the view itself, what is everything of a kind. */
static bool
is_whole_kind(const struct catalog_query *q, enum media_kind *kind)
{
	const struct view_facts *v;

	if (q->scope == CATALOG_OF_KIND) {
		*kind = q->kind;
		return true;
	}
	if (q->scope != CATALOG_IN_CONTAINER || q->id >= VIEW_IDS)
		return false;
	v = view_of((enum view)q->id);
	*kind = v != NULL ? v->kind : MEDIA_FOLDER;
	return v != NULL && view_of_all(*kind) == v->view;
}

static bool
is_everywhere(const struct catalog_query *q)
{
	return q->scope == CATALOG_EVERYWHERE ||
	    (q->scope == CATALOG_IN_CONTAINER && q->id == VIEW_FOLDERS) ||
	    (q->scope == CATALOG_IN_FOLDER && q->id == 0);
}

/* FROM and WHERE of the objects. */
static void
add_objects(struct catalog_sql *s, const struct catalog_query *q)
{
	enum media_kind kind;

	if (is_whole_kind(q, &kind)) {
		catalog_sql_add(s, " FROM object o WHERE o.kind = ?");
		catalog_sql_number(s, kind);
	} else if (q->deep && is_everywhere(q)) {
		catalog_sql_add(s, " FROM object o WHERE o.id <> ?");
		catalog_sql_number(s, q->without);
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
}

/* Whether containers of the views can be among what is listed. */
static bool
has_containers(const struct catalog_query *q)
{
	enum media_kind kind;

	if (q->scope == CATALOG_IN_CONTAINER)
		return !is_whole_kind(q, &kind) && q->id != VIEW_FOLDERS;
	return q->deep && q->scope != CATALOG_IN_FOLDER;
}

/* A view's own row is in no list, nor is an empty container. */
static void
add_containers(struct catalog_sql *s, const struct catalog_query *q)
{
	const struct view_facts *v;
	const char *comma = "";

	catalog_sql_add(s, " FROM container c WHERE c.listed AND c.level > 0");
	if (q->scope == CATALOG_IN_CONTAINER) {
		catalog_sql_add(s, q->deep ? " AND c.parent IN ("
		    CONTAINERS_BENEATH ")" : " AND c.parent = ?");
		catalog_sql_number(s, q->id);
	} else if (q->scope == CATALOG_OF_KIND) {
		catalog_sql_add(s, " AND c.view IN (");
		for (size_t i = 0; (v = view_get(i)) != NULL; i++)
			if (v->kind == q->kind) {
				catalog_sql_add(s, comma);
				catalog_sql_add(s, "?");
				catalog_sql_number(s, v->view);
				comma = ", ";
			}
		catalog_sql_add(s, ")");
	}
}

static void
add_keys(struct catalog_sql *s, const struct catalog_query *q, bool objects)
{
	for (size_t i = 0; i < q->norder; i++) {
		catalog_sql_add(s, ", ");
		catalog_sql_add(s, objects ? sorts[q->order[i].field].object :
		    sorts[q->order[i].field].container);
	}
	catalog_sql_add(s, objects ? ", o.title_key, o.id" :
	    ", c.sort, c.id");
}

static void
add_order(struct catalog_sql *s, const struct catalog_query *q)
{
	size_t i;

	catalog_sql_add(s, " ORDER BY ");
	for (i = 0; i < q->norder; i++)
		catalog_sql_addf(s, "%zu%s, ", i + 2,
		    q->order[i].descending ? " DESC" : "");
	catalog_sql_addf(s, "%zu, %zu", i + 2, i + 3);
}

/* In an order that was asked for, or, of a search, by title. */
static void
add_ordered(struct catalog_sql *s, const struct catalog_query *q)
{
	catalog_sql_add(s, "SELECT o.id");
	add_keys(s, q, true);
	add_objects(s, q);
	catalog_sql_conditions(s, q, true);
	if (has_containers(q)) {
		catalog_sql_add(s, " UNION ALL SELECT -c.id");
		add_keys(s, q, false);
		add_containers(s, q);
		catalog_sql_conditions(s, q, false);
	}
	add_order(s, q);
}

/* In the order in which the rows lie in an index: ?1, ?2 rows from the ?3rd
   on. Most pages are such, so these are prepared once. */
static const char kind_sql[] =
    "SELECT id FROM object WHERE kind = ?1 ORDER BY title_key, id"
    " LIMIT ?2 OFFSET ?3";
static const char folder_sql[] =
    "SELECT id FROM object WHERE parent = ?1 ORDER BY kind > 0, name_key, id"
    " LIMIT ?2 OFFSET ?3";
static const char container_sql[] =
    "SELECT -id, 0, sort, id FROM container WHERE parent = ?1 AND listed"
    " UNION ALL SELECT object, 1, sort, object FROM member"
    " WHERE container = ?1 ORDER BY 2, 3, 4 LIMIT ?2 OFFSET ?3";

static sqlite3_stmt *
unordered(struct catalog *c, const struct catalog_query *q)
{
	enum media_kind kind;
	sqlite3_stmt *s;
	int64_t key = q->id;

	if (is_whole_kind(q, &kind)) {
		s = catalog_statement(c, kind_sql);
		key = (int64_t)kind;
	} else {
		s = catalog_statement(c, q->scope == CATALOG_IN_FOLDER ?
		    folder_sql : container_sql);
	}
	if (s != NULL)
		sqlite3_bind_int64(s, 1, key);
	return s;
}

/* ---- lists ----------------------------------------------------------------- */

static int
collect_ids(sqlite3_stmt *s, int64_t **ids, size_t *n)
{
	size_t room = 0;
	int step;

	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		if (*n == room) {
			int64_t *more;

			room = room == 0 ? 64 : room * 2;
			more = reallocarray(*ids, room, sizeof(**ids));
			if (more == NULL)
				return -1;
			*ids = more;
		}
		(*ids)[(*n)++] = sqlite3_column_int64(s, 0);
	}
	return step == SQLITE_DONE ? 0 : -1;
}

/* SQLite's: -1 is no limit. */
static int64_t
limit(uint64_t n, int64_t none)
{
	return n == 0 ? none : n > INT64_MAX ? INT64_MAX : (int64_t)n;
}

static int
list_unordered(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	sqlite3_stmt *s = unordered(c, q);
	int ret;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 2, limit(count, -1));
	sqlite3_bind_int64(s, 3, limit(start, 0));
	ret = collect_ids(s, ids, n);
	sqlite3_reset(s);
	return ret;
}

static int
list_ordered(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	struct catalog_sql sql;
	sqlite3_stmt *s;
	int ret = -1;

	catalog_sql_init(&sql);
	add_ordered(&sql, q);
	catalog_sql_add(&sql, " LIMIT ? OFFSET ?");
	catalog_sql_number(&sql, limit(count, -1));
	catalog_sql_number(&sql, limit(start, 0));
	if ((s = catalog_sql_prepare(c, &sql)) != NULL)
		ret = collect_ids(s, ids, n);
	if (sqlite3_finalize(s) != SQLITE_OK)
		ret = -1;
	catalog_sql_free(&sql);
	return ret;
}

int
catalog_list(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	int ret;

	*ids = NULL;
	*n = 0;
	ret = q->norder > 0 || q->deep ?
	    list_ordered(c, q, start, count, ids, n) :
	    list_unordered(c, q, start, count, ids, n);
	if (ret == -1) {
		c->failed = true;
		free(*ids);
		*ids = NULL;
	}
	return ret;
}

/* The first column of a one-row statement; 0 where there is no row. */
static int
read_number(struct catalog *c, sqlite3_stmt *s, uint64_t *out)
{
	int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;

	*out = step == SQLITE_ROW ? (uint64_t)sqlite3_column_int64(s, 0) : 0;
	sqlite3_reset(s);
	if (step == SQLITE_ROW || step == SQLITE_DONE)
		return 0;
	c->failed = true;
	return -1;
}

int
catalog_total(struct catalog *c, const struct catalog_query *q,
    uint64_t *total)
{
	enum media_kind kind;
	sqlite3_stmt *s;
	int64_t key = q->id;

	if (is_whole_kind(q, &kind)) {
		s = catalog_statement(c, "SELECT n FROM tally WHERE kind = ?1");
		key = (int64_t)kind;
	} else if (q->scope == CATALOG_IN_CONTAINER) {
		s = catalog_statement(c,
		    "SELECT n FROM container WHERE id = ?1");
	} else if (q->id != 0) {
		s = catalog_statement(c,
		    "SELECT child_count FROM object WHERE id = ?1");
	} else {
		s = catalog_statement(c,
		    "SELECT count(*) FROM object WHERE parent = ?1");
	}
	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, key);
	return read_number(c, s, total);
}
