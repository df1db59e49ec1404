#ifndef LARES_CTL_JSON_H
#define LARES_CTL_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "common/buf.h"

/*
 * Writes JSON (RFC 8259), indented, commas and all. key is NULL for an element
 * of an array. Text of any bytes comes out as UTF-8, what is not UTF-8 as
 * U+FFFD.
 */
struct json {
	struct buf	*b;
	unsigned	 depth;
	bool		 first;		/* in what was opened last */
};

void	json_begin(struct json *j, struct buf *b);
void	json_end(struct json *j);

void	json_open(struct json *j, const char *key, char bracket);	/* { [ */
void	json_close(struct json *j, char bracket);			/* } ] */

/* NULL is null. */
void	json_text(struct json *j, const char *key, const char *text);
void	json_number(struct json *j, const char *key, uint64_t n);
void	json_bool(struct json *j, const char *key, bool value);

/* Not known is -1, and null in JSON. */
void	json_known(struct json *j, const char *key, int64_t n);

#endif
