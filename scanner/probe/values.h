#ifndef LARES_PROBE_VALUES_H
#define LARES_PROBE_VALUES_H

#include "common/media.h"

/*
 * The several names, or genres, in one tag's text, added to a field of several
 * values. What separates them:
 *
 *	;	always ("A;B", "A; B"), for that is what libav puts between
 *		repeated tags, but where it ends an entity ("A &amp; B")
 *	" / "	between names, blanks included; "AC/DC" is one name, and
 *		"Funk / Soul" one genre
 *
 * Commas, "&" and "feat." are part of a name.
 */
void	values_add_names(char field[MEDIA_TEXT_BYTES], const char *text);

/* Genres may be numbers, as ID3 has them: "17", "(17)", "(17)(6)Fusion". */
void	values_add_genres(char field[MEDIA_TEXT_BYTES], const char *text);

#endif
