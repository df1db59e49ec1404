#ifndef LARES_COMMON_CATALOG_SCHEMA_H
#define LARES_COMMON_CATALOG_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/media.h"

#define CATALOG_VERSION		4	/* of the tables */
#define CATALOG_STATEMENTS_MAX	160

struct buf;
struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

enum catalog_areas {
	CATALOG_AREAS_UNKNOWN, CATALOG_AREAS_NONE, CATALOG_AREAS_SOME,
};

/* One connection; its body is for catalog_*.c alone. */
struct catalog {
	struct sqlite3	*db;
	struct {
		const char		*sql;
		struct sqlite3_stmt	*statement;
	} prepared[CATALOG_STATEMENTS_MAX];
	bool		 failed;	/* an error was seen: do not keep it */
	unsigned	 file;		/* pool: number of the file it has open */
	bool		 borrowed;	/* pool: all that is read is of one moment */
	bool		 update_known;	/* ... and of this number, if that was
					   read since */
	uint32_t	 update_id;
	struct catalog_only *only;	/* reader: catalog_only.c's */
	bool		 functions;	/* reader: knows those of catalog_sql.c */
	bool		 takes_rows;	/* ... of catalog_row.c */
	bool		 takes_codes;	/* ... of catalog_words.c */
	const struct catalog_taker *taker;	/* catalog_row.c's */
	bool		 batch;		/* writer: a transaction is open */
	bool		 changed;	/* writer: ... that clients will see */
	size_t		 rows;		/* writer: ... of so many rows */
	bool		 unsettled;	/* writer: catalog_settle.c's */
	struct catalog_counting *counting;	/* writer: catalog_count.c's */
	struct catalog_known *known;	/* writer: catalog_container.c's */
	struct catalog_holding *holding;	/* writer: catalog_held.c's */
	enum catalog_areas areas;	/* writer: catalog_area.c's, these too */
	int64_t		 area_place;	/* whose area is known; 0: no one's */
	unsigned	 area;
};

enum catalog_fitness {
	CATALOG_FITS,
	CATALOG_EMPTY,			/* no schema yet */
	CATALOG_OLDER,			/* made by an earlier one */
	CATALOG_NEWER,			/* made by a later version of ours */
	CATALOG_ALTERED,		/* writer: of ours, with other tables */
	CATALOG_DAMAGED,		/* not a database, or broken */
	CATALOG_UNUSABLE,		/* busy, unreadable: perhaps later */
};

/* By its version alone. */
enum catalog_fitness	catalog_schema_check(struct catalog *c);

/* By what has just failed: CATALOG_DAMAGED or CATALOG_UNUSABLE. */
enum catalog_fitness	catalog_schema_fault(const struct catalog *c);

/*
 * The prepared statement for sql, a string constant (its address is the key),
 * reset and without bindings. NULL on failure: to bind something to that does
 * nothing, and what follows fails.
 */
struct sqlite3_stmt	*catalog_statement(struct catalog *c, const char *sql);

/* The same with its first parameter bound. */
struct sqlite3_stmt	*catalog_statement_of(struct catalog *c,
			    const char *sql, int64_t key);

/* What is bound has to stay until the statement has run. No text (NULL) is an
   empty one; no bytes are an empty blob, not NULL. */
void	catalog_bind_text(struct sqlite3_stmt *s, int at, const char *text);
void	catalog_bind_bytes(struct sqlite3_stmt *s, int at, const void *bytes,
	    size_t len);

/* Steps a statement: 1: to a row; 0: to its end; -1. It is reset if not 1. */
int	catalog_step(struct catalog *c, struct sqlite3_stmt *s);

/* Steps a statement that returns no row. 0 or -1. */
int	catalog_run(struct catalog *c, struct sqlite3_stmt *s);

/* The same, with its one or two parameters bound. 0 or -1. */
int	catalog_run_with(struct catalog *c, const char *sql, int64_t first,
	    int64_t second);

/* Steps a statement to its first row, and resets it: 1 and *n is the first
   column; 0: there is none, and *n is left alone; -1. */
int	catalog_number(struct catalog *c, struct sqlite3_stmt *s, int64_t *n);

/* The same of a statement with the one parameter key. */
int	catalog_number_of(struct catalog *c, const char *sql, int64_t key,
	    int64_t *n);

/* Steps a statement to its first row, and resets it: 1, and *b is the first
   column, of which NULL is empty; 0: there is none, and *b is empty; -1. */
int	catalog_bytes(struct catalog *c, struct sqlite3_stmt *s,
	    struct buf *b);

/* Of an argument of a function of ours; "" for NULL. Borrowed from it. */
const char *catalog_text(struct sqlite3_value *v);

/* Executes a constant text of statements. 0 or -1. */
int	catalog_execute(struct catalog *c, const char *sql);

#endif
