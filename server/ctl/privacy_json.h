#ifndef LARES_CTL_PRIVACY_JSON_H
#define LARES_CTL_PRIVACY_JSON_H

#include "common/buf.h"
#include "server/ctl/facts.h"

/* Pure: the facts as one JSON object, as laresctl(1) describes it. */
void	privacy_json(struct buf *b, const struct facts *f);

#endif
