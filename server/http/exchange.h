#ifndef LARES_HTTP_EXCHANGE_H
#define LARES_HTTP_EXCHANGE_H

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "server/http/request.h"

/*
 * One request and its answer: all that the meaning side sees of HTTP. An
 * answer is exactly one of exchange_status, exchange_data, exchange_file, or
 * exchange_begin .. exchange_end. HEAD, HTTP/1.0, keep-alive, Date, Server and
 * Connection are this side's affair.
 */
struct exchange;

/* The meaning side: answers one request. */
typedef void (*exchange_handler)(void *arg, struct exchange *x);

const struct request	*exchange_request(const struct exchange *x);

/* The address the client reached us at: what URLs in an answer are made of. */
struct sockaddr_in	 exchange_local(const struct exchange *x);
struct in_addr		 exchange_peer(const struct exchange *x);

/*
 * Reads the whole body (at most EXCHANGE_BODY_MAX bytes, chunked or not, after
 * 100 Continue if asked for). The text is terminated, and lives as long as x.
 * NULL: it could not be had, the refusal is already sent, return at once.
 */
#define EXCHANGE_BODY_MAX	(64 * 1024)
const char	*exchange_body(struct exchange *x, size_t *len);

/* Adds a header line to the answer; before the answer itself. */
void	exchange_header(struct exchange *x, const char *name, const char *value);

/* A short text/plain answer that names the status. */
void	exchange_status(struct exchange *x, int status);
void	exchange_data(struct exchange *x, int status, const char *type,
	    const void *data, size_t len);

/*
 * An answer that grows: held up to EXCHANGE_BUFFER_MAX bytes and then sent
 * with a Content-Length, beyond that sent as it grows, chunked (HTTP/1.0:
 * until close). exchange_write returns -1 once the client is gone; stop then.
 * Returning without exchange_end breaks the answer off: 500 while nothing has
 * been sent, else the connection is closed short of its end, and the client
 * knows.
 */
#define EXCHANGE_BUFFER_MAX	(256 * 1024)
void	exchange_begin(struct exchange *x, int status, const char *type);
int	exchange_write(struct exchange *x, const void *data, size_t len);
void	exchange_end(struct exchange *x);

struct blank_list;

/* A file for an answer; all but fd stays the caller's. */
struct exchange_file {
	int		 fd;
	uint64_t	 size;
	const char	*type;
	const char	*etag;		/* with its quotes; NULL: none */
	/* What is sent in the place of its own bytes, NULL: nothing; and what
	   the file was when that was found out: if it is not that any more, the
	   answer is broken off. NULL: it may change. */
	const struct blank_list *blanks;
	const struct stat *was;
};

/* A file with ranges (RFC 9110, 14): 200, 206 or 416; with an etag also 304 and
   412 (13.2.2). Closes fd. */
void	exchange_file(struct exchange *x, const struct exchange_file *f);
/* These bytes of a file, as if a range had asked for them: 206. Closes fd. */
void	exchange_file_part(struct exchange *x, const struct exchange_file *f,
	    uint64_t first, uint64_t last);

#endif
