/*
 * Writing the catalogue: lares-scan only. Everything happens in a batch, one
 * transaction that the caller commits; an error rolls it back.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "common/fold.h"
#include "common/text.h"

#define NAME_BYTES_MAX	4096
#define KEY_BYTES_MAX	(4 * NAME_BYTES_MAX)

static const char put_sql[] =
    "INSERT INTO object (id, parent, kind, size, mtime_ns, probed, name_key,"
    " title_key, title, mime, extension, duration_ms, bitrate, width, height,"
    " sample_rate, channels, bits_per_sample, orientation, track, disc, date,"
    " artist, album, album_artist, genre, composer)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
    " ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)"
    " ON CONFLICT (id) DO UPDATE SET kind = ?3, size = ?4, mtime_ns = ?5,"
    " probed = ?6, title_key = ?8, title = ?9, mime = ?10, extension = ?11,"
    " duration_ms = ?12, bitrate = ?13, width = ?14, height = ?15,"
    " sample_rate = ?16, channels = ?17, bits_per_sample = ?18,"
    " orientation = ?19, track = ?20, disc = ?21, date = ?22, artist = ?23,"
    " album = ?24, album_artist = ?25, genre = ?26, composer = ?27";

/* A place: its parent, and its name as text and as bytes. */
struct place {
	int64_t	 id, parent;
	char	 name[NAME_BYTES_MAX];		/* UTF-8 */
};

static int
roll_back(struct catalog *c)
{
	if (c->batch && !sqlite3_get_autocommit(c->db))
		(void)catalog_execute(c, "ROLLBACK");
	c->batch = c->changed = false;
	c->rows = 0;
	return -1;
}

static int
begin(struct catalog *c)
{
	if (c->batch)
		return 0;
	if (catalog_run(c, catalog_statement(c, "BEGIN IMMEDIATE")) == -1)
		return -1;
	c->batch = true;
	return 0;
}

/* Runs a statement that changes rows, within the batch. */
static int
change(struct catalog *c, sqlite3_stmt *s)
{
	if (catalog_run(c, s) == -1)
		return roll_back(c);
	c->rows++;
	if (sqlite3_changes(c->db) > 0)
		c->changed = true;
	return 0;
}

int
catalog_commit(struct catalog *c)
{
	if (!c->batch)
		return 0;
	if (c->changed && catalog_run(c, catalog_statement(c,
	    "UPDATE state SET update_id = (update_id + 1) & 4294967295")) == -1)
		return roll_back(c);
	if (catalog_run(c, catalog_statement(c, "COMMIT")) == -1)
		return roll_back(c);
	c->batch = c->changed = false;
	c->rows = 0;
	return 0;
}

bool
catalog_batch_open(const struct catalog *c)
{
	return c->batch;
}

size_t
catalog_batch_rows(const struct catalog *c)
{
	return c->rows;
}

int
catalog_find_place(struct catalog *c, int64_t parent, const char *name, int64_t *id)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT id FROM place WHERE parent = ?1 AND name = ?2");
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, parent);
	sqlite3_bind_blob(s, 2, name, (int)strlen(name), SQLITE_STATIC);
	if ((step = sqlite3_step(s)) == SQLITE_ROW)
		*id = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	return step == SQLITE_ROW ? 1 : step == SQLITE_DONE ? 0 : -1;
}

int
catalog_place(struct catalog *c, int64_t parent, const char *name,
    int64_t *id)
{
	sqlite3_stmt *s;
	int found = catalog_find_place(c, parent, name, id);

	if (found != 0)
		return found == 1 ? 0 : roll_back(c);
	if (begin(c) == -1 || (s = catalog_statement(c,
	    "INSERT INTO place (parent, name) VALUES (?1, ?2)")) == NULL)
		return roll_back(c);
	sqlite3_bind_int64(s, 1, parent);
	sqlite3_bind_blob(s, 2, name, (int)strlen(name), SQLITE_STATIC);
	if (catalog_run(c, s) == -1)
		return roll_back(c);
	c->rows++;
	*id = sqlite3_last_insert_rowid(c->db);
	return 0;
}

int
catalog_stamps(struct catalog *c, int64_t parent,
    catalog_stamp_row row, void *arg)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT o.id, o.kind, o.size, o.mtime_ns, p.name, 1, o.probed"
	    " FROM object o JOIN place p ON p.id = o.id WHERE o.parent = ?1"
	    " UNION ALL SELECT r.id, r.kind, r.size, r.mtime_ns, p.name, 0, 0"
	    " FROM refused r JOIN place p ON p.id = r.id WHERE r.parent = ?1");
	char name[NAME_BYTES_MAX];
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, parent);
	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		size_t len = (size_t)sqlite3_column_bytes(s, 4);
		struct catalog_stamp stamp = {
			.id = sqlite3_column_int64(s, 0),
			.kind = (enum media_kind)sqlite3_column_int(s, 1),
			.size = (uint64_t)sqlite3_column_int64(s, 2),
			.mtime_ns = sqlite3_column_int64(s, 3),
			.name = name,
			.listed = sqlite3_column_int(s, 5),
			.probed = sqlite3_column_int(s, 6),
		};

		if (len == 0 || len >= sizeof(name))
			continue;
		memcpy(name, sqlite3_column_blob(s, 4), len);
		name[len] = '\0';
		row(arg, &stamp);
	}
	sqlite3_reset(s);
	return step == SQLITE_DONE ? 0 : -1;
}

static int
read_place(struct catalog *c, int64_t id, struct place *p)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT parent, name FROM place WHERE id = ?1");
	int found;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, id);
	found = sqlite3_step(s) == SQLITE_ROW;
	if (found) {
		const char *name = sqlite3_column_blob(s, 1);
		size_t len = (size_t)sqlite3_column_bytes(s, 1);

		p->id = id;
		p->parent = sqlite3_column_int64(s, 0);
		/* A media root is called by the last part of its path. */
		if (p->parent == 0)
			for (size_t i = len; i-- > 0 && len > 1;)
				if (name[i] == '/') {
					name += i + 1;
					len -= i + 1;
					break;
				}
		text_to_utf8(name, len, p->name, sizeof(p->name));
	}
	sqlite3_reset(s);
	return found ? 0 : -1;
}

/* 1: listed; 0: not; -1. *child_count is set when it is. */
static int
look_up(struct catalog *c, int64_t id, int64_t *parent, int64_t *child_count)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT parent, child_count FROM object WHERE id = ?1");
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, id);
	if ((step = sqlite3_step(s)) == SQLITE_ROW) {
		*parent = sqlite3_column_int64(s, 0);
		*child_count = sqlite3_column_int64(s, 1);
	}
	sqlite3_reset(s);
	return step == SQLITE_ROW ? 1 : step == SQLITE_DONE ? 0 : -1;
}

static void
bind_text(sqlite3_stmt *s, int at, const char *t)
{
	sqlite3_bind_text(s, at, t != NULL ? t : "", -1, SQLITE_STATIC);
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
	bind_text(s, i++, f->date);
	bind_text(s, i++, f->artist);
	bind_text(s, i++, f->album);
	bind_text(s, i++, f->album_artist);
	bind_text(s, i++, f->genre);
	bind_text(s, i, f->composer);
}

static int
put_object(struct catalog *c, const struct place *p,
    const struct catalog_file *f)
{
	struct buf name_key, title_key;
	sqlite3_stmt *s = NULL;
	int ret = -1;

	buf_init(&name_key, KEY_BYTES_MAX);
	buf_init(&title_key, KEY_BYTES_MAX);
	fold_sort_key(&name_key, p->name);
	fold_sort_key(&title_key, f->title);
	if (!buf_failed(&name_key) && !buf_failed(&title_key))
		s = catalog_statement(c, put_sql);
	if (s != NULL) {
		sqlite3_bind_int64(s, 1, p->id);
		sqlite3_bind_int64(s, 2, p->parent);
		sqlite3_bind_int(s, 3, (int)f->facts->kind);
		sqlite3_bind_int64(s, 4, (int64_t)f->size);
		sqlite3_bind_int64(s, 5, f->mtime_ns);
		sqlite3_bind_int(s, 6, f->probed);
		sqlite3_bind_blob(s, 7, name_key.len > 0 ? name_key.data : "",
		    (int)name_key.len, SQLITE_STATIC);
		sqlite3_bind_blob(s, 8, title_key.len > 0 ? title_key.data : "",
		    (int)title_key.len, SQLITE_STATIC);
		bind_text(s, 9, f->title);
		bind_text(s, 10, f->mime);
		bind_text(s, 11, f->extension);
		bind_facts(s, 12, f->facts);
		ret = change(c, s);
	} else {
		roll_back(c);
	}
	buf_free(&name_key);
	buf_free(&title_key);
	return ret;
}

static int
put_folder(struct catalog *c, const struct place *p)
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
	struct place p;
	int listed;

	while (id != 0) {
		if ((listed = look_up(c, id, &parent, &child_count)) == 1)
			return 0;
		if (listed == -1 || read_place(c, id, &p) == -1)
			return roll_back(c);
		if (put_folders_above(c, p.parent) == -1)
			return -1;
		return put_folder(c, &p);
	}
	return 0;
}

static int
forget_refused(struct catalog *c, int64_t id)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "DELETE FROM refused WHERE id = ?1");

	if (s == NULL)
		return roll_back(c);
	sqlite3_bind_int64(s, 1, id);
	return catalog_run(c, s) == -1 ? roll_back(c) : 0;
}

int
catalog_put_file(struct catalog *c, int64_t id, const struct catalog_file *f)
{
	struct place p;

	if (begin(c) == -1 || read_place(c, id, &p) == -1)
		return roll_back(c);
	if (put_folders_above(c, p.parent) == -1 ||
	    put_object(c, &p, f) == -1)
		return -1;
	return forget_refused(c, id);
}

int
catalog_put_root(struct catalog *c, int64_t id)
{
	if (begin(c) == -1)
		return roll_back(c);
	return put_folders_above(c, id);
}

/* Takes an object off the list, and the folders that it leaves empty. */
static int
remove_object(struct catalog *c, int64_t id)
{
	int64_t parent, child_count;
	sqlite3_stmt *s;
	int listed;

	while ((listed = look_up(c, id, &parent, &child_count)) == 1) {
		if (begin(c) == -1 || (s = catalog_statement(c,
		    "WITH RECURSIVE beneath (id) AS (SELECT ?1 UNION ALL"
		    " SELECT o.id FROM object o JOIN beneath b"
		    " ON o.parent = b.id)"
		    " DELETE FROM object WHERE id IN beneath")) == NULL)
			return roll_back(c);
		sqlite3_bind_int64(s, 1, id);
		if (change(c, s) == -1)
			return -1;
		/* The folder it leaves empty goes too, but not a root. */
		id = parent;
		if (look_up(c, id, &parent, &child_count) != 1 ||
		    child_count > 0 || parent == 0)
			return 0;
	}
	return listed == -1 ? roll_back(c) : 0;
}

int
catalog_remove(struct catalog *c, int64_t id)
{
	if (begin(c) == -1)
		return roll_back(c);
	if (remove_object(c, id) == -1)
		return -1;
	return forget_refused(c, id);
}

int
catalog_refuse(struct catalog *c, int64_t id, enum media_kind kind,
    uint64_t size, int64_t mtime_ns)
{
	struct place p;
	sqlite3_stmt *s;

	if (begin(c) == -1 || read_place(c, id, &p) == -1)
		return roll_back(c);
	if (remove_object(c, id) == -1)
		return -1;
	if ((s = catalog_statement(c,
	    "INSERT OR REPLACE INTO refused VALUES (?1, ?2, ?3, ?4, ?5)"))
	    == NULL)
		return roll_back(c);
	sqlite3_bind_int64(s, 1, id);
	sqlite3_bind_int64(s, 2, p.parent);
	sqlite3_bind_int(s, 3, (int)kind);
	sqlite3_bind_int64(s, 4, (int64_t)size);
	sqlite3_bind_int64(s, 5, mtime_ns);
	if (catalog_run(c, s) == -1)
		return roll_back(c);
	c->rows++;
	return 0;
}
