/*
 * Which rows a condition on a text is true of, told by the indexes of words.
 * In lares-http.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_code.h"
#include "common/catalog_codes.h"
#include "common/catalog_schema.h"
#include "common/catalog_sql.h"
#include "common/catalog_words.h"
#include "common/fold.h"
#include "common/view.h"

#define FOLDED_MAX	65536

struct finder {
	struct catalog		*c;
	bool			 objects;	/* or containers */
	const struct catalog_kinds *within;
};

static const struct index {
	const char	*match, *terms;
} titles = {
	"SELECT rowid FROM title WHERE title MATCH ?1",
	"SELECT doc FROM title_terms WHERE term >= ?1 AND term < ?2",
}, names = {
	"SELECT rowid FROM name WHERE name MATCH ?1",
	"SELECT doc FROM name_terms WHERE term >= ?1 AND term < ?2",
};

/* The views whose first containers are the values of a field; and those of the
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
	{ CATALOG_ALBUM, { VIEW_MUSIC_ALBUMS }, OTHERS("album") },
	{ CATALOG_GENRE, { VIEW_MUSIC_GENRES, VIEW_VIDEO_GENRES },
	    OTHERS("genre") },
	{ CATALOG_COMPOSER, { VIEW_MUSIC_COMPOSERS }, OTHERS("composer") },
};
static const char container_artists[] =
    "SELECT c.artist, " CATALOG_CONTAINER_CODE("c") " FROM container c"
    " INDEXED BY container_artist WHERE c.listed AND c.artist <> ''";

/* The rest of a statement's rows of codes. 0 or -1. */
static int
take_codes(sqlite3_stmt *s, const struct catalog_kinds *within, bool objects,
    struct catalog_codes *out)
{
	int64_t code;
	int step;

	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		code = sqlite3_column_int64(s, 0);
		if (catalog_kinds_has(within, code, objects))
			catalog_codes_add(out, code);
	}
	sqlite3_reset(s);
	catalog_codes_settle(out);
	return step == SQLITE_DONE && !out->failed ? 0 : -1;
}

/* 1; 0: the index cannot tell; -1. */
static int
read_index(struct finder *f, const struct index *index,
    const struct catalog_node *n, const struct catalog_kinds *within,
    struct catalog_codes *out)
{
	struct buf from, to;
	sqlite3_stmt *s;
	int ret = 0;

	if (catalog_sql_words(n, &from, &to) && n->op != CATALOG_LACKS) {
		s = catalog_statement(f->c, to.len > 0 ? index->terms :
		    index->match);
		if (s != NULL) {
			sqlite3_bind_text(s, 1, from.data, (int)from.len,
			    SQLITE_STATIC);
			if (to.len > 0)
				sqlite3_bind_text(s, 2, to.data, (int)to.len,
				    SQLITE_STATIC);
		}
		ret = s != NULL && take_codes(s, within, index == &titles,
		    out) == 0 ? 1 : -1;
	}
	buf_free(&from);
	buf_free(&to);
	return ret;
}

/* Whether a folded text is one that a condition looks for. */
static bool
text_fits(const char *text, const char *wanted, enum catalog_operator op)
{
	const char *found = strstr(text, wanted);

	if (op == CATALOG_EQUAL)
		return strcmp(text, wanted) == 0;
	return op == CATALOG_STARTS_WITH ? found == text : found != NULL;
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

	buf_init(&wanted, FOLDED_MAX);
	buf_init(&last, FOLDED_MAX);
	buf_init(&folded, FOLDED_MAX);
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
			fits = text_fits(folded.data, wanted.data, n->op);
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

/* In a value's container, and in those beneath it. */
static int
take_members(struct finder *f, int64_t code, struct catalog_codes *out)
{
	const struct view_facts *v = view_of((enum view)(code >> 2 & 63));
	sqlite3_stmt *s = catalog_statement(f->c, "SELECT m.object FROM"
	    " (SELECT ?1 AS id UNION ALL SELECT c.id FROM container c"
	    " WHERE c.parent = ?1 AND c.listed) x CROSS JOIN member m"
	    " ON m.container = x.id");
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, code >> CATALOG_CONTAINER_BITS);
	while ((step = sqlite3_step(s)) == SQLITE_ROW)
		catalog_codes_add(out, sqlite3_column_int64(s, 0) <<
		    CATALOG_OBJECT_BITS | v->kind);
	sqlite3_reset(s);
	return step == SQLITE_DONE ? 0 : -1;
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
	for (size_t i = 0; i < found.n && ret == 1; i++)
		if (take_members(f, found.list[i], out) == -1)
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
		return read_texts(f, container_artists, n, out) == 0 ? 1 : -1;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (f->objects && values[i].field == n->field)
			return find_value(f, &values[i], n, out);
	return 0;
}

int
catalog_words_find(struct catalog *c, const struct catalog_node *n,
    bool objects, const struct catalog_kinds *within,
    struct catalog_codes *out)
{
	struct finder f = { c, objects, within };
	int ret = find_words(&f, n, out);

	catalog_codes_settle(out);
	return out->failed ? -1 : ret;
}
