#ifndef LARES_PROBE_CHARSET_SIGN_H
#define LARES_PROBE_CHARSET_SIGN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether so much of it is beyond ASCII as no language has that is written in
   Latin letters. */
bool	charset_is_beyond_latin(const char *text, size_t len);

/*
 * The charset of a text in a language that ICU's statistics do not know: Thai,
 * Vietnamese, Lithuanian or Latvian; as ICU names it. NULL: nothing says that
 * it is one of them.
 */
const char	*charset_by_signs(const char *text, size_t len);

/* Whether a text that could be Windows-1252 is in ISO 8859-15: French words
   have "œ" within them, but never "½". */
bool	charset_is_latin_9(const char *text, size_t len);

#endif
