/*
 * The containers of the views: lares-scan only. Those of the files before are
 * remembered, so that a file costs little where the one before it stood.
 */
#include <endian.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_area.h"
#include "common/catalog_column.h"
#include "common/catalog_container.h"
#include "common/catalog_schema.h"
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
		uint64_t artist;	/* the hash of who it was said to be by */
	}		 containers[KNOWN_MAX];
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

/* An album whose tracks name several artists is by various. */
static int
note_artist(struct catalog *c, int64_t id, const char *artist)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "UPDATE container SET artist = '', artist_fold = '' WHERE id = ?1"
	    " AND artist <> '' AND artist <> ?2");

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, id);
	catalog_bind_text(s, 2, artist);
	return catalog_run(c, s);
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

static int
insert(struct catalog *c, const struct catalog_container *w, int64_t *id)
{
	struct buf sort, fold, artist;
	sqlite3_stmt *s = NULL;
	unsigned area = 0;
	int ret = -1;

	if (w->view == VIEW_PLAYLISTS &&
	    catalog_area_of(c, place_of_key(w), &area) == -1)
		return -1;
	buf_init(&sort, KEY_BYTES_MAX);
	buf_init(&fold, KEY_BYTES_MAX);
	buf_init(&artist, KEY_BYTES_MAX);
	fold_sort_key(&sort, w->sorts_as != NULL ? w->sorts_as : w->title);
	fold_text(&fold, w->title);
	buf_add(&fold, "", 0);
	fold_text(&artist, w->artist != NULL ? w->artist : "");
	buf_add(&artist, "", 0);
	if (!buf_failed(&sort) && !buf_failed(&fold) && !buf_failed(&artist))
		s = catalog_statement(c, "INSERT INTO container (parent, view,"
		    " level, key, sort, fold, title, artist, date, area,"
		    " artist_fold) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
		    " ?10, ?11)");
	if (s != NULL) {
		sqlite3_bind_int64(s, 1, w->parent);
		sqlite3_bind_int(s, 2, (int)w->view);
		sqlite3_bind_int(s, 3, (int)w->level);
		catalog_bind_bytes(s, 4, w->key, w->key_len);
		catalog_bind_bytes(s, 5, sort.data, sort.len);
		catalog_bind_text(s, 6, fold.data);
		catalog_bind_text(s, 7, w->title);
		catalog_bind_text(s, 8, w->artist);
		catalog_bind_text(s, 9, w->date);
		sqlite3_bind_int64(s, 10, area);
		catalog_bind_text(s, 11, artist.data);
		ret = catalog_run(c, s);
		*id = sqlite3_last_insert_rowid(c->db);
	}
	buf_free(&sort);
	buf_free(&fold);
	buf_free(&artist);
	return ret;
}

static int
look_up_or_insert(struct catalog *c, const struct catalog_container *w,
    int64_t *id)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT id FROM container WHERE parent = ?1 AND key = ?2");
	int found;

	if (s != NULL) {
		sqlite3_bind_int64(s, 1, w->parent);
		catalog_bind_bytes(s, 2, w->key, w->key_len);
	}
	if ((found = catalog_number(c, s, id)) == 0)
		return insert(c, w, id);
	return found == 1 ? 0 : -1;
}

int
catalog_container(struct catalog *c, const struct catalog_container *w,
    int64_t *id)
{
	const uint64_t key = hash_bytes(HASH_START, w->key, w->key_len) ^
	    (uint64_t)w->parent;
	const uint64_t artist = w->artist != NULL ?
	    hash_bytes(HASH_START, w->artist, strlen(w->artist)) : 0;
	struct catalog_known *all = known(c);
	struct known *k;

	if (all == NULL)
		return -1;
	k = &all->containers[key % KNOWN_MAX];
	if (k->id == 0 || k->parent != w->parent || k->key != key) {
		if (look_up_or_insert(c, w, id) == -1)
			return -1;
		*k = (struct known){ w->parent, *id, key, 0 };
	}
	*id = k->id;
	if (k->artist == artist)
		return 0;
	k->artist = artist;
	return note_artist(c, *id, w->artist);
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
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT parent, title FROM object WHERE id = ?1");
	char title[FOLDER_TITLE_BYTES];
	int64_t above;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, folder);
	if (sqlite3_step(s) != SQLITE_ROW) {
		sqlite3_reset(s);
		return -1;
	}
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
