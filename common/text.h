#ifndef LARES_COMMON_TEXT_H
#define LARES_COMMON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of ASCII, whatever the locale. */
static inline bool
text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
text_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Length in bytes of the well-formed UTF-8 character at s (RFC 3629: shortest
 * form, no surrogates, at most U+10FFFF), and the character; 0 if there is
 * none, or len is 0.
 */
size_t	text_decode(const char *s, size_t len, uint32_t *c);

/* A character (at most U+10FFFF) as UTF-8, without a NUL: its length. */
size_t	text_encode(uint32_t c, char out[4]);

/* Bytes of the first so many characters; a byte outside UTF-8 is one. */
size_t	text_first(const char *s, size_t characters);

bool	text_is_utf8(const char *s, size_t len);

/*
 * Text of any bytes as UTF-8: bytes outside UTF-8 are read as Windows-1252,
 * which is what they almost always are; NUL bytes are left out. out has room
 * for size bytes (at least one), is terminated, and is cut between characters.
 */
void	text_to_utf8(const char *s, size_t len, char *out, size_t size);

/*
 * The same, made fit to be shown on one line: runs of blanks, tabs and line
 * ends become one blank, other control characters are dropped, blanks at both
 * ends removed.
 */
void	text_clean(const char *s, size_t len, char *out, size_t size);

/* A terminated copy of text in a store of a size, *used bytes of which are
   taken; it stays where it is. NULL: there is no room. */
char	*text_keep(char *store, size_t size, size_t *used, const char *text,
	    size_t len);

/*
 * What of an absolute path is left beneath a folder: "" if it is that folder,
 * NULL if it lies elsewhere. Neither ends in a slash, but for "/".
 */
const char *text_beneath(const char *path, const char *folder);

#endif
