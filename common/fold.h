#ifndef LARES_COMMON_FOLD_H
#define LARES_COMMON_FOLD_H

#include "common/buf.h"

/*
 * Text folded for comparison: NFKD, case folded, accents and strokes removed
 * ("Beyoncé" and "BEYONCE" become one, "Røyksopp" and "royksopp"). utf8 is
 * valid UTF-8.
 */
void	fold_text(struct buf *b, const char *utf8);

/*
 * A key whose bytes, compared with memcmp, sort titles as people do: folded,
 * a run of digits by its value ("Episode 2" before "Episode 10"), punctuation
 * at the start ignored. Titles that fold alike get equal keys.
 */
void	fold_sort_key(struct buf *b, const char *utf8);

#endif
