/* Rows of the catalogue as structs: nobody else sees SQL. */
#include <sqlite3.h>

#include "common/catalog_row.h"
#include "common/catalog_schema.h"
#include "common/catalog_seek.h"

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
	o->series = text(s, i++);
	o->season = number(s, i++);
	o->episode = number(s, i++);
	o->rating = text(s, i++);
	o->description = text(s, i++);
	o->director = text(s, i++);
	o->profile = text(s, i++);
	o->subtitles = text(s, i++);
	o->seekable = sqlite3_column_int(s, i++) == CATALOG_SEEK_READY;
	o->art = sqlite3_column_int64(s, i++);
}

static void
read_container(sqlite3_stmt *s, struct catalog_object *o)
{
	int i = 0;

	*o = (struct catalog_object){
		.kind = MEDIA_FOLDER, .mime = "", .extension = "",
		.album = "", .album_artist = "", .genre = "", .composer = "",
		.series = "", .rating = "", .description = "", .director = "",
		.profile = "", .subtitles = "",
	};
	o->id = sqlite3_column_int64(s, i++);
	o->parent = sqlite3_column_int64(s, i++);
	o->child_count = (uint64_t)sqlite3_column_int64(s, i++);
	o->title = text(s, i++);
	o->date = text(s, i++);
	o->artist = text(s, i++);
	o->view = (enum view)sqlite3_column_int(s, i++);
	o->level = number(s, i++);
	o->key = text(s, i++);
	o->art = sqlite3_column_int64(s, i++);
}

static int
hand_out(struct catalog *c, sqlite3_stmt *s,
    void (*read)(sqlite3_stmt *, struct catalog_object *), catalog_row row,
    void *arg)
{
	struct catalog_object o = { 0 };
	int step, found = 0;

	if (s == NULL)
		return -1;
	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		read(s, &o);
		row(arg, &o);
		found++;
	}
	sqlite3_reset(s);
	if (step == SQLITE_DONE)
		return found;
	c->failed = true;
	return -1;
}

int
catalog_row_objects(struct catalog *c, sqlite3_stmt *s, catalog_row row,
    void *arg)
{
	return hand_out(c, s, read_object, row, arg);
}

int
catalog_row_containers(struct catalog *c, sqlite3_stmt *s, catalog_row row,
    void *arg)
{
	return hand_out(c, s, read_container, row, arg);
}
