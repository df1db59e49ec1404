#ifndef LARES_BENCH_HTTP_H
#define LARES_BENCH_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A client that costs as little as can be: answers are measured and thrown
 * away, most of them without being copied out of the kernel.
 */
struct http {
	const char	*address;
	unsigned	 port;
	bool		 narrow;	/* a small window: the server has to
					   wait for a reader that is slow */
	int		 fd;		/* -1: not connected */
	char		 buf[16384];
	size_t		 at, len;	/* what of buf is not used up */

	/* of the last head */
	int		 status;
	bool		 chunked, closes, has_length;
	uint64_t	 length;
};

void	http_init(struct http *h, const char *address, unsigned port);
void	http_close(struct http *h);

/* All return 0, or -1: then the connection is closed. */

/* Sends a request; connects if need be, anew if the server has closed. */
int	http_send(struct http *h, const char *request, size_t len);
/* Reads a head; -1 unless its status is 200 or 206. */
int	http_read_head(struct http *h);
/* Throws away n bytes of a body. */
int	http_skip(struct http *h, uint64_t n);
/* Reads a whole answer and throws it away; the body's bytes are added to
   *got. Closes if the server does, after the server. */
int	http_skip_answer(struct http *h, uint64_t *got);

#endif
