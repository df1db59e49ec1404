/*
 * The conditions of a search as SQL: one expression for objects, one for the
 * containers of the views. What an object lacks matches nothing but "exists
 * false" (ContentDirectory:1, 2.5.5.1). Text is compared as it is folded.
 */
#include <string.h>

#include "common/catalog_code.h"
#include "common/catalog_fold.h"
#include "common/catalog_sql.h"
#include "common/fold.h"
#include "common/view.h"

#define TRIGRAM		3		/* characters that the index needs */
#define WORDS_MAX	128		/* ... and that it is asked for */

#define DATE(column)							\
	"(" column " || CASE length(" column ") WHEN 4 THEN '-01-01'"	\
	" WHEN 7 THEN '-01' ELSE '' END)"

/* How a field is looked at. NULL: such objects do not have it. */
struct column {
	enum { NOTHING, FOLDED, SEVERAL, EXACT, NUMBER, CLASS, SHOWN } how;
	const char	*value;
	const char	*exists;
	const char	*views;		/* SEVERAL: each a container there */
};

static const struct column of_objects[CATALOG_NO_FIELD] = {
	[CATALOG_TITLE] = { FOLDED, "o.title_fold", "1", NULL },
	[CATALOG_DATE] = { EXACT, DATE("o.date"), "o.date <> ''", NULL },
	[CATALOG_CLASS] = { CLASS, "item_class(o.kind)", "1", NULL },
	[CATALOG_TRACK] = { NUMBER, "o.track", "o.track > 0", NULL },
	[CATALOG_DISC] = { NUMBER, "o.disc", "o.disc > 0", NULL },
	[CATALOG_ARTIST] = { SEVERAL, "fold(o.artist)", "o.artist <> ''", "2" },
	[CATALOG_ALBUM_ARTIST] = { SEVERAL, "fold(o.album_artist)",
	    "o.album_artist <> ''", "3" },
	[CATALOG_COMPOSER] = { SEVERAL, "fold(o.composer)", "o.composer <> ''",
	    "6" },
	[CATALOG_ALBUM] = { SEVERAL, "fold(o.album)", "o.album <> ''", "4" },
	[CATALOG_GENRE] = { SEVERAL, "fold(o.genre)", "o.genre <> ''", "5, 23" },
	[CATALOG_DURATION] = { NUMBER, "o.duration_ms", "o.duration_ms > 0",
	    NULL },
	[CATALOG_SIZE] = { NUMBER, "o.size", "o.kind > 0", NULL },
	[CATALOG_RESOLUTION] = { SHOWN, NULL, NULL, NULL },
	[CATALOG_BITRATE] = { NUMBER, "o.bitrate", "o.bitrate > 0", NULL },
	[CATALOG_RATING] = { FOLDED, "fold(o.rating)", "o.rating <> ''", NULL },
	[CATALOG_SERIES] = { FOLDED, "fold(o.series)", "o.series <> ''", NULL },
	[CATALOG_SEASON] = { NUMBER, "o.season", "o.season > 0", NULL },
	[CATALOG_EPISODE] = { NUMBER, "o.episode", "o.episode > 0", NULL },
	[CATALOG_ID] = { NUMBER, "o.id", "1", NULL },
	[CATALOG_PARENT] = { NUMBER, "o.parent", "1", NULL },
	[CATALOG_PROTOCOL_INFO] = { SHOWN, NULL, NULL, NULL },
	[CATALOG_DESCRIPTION] = { FOLDED, "fold(o.description)",
	    "o.description <> ''", NULL },
};

static const struct column of_containers[CATALOG_NO_FIELD] = {
	[CATALOG_TITLE] = { FOLDED, "c.fold", "1", NULL },
	[CATALOG_DATE] = { EXACT, DATE("c.date"), "c.date <> ''", NULL },
	[CATALOG_CLASS] = { CLASS, "container_class(c.view, c.level)", "1",
	    NULL },
	[CATALOG_ARTIST] = { FOLDED, "fold(c.artist)", "c.artist <> ''", NULL },
	[CATALOG_ID] = { NUMBER, "-c.id", "1", NULL },
	[CATALOG_PARENT] = { NUMBER, "-c.parent", "1", NULL },
};

static const char *const comparisons[] = {
	[CATALOG_EQUAL] = " = ?", [CATALOG_UNEQUAL] = " <> ?",
	[CATALOG_LESS] = " < ?", [CATALOG_LESS_OR_EQUAL] = " <= ?",
	[CATALOG_GREATER] = " > ?", [CATALOG_GREATER_OR_EQUAL] = " >= ?",
};

/* ---- values ---------------------------------------------------------------- */

static void
bind_folded(struct catalog_sql *s, const char *text)
{
	struct buf b;

	buf_init(&b, CATALOG_FOLDED_MAX);
	fold_text(&b, text);
	if (buf_failed(&b))
		s->failed = true;
	else
		catalog_sql_text(s, b.data != NULL ? b.data : "", b.len);
	buf_free(&b);
}

static void
bind_value(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n)
{
	if (column->how == NUMBER)
		catalog_sql_number(s, n->number);
	else if (column->how == FOLDED)
		bind_folded(s, n->text);
	else
		catalog_sql_text(s, n->text, strlen(n->text));
}

static size_t
character(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* How many characters there are, or more than WORDS_MAX. */
static size_t
count_characters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && n <= WORDS_MAX; n++)
		s += character(s);
	return n;
}

/* As a string of FTS5; first: only where a text begins. */
static void
add_phrase(struct buf *b, const char *text, bool first)
{
	buf_add_str(b, first ? "^\"" : "\"");
	for (; *text != '\0'; text++) {
		buf_add(b, "\"", *text == '"');
		buf_add(b, text, 1);
	}
	buf_add_str(b, "\"");
}

/* What is greater than all that begins with from. */
static void
add_end(struct buf *to, const struct buf *from)
{
	buf_add(to, from->data, from->len);
	if (!buf_failed(to))
		to->data[to->len - 1]++;
}

bool
catalog_sql_words(const struct catalog_node *n, struct buf *from,
    struct buf *to)
{
	const bool whole = n->op == CATALOG_EQUAL;
	struct buf folded;
	size_t len;

	buf_init(from, 2 * CATALOG_FOLDED_MAX);
	buf_init(to, CATALOG_FOLDED_MAX);
	if (!whole && n->op != CATALOG_CONTAINS && n->op != CATALOG_LACKS &&
	    n->op != CATALOG_STARTS_WITH)
		return false;
	buf_init(&folded, CATALOG_FOLDED_MAX);
	fold_text(&folded, n->text);
	buf_add_str(&folded, whole ? CATALOG_PAD : "");
	len = buf_failed(&folded) ? 0 : count_characters(folded.data);
	if (len >= TRIGRAM && len <= WORDS_MAX) {
		add_phrase(from, folded.data, whole ||
		    n->op == CATALOG_STARTS_WITH);
	} else if (len > 0 && len < TRIGRAM && !whole &&
	    n->op != CATALOG_STARTS_WITH) {
		buf_add(from, folded.data, folded.len);
		add_end(to, from);
	}
	buf_free(&folded);
	return from->len > 0 && !buf_failed(from) && !buf_failed(to);
}

/* ---- one comparison --------------------------------------------------------- */

/* An index of words, as the test whether a row is among what it tells. */
static const char object_titles[] =
    "o.id IN (SELECT rowid >> 2 FROM title WHERE title MATCH ?)";
static const char container_titles[] =
    "c.id IN (SELECT rowid >> 8 FROM name WHERE name MATCH ?)";

/* False: the index cannot tell. */
static bool
add_index_test(struct catalog_sql *s, const char *test,
    const struct catalog_node *n)
{
	struct buf from, to;
	const bool able = catalog_sql_words(n, &from, &to) && to.len == 0;

	if (able) {
		catalog_sql_add(s, test);
		catalog_sql_text(s, from.data, from.len);
	}
	buf_free(&from);
	buf_free(&to);
	return able;
}

static void
add_any_value_test(struct catalog_sql *s, const char *values,
    const struct catalog_node *n)
{
	catalog_sql_addf(s, "any_value(%s, %d, ?)", values, (int)n->op);
	bind_folded(s, n->text);
}

/* The test of a folded text that is called value. */
static void
add_text_test(struct catalog_sql *s, const char *value,
    const struct catalog_node *n)
{
	switch (n->op) {
	case CATALOG_CONTAINS:
	case CATALOG_LACKS:
		catalog_sql_addf(s, "instr(%s, ?) > 0", value);
		bind_folded(s, n->text);
		break;
	case CATALOG_STARTS_WITH:
		catalog_sql_addf(s, "instr(%s, ?) = 1", value);
		bind_folded(s, n->text);
		break;
	default:
		catalog_sql_addf(s, "%s%s", value, comparisons[n->op]);
		bind_folded(s, n->text);
		break;
	}
}

/* They are containers of a view, and the objects are in those or beneath them;
   but for the few that are not music, and in no view of that kind. */
static void
add_views_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n)
{
	catalog_sql_addf(s, "o.id IN (WITH h (id) AS (SELECT c.id"
	    " FROM container c WHERE c.view IN (%s) AND c.level = 1"
	    " AND c.listed AND ", column->views);
	if (!add_index_test(s, container_titles, n))
		add_text_test(s, "c.fold", n);
	catalog_sql_add(s, ") SELECT object FROM member WHERE container IN"
	    " (SELECT id FROM h UNION ALL SELECT c.id FROM container c"
	    " JOIN h ON c.parent = h.id)) OR (o.kind IN (2, 3) AND ");
	add_any_value_test(s, column->value, n);
	catalog_sql_add(s, ")");
}

/* One of several values is so; or none is, of what must not be so. */
static void
add_value_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n)
{
	const bool negative = n->op == CATALOG_UNEQUAL ||
	    n->op == CATALOG_LACKS;
	struct catalog_node positive = *n;

	if (negative)
		positive.op = n->op == CATALOG_UNEQUAL ? CATALOG_EQUAL :
		    CATALOG_CONTAINS;
	catalog_sql_add(s, negative ? "NOT (" : "(");
	if (column->views != NULL)
		add_views_test(s, column, &positive);
	else
		add_any_value_test(s, column->value, &positive);
	catalog_sql_add(s, ")");
}

static void
add_exact_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n)
{
	if (n->op == CATALOG_CONTAINS || n->op == CATALOG_LACKS)
		catalog_sql_addf(s, "instr(%s, ?) > 0", column->value);
	else if (n->op == CATALOG_STARTS_WITH)
		catalog_sql_addf(s, "instr(%s, ?) = 1", column->value);
	else
		catalog_sql_addf(s, "%s%s", column->value, comparisons[n->op]);
	catalog_sql_text(s, n->text, strlen(n->text));
}

/* By whole names: "object.item" is not above "object.items". */
bool
catalog_sql_class_fits(const char *class, const struct catalog_node *n)
{
	const size_t len = strlen(n->text);
	const int order = strcmp(class, n->text);

	switch (n->op) {
	case CATALOG_DERIVED_FROM:
		return strncmp(class, n->text, len) == 0 &&
		    (class[len] == '\0' || class[len] == '.');
	case CATALOG_STARTS_WITH:
		return strncmp(class, n->text, len) == 0;
	case CATALOG_CONTAINS:
	case CATALOG_LACKS:
		return strstr(class, n->text) != NULL;
	case CATALOG_EQUAL:
		return order == 0;
	case CATALOG_UNEQUAL:
		return order != 0;
	case CATALOG_LESS:
		return order < 0;
	case CATALOG_LESS_OR_EQUAL:
		return order <= 0;
	case CATALOG_GREATER:
		return order > 0;
	case CATALOG_GREATER_OR_EQUAL:
		return order >= 0;
	default:
		return false;
	}
}

/* A class is known by the kind, which is in an index. */
static void
add_kinds_test(struct catalog_sql *s, const struct catalog_node *n)
{
	const char *before = "o.kind IN (";

	for (int kind = 0; kind < MEDIA_KINDS; kind++)
		if (catalog_sql_class_fits(view_item_class((enum media_kind)kind), n)) {
			catalog_sql_addf(s, "%s%d", before, kind);
			before = ", ";
		}
	catalog_sql_add(s, *before == ',' ? ")" : "0");
}

static bool
any_container_fits(const struct catalog_node *n)
{
	const struct view_facts *v;

	for (size_t i = 0; (v = view_get(i)) != NULL; i++)
		for (unsigned level = 0; level <= VIEW_LEVELS_MAX; level++)
			if (catalog_sql_class_fits(view_class(v->view, level), n))
				return true;
	return false;
}

static void
add_class_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n, bool objects)
{
	if (objects) {
		add_kinds_test(s, n);
	} else if (!any_container_fits(n)) {
		catalog_sql_add(s, "0");
	} else if (n->op == CATALOG_DERIVED_FROM) {
		catalog_sql_addf(s, "derived(%s, ?)", column->value);
		catalog_sql_text(s, n->text, strlen(n->text));
	} else {
		add_exact_test(s, column, n);
	}
}

static void
add_column_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n, bool objects)
{
	if (column->how == FOLDED)
		add_text_test(s, column->value, n);
	else if (column->how == CLASS)
		add_class_test(s, column, n, objects);
	else
		add_exact_test(s, column, n);
}

static void
add_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n, bool objects)
{
	if (column->how == NUMBER) {
		catalog_sql_addf(s, "%s%s", column->value,
		    comparisons[n->op]);
		bind_value(s, column, n);
		return;
	}
	if (column->how == SEVERAL) {
		add_value_test(s, column, n);
		return;
	}
	if (n->op == CATALOG_LACKS)
		catalog_sql_add(s, "NOT (");
	if (n->field != CATALOG_TITLE || !add_index_test(s, objects ?
	    object_titles : container_titles, n))
		add_column_test(s, column, n, objects);
	if (n->op == CATALOG_LACKS)
		catalog_sql_add(s, ")");
}

bool
catalog_sql_knows(enum catalog_field field, bool objects)
{
	return (objects ? of_objects : of_containers)[field].how != NOTHING;
}

/* Operators that make no sense for the kind of field match nothing. */
static bool
is_comparable(const struct column *column, const struct catalog_node *n)
{
	if (column->how == NOTHING || n->op == CATALOG_NEVER)
		return false;
	if (column->how == NUMBER)
		return n->op <= CATALOG_GREATER_OR_EQUAL;
	return n->op != CATALOG_DERIVED_FROM || column->how == CLASS;
}

static void
add_comparison(struct catalog_sql *s, const struct catalog_query *q,
    const struct catalog_node *n, bool objects)
{
	const struct column *column = objects ? &of_objects[n->field] :
	    &of_containers[n->field];
	const char *exists = column->exists != NULL ? column->exists : "0";

	if (column->how == SHOWN && n->op != CATALOG_NEVER) {
		catalog_sql_fits(s, q, n);
	} else if (n->op == CATALOG_EXISTS || n->op == CATALOG_EXISTS_NOT) {
		catalog_sql_addf(s, n->op == CATALOG_EXISTS ? "(%s)" :
		    "NOT (%s)", exists);
	} else if (!is_comparable(column, n)) {
		catalog_sql_add(s, "0");
	} else {
		catalog_sql_addf(s, "(%s AND ", exists);
		add_test(s, column, n, objects);
		catalog_sql_add(s, ")");
	}
}

/* ---- the tree ---------------------------------------------------------------- */

/* The node at i and what it joins; where that begins. */
static size_t
first_of(const struct catalog_node *nodes, size_t i)
{
	if (nodes[i].op != CATALOG_AND && nodes[i].op != CATALOG_OR)
		return i;
	return first_of(nodes, first_of(nodes, i - 1) - 1);
}

static void
add_node(struct catalog_sql *s, const struct catalog_query *q, size_t i,
    bool objects)
{
	const struct catalog_node *n = &q->nodes[i];

	if (n->op != CATALOG_AND && n->op != CATALOG_OR) {
		add_comparison(s, q, n, objects);
		return;
	}
	catalog_sql_add(s, "(");
	add_node(s, q, first_of(q->nodes, i - 1) - 1, objects);
	catalog_sql_add(s, n->op == CATALOG_AND ? " AND " : " OR ");
	add_node(s, q, i - 1, objects);
	catalog_sql_add(s, ")");
}

void
catalog_sql_conditions(struct catalog_sql *s, const struct catalog_query *q,
    bool objects)
{
	if (q->nnodes == 0)
		return;
	catalog_sql_add(s, " AND ");
	add_node(s, q, q->nnodes - 1, objects);
}
