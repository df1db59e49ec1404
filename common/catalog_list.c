/*
 * Lists of ids: the children of a folder or a container, everything of a kind,
 * what a search finds; in their own order or one that was asked for. For
 * lares-http. A statement is put together from constant pieces alone; every
 * value from outside is bound.
 */
#include <endian.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_list.h"
#include "common/catalog_schema.h"
#include "common/catalog_sql.h"
#include "common/catalog_visible.h"

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
	} else if (q->scope == CATALOG_GIVEN) {
		catalog_sql_add(s, " FROM object o WHERE o.id IN (0");
		for (size_t i = 0; i < q->ngiven; i++) {
			catalog_sql_add(s, ", ?");
			catalog_sql_number(s, q->given[i]);
		}
		catalog_sql_add(s, ")");
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
	if (q->hidden != 0) {
		catalog_sql_add(s, " AND " CATALOG_SEES_OBJECT("?"));
		catalog_sql_number(s, (int64_t)q->hidden);
		catalog_sql_number(s, (int64_t)q->hidden);
	}
}

/* Whether containers of the views can be among what is listed. */
static bool
has_containers(const struct catalog_query *q)
{
	enum media_kind kind;

	if (q->scope == CATALOG_IN_CONTAINER)
		return !is_whole_kind(q, &kind) && q->id != VIEW_FOLDERS;
	return q->deep && q->scope != CATALOG_IN_FOLDER &&
	    q->scope != CATALOG_GIVEN;
}

/* Those of the media root that is no object of the tree are none either. */
static void
leave_out_root(struct catalog_sql *s)
{
	catalog_sql_add(s, " AND NOT (c.level = 1 AND c.view IN (?, ?, ?))");
	catalog_sql_number(s, VIEW_MUSIC_FOLDERS);
	catalog_sql_number(s, VIEW_VIDEO_FOLDERS);
	catalog_sql_number(s, VIEW_PICTURES_FOLDERS);
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
	if (q->without != 0)
		leave_out_root(s);
	if (q->hidden != 0) {
		catalog_sql_add(s, " AND " CATALOG_SEES_CONTAINER("?"));
		catalog_sql_number(s, (int64_t)q->hidden);
		catalog_sql_number(s, (int64_t)q->hidden);
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

/*
 * In the order in which the rows lie in an index: ?1, ?2 rows from the ?3rd
 * on. Most pages are such, so these are prepared once; and once more for who
 * is not to see all, ?4.
 */
#define LIST_KIND(and_seen)						\
	"SELECT id FROM object o WHERE kind = ?1" and_seen		\
	" ORDER BY title_key, id LIMIT ?2 OFFSET ?3"
#define LIST_FOLDER(and_seen)						\
	"SELECT id FROM object o WHERE parent = ?1" and_seen		\
	" ORDER BY kind > 0, name_key, id LIMIT ?2 OFFSET ?3"
/* A container has containers first, then objects. As one statement they would
   all be sorted for each page. */
#define LIST_CONTAINERS(and_seen)					\
	"SELECT -id FROM container c WHERE parent = ?1 AND listed"	\
	and_seen " ORDER BY sort, id LIMIT ?2 OFFSET ?3"
#define LIST_MEMBERS(join_seen)						\
	"SELECT m.object FROM member m" join_seen			\
	" WHERE m.container = ?1 ORDER BY m.sort, m.object LIMIT ?2 OFFSET ?3"

static const char *const kind_sql[] = {
	LIST_KIND(""), LIST_KIND(" AND " CATALOG_SEES_OBJECT("?4")),
};
static const char *const folder_sql[] = {
	LIST_FOLDER(""), LIST_FOLDER(" AND " CATALOG_SEES_OBJECT("?4")),
};
static const char *const containers_sql[] = {
	LIST_CONTAINERS(""),
	LIST_CONTAINERS(" AND " CATALOG_SEES_CONTAINER("?4")),
};
static const char *const members_sql[] = {
	LIST_MEMBERS(""),
	LIST_MEMBERS(" CROSS JOIN object o ON o.id = m.object AND "
	    CATALOG_SHOWS("o.area", "?4")),
};
static const char *const containers_total[] = {
	"SELECT count(*) FROM container c WHERE c.parent = ?1 AND c.listed",
	"SELECT count(*) FROM container c WHERE c.parent = ?1 AND c.listed"
	" AND " CATALOG_SEES_CONTAINER("?2"),
};

/* ---- lists ----------------------------------------------------------------- */

static int
collect_ids(sqlite3_stmt *s, int64_t **ids, size_t *n)
{
	size_t room = *n;
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

/* A page of one of the statements above. count 0: all. */
static int
list_rows(struct catalog *c, const char *const sql[2], int64_t key,
    uint64_t hidden, uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	sqlite3_stmt *s = catalog_statement(c, sql[hidden != 0]);
	int ret;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, key);
	sqlite3_bind_int64(s, 2, limit(count, -1));
	sqlite3_bind_int64(s, 3, limit(start, 0));
	if (hidden != 0)
		sqlite3_bind_int64(s, 4, (int64_t)hidden);
	ret = collect_ids(s, ids, n);
	sqlite3_reset(s);
	return ret;
}

static int
count_rows(struct catalog *c, const char *sql, int64_t key, uint64_t hidden,
    uint64_t *n)
{
	sqlite3_stmt *s = catalog_statement(c, sql);
	int64_t found = 0;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, key);
	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_int64(s, 2, (int64_t)hidden);
	if (catalog_number(c, s, &found) == -1)
		return -1;
	*n = (uint64_t)found;		/* 0 of what is not there */
	return 0;
}

static int
list_container(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	uint64_t containers;

	if (list_rows(c, containers_sql, q->id, q->hidden, start, count, ids,
	    n) == -1)
		return -1;
	if (count != 0 && *n == count)
		return 0;
	if (*n > 0 || start == 0) {
		start = 0;
	} else {			/* all of them are before the page */
		if (count_rows(c, containers_total[q->hidden != 0], q->id,
		    q->hidden, &containers) == -1)
			return -1;
		start -= containers;
	}
	return list_rows(c, members_sql, q->id, q->hidden, start,
	    count != 0 ? count - *n : 0, ids, n);
}

static int
list_given(const struct catalog_query *q, uint64_t start, uint64_t count,
    int64_t **ids, size_t *n)
{
	if (start >= q->ngiven)
		return 0;
	*n = count != 0 && count < q->ngiven - start ? (size_t)count :
	    q->ngiven - (size_t)start;
	if ((*ids = calloc(*n, sizeof(**ids))) == NULL)
		return -1;
	memcpy(*ids, q->given + start, *n * sizeof(**ids));
	return 0;
}

static int
list_unordered(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, int64_t **ids, size_t *n)
{
	enum media_kind kind;

	if (is_whole_kind(q, &kind))
		return list_rows(c, kind_sql, (int64_t)kind, q->hidden, start,
		    count, ids, n);
	if (q->scope == CATALOG_GIVEN)
		return list_given(q, start, count, ids, n);
	if (q->scope == CATALOG_IN_FOLDER)
		return list_rows(c, folder_sql, q->id, q->hidden, start, count,
		    ids, n);
	return list_container(c, q, start, count, ids, n);
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
	if (is_whole_kind(q, &kind))
		return count_rows(c, kind_total[some], (int64_t)kind,
		    q->hidden, total);
	if (q->scope == CATALOG_IN_CONTAINER)
		return count_rows(c, container_total[some], q->id, q->hidden,
		    total);
	return count_rows(c, q->id != 0 && !some ? folder_total : folder_count,
	    q->id, q->hidden, total);
}

int
catalog_folder_of_kind(struct catalog *c, enum media_kind kind,
    int64_t folder, int64_t *container)
{
	const uint64_t key = htobe64((uint64_t)folder);
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT id FROM container WHERE parent = ?1 AND key = ?2");

	*container = 0;
	if (s == NULL)
		return -1;
	sqlite3_bind_int(s, 1, (int)view_of_folders(kind));
	sqlite3_bind_blob(s, 2, &key, sizeof(key), SQLITE_STATIC);
	return catalog_number(c, s, container) == -1 ? -1 : 0;
}
