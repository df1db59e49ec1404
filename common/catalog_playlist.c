/*
 * Playlists as containers: lares-scan only. What a playlist names is kept as
 * places, which need not be listed: so a file that comes finds the playlists
 * that wait for it, whichever came first.
 */
#include <endian.h>
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_container.h"
#include "common/catalog_placed.h"
#include "common/catalog_playlist.h"
#include "common/catalog_schema.h"
#include "common/catalog_shelve.h"

#define KEY_BYTES_MAX	16384
/* An object is in no more playlists than its row has room to note. */
#define PLACED_BYTES_MAX 12288

static uint64_t
key_of(int64_t id)
{
	return htobe64((uint64_t)id);
}

/* ---- one object ------------------------------------------------------------ */

static int
shelve(struct catalog *c, int64_t object, int64_t id, const char *title,
    uint32_t position, struct buf *placed)
{
	const uint64_t key = key_of(id);
	const uint32_t order = htobe32(position);
	struct catalog_shelf shelf = {
		.view = VIEW_PLAYLISTS, .nsteps = 1, .sort_len = sizeof(order),
		.steps = { { .title = title, .key_len = sizeof(key) } },
	};

	if (placed->len > PLACED_BYTES_MAX)
		return 0;
	memcpy(shelf.steps[0].key, &key, sizeof(key));
	memcpy(shelf.sort, &order, sizeof(order));
	return catalog_shelve(c, object, &shelf, 1, placed);
}

int
catalog_playlist_shelve(struct catalog *c, int64_t object, struct buf *placed)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT p.id, p.title, e.position FROM entry e"
	    " JOIN playlist p ON p.id = e.playlist WHERE e.place = ?1", object);
	int found;

	while ((found = catalog_step(c, s)) == 1)
		if (shelve(c, object, sqlite3_column_int64(s, 0),
		    (const char *)sqlite3_column_text(s, 1),
		    (uint32_t)sqlite3_column_int64(s, 2), placed) == -1)
			break;
	sqlite3_reset(s);
	return found == 0 ? 0 : -1;
}

/* What an object that is listed is placed in. 1; 0: it is not listed; -1. */
static int
read_placed(struct catalog *c, int64_t object, struct buf *placed)
{
	return catalog_bytes(c, catalog_statement_of(c,
	    "SELECT shelved FROM object WHERE id = ?1 AND kind > 0", object),
	    placed);
}

static int
write_placed(struct catalog *c, int64_t object, const struct buf *placed)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "UPDATE object SET shelved = ?2 WHERE id = ?1", object);

	catalog_bind_bytes(s, 2, placed->data, placed->len);
	return buf_failed(placed) ? -1 : catalog_run(c, s);
}

static int
put_on(struct catalog *c, int64_t object, int64_t id, const char *title,
    uint32_t position)
{
	struct buf placed;
	int ret;

	buf_init(&placed, KEY_BYTES_MAX);
	if ((ret = read_placed(c, object, &placed)) == 1 &&
	    (shelve(c, object, id, title, position, &placed) == -1 ||
	     write_placed(c, object, &placed) == -1))
		ret = -1;
	buf_free(&placed);
	return ret == -1 ? -1 : 0;
}

static int
take_off(struct catalog *c, int64_t object, int64_t container)
{
	struct buf placed, others;
	struct catalog_placed p;
	const uint8_t *at;
	size_t len;
	int ret = -1;	/* without a record it would be found again for ever */

	buf_init(&placed, KEY_BYTES_MAX);
	buf_init(&others, KEY_BYTES_MAX);
	if (read_placed(c, object, &placed) == 1) {
		at = (const uint8_t *)placed.data;
		len = placed.len;
		while (catalog_placed_next(&at, &len, &p))
			if (p.container == container)
				ret = catalog_shelve_take(c, object, &p);
			else
				catalog_placed_add(&others, &p);
	}
	if (ret == 0)
		ret = write_placed(c, object, &others);
	buf_free(&placed);
	buf_free(&others);
	return ret;
}

/* ---- one playlist ------------------------------------------------------------ */

/* The first object in a playlist's container. 1; 0: there is none; -1. */
static int
first_member(struct catalog *c, int64_t id, int64_t *container,
    int64_t *object)
{
	const uint64_t key = key_of(id);
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT m.container, m.object FROM container c"
	    " JOIN member m ON m.container = c.id"
	    " WHERE c.parent = ?1 AND c.key = ?2 LIMIT 1", VIEW_PLAYLISTS);
	int found;

	catalog_bind_bytes(s, 2, &key, sizeof(key));
	if ((found = catalog_step(c, s)) == 1) {
		*container = sqlite3_column_int64(s, 0);
		*object = sqlite3_column_int64(s, 1);
	}
	sqlite3_reset(s);
	return found;
}

int
catalog_playlist_drop(struct catalog *c, int64_t id)
{
	int64_t container, object;
	int found;

	if (catalog_run_with(c, "DELETE FROM playlist WHERE id = ?1", id,
	    0) == -1)
		return -1;
	if (sqlite3_changes(c->db) == 0)
		return 0;
	while ((found = first_member(c, id, &container, &object)) == 1) {
		if (take_off(c, object, container) == -1)
			return -1;
		c->changed = true;
		c->rows++;
	}
	return found == -1 ? -1 : catalog_run_with(c,
	    "DELETE FROM entry WHERE playlist = ?1", id, 0);
}

/* Its container from before, if there was one, gets its title of now. */
static int
rename_container(struct catalog *c, int64_t id, const char *title)
{
	const uint64_t key = key_of(id);
	const struct catalog_container w = {
		.parent = VIEW_PLAYLISTS, .key = &key, .key_len = sizeof(key),
		.title = title,
	};

	return catalog_container_rename(c, &w);
}

static int
insert_playlist(struct catalog *c, int64_t id, const struct catalog_playlist *p)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "INSERT INTO playlist VALUES (?1, ?2, ?3, ?4)", id);

	sqlite3_bind_int64(s, 2, p->root);
	catalog_bind_bytes(s, 3, p->path, strlen(p->path));
	catalog_bind_text(s, 4, p->title);
	return catalog_run(c, s);
}

/* 1: it is new; 0: it stands there already; -1. */
static int
insert_entry(struct catalog *c, int64_t id, uint32_t position, int64_t place)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "INSERT OR IGNORE INTO entry VALUES (?1, ?2, ?3)", id);

	sqlite3_bind_int64(s, 2, position);
	sqlite3_bind_int64(s, 3, place);
	if (catalog_run(c, s) == -1)
		return -1;
	c->rows++;
	return sqlite3_changes(c->db) > 0;
}

int
catalog_playlist_fill(struct catalog *c, int64_t id,
    const struct catalog_playlist *p)
{
	int new;

	if (catalog_playlist_drop(c, id) == -1)
		return -1;
	if (p->n == 0)
		return 0;
	if (insert_playlist(c, id, p) == -1 ||
	    rename_container(c, id, p->title) == -1)
		return -1;
	for (size_t i = 0; i < p->n; i++) {
		new = insert_entry(c, id, (uint32_t)i, p->places[i]);
		if (new == -1 || (new == 1 && put_on(c, p->places[i], id,
		    p->title, (uint32_t)i) == -1))
			return -1;
	}
	c->changed = true;
	return 0;
}

/* ---- all of them --------------------------------------------------------------- */

static void
copy(char *out, size_t size, sqlite3_stmt *s, int column)
{
	sqlite3_snprintf((int)size, out, "%.*s",
	    sqlite3_column_bytes(s, column),
	    (const char *)sqlite3_column_blob(s, column));
}

int
catalog_playlist_next(struct catalog *c, int64_t *id, char *root, char *path,
    size_t size)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT l.id, r.name, l.path FROM playlist l"
	    " JOIN place r ON r.id = l.root WHERE l.id > ?1"
	    " ORDER BY l.id LIMIT 1", *id);
	const int found = catalog_step(c, s);

	if (found == 1) {
		*id = sqlite3_column_int64(s, 0);
		copy(root, size, s, 1);
		copy(path, size, s, 2);
	}
	sqlite3_reset(s);
	return found;
}
