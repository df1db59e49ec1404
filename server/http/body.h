#ifndef LARES_HTTP_BODY_H
#define LARES_HTTP_BODY_H

#include <stddef.h>

#include "common/buf.h"
#include "server/http/request.h"
#include "server/http/stream.h"

#define BODY_GONE	(-1)

/*
 * Receives the body that follows r's head, at most max bytes, into out (NULL:
 * throws it away). 0, or BODY_GONE, or the status that refuses it: 400, 408,
 * 413; then where the next request starts is not known any more.
 */
int	body_receive(struct stream *s, const struct request *r, size_t max,
	    struct buf *out);

#endif
