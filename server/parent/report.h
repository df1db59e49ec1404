#ifndef LARES_PARENT_REPORT_H
#define LARES_PARENT_REPORT_H

#include "common/buf.h"
#include "server/parent/admission.h"
#include "server/parent/children.h"
#include "server/parent/network.h"
#include "server/parent/progress.h"
#include "server/parent/workers.h"

/* What the state of the house is told from. */
struct report {
	const char		*name, *uuid;
	const struct network	*network;
	const struct children	*children;
	const struct workers	*workers;
	const struct progress	*progress;
	unsigned		 layers;	/* of laresd itself */
	bool			 debug;		/* the log names media */
	bool			 by_systemd;	/* in its unit */
	struct admission_counts	 access;
	enum config_resume	 resume;
	unsigned		 resume_days;
	int64_t			 since_ms;
};

/* The answer to "laresctl status", without the catalogue. */
void	report_status(struct buf *b, const struct report *r);

/* "3 d 4:05:06" */
void	report_age(struct buf *b, int64_t ms);

/* "http://192.168.1.2:8200/description.xml" */
void	report_url(struct buf *b, const struct wire_link *link, uint16_t port);

#endif
