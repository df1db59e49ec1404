#ifndef LARES_COMMON_FIELDS_H
#define LARES_COMMON_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"

/*
 * Facts as laresd tells them to laresctl: lines of a key and fields, parted by
 * tabs. Control characters and backslashes stand as "\" and two lower-case
 * hexadecimal digits, every other byte as it is.
 */
#define FIELDS_MAX	8	/* in a line, the key not counted */

void	fields_begin(struct buf *b, const char *key);
void	fields_add(struct buf *b, const char *text);
void	fields_add_num(struct buf *b, uint64_t n);
void	fields_end(struct buf *b);

struct fields {
	const char	*key;
	const char	*field[FIELDS_MAX];
	size_t		 n;
};

/*
 * Takes the next line off *text, which is changed in place and lives as long
 * as the fields. 1: f is set; 0: *text is at its end; -1: malformed.
 */
int	fields_next(char **text, struct fields *f);

#endif
