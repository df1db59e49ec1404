#ifndef LARES_CTL_PRIVACY_TEXT_H
#define LARES_CTL_PRIVACY_TEXT_H

#include "common/buf.h"
#include "server/ctl/facts.h"

/* Pure: the facts in plain words, for the owner of the house. */
void	privacy_text(struct buf *b, const struct facts *f);

#endif
