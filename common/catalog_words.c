/*
 * Which rows a condition on a text is true of, told by the indexes of words.
 * In lares-http.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_code.h"
#include "common/catalog_codes.h"
#include "common/catalog_fold.h"
#include "common/catalog_holder.h"
#include "common/catalog_holds.h"
#include "common/catalog_schema.h"
#include "common/catalog_sql.h"
#include "common/catalog_words.h"
#include "common/fold.h"
#include "common/view.h"

struct finder {
	struct catalog		*c;
	struct catalog_words	*words;
	bool			 objects;	/* or containers */
	const struct catalog_kinds *within;
};

/* take_code() takes a row while the statement runs and lets none out of it:
   a row costs half of what it costs to step to it. */
static const struct index {
	const char	*match, *terms;
} titles = {
	"SELECT 1 FROM title WHERE title MATCH ?1 AND take_code(?3, rowid)",
	"SELECT 1 FROM title_terms WHERE term >= ?1 AND term < ?2"
	" AND take_code(?3, doc)",
}, names = {
	"SELECT 1 FROM name WHERE name MATCH ?1 AND take_code(?3, rowid)",
	"SELECT 1 FROM name_terms WHERE term >= ?1 AND term < ?2"
	" AND take_code(?3, doc)",
}, credits = {
	"SELECT 1 FROM credit WHERE credit MATCH ?1 AND take_code(?3, rowid)",
	"SELECT 1 FROM credit_terms WHERE term >= ?1 AND term < ?2"
	" AND take_code(?3, doc)",
};

/* The views whose first containers are the values of a field (of these
   catalog_holder.h tells what is in them); and those of the
   objects that are in no such view. */
#define OTHERS(column)							\
	"SELECT o." column ", " CATALOG_OBJECT_CODE("o") " FROM object o"	\
	" INDEXED BY object_" column " WHERE o.kind > 1 AND o." column " <> ''"
static const struct value {
	enum catalog_field	 field;
	enum view		 views[2];
	const char		*others;
} values[] = {
	{ CATALOG_ARTIST, { VIEW_MUSIC_ARTISTS }, OTHERS("artist") },
	{ CATALOG_ALBUM_ARTIST, { VIEW_MUSIC_ALBUM_ARTISTS },
	    OTHERS("album_artist") },
	{ CATALOG_ALBUM, { VIEW_MUSIC_ALBUMS }, OTHERS("album") },
	{ CATALOG_GENRE, { VIEW_MUSIC_GENRES, VIEW_VIDEO_GENRES },
	    OTHERS("genre") },
	{ CATALOG_COMPOSER, { VIEW_MUSIC_COMPOSERS }, OTHERS("composer") },
};
/* Who takes the codes of a statement. */
#define TAKER_POINTER	"lares-code-taker"
struct taker {
	const struct catalog_kinds *within;
	bool			 objects;
	struct catalog_codes	*out;
};

static void
take_code(sqlite3_context *context, int n, sqlite3_value **arguments)
{
	const struct taker *t = sqlite3_value_pointer(arguments[0],
	    TAKER_POINTER);
	const int64_t code = sqlite3_value_int64(arguments[1]);

	(void)n;
	if (t != NULL && catalog_kinds_has(t->within, code, t->objects))
		catalog_codes_add(t->out, code);
	sqlite3_result_int(context, 0);
}

static sqlite3_stmt *
taking_statement(struct catalog *c, const char *sql)
{
	if (!c->takes_codes && sqlite3_create_function(c->db, "take_code", 2,
	    SQLITE_UTF8, NULL, take_code, NULL, NULL) != SQLITE_OK) {
		c->failed = true;
		return NULL;
	}
	c->takes_codes = true;
	return catalog_statement(c, sql);
}

/* What catalog_sql_words() says that an index is to be asked. 0 or -1. */
static int
ask(struct catalog *c, const struct index *index, const struct buf *from,
    const struct buf *to, struct taker *taker)
{
	sqlite3_stmt *s = taking_statement(c, to->len > 0 ? index->terms :
	    index->match);

	if (s == NULL)
		return -1;
	sqlite3_bind_text(s, 1, from->data, (int)from->len, SQLITE_STATIC);
	if (to->len > 0)
		sqlite3_bind_text(s, 2, to->data, (int)to->len, SQLITE_STATIC);
	sqlite3_bind_pointer(s, 3, taker, TAKER_POINTER, NULL);
	if (catalog_run(c, s) == -1)
		return -1;
	catalog_codes_settle(taker->out);
	return 0;
}

static bool
is_same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len &&
	    (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

/* All that this one tells, into w->names; takes the question over. 0 or -1. */
static int
ask_names(struct catalog_words *w, struct buf *from, struct buf *to)
{
	struct catalog_kinds all;
	struct taker taker = { &all, false, &w->names };

	if (is_same(&w->from, from) && is_same(&w->to, to)) {
		buf_free(from);
		buf_free(to);
		return 0;
	}
	catalog_words_free(w);
	w->from = *from;
	w->to = *to;
	catalog_kinds_set(&all, true);
	return ask(w->c, &names, &w->from, &w->to, &taker);
}

static void
take_names(const struct catalog_codes *from,
    const struct catalog_kinds *within, struct catalog_codes *out)
{
	for (size_t i = 0; i < from->n; i++)
		if (catalog_kinds_has(within, from->list[i], false))
			catalog_codes_add(out, from->list[i]);
	out->failed = out->failed || from->failed;
}

/* 1; 0: the index cannot tell; -1. */
static int
read_index(struct finder *f, const struct index *index,
    const struct catalog_node *n, const struct catalog_kinds *within,
    struct catalog_codes *out)
{
	struct taker taker = { within, index == &titles, out };
	struct buf from, to;
	int ret = 0;

	if (!catalog_sql_words(n, &from, &to) || n->op == CATALOG_LACKS) {
		buf_free(&from);
		buf_free(&to);
	} else if (index == &names) {
		ret = ask_names(f->words, &from, &to) == 0 ? 1 : -1;
		take_names(&f->words->names, within, out);
	} else {
		ret = ask(f->c, index, &from, &to, &taker) == 0 ? 1 : -1;
		buf_free(&from);
		buf_free(&to);
	}
	return ret;
}

/* Rows of a text and a code, of which those with the same follow each other. */
static int
take_texts(struct finder *f, sqlite3_stmt *s, const struct catalog_node *n,
    struct catalog_codes *out)
{
	struct buf wanted, last, folded;
	bool fits = false, fail;
	const char *text;
	int step;

	buf_init(&wanted, CATALOG_FOLDED_MAX);
	buf_init(&last, CATALOG_FOLDED_MAX);
	buf_init(&folded, CATALOG_FOLDED_MAX);
	fold_text(&wanted, n->text);
	buf_add_str(&wanted, "");
	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		text = (const char *)sqlite3_column_text(s, 0);
		if (last.data == NULL || strcmp(last.data, text) != 0) {
			buf_reset(&last);
			buf_reset(&folded);
			buf_add_str(&last, text);
			fold_text(&folded, text);
			buf_add_str(&folded, "");
			if (buf_failed(&last) || buf_failed(&folded) ||
			    buf_failed(&wanted))
				break;
			fits = catalog_sql_value_fits(folded.data, n->op,
			    wanted.data);
		}
		if (fits && catalog_kinds_has(f->within, sqlite3_column_int64(s, 1),
		    f->objects))
			catalog_codes_add(out, sqlite3_column_int64(s, 1));
	}
	fail = step != SQLITE_DONE || out->failed;
	sqlite3_reset(s);
	buf_free(&wanted);
	buf_free(&last);
	buf_free(&folded);
	return fail ? -1 : 0;
}

static int
read_texts(struct finder *f, const char *sql, const struct catalog_node *n,
    struct catalog_codes *out)
{
	sqlite3_stmt *s = catalog_statement(f->c, sql);

	return s != NULL ? take_texts(f, s, n, out) : -1;
}

/* ---- values: objects by the containers they are in --------------------------- */

/* What is in the containers of some values, or beneath them. */
static int
take_held(struct finder *f, const struct catalog_codes *holders,
    struct catalog_codes *out)
{
	struct catalog_holds h = { .blocks = NULL };
	int ret = 0;

	for (size_t i = 0; i < holders->n && ret == 0; i++) {
		const int64_t code = holders->list[i];
		const struct view_facts *v = view_of(
		    CATALOG_CONTAINER_VIEW(code));

		ret = catalog_holds_read(f->c, code >> CATALOG_CONTAINER_BITS,
		    &h);
		catalog_holds_add(&h, v->kind, out);
	}
	catalog_holds_free(&h);
	return ret;
}

/* Without those in whose place another album artist stands. */
static int
leave_unnamed(struct finder *f, struct catalog_codes *out)
{
	struct catalog_holds h = { .blocks = NULL };
	const int ret = catalog_holds_read(f->c, CATALOG_HELD_UNNAMED, &h);

	catalog_codes_settle(out);
	catalog_holds_keep(&h, out, false);
	catalog_holds_free(&h);
	return ret;
}

static int
find_value(struct finder *f, const struct value *value,
    const struct catalog_node *n, struct catalog_codes *out)
{
	struct catalog_kinds within = { .has = { false } };
	struct catalog_codes found = { .list = NULL };
	const struct view_facts *v;
	int ret;

	for (size_t i = 0; i < 2; i++)
		if ((v = view_of(value->views[i])) != NULL &&
		    f->within->has[v->kind])
			within.has[CATALOG_CONTAINER_KIND(v->view, 1)] = true;
	ret = read_index(f, &names, n, &within, &found);
	if (ret == 1 && (take_held(f, &found, out) == -1 ||
	    (value->field == CATALOG_ALBUM_ARTIST &&
	    leave_unnamed(f, out) == -1)))
		ret = -1;
	if (ret == 1 && (f->within->has[MEDIA_VIDEO] ||
	    f->within->has[MEDIA_PICTURE]) &&
	    read_texts(f, value->others, n, out) == -1)
		ret = -1;
	catalog_codes_free(&found);
	return ret;
}

static int
find_words(struct finder *f, const struct catalog_node *n,
    struct catalog_codes *out)
{
	if (n->field == CATALOG_TITLE)
		return read_index(f, f->objects ? &titles : &names, n,
		    f->within, out);
	if (n->op != CATALOG_CONTAINS && n->op != CATALOG_STARTS_WITH &&
	    n->op != CATALOG_EQUAL)
		return 0;
	if (!f->objects && n->field == CATALOG_ARTIST)
		return read_index(f, &credits, n, f->within, out);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (f->objects && values[i].field == n->field)
			return find_value(f, &values[i], n, out);
	return 0;
}

void
catalog_words_init(struct catalog_words *w, struct catalog *c)
{
	*w = (struct catalog_words){ .c = c };
}

void
catalog_words_free(struct catalog_words *w)
{
	buf_free(&w->from);
	buf_free(&w->to);
	catalog_codes_free(&w->names);
}

int
catalog_words_find(struct catalog_words *w, const struct catalog_node *n,
    bool objects, const struct catalog_kinds *within,
    struct catalog_codes *out)
{
	struct finder f = { w->c, w, objects, within };
	int ret = find_words(&f, n, out);

	catalog_codes_settle(out);
	return out->failed ? -1 : ret;
}
