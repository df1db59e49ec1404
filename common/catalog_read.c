/*
 * Reading the catalogue, for lares-http and laresctl: pages of ids, the
 * objects behind them, and where their files lie. Rows are handed out as
 * structs; nobody else sees SQL.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"

#define QUERY_BYTES_MAX	1024
#define PATH_DEPTH_MAX	256

static const char object_sql[] =
    "SELECT id, parent, kind, child_count, size, mtime_ns / 1000000000,"
    " title, mime, extension, duration_ms, bitrate, width, height,"
    " sample_rate, channels, bits_per_sample, orientation, track, disc,"
    " date, artist, album, album_artist, genre, composer"
    " FROM object WHERE id = ?1";

static const struct {
	const char	*rows;		/* ?1: the parent or the kind */
	const char	*total;
	const char	*order;		/* without a sort of the client's */
} views[] = {
	[CATALOG_CHILDREN] = {
		"SELECT id FROM object WHERE parent = ?1 ORDER BY ",
		"SELECT child_count FROM object WHERE id = ?1",
		"kind > 0, name_key, id",
	},
	[CATALOG_ALL_OF_KIND] = {
		"SELECT id FROM object WHERE kind = ?1 ORDER BY ",
		"SELECT n FROM tally WHERE kind = ?1",
		"title_key, id",
	},
};

static const struct {
	const char	*up, *down;
} orders[] = {
	[CATALOG_SORT_TITLE] = { "title_key, ", "title_key DESC, " },
	[CATALOG_SORT_DATE] = { "date, ", "date DESC, " },
	/* As the names of the classes do: container, audioItem, imageItem,
	   videoItem. */
	[CATALOG_SORT_CLASS] = {
		"CASE kind WHEN 2 THEN 4 ELSE kind END, ",
		"CASE kind WHEN 2 THEN 4 ELSE kind END DESC, ",
	},
	[CATALOG_SORT_TRACK] = { "disc, track, ", "disc DESC, track DESC, " },
};

/* The first column of a one-row statement; 0 where there is no row. */
static int
read_number(struct catalog *c, sqlite3_stmt *s, int64_t *out)
{
	int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;

	*out = step == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_reset(s);
	if (step == SQLITE_ROW || step == SQLITE_DONE)
		return 0;
	c->failed = true;
	return -1;
}

static int
read_update_id(struct catalog *c, uint32_t *update_id)
{
	int64_t n;

	if (read_number(c, catalog_statement(c,
	    "SELECT update_id FROM state"), &n) == -1)
		return -1;
	*update_id = (uint32_t)n;
	return 0;
}

static int64_t
view_key(const struct catalog_query *q)
{
	return q->view == CATALOG_CHILDREN ? q->parent : (int64_t)q->kind;
}

static int
read_total(struct catalog *c, const struct catalog_query *q, uint64_t *total)
{
	const char *sql = views[q->view].total;
	sqlite3_stmt *s;
	int64_t n;

	if (q->view == CATALOG_CHILDREN && q->parent == 0)
		sql = "SELECT count(*) FROM object WHERE parent = ?1";
	if ((s = catalog_statement(c, sql)) == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, view_key(q));
	if (read_number(c, s, &n) == -1)
		return -1;
	*total = (uint64_t)n;
	return 0;
}

/* The statement of a page: constant pieces only; values are bound. */
static sqlite3_stmt *
prepare_page(struct catalog *c, const struct catalog_query *q)
{
	struct buf sql;
	sqlite3_stmt *s = NULL;

	buf_init(&sql, QUERY_BYTES_MAX);
	buf_add_str(&sql, views[q->view].rows);
	for (size_t i = 0; i < q->nsort && i < CATALOG_SORT_MAX; i++)
		buf_add_str(&sql, q->sort[i].descending ?
		    orders[q->sort[i].key].down : orders[q->sort[i].key].up);
	buf_add_str(&sql, q->nsort > 0 ? "title_key, id" : views[q->view].order);
	buf_add_str(&sql, " LIMIT ?2 OFFSET ?3");
	if (buf_failed(&sql) || sqlite3_prepare_v2(c->db, sql.data, -1, &s,
	    NULL) != SQLITE_OK)
		c->failed = true;
	else {
		sqlite3_bind_int64(s, 1, view_key(q));
		sqlite3_bind_int64(s, 2, q->count == 0 ||
		    q->count > INT64_MAX ? -1 : (int64_t)q->count);
		sqlite3_bind_int64(s, 3, q->start > INT64_MAX ? INT64_MAX :
		    (int64_t)q->start);
	}
	buf_free(&sql);
	return s;
}

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

static int
read_page(struct catalog *c, const struct catalog_query *q, int64_t **ids,
    size_t *n, uint64_t *total, uint32_t *update_id)
{
	sqlite3_stmt *s = NULL;
	int ret = -1;

	if (read_update_id(c, update_id) == 0 && read_total(c, q, total) == 0 &&
	    (s = prepare_page(c, q)) != NULL)
		ret = collect_ids(s, ids, n);
	if (sqlite3_finalize(s) != SQLITE_OK)
		ret = -1;
	return ret;
}

int
catalog_page(struct catalog *c, const struct catalog_query *q,
    int64_t **ids, size_t *n, uint64_t *total, uint32_t *update_id)
{
	int64_t *found = NULL;
	uint64_t all = 0;
	uint32_t update = 0;
	size_t nfound = 0;

	if (catalog_run(c, catalog_statement(c, "BEGIN")) == -1)
		return -1;
	if (read_page(c, q, &found, &nfound, &all, &update) == -1)
		c->failed = true;
	(void)catalog_run(c, catalog_statement(c, "COMMIT"));
	if (c->failed) {
		free(found);
		return -1;
	}
	*ids = found;
	*n = nfound;
	*total = all;
	*update_id = update;
	return 0;
}

static const char *
text(sqlite3_stmt *s, int column)
{
	const unsigned char *t = sqlite3_column_text(s, column);

	return t != NULL ? (const char *)t : "";
}

static uint32_t
number(sqlite3_stmt *s, int column)
{
	return (uint32_t)sqlite3_column_int64(s, column);
}

static void
read_object(sqlite3_stmt *s, struct catalog_object *o)
{
	int i = 0;

	o->id = sqlite3_column_int64(s, i++);
	o->parent = sqlite3_column_int64(s, i++);
	o->kind = (enum media_kind)sqlite3_column_int(s, i++);
	o->child_count = (uint64_t)sqlite3_column_int64(s, i++);
	o->size = (uint64_t)sqlite3_column_int64(s, i++);
	o->mtime = sqlite3_column_int64(s, i++);
	o->title = text(s, i++);
	o->mime = text(s, i++);
	o->extension = text(s, i++);
	o->duration_ms = (uint64_t)sqlite3_column_int64(s, i++);
	o->bitrate = (uint64_t)sqlite3_column_int64(s, i++);
	o->width = number(s, i++);
	o->height = number(s, i++);
	o->sample_rate = number(s, i++);
	o->channels = number(s, i++);
	o->bits_per_sample = number(s, i++);
	o->orientation = number(s, i++);
	o->track = number(s, i++);
	o->disc = number(s, i++);
	o->date = text(s, i++);
	o->artist = text(s, i++);
	o->album = text(s, i++);
	o->album_artist = text(s, i++);
	o->genre = text(s, i++);
	o->composer = text(s, i++);
}

int
catalog_object(struct catalog *c, int64_t id, catalog_row row, void *arg)
{
	sqlite3_stmt *s = catalog_statement(c, object_sql);
	struct catalog_object o;
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, id);
	if ((step = sqlite3_step(s)) == SQLITE_ROW) {
		read_object(s, &o);
		row(arg, &o);
	}
	sqlite3_reset(s);
	if (step != SQLITE_ROW && step != SQLITE_DONE) {
		c->failed = true;
		return -1;
	}
	return step == SQLITE_ROW;
}

int
catalog_objects(struct catalog *c, const int64_t *ids, size_t n,
    catalog_row row, void *arg)
{
	/* One transaction, so that a batch costs one look at the WAL. */
	if (catalog_run(c, catalog_statement(c, "BEGIN")) == -1)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (catalog_object(c, ids[i], row, arg) == -1)
			break;
	(void)catalog_run(c, catalog_statement(c, "COMMIT"));
	return c->failed ? -1 : 0;
}

static void
prepend(struct buf *b, const void *name, size_t len)
{
	struct buf whole;

	buf_init(&whole, b->max);
	buf_add(&whole, name, len);
	if (b->len > 0) {
		buf_add(&whole, "/", 1);
		buf_add(&whole, b->data, b->len);
	}
	buf_free(b);
	*b = whole;
}

int
catalog_path(struct catalog *c, int64_t id, struct buf *root,
    struct buf *path)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT parent, name FROM place WHERE id = ?1");
	int found = 0;

	buf_reset(root);
	buf_reset(path);
	for (int depth = 0; s != NULL && depth < PATH_DEPTH_MAX; depth++) {
		const void *name;
		size_t len;
		int step;

		sqlite3_reset(s);
		sqlite3_bind_int64(s, 1, id);
		if ((step = sqlite3_step(s)) != SQLITE_ROW) {
			c->failed = c->failed || step != SQLITE_DONE;
			break;
		}
		id = sqlite3_column_int64(s, 0);
		name = sqlite3_column_blob(s, 1);
		len = (size_t)sqlite3_column_bytes(s, 1);
		if (id == 0) {
			buf_add(root, name, len);
			found = 1;
			break;
		}
		prepend(path, name, len);
	}
	sqlite3_reset(s);
	buf_add(path, "", 0);		/* a root's own path is "", not NULL */
	if (c->failed || buf_failed(root) || buf_failed(path))
		return -1;
	return found;
}

int
catalog_counts(struct catalog *c, struct catalog_counts *counts)
{
	sqlite3_stmt *s;
	struct catalog_counts read = { 0 };
	int64_t n;

	for (int kind = 0; kind < MEDIA_KINDS; kind++) {
		s = catalog_statement(c, views[CATALOG_ALL_OF_KIND].total);
		if (s == NULL)
			return -1;
		sqlite3_bind_int(s, 1, kind);
		if (read_number(c, s, &n) == -1)
			return -1;
		read.of_kind[kind] = (uint64_t)n;
	}
	if (read_update_id(c, &read.update_id) == -1)
		return -1;
	*counts = read;
	return 0;
}
