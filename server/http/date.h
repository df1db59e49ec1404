#ifndef LARES_HTTP_DATE_H
#define LARES_HTTP_DATE_H

#include <stdint.h>

/* "Sun, 06 Nov 1994 08:49:37 GMT" and its NUL */
#define DATE_BYTES	30

/*
 * Pure: seconds since 1970 as an IMF-fixdate (RFC 9110, 5.6.7), without a
 * look at locale or time zone. Times before 1970 and after the year 9999 are
 * shown as the nearest that can be.
 */
void	date_format(int64_t seconds, char out[DATE_BYTES]);

#endif
