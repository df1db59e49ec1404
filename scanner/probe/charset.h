#ifndef LARES_PROBE_CHARSET_H
#define LARES_PROBE_CHARSET_H

#include <stddef.h>
#include <stdint.h>

/* Loads what the library would look for later. Before the sandbox. */
void	charset_prepare(void);

/*
 * Which charset a text is in, as ICU names it. language: ISO 639-1 of the
 * text, or "" where nobody knows; it decides between charsets in which the
 * same bytes make sense, and not against what the bytes say.
 */
const char	*charset_guess(const char *text, size_t len,
		    const char *language);

/*
 * A text of any charset as UTF-8: without byte order mark and NULs, U+FFFD for
 * what the charset does not know. out has room for CHARSET_ROOM(len) bytes, and
 * may not overlap text. -1: no memory; else how long it has become.
 */
#define CHARSET_ROOM(len)	(3 * (len))
int64_t	charset_to_utf8(const char *text, size_t len, const char *language,
	    char *out);

#endif
