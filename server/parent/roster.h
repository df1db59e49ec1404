#ifndef LARES_PARENT_ROSTER_H
#define LARES_PARENT_ROSTER_H

#include "common/buf.h"
#include "common/devices.h"
#include "server/parent/admission.h"

/* A device that has asked. */
struct roster_row {
	const struct device	*device;
	struct admission_peer	 peer;
	struct admission	 admission;
};

/*
 * Pure: the answer to "laresctl devices": those who have asked, who waits
 * first, and then what else is decided or named. now_ms: the clock of the
 * devices.
 */
void	roster(struct buf *b, const struct config *c, const struct decisions *d,
	    const struct roster_row *rows, size_t n, int64_t now_ms);

#endif
