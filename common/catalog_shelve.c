/*
 * The containers of the views, and which objects are in them: lares-scan only.
 * A container counts its children that are not empty; when it becomes empty,
 * or is no longer, the one above it counts anew, up to the view.
 */
#include <endian.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_area.h"
#include "common/catalog_held.h"
#include "common/catalog_placed.h"
#include "common/catalog_schema.h"
#include "common/catalog_shelve.h"
#include "common/fold.h"
#include "common/hash.h"

#define KEY_BYTES_MAX		16384
#define FOLDER_TITLE_BYTES	1024	/* a name has 255 */

/*
 * What is remembered of a batch, so that a file costs little where the one
 * before it stood: containers by what makes them themselves, and how many came
 * to each or left. Counts are written once, at the end.
 */
#define KNOWN_MAX	1024		/* a power of 2 */
#define COUNTS_MAX	4096		/* the same */
struct catalog_counting {
	struct known {
		int64_t	 parent, id;
		uint64_t key;		/* its hash */
		uint64_t artist;	/* the hash of who it was said to be by */
	}		 known[KNOWN_MAX];
	struct {
		int64_t	 container;	/* 0: none */
		int	 by;
	}		 counts[COUNTS_MAX];
	size_t		 ncounts;
	bool		 left[VIEW_IDS];	/* views that something left */
	struct {			/* where files were shelved last */
		int64_t	 folder, container;
	}		 last_folder[MEDIA_KINDS];
};

/* A collision of 64 bits is not to be expected in any house. */
static uint64_t
hash(const void *bytes, size_t len)
{
	return hash_bytes(HASH_START, bytes, len);
}

static struct catalog_counting *
counting(struct catalog *c)
{
	if (c->counting == NULL)
		c->counting = calloc(1, sizeof(*c->counting));
	return c->counting;
}

void
catalog_shelve_forget(struct catalog *c)
{
	free(c->counting);
	c->counting = NULL;
}

/* ---- counting ------------------------------------------------------------ */

/* The first two columns of a row that a change returns; 0: there is none. */
static int
step_pair(struct catalog *c, sqlite3_stmt *s, int64_t *first, int64_t *second)
{
	int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;

	if (step == SQLITE_ROW) {
		*first = sqlite3_column_int64(s, 0);
		*second = sqlite3_column_int64(s, 1);
		/* A RETURNING statement is done when it says so. */
		if (sqlite3_step(s) != SQLITE_DONE)
			step = SQLITE_ERROR;
	}
	sqlite3_reset(s);
	if (step != SQLITE_ROW && step != SQLITE_DONE)
		c->failed = true;
	return step == SQLITE_ROW ? 1 : step == SQLITE_DONE ? 0 : -1;
}

static int
set_listed(struct catalog *c, int64_t container, bool listed)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "UPDATE container SET listed = ?2 WHERE id = ?1");

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, container);
	sqlite3_bind_int(s, 2, listed);
	return catalog_run(c, s);
}

/* The first to come, and the last to go, is news to the container above. */
static int
write_count(struct catalog *c, int64_t container, int by)
{
	int64_t n, parent;
	sqlite3_stmt *s;
	int found;

	while (container != 0 && by != 0) {
		s = catalog_statement(c, "UPDATE container SET n = n + ?2"
		    " WHERE id = ?1 RETURNING n, parent");
		if (s != NULL) {
			sqlite3_bind_int64(s, 1, container);
			sqlite3_bind_int(s, 2, by);
		}
		if ((found = step_pair(c, s, &n, &parent)) == -1)
			return -1;
		if (found == 0 || (n > 0) == (n - by > 0))
			return 0;
		if (set_listed(c, container, n > 0) == -1)
			return -1;
		by = n > 0 ? 1 : -1;
		container = parent;
	}
	return 0;
}

int
catalog_shelve_count(struct catalog *c)
{
	struct catalog_counting *k = c->counting;

	if (k == NULL || k->ncounts == 0)
		return 0;
	for (size_t i = 0; i < COUNTS_MAX; i++) {
		if (k->counts[i].container != 0 &&
		    write_count(c, k->counts[i].container,
		    k->counts[i].by) == -1)
			return -1;
		k->counts[i].container = 0;
	}
	k->ncounts = 0;
	return 0;
}

/* by: 1 or -1. */
static int
count(struct catalog *c, int64_t container, int by)
{
	struct catalog_counting *k = counting(c);
	size_t i;

	if (k == NULL)
		return -1;
	if (k->ncounts == COUNTS_MAX / 2 && catalog_shelve_count(c) == -1)
		return -1;
	i = hash(&container, sizeof(container)) % COUNTS_MAX;
	while (k->counts[i].container != 0 &&
	    k->counts[i].container != container)
		i = (i + 1) % COUNTS_MAX;
	if (k->counts[i].container == 0) {
		k->counts[i].container = container;
		k->counts[i].by = 0;
		k->ncounts++;
	}
	k->counts[i].by += by;
	if (by < 0 && container < VIEW_IDS)
		k->left[container] = true;
	return 0;
}

/* ---- containers ---------------------------------------------------------- */

struct wanted {
	enum view	 view;
	int64_t		 parent;
	unsigned	 level;
	const void	*key;
	size_t		 key_len;
	const char	*title, *sorts_as, *artist, *date;
};

static void
bind_text(sqlite3_stmt *s, int at, const char *text)
{
	sqlite3_bind_text(s, at, text != NULL ? text : "", -1, SQLITE_STATIC);
}

static void
bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t len)
{
	sqlite3_bind_blob(s, at, len > 0 ? bytes : "", (int)len, SQLITE_STATIC);
}

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
	bind_text(s, 2, artist);
	return catalog_run(c, s);
}

/* The place that a container stands for, which is its key. */
static int64_t
place_of_key(const struct wanted *w)
{
	uint64_t key = 0;

	if (w->key_len == sizeof(key))
		memcpy(&key, w->key, sizeof(key));
	return (int64_t)be64toh(key);
}

static int
insert_container(struct catalog *c, const struct wanted *w, int64_t *id)
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
		bind_bytes(s, 4, w->key, w->key_len);
		bind_bytes(s, 5, sort.data, sort.len);
		bind_text(s, 6, fold.data);
		bind_text(s, 7, w->title);
		bind_text(s, 8, w->artist);
		bind_text(s, 9, w->date);
		sqlite3_bind_int64(s, 10, area);
		bind_text(s, 11, artist.data);
		ret = catalog_run(c, s);
		*id = sqlite3_last_insert_rowid(c->db);
	}
	buf_free(&sort);
	buf_free(&fold);
	buf_free(&artist);
	return ret;
}

/* Looks it up, or makes it. */
static int
read_container(struct catalog *c, const struct wanted *w, int64_t *id)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT id, 0 FROM container WHERE parent = ?1 AND key = ?2");
	int64_t ignored;
	int found;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, w->parent);
	bind_bytes(s, 2, w->key, w->key_len);
	if ((found = step_pair(c, s, id, &ignored)) == 0)
		return insert_container(c, w, id);
	return found == 1 ? 0 : -1;
}

/* The container, made if it is new. */
static int
find_container(struct catalog *c, const struct wanted *w, int64_t *id)
{
	struct catalog_counting *k = counting(c);
	const uint64_t key = hash(w->key, w->key_len) ^ (uint64_t)w->parent;
	const uint64_t artist = w->artist != NULL ?
	    hash(w->artist, strlen(w->artist)) : 0;
	struct known *known;

	if (k == NULL)
		return -1;
	known = &k->known[key % KNOWN_MAX];
	if (known->id == 0 || known->parent != w->parent ||
	    known->key != key) {
		if (read_container(c, w, id) == -1)
			return -1;
		*known = (struct known){ w->parent, *id, key, 0 };
	}
	*id = known->id;
	if (known->artist == artist)
		return 0;
	known->artist = artist;
	return note_artist(c, *id, w->artist);
}

static int
find_shelf(struct catalog *c, const struct catalog_shelf *shelf, int64_t *id)
{
	*id = (int64_t)shelf->view;
	for (size_t i = 0; i < shelf->nsteps; i++) {
		const struct catalog_step *step = &shelf->steps[i];
		const struct wanted w = {
			.view = shelf->view, .parent = *id,
			.level = (unsigned)i + 1,
			.key = step->key, .key_len = step->key_len,
			.title = step->title, .sorts_as = step->sorts_as,
			.artist = step->artist, .date = step->date,
		};

		if (find_container(c, &w, id) == -1)
			return -1;
	}
	return 0;
}

/* The container in a view of folders that stands for a folder. */
static int
find_folder(struct catalog *c, enum view view, int64_t folder,
    unsigned *level, int64_t *id)
{
	uint64_t key = htobe64((uint64_t)folder);
	struct wanted w = { .view = view, .key = &key, .key_len = sizeof(key) };
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
	w.parent = (int64_t)view;
	if (above != 0 && find_folder(c, view, above, level, &w.parent) == -1)
		return -1;
	w.title = title;
	w.level = ++*level;
	return find_container(c, &w, id);
}

/* ---- members ------------------------------------------------------------- */

/* Runs what puts an object into a container, or takes it off: by 1 or -1. */
static int
move(struct catalog *c, const char *sql, int64_t object,
    const struct catalog_placed *p, int by)
{
	sqlite3_stmt *s = catalog_statement(c, sql);

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, p->container);
	bind_bytes(s, 2, p->sort, p->sort_len);
	sqlite3_bind_int64(s, 3, object);
	if (catalog_run(c, s) == -1)
		return -1;
	if (sqlite3_changes(c->db) == 0)
		return 0;
	if (catalog_area_count(c, p->container, object, by) == -1 ||
	    catalog_held_note(c, p->container, object, by > 0) == -1)
		return -1;
	return count(c, p->container, by);
}

int
catalog_shelve_put(struct catalog *c, int64_t object,
    const struct catalog_placed *p)
{
	return move(c, "INSERT OR IGNORE INTO member"
	    " (container, sort, object) VALUES (?1, ?2, ?3)", object, p, 1);
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
catalog_shelve(struct catalog *c, int64_t object,
    const struct catalog_shelf *shelves, size_t n, struct buf *placed)
{
	struct catalog_placed p;

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
	struct catalog_counting *k = counting(c);
	const enum view view = view_of_folders(kind);
	unsigned level;

	if (view == VIEW_NONE)
		return 0;
	if (k == NULL)
		return -1;
	/* Most files lie beside the one before. */
	if (k->last_folder[kind].folder != folder) {
		if (find_folder(c, view, folder, &level,
		    &k->last_folder[kind].container) == -1)
			return -1;
		k->last_folder[kind].folder = folder;
	}
	p.container = k->last_folder[kind].container;
	return add_member(c, object, &p, placed);
}

int
catalog_unshelve(struct catalog *c, int64_t object, const void *placed,
    size_t len)
{
	const uint8_t *at = placed;
	struct catalog_placed p;

	while (catalog_placed_next(&at, &len, &p))
		if (move(c, "DELETE FROM member WHERE container = ?1"
		    " AND sort = ?2 AND object = ?3", object, &p, -1) == -1)
			return -1;
	return 0;
}

bool
catalog_shelve_left(struct catalog *c, enum view view)
{
	struct catalog_counting *k = c->counting;
	const bool left = k != NULL && k->left[view];

	if (left)
		k->left[view] = false;
	return left;
}
