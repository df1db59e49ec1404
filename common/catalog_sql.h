#ifndef LARES_COMMON_CATALOG_SQL_H
#define LARES_COMMON_CATALOG_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"
#include "common/catalog_query.h"

struct catalog;
struct sqlite3_stmt;

/* For catalog_*.c alone: a statement in the making, with the values that are
   bound to its question marks, in their order. */
#define CATALOG_VALUES_MAX	512
struct catalog_sql {
	struct buf	 text;
	struct {
		char	*text;		/* NULL: query, or a number */
		const struct catalog_query *query;
		int64_t	 number;
	}		 values[CATALOG_VALUES_MAX];
	size_t		 nvalues;
	bool		 failed;
};

void	catalog_sql_init(struct catalog_sql *s);
void	catalog_sql_free(struct catalog_sql *s);

void	catalog_sql_add(struct catalog_sql *s, const char *constant);
void	catalog_sql_addf(struct catalog_sql *s, const char *constant, ...)
	    __attribute__((format(printf, 2, 3)));
void	catalog_sql_number(struct catalog_sql *s, int64_t number);
void	catalog_sql_text(struct catalog_sql *s, const char *text, size_t len);

/* A function's truth: what the query says of object o and its so-many-th
   condition. The query has to stay until the statement has run. */
void	catalog_sql_fits(struct catalog_sql *s, const struct catalog_query *q,
	    const struct catalog_node *n);

/* Whether an object, or a container, can have the field at all. */
bool	catalog_sql_knows(enum catalog_field field, bool objects);

/* Whether one of several values, by lines, is what an operator asks for that
   compares text. All of it is folded. */
bool	catalog_sql_value_fits(const char *lines, enum catalog_operator op,
	    const char *wanted);

/* Whether objects of a class fit a condition on that. */
bool	catalog_sql_class_fits(const char *class, const struct catalog_node *n);

/*
 * What to ask an index of words (common/catalog_code.h) for, so that it tells
 * exactly which rows a condition on a text is true of. *to is empty: from is
 * for MATCH; else the rows are those of its terms from the one up to, without,
 * the other. The caller frees both. False: it cannot tell.
 */
bool	catalog_sql_words(const struct catalog_node *n, struct buf *from,
	    struct buf *to);

/* " AND (...)": the conditions of a search, on objects (o) or containers (c). */
void	catalog_sql_conditions(struct catalog_sql *s,
	    const struct catalog_query *q, bool objects);

/* ", key, key, title, id": behind the id, which is the first column; and the
   order that they make. */
void	catalog_sql_keys(struct catalog_sql *s, const struct catalog_query *q,
	    bool objects);
void	catalog_sql_order(struct catalog_sql *s, const struct catalog_query *q);

/* With our functions known to the connection. NULL: the catalogue failed. */
struct sqlite3_stmt *catalog_sql_prepare(struct catalog *c,
	    struct catalog_sql *s);

#endif
