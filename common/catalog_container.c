/*
 * The containers of the views: lares-scan only. Those of the files before are
 * remembered, so that a file costs little where the one before it stood.
 */
#include <endian.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_area.h"
#include "common/catalog_container.h"
#include "common/catalog_schema.h"
#include "common/catalog_settle.h"
#include "common/fold.h"
#include "common/hash.h"

#define KEY_BYTES_MAX		16384
#define FOLDER_TITLE_BYTES	1024	/* a name has 255 */

/* Of a batch. A collision of 64 bits is not to be expected in any house. */
#define KNOWN_MAX	1024		/* a power of 2 */
struct catalog_known {
	struct known {
		int64_t	 parent, id;
		uint64_t key;		/* its hash */
		uint64_t title;		/* the hash of what it is called; 0 */
		uint64_t said;		/* ... of what was said of an album */
		uint64_t mark;		/* ... of who asked for its other */
		int64_t	 other;		/* an album's, to go to instead; 0 */
	}		 containers[KNOWN_MAX];
	uint64_t	 departures;		/* of objects from all of theirs */
	uint64_t	 arrivals;		/* of albums with a name in folders */
	int64_t		 left;			/* the object that did so last */
	bool		 again;			/* it is what is shelved */
	struct {			/* the last of each kind */
		int64_t	 folder, container;
	}		 folders[MEDIA_KINDS];
};

static struct catalog_known *
known(struct catalog *c)
{
	if (c->known == NULL)
		c->known = calloc(1, sizeof(*c->known));
	return c->known;
}

void
catalog_container_forget(struct catalog *c)
{
	free(c->known);
	c->known = NULL;
}

/* ---- one ------------------------------------------------------------------ */

/* Of two texts, either of which may be NULL. */
static uint64_t
hash_texts(const char *first, const char *second)
{
	return (first != NULL ? hash_bytes(HASH_START, first, strlen(first)) *
	    3 : 0) + (second != NULL ? hash_bytes(HASH_START, second,
	    strlen(second)) : 0);
}

/* The place that a container stands for, which is its key. */
static int64_t
place_of_key(const struct catalog_container *w)
{
	uint64_t key = 0;

	if (w->key_len == sizeof(key))
		memcpy(&key, w->key, sizeof(key));
	return (int64_t)be64toh(key);
}

/* What a container is ordered and found by. */
struct names {
	struct buf	 sort, fold;
};

static int
make_names(struct names *n, const struct catalog_container *w)
{
	buf_init(&n->sort, KEY_BYTES_MAX);
	buf_init(&n->fold, KEY_BYTES_MAX);
	fold_sort_key(&n->sort, w->sorts_as != NULL ? w->sorts_as : w->title);
	fold_text(&n->fold, w->title);
	buf_add(&n->fold, "", 0);
	return buf_failed(&n->sort) || buf_failed(&n->fold) ? -1 : 0;
}

static void
free_names(struct names *n)
{
	buf_free(&n->sort);
	buf_free(&n->fold);
}

/* As ?2 to ?4. */
static void
bind_names(sqlite3_stmt *s, const struct names *n,
    const struct catalog_container *w)
{
	catalog_bind_bytes(s, 2, n->sort.data, n->sort.len);
	catalog_bind_text(s, 3, n->fold.data);
	catalog_bind_text(s, 4, w->title);
}

static int
insert(struct catalog *c, const struct catalog_container *w, int64_t *id)
{
	sqlite3_stmt *s;
	struct names n;
	unsigned area = 0;
	int ret = -1;

	if (w->view == VIEW_PLAYLISTS &&
	    catalog_area_of(c, place_of_key(w), &area) == -1)
		return -1;
	if (make_names(&n, w) == 0) {
		s = catalog_statement_of(c, "INSERT INTO container (parent,"
		    " sort, fold, title, view, level, key, artist,"
		    " artist_fold, date, area) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
		    " ?7, ?8, fold(?8), ?9, ?10)", w->parent);
		bind_names(s, &n, w);
		sqlite3_bind_int64(s, 5, w->view);
		sqlite3_bind_int64(s, 6, w->level);
		catalog_bind_bytes(s, 7, w->key, w->key_len);
		catalog_bind_text(s, 8, w->artist);
		catalog_bind_text(s, 9, w->date);
		sqlite3_bind_int64(s, 10, area);
		ret = catalog_run(c, s);
		*id = sqlite3_last_insert_rowid(c->db);
	}
	free_names(&n);
	return ret;
}

/* What it is called now, by who was the last to call it something. */
static int
rename_one(struct catalog *c, const struct catalog_container *w, int64_t id)
{
	sqlite3_stmt *s;
	struct names n;
	int ret = -1;

	if (make_names(&n, w) == 0) {
		s = catalog_statement_of(c, "UPDATE container SET sort = ?2,"
		    " fold = ?3, title = ?4 WHERE id = ?1"
		    " AND (title <> ?4 OR sort <> ?2)", id);
		bind_names(s, &n, w);
		ret = catalog_run(c, s);
	}
	free_names(&n);
	return ret;
}

/* By its parent and key: 1, and *id is negative of an empty one; 0 or -1. */
static int
look_up(struct catalog *c, const struct catalog_container *w, int64_t *id)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT iif(n = 0, -id, id)"
	    " FROM container WHERE parent = ?1 AND key = ?2", w->parent);

	catalog_bind_bytes(s, 2, w->key, w->key_len);
	return catalog_number(c, s, id);
}

int
catalog_container_rename(struct catalog *c, const struct catalog_container *w)
{
	int64_t id;
	const int found = look_up(c, w, &id);

	return found == 1 ? rename_one(c, w, llabs(id)) : found;
}

/* One that is empty gets its title of now. */
static int
look_up_or_insert(struct catalog *c, const struct catalog_container *w,
    int64_t *id)
{
	const int found = look_up(c, w, id);

	if (found == 0)
		return insert(c, w, id);
	if (found == 1 && *id < 0) {
		*id = -*id;
		return rename_one(c, w, *id);
	}
	return found == 1 ? 0 : -1;
}

/* What a file says of a container that is known, if it is news. */
static int
note(struct catalog *c, struct known *k, const struct catalog_container *w)
{
	uint64_t title, said;

	if (c->known->again &&
	    (title = hash_texts(w->title, w->sorts_as)) != k->title) {
		if (rename_one(c, w, k->id) == -1)
			return -1;
		k->title = title;
	}
	if (w->artist == NULL)
		return 0;
	/* Who leaves may take with him what he said. */
	said = hash_texts(w->artist, w->date) + c->known->departures;
	if (said == k->said)
		return 0;
	k->said = said;
	return catalog_settle_joined(c, k->id, w->artist, w->date);
}

/* Where it is remembered, or will be; what was there of another is forgotten.
   NULL: no memory. */
static struct known *
slot(struct catalog *c, const struct catalog_container *w)
{
	const uint64_t key = hash_bytes(HASH_START, w->key, w->key_len) ^
	    (uint64_t)w->parent;
	struct catalog_known *all = known(c);
	struct known *k;

	if (all == NULL)
		return NULL;
	k = &all->containers[key % KNOWN_MAX];
	if (k->parent != w->parent || k->key != key)
		*k = (struct known){ .parent = w->parent, .key = key };
	return k;
}

static int
find(struct catalog *c, struct known *k, const struct catalog_container *w,
    int64_t *id)
{
	if (k == NULL ||
	    (k->id == 0 && look_up_or_insert(c, w, &k->id) == -1))
		return -1;
	*id = k->id;
	return note(c, k, w);
}

int
catalog_container(struct catalog *c, const struct catalog_container *w,
    int64_t *id)
{
	return find(c, slot(c, w), w, id);
}

/* ---- albums of which only some files name an album artist ------------------- */

const char *
catalog_container_namesake(const struct catalog_container *w, size_t *len)
{
	const char *key = w->key, *zero = memchr(key, '\0', w->key_len);

	*len = zero != NULL ? w->key_len - (size_t)(zero + 1 - key) : 0;
	return key + w->key_len - *len;
}

/* The key of the album of the same title that w is not. */
static void
make_other_key(struct buf *key, const struct catalog_container *w,
    int64_t folder, bool named)
{
	const uint64_t end = htobe64((uint64_t)folder);
	size_t len;

	buf_init(key, KEY_BYTES_MAX);
	(void)catalog_container_namesake(w, &len);
	buf_add(key, w->key, w->key_len - len);
	if (named)
		buf_add(key, &end, sizeof(end));
	else
		fold_text(key, w->artist);
}

/* 1, 0: there is none, or -1. */
static int
find_other(struct catalog *c, int64_t parent, const struct buf *key,
    int64_t *id)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT id FROM container WHERE parent = ?1 AND key = ?2", parent);

	if (buf_failed(key))
		return -1;
	catalog_bind_bytes(s, 2, key->data, key->len);
	return catalog_number(c, s, id);
}

/* Whether a file in a folder, or in one of its discs, is in an album. Of one
   that holds very many not all are looked at. 1, 0 or -1. */
static int
is_in_folder(struct catalog *c, int64_t album, int64_t folder)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT 1 FROM (SELECT object"
	    " FROM member WHERE container = ?1 LIMIT 500) m JOIN place o"
	    " ON o.id = m.object JOIN place p ON p.id = o.parent"
	    " WHERE p.id = ?2 OR (p.parent = ?2 AND is_disc(p.name)) LIMIT 1",
	    album);
	int64_t one;

	sqlite3_bind_int64(s, 2, folder);
	return catalog_number(c, s, &one);
}

int
catalog_container_named(struct catalog *c, const struct catalog_container *w,
    int64_t folder, int64_t *id, int64_t *unnamed)
{
	struct known *k = slot(c, w);
	struct buf key;
	uint64_t mark;
	int found;

	*unnamed = 0;
	if (k == NULL)
		return -1;
	mark = hash_bytes(hash_bytes(HASH_START, &folder, sizeof(folder)),
	    &c->known->departures, sizeof(c->known->departures));
	if (k->mark != mark) {
		make_other_key(&key, w, folder, true);
		found = find_other(c, w->parent, &key, unnamed);
		buf_free(&key);
		if (found == -1)
			return -1;
		k->mark = mark;
		c->known->arrivals++;
	}
	return find(c, k, w, id);
}

/* To w, or where the album artist is named whose album this is. */
static int
find_album(struct catalog *c, struct known *k,
    const struct catalog_container *w, int64_t folder, const struct buf *key,
    int64_t *id)
{
	const uint64_t mark = hash_texts(w->artist, NULL) +
	    c->known->departures + c->known->arrivals;
	struct catalog_container other = *w;
	int found = k->other != 0;

	if (k->mark != mark) {
		found = find_other(c, w->parent, key, &k->other);
		if (found == 1)
			found = is_in_folder(c, k->other, folder);
		if (found == -1)
			return -1;
		k->mark = mark;
	}
	if (found == 0) {
		k->other = 0;
		return find(c, k, w, id);
	}
	other.key = key->data;
	other.key_len = key->len;
	return catalog_container(c, &other, id);
}

int
catalog_container_unnamed(struct catalog *c,
    const struct catalog_container *w, int64_t folder, int64_t *id)
{
	struct known *k = slot(c, w);
	struct buf key;
	int ret = -1;

	make_other_key(&key, w, folder, false);
	if (k != NULL)
		ret = find_album(c, k, w, folder, &key, id);
	buf_free(&key);
	return ret;
}

/* ---- who comes again, and who leaves ---------------------------------------- */

int
catalog_container_begin(struct catalog *c, int64_t object)
{
	struct catalog_known *k = known(c);

	if (k == NULL)
		return -1;
	k->again = k->left == object;
	k->left = 0;
	return 0;
}

int
catalog_container_left(struct catalog *c, int64_t container, int64_t object)
{
	struct catalog_known *k = known(c);

	if (k == NULL)
		return -1;
	if (k->left != object) {
		k->left = object;
		k->departures++;
	}
	return catalog_settle_left(c, container, object);
}

int
catalog_container_emptied(struct catalog *c, int64_t container)
{
	/* Who comes next says what it is. */
	if (c->known != NULL)
		memset(c->known->containers, 0, sizeof(c->known->containers));
	return catalog_settle_emptied(c, container);
}

/* ---- folders -------------------------------------------------------------- */

/* The folders above it, from the media root on, stand above it there too. */
static int
find_folder(struct catalog *c, enum view view, int64_t folder,
    unsigned *level, int64_t *id)
{
	uint64_t key = htobe64((uint64_t)folder);
	struct catalog_container w = { .view = view, .parent = (int64_t)view,
	    .key = &key, .key_len = sizeof(key) };
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT parent, title FROM object WHERE id = ?1", folder);
	char title[FOLDER_TITLE_BYTES];
	int64_t above;

	if (catalog_step(c, s) != 1)
		return -1;
	above = sqlite3_column_int64(s, 0);
	sqlite3_snprintf(sizeof(title), title, "%s", sqlite3_column_text(s, 1));
	sqlite3_reset(s);
	*level = 0;
	if (above != 0 && find_folder(c, view, above, level, &w.parent) == -1)
		return -1;
	w.title = title;
	w.level = ++*level;
	return catalog_container(c, &w, id);
}

int
catalog_container_of_folder(struct catalog *c, enum media_kind kind,
    int64_t folder, int64_t *id)
{
	const enum view view = view_of_folders(kind);
	struct catalog_known *k = known(c);
	unsigned level;

	*id = 0;
	if (view == VIEW_NONE)
		return 0;
	if (k == NULL)
		return -1;
	/* Most files lie beside the one before. */
	if (k->folders[kind].folder != folder) {
		if (find_folder(c, view, folder, &level,
		    &k->folders[kind].container) == -1)
			return -1;
		k->folders[kind].folder = folder;
	}
	*id = k->folders[kind].container;
	return 0;
}
