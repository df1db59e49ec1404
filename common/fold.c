/*
 * Folding text for comparison, and keys that sort as people do. Pure. The
 * Unicode data is utf8proc's.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "common/fold.h"
#include "common/text.h"

/* Digits are written as their count and themselves, so that a run's length,
   and with it its value, decides before its first digit does. */
#define FOLD_DIGITS_MAX	200	/* count byte stays under 0xff */

/* What decomposition leaves whole, and people type without its stroke. */
static const struct {
	utf8proc_int32_t	letter;
	const char		*plain;
} strokes[] = {
	{ 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" },
	{ 0x0111, "d" }, { 0x0127, "h" }, { 0x0131, "i" }, { 0x0142, "l" },
	{ 0x0153, "oe" }, { 0x0167, "t" },
};

/* Accents of the Latin, Greek and Cyrillic scripts. The marks of others, such
   as the vowels of Indic scripts and the voicing of kana, make another letter
   or sound: they stay. */
static bool
is_accent(utf8proc_int32_t c)
{
	return (c >= 0x0300 && c <= 0x036f) || (c >= 0x1ab0 && c <= 0x1aff) ||
	    (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff);
}

static void
add_letter(struct buf *b, utf8proc_int32_t c)
{
	utf8proc_uint8_t bytes[4];
	size_t i;

	if (is_accent(c))
		return;
	for (i = 0; i < sizeof(strokes) / sizeof(strokes[0]); i++) {
		if (strokes[i].letter == c) {
			buf_add_str(b, strokes[i].plain);
			return;
		}
	}
	buf_add(b, bytes, (size_t)utf8proc_encode_char(c, bytes));
}

/* Most text: nothing to decompose. -1: it is not that. */
static int
fold_ascii(struct buf *b, const char *text)
{
	char lower[256];
	size_t i;

	for (i = 0; text[i] != '\0'; i++) {
		if (i == sizeof(lower) || (unsigned char)text[i] >= 0x80)
			return -1;
		lower[i] = text[i] >= 'A' && text[i] <= 'Z' ?
		    (char)(text[i] - 'A' + 'a') : text[i];
	}
	buf_add(b, lower, i);
	return 0;
}

void
fold_text(struct buf *b, const char *utf8)
{
	utf8proc_int32_t small[256], *letters = small;
	const utf8proc_option_t how = UTF8PROC_NULLTERM | UTF8PROC_COMPAT |
	    UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_ssize_t n, i, room = sizeof(small) / sizeof(small[0]);

	if (fold_ascii(b, utf8) == 0)
		return;
	n = utf8proc_decompose((const utf8proc_uint8_t *)utf8, 0, letters, room,
	    how);
	if (n > room) {
		letters = calloc((size_t)n, sizeof(*letters));
		if (letters != NULL)
			n = utf8proc_decompose((const utf8proc_uint8_t *)utf8,
			    0, letters, n, how);
	}
	if (letters == NULL || n < 0)
		buf_add_str(b, utf8);
	else
		for (i = 0; i < n; i++)
			add_letter(b, letters[i]);
	if (letters != small)
		free(letters);
}

/* Punctuation and blanks of ASCII: what a title may begin with by chance. */
static int
is_ignored_at_start(char c)
{
	unsigned char u = (unsigned char)c;

	return u > 0 && u < 0x80 && !text_is_digit(c) && !(u >= 'a' && u <= 'z');
}

/* Adds the run of digits at s; returns what comes after it. */
static const char *
add_digits(struct buf *b, const char *s)
{
	const char *end, *start;
	unsigned char count;

	while (*s == '0' && text_is_digit(s[1]))
		s++;
	for (start = end = s; text_is_digit(*end); end++)
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
		if (text_is_digit(*s))
			s = add_digits(b, s);
		else
			buf_add(b, s++, 1);
	}
	buf_free(&folded);
}
