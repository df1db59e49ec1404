/*
 * Folding text for comparison, and keys that sort as people do. Pure. The
 * Unicode data is utf8proc's.
 */
#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "common/fold.h"

/* Digits are written as their count and themselves, so that a run's length,
   and with it its value, decides before its first digit does. */
#define FOLD_DIGITS_MAX	200	/* count byte stays under 0xff */

void
fold_text(struct buf *b, const char *utf8)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t len;

	len = utf8proc_map((const utf8proc_uint8_t *)utf8, 0, &folded,
	    UTF8PROC_NULLTERM | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
	    UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	if (len >= 0)
		buf_add(b, folded, (size_t)len);
	else
		buf_add_str(b, utf8);
	free(folded);
}

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Punctuation and blanks of ASCII: what a title may begin with by chance. */
static int
is_ignored_at_start(char c)
{
	unsigned char u = (unsigned char)c;

	return u > 0 && u < 0x80 && !is_digit(c) && !(u >= 'a' && u <= 'z');
}

/* Adds the run of digits at s; returns what comes after it. */
static const char *
add_digits(struct buf *b, const char *s)
{
	const char *end, *start;
	unsigned char count;

	while (*s == '0' && is_digit(s[1]))
		s++;
	for (start = end = s; is_digit(*end); end++)
		;
	count = end - start < FOLD_DIGITS_MAX ?
	    (unsigned char)(end - start) : FOLD_DIGITS_MAX;
	/* '0' first: numbers keep their place among other characters. */
	buf_add(b, "0", 1);
	buf_add(b, &count, 1);
	buf_add(b, start, (size_t)(end - start));
	return end;
}

void
fold_sort_key(struct buf *b, const char *utf8)
{
	struct buf folded;
	const char *s, *start;

	buf_init(&folded, b->max);
	fold_text(&folded, utf8);
	if (buf_failed(&folded)) {
		b->failed = true;
		buf_free(&folded);
		return;
	}
	s = folded.data != NULL ? folded.data : "";
	for (start = s; is_ignored_at_start(*start); start++)
		;
	if (*start != '\0')	/* "???" is a title too */
		s = start;
	while (*s != '\0') {
		if (is_digit(*s))
			s = add_digits(b, s);
		else
			buf_add(b, s++, 1);
	}
	buf_free(&folded);
}
