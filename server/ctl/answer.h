#ifndef LARES_CTL_ANSWER_H
#define LARES_CTL_ANSWER_H

#include "server/ctl/facts.h"

/*
 * Pure: reads what laresd tells (server/parent/disclose.c) into f, of which
 * nothing else is touched. text is changed, and f points into it. A line of a
 * kind that is not known here is passed over; -1: one is malformed, or what
 * must be there is missing.
 */
int	answer_read(char *text, struct facts *f);

#endif
