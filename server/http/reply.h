#ifndef LARES_HTTP_REPLY_H
#define LARES_HTTP_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"

/* How the client learns where the body ends. */
enum reply_framing {
	REPLY_LENGTH,
	REPLY_CHUNKED,
	REPLY_UNTIL_CLOSE,
};

struct reply {
	int		 status;
	const char	*type;		/* NULL: none */
	enum reply_framing framing;
	uint64_t	 length;	/* REPLY_LENGTH */
	bool		 ranges;	/* a file: ranges may be asked for */
	uint64_t	 first, last, size;	/* 206; 416: size only */
	bool		 close;
	bool		 keep_alive;	/* HTTP/1.0 asked, and we agree */
	const char	*headers;	/* further lines, each with CRLF; or NULL */
	int64_t		 date;		/* seconds since 1970 */
};

/* Pure: writes an answer's head, its empty line included. */
void	reply_head(struct buf *b, const struct reply *r);

/* Pure: "404 Not Found" and a sentence, as text/plain; why may be NULL. */
void	reply_text(struct buf *b, int status, const char *why);

/* Whether an answer with this status has a body at all. */
bool	reply_has_body(int status);

#endif
