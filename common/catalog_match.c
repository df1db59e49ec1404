/*
 * The conditions of a search as SQL: one expression for objects, one for the
 * containers of the views. What an object lacks matches nothing but "exists
 * false" (ContentDirectory:1, 2.5.5.1). Text is compared as it is folded.
 */
#include <string.h>

#include "common/catalog_sql.h"
#include "common/fold.h"
#include "common/view.h"

#define FOLDED_MAX	65536
#define TRIGRAM		3		/* characters that the index needs */

#define DATE(column)							\
	"(" column " || CASE length(" column ") WHEN 4 THEN '-01-01'"	\
	" WHEN 7 THEN '-01' ELSE '' END)"

/* How a field is looked at. NULL: such objects do not have it. */
struct column {
	enum { NOTHING, FOLDED, EXACT, NUMBER, CLASS, SHOWN } how;
	const char	*value;
	const char	*exists;
	const char	*views;		/* values stand for containers there */
};

static const struct column of_objects[CATALOG_NO_FIELD] = {
	[CATALOG_TITLE] = { FOLDED, "o.title_fold", "1", NULL },
	[CATALOG_DATE] = { EXACT, DATE("o.date"), "o.date <> ''", NULL },
	[CATALOG_CLASS] = { CLASS, "item_class(o.kind)", "1", NULL },
	[CATALOG_TRACK] = { NUMBER, "o.track", "o.track > 0", NULL },
	[CATALOG_DISC] = { NUMBER, "o.disc", "o.disc > 0", NULL },
	[CATALOG_ARTIST] = { FOLDED, "fold(o.artist)", "o.artist <> ''", "2" },
	[CATALOG_ALBUM_ARTIST] = { FOLDED, "fold(o.album_artist)",
	    "o.album_artist <> ''", NULL },
	[CATALOG_COMPOSER] = { FOLDED, "fold(o.composer)", "o.composer <> ''",
	    "6" },
	[CATALOG_ALBUM] = { FOLDED, "fold(o.album)", "o.album <> ''", "4" },
	[CATALOG_GENRE] = { FOLDED, "fold(o.genre)", "o.genre <> ''", "5, 23" },
	[CATALOG_DURATION] = { NUMBER, "o.duration_ms", "o.duration_ms > 0",
	    NULL },
	[CATALOG_SIZE] = { NUMBER, "o.size", "o.kind > 0", NULL },
	[CATALOG_RESOLUTION] = { SHOWN, NULL, NULL, NULL },
	[CATALOG_BITRATE] = { NUMBER, "o.bitrate", "o.bitrate > 0", NULL },
	[CATALOG_RATING] = { FOLDED, "fold(o.rating)", "o.rating <> ''", NULL },
	[CATALOG_SERIES] = { FOLDED, "fold(o.series)", "o.series <> ''", NULL },
	[CATALOG_SEASON] = { NUMBER, "o.season", "o.season > 0", NULL },
	[CATALOG_EPISODE] = { NUMBER, "o.episode", "o.episode > 0", NULL },
	[CATALOG_CHILD_COUNT] = { NUMBER, "o.child_count", "o.kind = 0", NULL },
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
	[CATALOG_CHILD_COUNT] = { NUMBER, "c.n", "1", NULL },
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

	buf_init(&b, FOLDED_MAX);
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

/* Its trigrams as a query that all of them be there: "abc" "bcd". False: it is
   too short for one. */
static bool
bind_trigrams(struct catalog_sql *s, const char *text)
{
	struct buf folded, query;
	const char *at;
	size_t len[TRIGRAM];
	bool any = false;

	buf_init(&folded, FOLDED_MAX);
	buf_init(&query, 8 * FOLDED_MAX);
	fold_text(&folded, text);
	buf_add(&folded, "", 0);
	for (at = folded.data; !buf_failed(&folded) && *at != '\0';
	    at += len[0]) {
		len[0] = character(at);
		if (at[len[0]] == '\0')
			break;
		len[1] = len[0] + character(at + len[0]);
		if (at[len[1]] == '\0')
			break;
		len[2] = len[1] + character(at + len[1]);
		buf_add_str(&query, any ? " \"" : "\"");
		for (size_t i = 0; i < len[2]; i++)
			buf_add(&query, "\"\"", at[i] == '"' ? 2 : 0),
			    buf_add(&query, at + i, at[i] != '"');
		buf_add_str(&query, "\"");
		any = true;
	}
	if (any && buf_failed(&query))
		s->failed = true;
	else if (any)
		catalog_sql_text(s, query.data, query.len);
	buf_free(&folded);
	buf_free(&query);
	return any;
}

/* ---- one comparison --------------------------------------------------------- */

/* An index of trigrams: what it tells of need not fit, but nothing else does. */
struct trigrams {
	const char	*id;		/* of the row that is looked at */
	const char	*table;
};
static const struct trigrams object_titles = { "o.id", "title" };
static const struct trigrams container_titles = { "c.id", "name" };

static void
add_candidates(struct catalog_sql *s, const struct trigrams *index,
    const struct catalog_node *n)
{
	struct catalog_sql query;

	if (n->op != CATALOG_CONTAINS && n->op != CATALOG_LACKS &&
	    n->op != CATALOG_STARTS_WITH && n->op != CATALOG_EQUAL)
		return;
	catalog_sql_init(&query);
	if (bind_trigrams(&query, n->text) && !query.failed) {
		catalog_sql_addf(s, "%s IN (SELECT rowid FROM %s"
		    " WHERE %s MATCH ?) AND ", index->id, index->table,
		    index->table);
		catalog_sql_text(s, query.values[0].text,
		    strlen(query.values[0].text));
	}
	catalog_sql_free(&query);
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

/* One of several values: they are containers of a view, and the objects are in
   those or beneath them; but for the few that are not music, and in no view
   of that kind. */
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
	catalog_sql_addf(s, "%s(o.id IN (WITH h (id) AS (SELECT c.id"
	    " FROM container c WHERE c.view IN (%s) AND c.level = 1"
	    " AND c.listed AND ",
	    negative ? "NOT " : "",
	    column->views);
	add_candidates(s, &container_titles, &positive);
	add_text_test(s, "c.fold", &positive);
	catalog_sql_add(s, ") SELECT object FROM member WHERE container IN"
	    " (SELECT id FROM h UNION ALL SELECT c.id FROM container c"
	    " JOIN h ON c.parent = h.id)) OR (o.kind IN (2, 3) AND ");
	add_text_test(s, column->value, &positive);
	catalog_sql_add(s, "))");
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
static bool
class_fits(const char *class, const struct catalog_node *n)
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
		if (class_fits(view_item_class((enum media_kind)kind), n)) {
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
			if (class_fits(view_class(v->view, level), n))
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
add_test(struct catalog_sql *s, const struct column *column,
    const struct catalog_node *n, bool objects)
{
	if (column->how == NUMBER) {
		catalog_sql_addf(s, "%s%s", column->value,
		    comparisons[n->op]);
		bind_value(s, column, n);
		return;
	}
	if (column->views != NULL) {
		add_value_test(s, column, n);
		return;
	}
	if (n->op == CATALOG_LACKS)
		catalog_sql_add(s, "NOT (");
	if (n->field == CATALOG_TITLE)
		add_candidates(s, objects ? &object_titles : &container_titles,
		    n);
	if (column->how == FOLDED)
		add_text_test(s, column->value, n);
	else if (column->how == CLASS)
		add_class_test(s, column, n, objects);
	else
		add_exact_test(s, column, n);
	if (n->op == CATALOG_LACKS)
		catalog_sql_add(s, ")");
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
