#ifndef LARES_HTTP_RANGE_H
#define LARES_HTTP_RANGE_H

#include <stdint.h>

enum range_result {
	RANGE_NONE,		/* no usable Range: send the whole file, 200 */
	RANGE_PART,		/* first..last are valid: 206 */
	RANGE_UNSATISFIABLE,	/* 416 */
};

/*
 * Pure: a Range header's value (RFC 9110, 14.1.2) against a file's size.
 * Several ranges, and what is not bytes or not well formed, are RANGE_NONE.
 * first and last are set only on RANGE_PART; both lie inside 0..size-1.
 */
enum range_result	range_parse(const char *value, uint64_t size,
			    uint64_t *first, uint64_t *last);

#endif
