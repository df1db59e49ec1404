#ifndef LARES_HTTP_SEND_FILE_H
#define LARES_HTTP_SEND_FILE_H

#include <stdint.h>
#include <sys/stat.h>

#include "common/blanks.h"
#include "server/http/stream.h"

enum send_result {
	SEND_DONE,
	SEND_GONE,		/* the client takes no more */
	SEND_SHORT,		/* the file has become shorter: errno 0, or
				   cannot be read: errno */
	SEND_CHANGED,		/* it is not what it was */
};

/*
 * A file on its way out. What a list says of its bytes is sent in their place,
 * and they are never read. Since a list is true only of the file that it was
 * made of, size and time are looked at before every step: what is written into
 * a file while it is sent is not sent, but for what comes into the step at
 * hand, at most LIMIT_SEND_STEP_BYTES and what the socket still holds. (Who
 * saves a photo or a video writes a new file, which this one never becomes.)
 */
struct send_file {
	int			 fd;
	const struct blank_list	*blanks;	/* finished; NULL: none */
	const struct stat	*was;		/* NULL: it may change */
};

/*
 * Sends len bytes of a file from first on, after a head that was sent with
 * "more". On anything but SEND_DONE the connection is to be closed. *sent is
 * what has gone out in any case.
 */
enum send_result	send_file(struct stream *s, const struct send_file *f,
			    uint64_t first, uint64_t len, uint64_t *sent);

#endif
