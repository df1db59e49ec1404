#ifndef LARES_HTTP_REQUEST_H
#define LARES_HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REQUEST_HEADERS_MAX	64

enum request_method {
	REQUEST_GET,
	REQUEST_HEAD,
	REQUEST_POST,
	REQUEST_SUBSCRIBE,
	REQUEST_UNSUBSCRIBE,
	REQUEST_OTHER,
};

struct request_header {
	const char	*name;
	const char	*value;		/* blanks at both ends taken off */
};

/* A request head (RFC 9112). Text points into the caller's buffer. */
struct request {
	enum request_method	 method;
	bool			 http11;	/* else HTTP/1.0 */
	const char		*authority;	/* of "http://authority/path" as
						   target: it takes the place of
						   the Host; else NULL */
	const char		*path;		/* percent-decoded, starts with "/" */
	const char		*query;		/* after "?", raw; "" if none */
	struct request_header	 headers[REQUEST_HEADERS_MAX];
	size_t			 nheaders;
	bool			 has_length;
	uint64_t		 content_length;
	bool			 chunked;
	bool			 keep_alive;	/* the client would go on */
	bool			 expect_continue;
};

/*
 * The length of the head at the start of data, its empty line included; 0 if
 * it is not complete yet. Lines may end in LF alone; empty lines before the
 * request line are part of the head.
 */
size_t	request_head_length(const char *data, size_t len);

/*
 * Pure: parses a complete head, changing it in place. Returns 0, or the HTTP
 * status that refuses it: 400 (syntax, conflicting lengths, HTTP/1.1 without
 * exactly one Host, a path that begins with "//", %00), 414, 417, 431, 501, 505.
 */
int	request_parse(char *head, size_t len, struct request *r);

/* "GET", ...; "another method" for REQUEST_OTHER. */
const char	*request_method_name(const struct request *r);

/* The value of the first header with this name, or NULL. */
const char	*request_header(const struct request *r, const char *name);

#endif
