#ifndef LARES_PROBE_BLANK_TRACK_H
#define LARES_PROBE_BLANK_TRACK_H

#include "scanner/probe/blank_walk.h"
#include "scanner/probe/box.h"

/* What the boxes of a track say of it, in whatever order they come; zeros at
   the start. */
struct blank_track {
	bool		has_handler;
	bool		has_description;
	bool		is_foreign;	/* of a kind that nobody plays */
	bool		is_metadata, is_unboxed;
	bool		is_text;
	bool		is_telemetry;
	uint64_t	first;		/* where its first samples lie */
};

void	blank_track_handler(const struct blank_walk *w,
	    const struct box_head *box, struct blank_track *t);
/* False: it is damaged. */
bool	blank_track_descriptions(const struct blank_walk *w,
	    const struct box_head *box, struct blank_track *t);
void	blank_track_chunks(const struct blank_walk *w,
	    const struct box_head *box, struct blank_track *t);

/* Once all of them were read: whether its samples, which stay as they are, may
   say where they were made. */
bool	blank_track_may_say_place(const struct blank_walk *w,
	    const struct blank_track *t);

#endif
