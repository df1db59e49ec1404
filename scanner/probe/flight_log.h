#ifndef LARES_PROBE_FLIGHT_LOG_H
#define LARES_PROBE_FLIGHT_LOG_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a text says positions, as drones write them beside their videos: one
   of their words, and then a number of degrees with a fraction. A film may
   speak of such things, but not like that. */
bool	flight_log_is(const char *text, size_t len);

#endif
