/*
 * Which objects are in the containers of the views: lares-scan only.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_area.h"
#include "common/catalog_container.h"
#include "common/catalog_count.h"
#include "common/catalog_held.h"
#include "common/catalog_placed.h"
#include "common/catalog_schema.h"
#include "common/catalog_settle.h"
#include "common/catalog_shelve.h"

#define MOVED_BYTES_MAX	(8 * 1024 * 1024)	/* a million at once */

/* Runs what puts an object into a container, or takes it off: by 1 or -1. */
static int
move(struct catalog *c, const char *sql, int64_t object,
    const struct catalog_placed *p, int by)
{
	sqlite3_stmt *s = catalog_statement_of(c, sql, p->container);

	catalog_bind_bytes(s, 2, p->sort, p->sort_len);
	sqlite3_bind_int64(s, 3, object);
	if (catalog_run(c, s) == -1)
		return -1;
	if (sqlite3_changes(c->db) == 0)
		return 0;
	if (catalog_area_count(c, p->container, object, by) == -1 ||
	    catalog_held_note(c, p->container, object, by > 0) == -1)
		return -1;
	return catalog_count(c, p->container, by);
}

int
catalog_shelve_put(struct catalog *c, int64_t object,
    const struct catalog_placed *p)
{
	return move(c, "INSERT OR IGNORE INTO member"
	    " (container, sort, object) VALUES (?1, ?2, ?3)", object, p, 1);
}

int
catalog_shelve_take(struct catalog *c, int64_t object,
    const struct catalog_placed *p)
{
	return move(c, "DELETE FROM member WHERE container = ?1"
	    " AND sort = ?2 AND object = ?3", object, p, -1);
}

/* A file that names an artist twice stands there once. */
static int
add_member(struct catalog *c, int64_t object, const struct catalog_placed *p,
    struct buf *placed)
{
	if (catalog_placed_has(placed->data, placed->len, p->container))
		return 0;
	catalog_placed_add(placed, p);
	return catalog_shelve_put(c, object, p);
}

int
catalog_shelve_each(struct catalog *c, sqlite3_stmt *s,
    catalog_shelve_visit *visit, void *arg)
{
	struct catalog_placed p;
	const uint8_t *at;
	int64_t object;
	size_t len;
	int found, ret = 0;

	while (ret == 0 && (found = catalog_step(c, s)) == 1) {
		object = sqlite3_column_int64(s, 0);
		at = sqlite3_column_blob(s, 1);
		len = (size_t)sqlite3_column_bytes(s, 1);
		while (ret == 0 && catalog_placed_next(&at, &len, &p))
			ret = visit(c, object, &p, arg);
	}
	sqlite3_reset(s);
	return ret == 0 && found == 0 ? 0 : -1;
}

/* ---- albums, of which some files do not name the album artist ------------- */

/* From one container to another. */
struct moving {
	int64_t		 from, to;
	struct buf	 placed;
};

static int
relocate(struct catalog *c, int64_t object, const struct catalog_placed *p,
    void *arg)
{
	struct moving *m = arg;
	struct catalog_placed now = *p;

	if (p->container == m->from) {
		now.container = m->to;
		if (catalog_shelve_take(c, object, p) == -1 ||
		    catalog_container_left(c, m->from, object) == -1 ||
		    catalog_shelve_put(c, object, &now) == -1)
			return -1;
	}
	catalog_placed_add(&m->placed, &now);
	return 0;
}

static int
move_one(struct catalog *c, int64_t object, struct moving *m)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT id, shelved FROM object WHERE id = ?1", object);

	buf_reset(&m->placed);
	if (catalog_shelve_each(c, s, relocate, m) == -1 ||
	    buf_failed(&m->placed))
		return -1;
	s = catalog_statement_of(c,
	    "UPDATE object SET shelved = ?2 WHERE id = ?1", object);
	catalog_bind_bytes(s, 2, m->placed.data, m->placed.len);
	return catalog_run(c, s) == -1 ? -1 :
	    catalog_settle_moved(c, m->to, object);
}

/* Those of a container that are by somebody, whose name is folded. */
static int
find_by(struct catalog *c, int64_t container, const char *by, size_t len,
    struct buf *objects)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT o.id FROM member m"
	    " JOIN object o ON o.id = m.object WHERE m.container = ?1"
	    " AND fold(" CATALOG_SETTLE_BY ") = ?2", container);
	int64_t id;
	int found;

	sqlite3_bind_text(s, 2, by, (int)len, SQLITE_STATIC);
	while ((found = catalog_step(c, s)) == 1) {
		id = sqlite3_column_int64(s, 0);
		buf_add(objects, &id, sizeof(id));
	}
	return found == 0 && !buf_failed(objects) ? 0 : -1;
}

/* Whose album it is has come: they go to it. */
static int
move_unnamed(struct catalog *c, const struct catalog_container *w,
    int64_t from, int64_t to)
{
	struct moving m = { .from = from, .to = to };
	struct buf objects;
	size_t len;
	const char *by = catalog_container_namesake(w, &len);
	int64_t id;
	int ret;

	buf_init(&objects, MOVED_BYTES_MAX);
	buf_init(&m.placed, MOVED_BYTES_MAX);
	ret = find_by(c, from, by, len, &objects);
	for (size_t at = 0; ret == 0 && at < objects.len; at += sizeof(id)) {
		memcpy(&id, objects.data + at, sizeof(id));
		ret = move_one(c, id, &m);
	}
	buf_free(&m.placed);
	buf_free(&objects);
	return ret;
}

static int
find_album(struct catalog *c, const struct catalog_step *album,
    const struct catalog_container *w, int64_t *id)
{
	int64_t unnamed;

	if (!album->named)
		return album->artist[0] == '\0' ? catalog_container(c, w, id) :
		    catalog_container_unnamed(c, w, album->folder, id);
	if (catalog_container_named(c, w, album->folder, id, &unnamed) == -1)
		return -1;
	return unnamed != 0 ? move_unnamed(c, w, unnamed, *id) : 0;
}

/* ---- objects on their shelves ---------------------------------------------- */

static int
find_shelf(struct catalog *c, const struct catalog_shelf *shelf, int64_t *id)
{
	*id = (int64_t)shelf->view;
	for (size_t i = 0; i < shelf->nsteps; i++) {
		const struct catalog_step *step = &shelf->steps[i];
		const struct catalog_container w = {
			.view = shelf->view, .parent = *id,
			.level = (unsigned)i + 1,
			.key = step->key, .key_len = step->key_len,
			.title = step->title, .sorts_as = step->sorts_as,
			.artist = step->artist, .date = step->date,
		};

		if ((step->folder != 0 ? find_album(c, step, &w, id) :
		    catalog_container(c, &w, id)) == -1)
			return -1;
	}
	return 0;
}

int
catalog_shelve(struct catalog *c, int64_t object,
    const struct catalog_shelf *shelves, size_t n, struct buf *placed)
{
	struct catalog_placed p;

	if (catalog_container_begin(c, object) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		p.sort = shelves[i].sort;
		p.sort_len = shelves[i].sort_len;
		if (find_shelf(c, &shelves[i], &p.container) == -1 ||
		    add_member(c, object, &p, placed) == -1)
			return -1;
	}
	return 0;
}

int
catalog_shelve_by_folder(struct catalog *c, int64_t object,
    enum media_kind kind, int64_t folder, const void *sort, size_t sort_len,
    struct buf *placed)
{
	struct catalog_placed p = { .sort = sort, .sort_len = sort_len };

	if (catalog_container_of_folder(c, kind, folder, &p.container) == -1)
		return -1;
	return p.container != 0 ? add_member(c, object, &p, placed) : 0;
}

static int
take(struct catalog *c, int64_t object, const struct catalog_placed *p,
    void *arg)
{
	(void)arg;
	return catalog_shelve_take(c, object, p) == -1 ? -1 :
	    catalog_container_left(c, p->container, object);
}

int
catalog_unshelve(struct catalog *c, sqlite3_stmt *s)
{
	return catalog_shelve_each(c, s, take, NULL);
}
