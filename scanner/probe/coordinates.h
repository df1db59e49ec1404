#ifndef LARES_PROBE_COORDINATES_H
#define LARES_PROBE_COORDINATES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a text says a place on Earth by numbers: two with three digits or
 * more behind the point, that may be a latitude and a longitude; one with the
 * letter of a direction; or the two of ISO 6709 without anything between. Text
 * of any encoding that has ASCII in it.
 */
bool	coordinates_are_in(const char *text, size_t len);

#endif
