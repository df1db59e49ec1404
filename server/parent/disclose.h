#ifndef LARES_PARENT_DISCLOSE_H
#define LARES_PARENT_DISCLOSE_H

#include "common/devices.h"
#include "server/parent/report.h"

/*
 * The answer to "laresctl privacy": what only laresd knows, as lines of fields
 * (common/fields.h) that server/ctl/answer.c reads. unanswered: programs that
 * did not tell which devices had asked.
 */
void	disclose(struct buf *b, const struct report *r,
	    const struct devices *devices, unsigned unanswered);

#endif
