/* Rows of the catalogue as structs: nobody else sees SQL. */
#include <sqlite3.h>

#include "common/catalog_row.h"
#include "common/catalog_schema.h"

static uint32_t
number(sqlite3_value *v)
{
	return (uint32_t)sqlite3_value_int64(v);
}

static void
read_object(sqlite3_value **v, struct catalog_object *o)
{
	o->id = sqlite3_value_int64(*v++);
	o->parent = sqlite3_value_int64(*v++);
	o->kind = (enum media_kind)sqlite3_value_int(*v++);
	o->child_count = (uint64_t)sqlite3_value_int64(*v++);
	o->size = (uint64_t)sqlite3_value_int64(*v++);
	o->mtime = sqlite3_value_int64(*v++);
	o->title = catalog_text(*v++);
	o->mime = catalog_text(*v++);
	o->extension = catalog_text(*v++);
	o->duration_ms = (uint64_t)sqlite3_value_int64(*v++);
	o->bitrate = (uint64_t)sqlite3_value_int64(*v++);
	o->width = number(*v++);
	o->height = number(*v++);
	o->sample_rate = number(*v++);
	o->channels = number(*v++);
	o->bits_per_sample = number(*v++);
	o->orientation = number(*v++);
	o->track = number(*v++);
	o->disc = number(*v++);
	o->date = catalog_text(*v++);
	o->artist = catalog_text(*v++);
	o->album = catalog_text(*v++);
	o->album_artist = catalog_text(*v++);
	o->genre = catalog_text(*v++);
	o->composer = catalog_text(*v++);
	o->series = catalog_text(*v++);
	o->season = number(*v++);
	o->episode = number(*v++);
	o->rating = catalog_text(*v++);
	o->description = catalog_text(*v++);
	o->director = catalog_text(*v++);
	o->profile = catalog_text(*v++);
	o->subtitles = catalog_text(*v++);
	o->seekable = sqlite3_value_int(*v++) == CATALOG_SEEK_READY;
	o->art = sqlite3_value_int64(*v++);
}

static void
read_container(sqlite3_value **v, struct catalog_object *o)
{
	*o = (struct catalog_object){
		.kind = MEDIA_FOLDER, .mime = "", .extension = "",
		.album = "", .album_artist = "", .genre = "", .composer = "",
		.series = "", .rating = "", .description = "", .director = "",
		.profile = "", .subtitles = "",
	};
	o->id = sqlite3_value_int64(*v++);
	o->parent = sqlite3_value_int64(*v++);
	o->child_count = (uint64_t)sqlite3_value_int64(*v++);
	o->title = catalog_text(*v++);
	o->date = catalog_text(*v++);
	o->artist = catalog_text(*v++);
	o->view = (enum view)sqlite3_value_int(*v++);
	o->level = number(*v++);
	o->key = catalog_text(*v++);
	o->art = sqlite3_value_int64(*v++);
}

/* Who takes the rows of the statement that is stepped. */
struct catalog_taker {
	catalog_row	 row;
	void		*arg;
};

static void
hand_out(sqlite3_context *context, const struct catalog_object *o)
{
	const struct catalog *c = sqlite3_user_data(context);

	c->taker->row(c->taker->arg, o);
}

static void
take_object(sqlite3_context *context, int n, sqlite3_value **columns)
{
	struct catalog_object o = { 0 };

	(void)n;
	read_object(columns, &o);
	hand_out(context, &o);
}

static void
take_container(sqlite3_context *context, int n, sqlite3_value **columns)
{
	struct catalog_object o;

	(void)n;
	read_container(columns, &o);
	hand_out(context, &o);
}

sqlite3_stmt *
catalog_row_statement(struct catalog *c, const char *sql)
{
	if (!c->takes_rows && (sqlite3_create_function(c->db, "take_object",
	    -1, SQLITE_UTF8, c, take_object, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function(c->db, "take_container", -1, SQLITE_UTF8,
	    c, take_container, NULL, NULL) != SQLITE_OK)) {
		c->failed = true;
		return NULL;
	}
	c->takes_rows = true;
	return catalog_statement(c, sql);
}

int
catalog_row_take(struct catalog *c, sqlite3_stmt *s, catalog_row row,
    void *arg)
{
	const struct catalog_taker taker = { row, arg };
	const struct catalog_taker *outer = c->taker;
	int step, found = 0;

	c->taker = &taker;
	while ((step = catalog_step(c, s)) == 1)
		found++;
	c->taker = outer;
	return step == 0 ? found : -1;
}
