/*
 * What is listed, and what was refused: files, and the folders above them.
 * lares-scan only.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_area.h"
#include "common/catalog_artless.h"
#include "common/catalog_batch.h"
#include "common/catalog_blank.h"
#include "common/catalog_held.h"
#include "common/catalog_holder.h"
#include "common/catalog_place.h"
#include "common/catalog_playlist.h"
#include "common/catalog_schema.h"
#include "common/catalog_seek_put.h"
#include "common/catalog_settle.h"
#include "common/catalog_shelve.h"
#include "common/catalog_subtitle.h"
#include "common/catalog_write.h"
#include "common/fold.h"

#define KEY_BYTES_MAX	(4 * CATALOG_NAME_BYTES)

static const char put_sql[] =
    "INSERT INTO object (id, parent, kind, size, mtime_ns, added, "
    "probed, name_key, title_key, title_fold, shelved, title, mime, "
    "extension, duration_ms, bitrate, width, height, sample_rate, "
    "channels, bits_per_sample, orientation, track, disc, date, artist, "
    "album, album_artist, genre, composer, series, season, episode, "
    "rating, description, director, area, profile, cover, "
    "compilation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
    "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
    "?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, "
    "?34, ?35, ?36, ?37, ?38, ?39, ?40) ON CONFLICT (id) DO UPDATE SET kind = ?3, size = "
    "?4, mtime_ns = ?5, added = ?6, probed = ?7, title_key = ?9, title_fold = ?10, "
    "shelved = ?11, title = ?12, mime = ?13, extension = ?14, "
    "duration_ms = ?15, bitrate = ?16, width = ?17, height = ?18, "
    "sample_rate = ?19, channels = ?20, bits_per_sample = ?21, "
    "orientation = ?22, track = ?23, disc = ?24, date = ?25, artist = "
    "?26, album = ?27, album_artist = ?28, genre = ?29, composer = ?30, "
    "series = ?31, season = ?32, episode = ?33, rating = ?34, "
    "description = ?35, director = ?36, profile = ?38, cover = ?39, "
    "compilation = ?40";

#define AREA	37		/* among them */
#define PROFILE	38
#define COVER	39
#define COMPILATION 40

/* 1: listed; 0: not; -1. *child_count is set when it is. */
static int
look_up(struct catalog *c, int64_t id, int64_t *parent, int64_t *child_count)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT parent, child_count FROM object WHERE id = ?1", id);
	const int found = catalog_step(c, s);

	if (found == 1) {
		*parent = sqlite3_column_int64(s, 0);
		*child_count = sqlite3_column_int64(s, 1);
	}
	sqlite3_reset(s);
	return found;
}

static void
bind_facts(sqlite3_stmt *s, int i, const struct media_facts *f)
{
	sqlite3_bind_int64(s, i++, (int64_t)f->duration_ms);
	sqlite3_bind_int64(s, i++, (int64_t)f->bitrate);
	sqlite3_bind_int64(s, i++, f->width);
	sqlite3_bind_int64(s, i++, f->height);
	sqlite3_bind_int64(s, i++, f->sample_rate);
	sqlite3_bind_int64(s, i++, f->channels);
	sqlite3_bind_int64(s, i++, f->bits_per_sample);
	sqlite3_bind_int64(s, i++, f->orientation);
	sqlite3_bind_int64(s, i++, f->track);
	sqlite3_bind_int64(s, i++, f->disc);
	catalog_bind_text(s, i++, f->date);
	catalog_bind_text(s, i++, f->artist);
	catalog_bind_text(s, i++, f->album);
	catalog_bind_text(s, i++, f->album_artist);
	catalog_bind_text(s, i++, f->genre);
	catalog_bind_text(s, i++, f->composer);
	catalog_bind_text(s, i++, f->series);
	sqlite3_bind_int64(s, i++, f->season);
	sqlite3_bind_int64(s, i++, f->episode);
	catalog_bind_text(s, i++, f->rating);
	catalog_bind_text(s, i++, f->description);
	catalog_bind_text(s, i, f->director);
}

static void
bind_buf(sqlite3_stmt *s, int at, const struct buf *b)
{
	catalog_bind_bytes(s, at, b->data, b->len);
}

/* That an object came to what holds it beside its shelves, or left. */
static int
note(struct catalog *c, int64_t id, int64_t parent, bool came, bool unnamed)
{
	if (catalog_held_note(c, CATALOG_HELD_UNNAMED, id, unnamed) == -1)
		return -1;
	return parent != 0 ? catalog_held_note(c, -parent, id, came) : 0;
}

static int
note_came(struct catalog *c, const struct catalog_place *p,
    const struct catalog_file *f)
{
	bool unnamed = false;

	for (size_t i = 0; i < f->nshelves; i++)
		unnamed = unnamed || f->shelves[i].unnamed;
	return note(c, p->id, p->parent, true, unnamed);
}

/* What an object is found and ordered by, and where it stands. */
struct keys {
	struct buf	 name, title, fold, shelved;
};

static void
make_keys(struct keys *k, const char *name, const char *title)
{
	buf_init(&k->name, KEY_BYTES_MAX);
	buf_init(&k->title, KEY_BYTES_MAX);
	buf_init(&k->fold, KEY_BYTES_MAX);
	buf_init(&k->shelved, KEY_BYTES_MAX);
	fold_sort_key(&k->name, name);
	fold_sort_key(&k->title, title);
	fold_text(&k->fold, title);
	buf_add(&k->fold, "", 0);
}

static void
free_keys(struct keys *k)
{
	buf_free(&k->name);
	buf_free(&k->title);
	buf_free(&k->fold);
	buf_free(&k->shelved);
}

static int
put_row(struct catalog *c, const struct catalog_place *p, const struct keys *k,
    const struct catalog_file *f)
{
	sqlite3_stmt *s = catalog_statement_of(c, put_sql, p->id);
	unsigned area;

	if (catalog_area_of(c, p->id, &area) == -1 ||
	    note_came(c, p, f) == -1 ||
	    buf_failed(&k->name) || buf_failed(&k->title) ||
	    buf_failed(&k->fold) || buf_failed(&k->shelved))
		return catalog_batch_roll_back(c);
	sqlite3_bind_int64(s, 2, p->parent);
	sqlite3_bind_int64(s, 3, f->facts->kind);
	sqlite3_bind_int64(s, 4, (int64_t)f->size);
	sqlite3_bind_int64(s, 5, f->mtime_ns);
	sqlite3_bind_int64(s, 6, f->added);
	sqlite3_bind_int64(s, 7, f->probed);
	bind_buf(s, 8, &k->name);
	bind_buf(s, 9, &k->title);
	catalog_bind_text(s, 10, k->fold.data);
	if (k->shelved.len > 0)
		bind_buf(s, 11, &k->shelved);
	catalog_bind_text(s, 12, f->title);
	catalog_bind_text(s, 13, f->mime);
	catalog_bind_text(s, 14, f->extension);
	bind_facts(s, 15, f->facts);
	sqlite3_bind_int64(s, AREA, area);
	catalog_bind_text(s, PROFILE, f->profile);
	sqlite3_bind_int64(s, COVER, (int64_t)f->facts->cover);
	sqlite3_bind_int64(s, COMPILATION, f->facts->compilation);
	return catalog_batch_change(c, s);
}

/* Off the shelves that it stood on before. */
static int
unshelve(struct catalog *c, int64_t id)
{
	return catalog_unshelve(c, catalog_statement_of(c,
	    "SELECT id, shelved FROM object WHERE id = ?1", id));
}

static int
put_object(struct catalog *c, const struct catalog_place *p,
    const struct catalog_file *f)
{
	const bool on_shelves = f->facts->kind != MEDIA_FOLDER;
	struct keys k;
	int ret = 0;

	make_keys(&k, p->name, f->title);
	if (on_shelves && (unshelve(c, p->id) == -1 ||
	    catalog_shelve(c, p->id, f->shelves, f->nshelves, &k.shelved) == -1 ||
	    catalog_shelve_by_folder(c, p->id, f->facts->kind, p->parent,
	    k.name.data, k.name.len < CATALOG_SORT_BYTES ? k.name.len :
	    CATALOG_SORT_BYTES, &k.shelved) == -1 ||
	    catalog_playlist_shelve(c, p->id, &k.shelved) == -1))
		ret = catalog_batch_roll_back(c);
	if (ret == 0)
		ret = put_row(c, p, &k, f);
	free_keys(&k);
	return ret;
}

static int
put_folder(struct catalog *c, const struct catalog_place *p)
{
	static const struct media_facts facts = { .kind = MEDIA_FOLDER };
	struct catalog_file f = {
		.title = p->name, .mime = "", .extension = "", .facts = &facts,
	};

	return put_object(c, p, &f);
}

/* Lists the folders above a place, from the nearest upwards, until one that
   is listed already. */
static int
put_folders_above(struct catalog *c, int64_t id)
{
	int64_t parent, child_count;
	struct catalog_place p;
	int listed;

	while (id != 0) {
		if ((listed = look_up(c, id, &parent, &child_count)) == 1)
			return 0;
		if (listed == -1 || catalog_read_place(c, id, &p) == -1)
			return catalog_batch_roll_back(c);
		if (put_folders_above(c, p.parent) == -1)
			return -1;
		return put_folder(c, &p);
	}
	return 0;
}

static int
forget_refused(struct catalog *c, int64_t id)
{
	return catalog_run_with(c, "DELETE FROM refused WHERE id = ?1", id,
	    0) == -1 ? catalog_batch_roll_back(c) : 0;
}

int
catalog_put_file(struct catalog *c, int64_t id, const struct catalog_file *f)
{
	struct catalog_place p;

	if (catalog_batch_begin(c) == -1 || catalog_read_place(c, id, &p) == -1)
		return catalog_batch_roll_back(c);
	if (put_folders_above(c, p.parent) == -1 ||
	    put_object(c, &p, f) == -1 ||
	    catalog_seek_want(c, id, f->seekable) == -1)
		return -1;
	if (catalog_subtitle_put(c, id, f->subtitles, f->nsubtitles) == -1 ||
	    catalog_blank_put(c, id, f->blank) == -1 ||
	    catalog_artless_add(c, id, f->facts->kind) == -1)
		return catalog_batch_roll_back(c);
	return forget_refused(c, id);
}

int
catalog_put_root(struct catalog *c, int64_t id)
{
	if (catalog_batch_begin(c) == -1)
		return catalog_batch_roll_back(c);
	return put_folders_above(c, id);
}

#define BENEATH								\
	"WITH RECURSIVE beneath (id) AS (SELECT ?1 UNION ALL"		\
	" SELECT o.id FROM object o JOIN beneath b ON o.parent = b.id) "

/* An object and all beneath it, off their shelves. */
static int
unshelve_all(struct catalog *c, int64_t id)
{
	return catalog_unshelve(c, catalog_statement_of(c, BENEATH
	    "SELECT o.id, o.shelved FROM object o JOIN beneath USING (id)"
	    " WHERE o.shelved IS NOT NULL", id));
}

/* The same, out of all else that holds them. */
static int
note_gone(struct catalog *c, int64_t id)
{
	sqlite3_stmt *s = catalog_statement_of(c, BENEATH
	    "SELECT o.id, o.parent FROM object o JOIN beneath USING (id)", id);
	int found;

	while ((found = catalog_step(c, s)) == 1)
		if (note(c, sqlite3_column_int64(s, 0),
		    sqlite3_column_int64(s, 1), false, false) == -1)
			break;
	sqlite3_reset(s);
	return found == 0 ? 0 : -1;
}

/* Takes an object off the list, and the folders that it leaves empty. */
static int
remove_object(struct catalog *c, int64_t id)
{
	int64_t parent, child_count;
	int listed;

	while ((listed = look_up(c, id, &parent, &child_count)) == 1) {
		if (catalog_batch_begin(c) == -1 || unshelve_all(c, id) == -1 ||
		    note_gone(c, id) == -1)
			return catalog_batch_roll_back(c);
		if (catalog_batch_change(c, catalog_statement_of(c, BENEATH
		    "DELETE FROM object WHERE id IN beneath", id)) == -1)
			return -1;
		if (catalog_settle_gone(c, parent) == -1)
			return catalog_batch_roll_back(c);
		/* The folder it leaves empty goes too, but not a root. */
		id = parent;
		if (look_up(c, id, &parent, &child_count) != 1 ||
		    child_count > 0 || parent == 0)
			return 0;
	}
	return listed == -1 ? catalog_batch_roll_back(c) : 0;
}

int
catalog_remove(struct catalog *c, int64_t id)
{
	if (catalog_batch_begin(c) == -1)
		return catalog_batch_roll_back(c);
	if (remove_object(c, id) == -1)
		return -1;
	if (catalog_playlist_drop(c, id) == -1)
		return catalog_batch_roll_back(c);
	return forget_refused(c, id);
}

int
catalog_refuse(struct catalog *c, int64_t id, enum media_kind kind,
    uint64_t size, int64_t mtime_ns)
{
	struct catalog_place p;
	sqlite3_stmt *s;

	if (catalog_batch_begin(c) == -1 || catalog_read_place(c, id, &p) == -1)
		return catalog_batch_roll_back(c);
	if (remove_object(c, id) == -1)
		return -1;
	s = catalog_statement_of(c,
	    "INSERT OR REPLACE INTO refused VALUES (?1, ?2, ?3, ?4, ?5)", id);
	sqlite3_bind_int64(s, 2, p.parent);
	sqlite3_bind_int64(s, 3, kind);
	sqlite3_bind_int64(s, 4, (int64_t)size);
	sqlite3_bind_int64(s, 5, mtime_ns);
	if (catalog_run(c, s) == -1)
		return catalog_batch_roll_back(c);
	c->rows++;
	return 0;
}

int
catalog_put_playlist(struct catalog *c, int64_t id, uint64_t size,
    int64_t mtime_ns, const struct catalog_playlist *p)
{
	if (catalog_refuse(c, id, MEDIA_FOLDER, size, mtime_ns) == -1)
		return -1;
	return catalog_playlist_fill(c, id, p) == -1 ? catalog_batch_roll_back(c) : 0;
}
