#ifndef LARES_PROBE_DATE_H
#define LARES_PROBE_DATE_H

#include <stdbool.h>

#include "common/media.h"

/*
 * The many ways tags and EXIF write a date ("2004:05:12 10:11:12",
 * "20040512", "2004-05-12T10:11:12.5Z", "May 2004") as ISO 8601, as much of it
 * as is there. A time zone is dropped: the time stays what the clock showed.
 * False, and out untouched: there is no date in it.
 */
bool	date_parse(const char *text, char out[MEDIA_NAME_BYTES]);

#endif
