/*
 * The Range header (RFC 9110, 14.1.2 and 14.2). Process: lares-http. Pure. A
 * Range that is not understood is as good as none (14.2): the client gets the
 * whole file, never an error.
 */

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "server/http/range.h"

/*
 * Digits at *s, as a number that stops growing at the largest there is: a
 * position beyond any file is not a mistake. False if there are none.
 */
static bool
take_number(const char **s, uint64_t *n)
{
	const char *start = *s;
	uint64_t value = 0;
	unsigned digit;

	for (; **s >= '0' && **s <= '9'; (*s)++) {
		digit = (unsigned)(**s - '0');
		if (value > (UINT64_MAX - digit) / 10)
			value = UINT64_MAX;
		else
			value = value * 10 + digit;
	}
	if (*s == start)
		return false;
	*n = value;
	return true;
}

/* "-n": the last n bytes; of a shorter file, all of it. */
static enum range_result
parse_suffix(const char *s, uint64_t size, uint64_t *first, uint64_t *last)
{
	uint64_t n;

	if (!take_number(&s, &n) || *s != '\0')
		return RANGE_NONE;
	if (n == 0)
		return RANGE_UNSATISFIABLE;
	if (size == 0)		/* all of nothing has no first byte */
		return RANGE_NONE;
	*first = n < size ? size - n : 0;
	*last = size - 1;
	return RANGE_PART;
}

enum range_result
range_parse(const char *value, uint64_t size, uint64_t *first, uint64_t *last)
{
	uint64_t from, to = UINT64_MAX;
	bool open;

	if (strncasecmp(value, "bytes=", 6) != 0)
		return RANGE_NONE;
	value += 6;
	value += strspn(value, " \t");
	if (*value == '-')
		return parse_suffix(value + 1, size, first, last);
	if (!take_number(&value, &from) || *value++ != '-')
		return RANGE_NONE;
	open = *value == '\0';
	if (!open && (!take_number(&value, &to) || *value != '\0'))
		return RANGE_NONE;
	if (to < from)
		return RANGE_NONE;
	if (from >= size)
		return RANGE_UNSATISFIABLE;
	*first = from;
	*last = to < size ? to : size - 1;
	return RANGE_PART;
}
