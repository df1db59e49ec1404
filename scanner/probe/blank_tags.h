#ifndef LARES_PROBE_BLANK_TAGS_H
#define LARES_PROBE_BLANK_TAGS_H

#include "scanner/probe/blank_walk.h"
#include "scanner/probe/box.h"

/* Makes a free box of zeros out of a box. */
void	blank_box(struct blank_walk *w, const struct box_head *box);

/*
 * What a udta or a meta box of an MP4 file holds: iTunes's, QuickTime's and
 * 3GPP's tags. False: the boxes in it do not follow each other as they should.
 */
bool	blank_udta(struct blank_walk *w, uint64_t at, uint64_t len);
bool	blank_meta(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
