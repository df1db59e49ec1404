/*
 * Statements put together from constant pieces and bound values, and the few
 * functions of ours that they use. For catalog_list.c and catalog_match.c.
 */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/catalog_fold.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"
#include "common/catalog_sql.h"

#define SQL_BYTES_MAX	65536
#define PIECE_BYTES	1024
#define QUERY_POINTER	"catalog_query"

void
catalog_sql_init(struct catalog_sql *s)
{
	buf_init(&s->text, SQL_BYTES_MAX);
	s->nvalues = 0;
	s->failed = false;
}

void
catalog_sql_free(struct catalog_sql *s)
{
	while (s->nvalues > 0)
		free(s->values[--s->nvalues].text);
	buf_free(&s->text);
}

void
catalog_sql_add(struct catalog_sql *s, const char *constant)
{
	buf_add_str(&s->text, constant);
}

void
catalog_sql_addf(struct catalog_sql *s, const char *constant, ...)
{
	char piece[PIECE_BYTES];
	va_list ap;

	va_start(ap, constant);
	if (vsnprintf(piece, sizeof(piece), constant, ap) >= PIECE_BYTES)
		s->failed = true;
	va_end(ap);
	buf_add_str(&s->text, piece);
}

static void
add_value(struct catalog_sql *s, char *text, const struct catalog_query *query,
    int64_t number)
{
	if (s->nvalues == CATALOG_VALUES_MAX) {
		free(text);
		s->failed = true;
		return;
	}
	s->values[s->nvalues].text = text;
	s->values[s->nvalues].query = query;
	s->values[s->nvalues++].number = number;
}

void
catalog_sql_number(struct catalog_sql *s, int64_t number)
{
	add_value(s, NULL, NULL, number);
}

void
catalog_sql_text(struct catalog_sql *s, const char *text, size_t len)
{
	char *copy = strndup(text, len);

	if (copy == NULL)
		s->failed = true;
	else
		add_value(s, copy, NULL, 0);
}

/* The arguments as sql_fits takes them. */
void
catalog_sql_fits(struct catalog_sql *s, const struct catalog_query *q,
    const struct catalog_node *n)
{
	catalog_sql_add(s, "fits(?, ?, o.kind, o.mime, o.extension, o.profile,"
	    " o.width, o.height, o.orientation, o.duration_ms, o.seekable,"
	    " o.subtitles, o.art)");
	add_value(s, NULL, q, 0);
	add_value(s, NULL, NULL, n - q->nodes);
}

/* ---- functions ------------------------------------------------------------- */

static void
sql_item_class(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_text(context, view_item_class((enum
	    media_kind)sqlite3_value_int(v[0])), -1, SQLITE_STATIC);
}

static void
sql_container_class(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_text(context, view_class((enum view)
	    sqlite3_value_int(v[0]), (unsigned)sqlite3_value_int(v[1])), -1,
	    SQLITE_STATIC);
}

/* By whole names: "object.item" is not above "object.items". */
static void
sql_derived(sqlite3_context *context, int n, sqlite3_value **v)
{
	const char *class = catalog_text(v[0]), *from = catalog_text(v[1]);
	const size_t len = strlen(from);

	(void)n;
	sqlite3_result_int(context, strncmp(class, from, len) == 0 &&
	    (class[len] == '\0' || class[len] == '.'));
}

static bool
text_fits(const char *text, size_t len, enum catalog_operator op,
    const char *wanted, size_t wanted_len)
{
	const bool begins = len >= wanted_len &&
	    memcmp(text, wanted, wanted_len) == 0;
	int order;

	if (op == CATALOG_STARTS_WITH)
		return begins;
	if (op == CATALOG_CONTAINS)
		return memmem(text, len, wanted, wanted_len) != NULL;
	if (op == CATALOG_EQUAL)
		return begins && len == wanted_len;
	order = memcmp(text, wanted, len < wanted_len ? len : wanted_len);
	if (order == 0)
		order = len < wanted_len ? -1 : len > wanted_len;
	return op == CATALOG_LESS ? order < 0 :
	    op == CATALOG_LESS_OR_EQUAL ? order <= 0 :
	    op == CATALOG_GREATER ? order > 0 :
	    op == CATALOG_GREATER_OR_EQUAL && order >= 0;
}

bool
catalog_sql_value_fits(const char *lines, enum catalog_operator op,
    const char *wanted)
{
	const size_t wanted_len = strlen(wanted);
	const char *value;
	size_t len;

	while ((value = media_next_value(&lines, &len)) != NULL)
		if (text_fits(value, len, op, wanted, wanted_len))
			return true;
	return false;
}

static void
sql_any_value(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_int(context, catalog_sql_value_fits(
	    catalog_text(v[0]), (enum catalog_operator)
	    sqlite3_value_int(v[1]), catalog_text(v[2])));
}

static uint32_t
number_of(sqlite3_value *v)
{
	return (uint32_t)sqlite3_value_int64(v);
}

static void
sql_fits(sqlite3_context *context, int n, sqlite3_value **v)
{
	const struct catalog_query *q = sqlite3_value_pointer(v[0],
	    QUERY_POINTER);
	const struct catalog_node *node = &q->nodes[sqlite3_value_int64(v[1])];
	const struct catalog_object o = {
		.kind = (enum media_kind)sqlite3_value_int(v[2]),
		.mime = catalog_text(v[3]),
		.extension = catalog_text(v[4]),
		.profile = catalog_text(v[5]),
		.width = number_of(v[6]),
		.height = number_of(v[7]),
		.orientation = number_of(v[8]),
		.duration_ms = (uint64_t)sqlite3_value_int64(v[9]),
		.seekable = sqlite3_value_int(v[10]) == CATALOG_SEEK_READY,
		.subtitles = catalog_text(v[11]),
		.art = sqlite3_value_int64(v[12]),
	};

	(void)n;
	sqlite3_result_int(context, q->fits(node, &o, q->client));
}

static int
know_functions(struct catalog *c)
{
	static const struct {
		const char	*name;
		int		 arguments;
		void		(*run)(sqlite3_context *, int,
				    sqlite3_value **);
	} functions[] = {
		{ "item_class", 1, sql_item_class },
		{ "container_class", 2, sql_container_class },
		{ "derived", 2, sql_derived },
		{ "any_value", 3, sql_any_value },
		{ "fits", 13, sql_fits },
	};

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (sqlite3_create_function(c->db, functions[i].name,
		    functions[i].arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
		    NULL, functions[i].run, NULL, NULL) != SQLITE_OK)
			return -1;
	if (catalog_fold_know(c) == -1)
		return -1;
	c->functions = true;
	return 0;
}

sqlite3_stmt *
catalog_sql_prepare(struct catalog *c, struct catalog_sql *q)
{
	sqlite3_stmt *s = NULL;

	if (q->failed || buf_failed(&q->text) ||
	    (!c->functions && know_functions(c) == -1) ||
	    sqlite3_prepare_v2(c->db, q->text.data, -1, &s, NULL) !=
	    SQLITE_OK) {
		c->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < q->nvalues; i++)
		if (q->values[i].text != NULL)
			sqlite3_bind_text(s, (int)i + 1, q->values[i].text, -1,
			    SQLITE_STATIC);
		else if (q->values[i].query != NULL)
			sqlite3_bind_pointer(s, (int)i + 1,
			    (void *)(uintptr_t)q->values[i].query,
			    QUERY_POINTER, NULL);
		else
			sqlite3_bind_int64(s, (int)i + 1, q->values[i].number);
	return s;
}
