#ifndef LARES_COMMON_NUM_H
#define LARES_COMMON_NUM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Strict decimal: digits only, no sign, no blanks, not empty, at most max.
 * Returns 0 and sets *out, or -1 and leaves it alone.
 */
int	num_parse(const char *text, uint64_t max, uint64_t *out);
int	num_parse_len(const char *text, size_t len, uint64_t max, uint64_t *out);

/* The value of a hexadecimal digit, or -1. */
int	num_hex_digit(char c);

#endif
