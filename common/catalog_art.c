/*
 * Pictures in the catalogue, and whose they are: lares-scan only. The files
 * themselves are scanner/library/art_store.c's affair.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/catalog_art.h"
#include "common/catalog_batch.h"
#include "common/catalog_placed.h"
#include "common/catalog_schema.h"
#include "common/catalog_shelve.h"
#include "common/view.h"

#define ALBUM_CLASS	"object.container.album"

/* Of pictures that are forgotten at a time. */
#define FORGET_ROWS	256

/* Of what no picture could be made of, so that it is not tried again. */
#define FAILED_MAX	10000

/* Of what is in a container, for another picture. */
#define LOOKED_AT_MAX	500

/* Runs what clients see. It is no row of those that a batch ends with: it is in
   no hurry. */
static int
show(struct catalog *c, sqlite3_stmt *s)
{
	if (catalog_run(c, s) == -1)
		return -1;
	c->changed = c->changed || sqlite3_changes(c->db) > 0;
	return 0;
}

/* ---- pictures -------------------------------------------------------------- */

int
catalog_art_find(struct catalog *c, const struct catalog_art_key *key,
    int64_t *art)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT art FROM art WHERE key = ?1");
	int found;

	catalog_bind_bytes(s, 1, key->bytes, sizeof(key->bytes));
	found = catalog_number(c, s, art);
	return found != -1 ? found : catalog_batch_roll_back(c);
}

int
catalog_art_add(struct catalog *c, const struct catalog_art_key *key,
    enum media_kind kind, int64_t *id)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "INSERT INTO art (key, kind) VALUES (?1, ?2)");

	catalog_bind_bytes(s, 1, key->bytes, sizeof(key->bytes));
	sqlite3_bind_int64(s, 2, kind);
	if (catalog_batch_run(c, s) == -1)
		return -1;
	*id = sqlite3_last_insert_rowid(c->db);
	return 0;
}

int
catalog_art_made(struct catalog *c, int64_t id, const struct art *art,
    uint64_t bytes)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "UPDATE art SET art = ?2, bytes = ?3 WHERE id = ?1");
	struct art made = art != NULL ? *art : (struct art){ 0 };

	made.id = id;
	sqlite3_bind_int64(s, 1, id);
	sqlite3_bind_int64(s, 2, art_pack(&made));
	sqlite3_bind_int64(s, 3, (int64_t)bytes);
	return catalog_batch_run(c, s);
}

int
catalog_art_bytes(struct catalog *c, uint64_t *bytes)
{
	int64_t n = 0;

	if (catalog_number(c, catalog_statement(c,
	    "SELECT coalesce(sum(bytes), 0) FROM art"), &n) == -1)
		return -1;
	*bytes = (uint64_t)n;
	return 0;
}

int
catalog_art_exists(struct catalog *c, int64_t id)
{
	int64_t one;

	return catalog_number_of(c,
	    "SELECT 1 FROM art WHERE id = ?1 AND art <> 0", id, &one);
}

/* The oldest beyond those that are kept in mind. */
static int
forget_failed(struct catalog *c)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "DELETE FROM art WHERE art = 0 AND id <= (SELECT id FROM art"
	    " WHERE art = 0 ORDER BY id DESC LIMIT 1 OFFSET ?1)");

	sqlite3_bind_int64(s, 1, FAILED_MAX);
	return catalog_batch_run(c, s);
}

int
catalog_art_collect(struct catalog *c)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "UPDATE container SET art = 0 WHERE art <> 0 AND NOT listed");

	if (catalog_batch_run(c, s) == -1 || forget_failed(c) == -1)
		return -1;
	return catalog_batch_run(c, catalog_batch_statement(c,
	    "DELETE FROM art WHERE art <> 0 AND id NOT IN"
	    " (SELECT " ART_ID_OF("art") " FROM object WHERE art <> 0 UNION"
	    " SELECT " ART_ID_OF("art") " FROM container WHERE art <> 0)"));
}

#define OF_NO_PICTURE							\
	" WHERE art <> 0 AND " ART_ID_OF("art") " NOT IN (SELECT id FROM art)"

int
catalog_art_renew(struct catalog *c)
{
	return catalog_batch_run(c, catalog_batch_statement(c,
	    "INSERT OR IGNORE INTO artless"
	    " SELECT kind, id FROM object" OF_NO_PICTURE
	    " AND kind > 0")) == -1 ||
	    show(c, catalog_statement(c,
	    "UPDATE object SET art = 0" OF_NO_PICTURE)) == -1 ||
	    show(c, catalog_statement(c,
	    "UPDATE container SET art = 0" OF_NO_PICTURE)) == -1 ?
	    catalog_batch_roll_back(c) : 0;
}

int
catalog_art_forget(struct catalog *c, int64_t id)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "DELETE FROM art WHERE ?1 IN (0, id)");

	sqlite3_bind_int64(s, 1, id);
	return catalog_batch_run(c, s);
}

static int
forget_some(struct catalog *c, enum media_kind before, int *n)
{
	sqlite3_stmt *s = catalog_batch_statement(c, "DELETE FROM art WHERE id IN"
	    " (SELECT id FROM art WHERE kind > ?1 AND art <> 0"
	    " ORDER BY kind DESC, id LIMIT ?2)");

	sqlite3_bind_int64(s, 1, before);
	sqlite3_bind_int64(s, 2, FORGET_ROWS);
	if (catalog_batch_run(c, s) == -1)
		return -1;
	*n = sqlite3_changes(c->db);
	return 0;
}

int
catalog_art_make_room(struct catalog *c, enum media_kind before, uint64_t max)
{
	bool forgot = false;
	uint64_t bytes;
	int n = 1;

	for (;;) {
		if (catalog_art_bytes(c, &bytes) == -1)
			return catalog_batch_roll_back(c);
		if (bytes <= max || n == 0)
			break;
		if (forget_some(c, before, &n) == -1)
			return -1;
		forgot = forgot || n > 0;
	}
	if (forgot && catalog_art_renew(c) == -1)
		return -1;
	return forgot;
}

/* ---- whose they are -------------------------------------------------------- */

/* Whether a container at a level of a view shows a picture of what is in it. */
static bool
shows(enum view view, unsigned level, bool *is_folder)
{
	*is_folder = view_is_of_folders(view);
	return level > 0 && (*is_folder || strncmp(view_class(view, level),
	    ALBUM_CLASS, strlen(ALBUM_CLASS)) == 0);
}

/* A picture, in place of old or of none; always: of any. */
static int
give(struct catalog *c, int64_t container, int64_t art, int64_t old,
    bool always)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "UPDATE container SET art = ?2 WHERE id = ?1 AND art <> ?2"
	    " AND (?4 OR art IN (0, ?3))", container);

	sqlite3_bind_int64(s, 2, art);
	sqlite3_bind_int64(s, 3, old);
	sqlite3_bind_int64(s, 4, always);
	return show(c, s);
}

/* In place of old, which is nobody's any more, that of the first in it which
   has one. Not all are looked at: there may be very many. */
static int
give_another(struct catalog *c, int64_t container, int64_t old)
{
	sqlite3_stmt *s = catalog_statement_of(c, "UPDATE container"
	    " SET art = coalesce((SELECT o.art FROM (SELECT object"
	    " FROM member WHERE container = ?1 ORDER BY sort, object"
	    " LIMIT ?3) m JOIN object o ON o.id = m.object"
	    " WHERE o.art <> 0 LIMIT 1), 0) WHERE id = ?1 AND art = ?2",
	    container);

	sqlite3_bind_int64(s, 2, old);
	sqlite3_bind_int64(s, 3, LOOKED_AT_MAX);
	return show(c, s);
}

/* A series shows what a season of it does. */
static int
lend_series(struct catalog *c, int64_t season, int64_t old)
{
	sqlite3_stmt *s = catalog_statement_of(c, "UPDATE container SET art ="
	    " (SELECT art FROM container WHERE id = ?1)"
	    " WHERE id = (SELECT parent FROM container WHERE id = ?1)"
	    " AND art IN (0, ?2)"
	    " AND art <> (SELECT art FROM container WHERE id = ?1)", season);

	sqlite3_bind_int64(s, 2, old);
	return show(c, s);
}

/* A picture that comes, in place of old. */
struct lending {
	int64_t	 art, old;
	bool	 of_folder;	/* it is the folder's own cover */
};

/* To one of the containers that an object is in. */
static int
lend_to(struct catalog *c, int64_t object, const struct catalog_placed *p,
    void *arg)
{
	const struct lending *l = arg;
	int64_t both = 0;
	bool is_folder;
	enum view view;

	(void)object;
	if (catalog_number_of(c,
	    "SELECT view << 8 | level FROM container WHERE id = ?1",
	    p->container, &both) == -1)
		return -1;
	view = (enum view)(both >> 8);
	if (!shows(view, (unsigned)(both & 0xff), &is_folder))
		return 0;
	if (l->art != 0 ? give(c, p->container, l->art, l->old,
	    is_folder && l->of_folder) == -1 :
	    give_another(c, p->container, l->old) == -1)
		return -1;
	return view == VIEW_VIDEO_SERIES ?
	    lend_series(c, p->container, l->old) : 0;
}

static int
lend_to_all(struct catalog *c, int64_t id, struct lending *l)
{
	return catalog_shelve_each(c, catalog_statement_of(c,
	    "SELECT id, shelved FROM object WHERE id = ?1", id), lend_to, l);
}

/* The folder on disk shows its own cover before any other. */
static int
lend_to_folder(struct catalog *c, int64_t folder, const struct lending *l)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "UPDATE object SET art = ?2 WHERE id = ?1 AND kind = 0"
	    " AND art <> ?2 AND (?3 OR art IN (0, ?4))", folder);

	sqlite3_bind_int64(s, 2, l->art);
	sqlite3_bind_int64(s, 3, l->of_folder);
	sqlite3_bind_int64(s, 4, l->old);
	return show(c, s);
}

/* The one before is in *old. */
static int
change(struct catalog *c, int64_t id, int64_t art, int64_t *old)
{
	sqlite3_stmt *s;

	*old = 0;
	if (catalog_number_of(c, "SELECT art FROM object WHERE id = ?1", id,
	    old) == -1)
		return -1;
	if (*old == art)
		return 0;
	s = catalog_statement_of(c,
	    "UPDATE object SET art = ?2 WHERE id = ?1", id);
	sqlite3_bind_int64(s, 2, art);
	return show(c, s);
}

int
catalog_art_unseen(struct catalog *c, int64_t id)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "UPDATE object SET width = 0, height = 0"
	    " WHERE id = ?1 AND kind = 3 AND width <> 0");

	sqlite3_bind_int64(s, 1, id);
	return show(c, s) == -1 ? catalog_batch_roll_back(c) : 0;
}

int
catalog_art_set(struct catalog *c, const struct catalog_artless *a,
    int64_t art, bool of_folder)
{
	struct lending l = { .art = art, .of_folder = of_folder };

	if (catalog_batch_begin(c) == -1 ||
	    change(c, a->id, art, &l.old) == -1)
		return catalog_batch_roll_back(c);
	if ((l.art != 0 || l.old != 0) &&
	    (lend_to_all(c, a->id, &l) == -1 ||
	     lend_to_folder(c, a->folder, &l) == -1))
		return catalog_batch_roll_back(c);
	return catalog_artless_done(c, a->id, a->kind);
}
