#ifndef LARES_HTTP_SEND_FILE_H
#define LARES_HTTP_SEND_FILE_H

#include <stdint.h>

#include "server/http/stream.h"

enum send_result {
	SEND_DONE,
	SEND_GONE,		/* the client takes no more */
	SEND_SHORT,		/* the file has become shorter: errno 0, or
				   cannot be read: errno */
};

/*
 * Sends len bytes of a file from first on, after a head that was sent with
 * "more". On anything but SEND_DONE the connection is to be closed. *sent is
 * what has gone out in any case.
 */
enum send_result	send_file(struct stream *s, int fd, uint64_t first,
			    uint64_t len, uint64_t *sent);

#endif
