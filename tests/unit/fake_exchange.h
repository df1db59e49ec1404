#ifndef LARES_TESTS_UNIT_FAKE_EXCHANGE_H
#define LARES_TESTS_UNIT_FAKE_EXCHANGE_H

#include <stdbool.h>

#include "common/access.h"
#include "common/buf.h"
#include "server/http/exchange.h"

/*
 * Stands in for the transport at link time: a request made up by a test, and
 * what would have been sent. The local address is 192.168.7.1:8200.
 */
struct exchange {
	struct request	 request;
	const char	*body;

	int		 status;	/* 0: nothing was answered */
	char		 type[64];
	struct buf	 headers;	/* "name: value\n" */
	struct buf	 answer;
	size_t		 writes;	/* calls of exchange_write */
	bool		 begun, ended;
	size_t		 gone_after;	/* writes; then the client has gone */
	int		 fd;		/* of exchange_file, the test's to close */
	uint64_t	 size;
	uint64_t	 first, last;	/* of exchange_file_part */
	char		 etag[32];	/* "" for none */
	bool		 guarded;	/* only while it is what it was */
	size_t		 nblanks;	/* ranges that are overwritten */
};

/* What laresd says of the client, 192.168.7.2; admitted, if a test does not
   change it. */
extern struct access_verdict	fake_verdict;

void	fake_exchange_init(struct exchange *x, enum request_method method,
	    const char *path);
void	fake_exchange_header(struct exchange *x, const char *name,
	    const char *value);	/* of the request */
void	fake_exchange_free(struct exchange *x);

/* Whether the answer has this header line ("name: value\n"). */
bool	fake_exchange_has(const struct exchange *x, const char *line);

#endif
