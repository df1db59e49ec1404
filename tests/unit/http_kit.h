#ifndef LARES_TESTS_HTTP_KIT_H
#define LARES_TESTS_HTTP_KIT_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/http/workers.h"

/*
 * The whole transport on loopback addresses, with a handler for tests behind
 * it (its paths are in http_kit.c), and a client that sees every byte.
 */
struct kit {
	struct workers	*ws;
	uint16_t	 port;
	char		 host[64];	/* a Host line with its CRLF */
	int		 file;		/* KIT_FILE_SIZE bytes, sparse */
	const struct blank_list *blanks; /* in /blanked */

	pthread_mutex_t	 lock;		/* for what follows */
	pthread_cond_t	 changed;
	bool		 gate_open;	/* /wait answers */
	unsigned	 waiting;	/* requests for /wait */
	unsigned	 told;		/* transfers running */
	unsigned	 tellings;
};

#define KIT_FILE_SIZE	(UINT64_C(5) << 30)
#define KIT_ETAG	"\"0123456789abcdef\""	/* of /blanked and /part */

/* What is in the file at an offset. */
unsigned char	kit_file_byte(uint64_t offset);

/* With a listener on 127.0.0.1. */
void	kit_start(struct kit *k, const struct http_limits *limits);
void	kit_listen(struct kit *k, const char *address, uint16_t port);
void	kit_stop(struct kit *k);	/* drains */

/* One with the default limits, for a whole group of tests. */
extern struct kit kit;
int	kit_setup(void **state);
int	kit_teardown(void **state);

void	kit_open_gate(struct kit *k);
void	kit_await_waiting(struct kit *k, unsigned n);
void	kit_await_told(struct kit *k, unsigned running);

/* The client. Every wait fails the test after KIT_PATIENCE_SEC. */
#define KIT_PATIENCE_SEC	60
int	kit_connect(struct kit *k);
int	kit_connect_as(struct kit *k, const char *from, int receive_buffer);
void	kit_send(int fd, const void *data, size_t len);
void	kit_sendf(int fd, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	kit_receive(int fd, void *data, size_t len);

void	kit_get(struct kit *k, int fd, const char *target);

struct answer {
	int	 status;
	char	 head[16 * 1024];
	char	*body;
	size_t	 len;
	bool	 cut;		/* ended before its end */
};

/* Exactly one answer; head: to HEAD, so without a body. */
void	kit_answer(int fd, struct answer *a, bool head);
void	kit_answer_free(struct answer *a);
int	kit_status(int fd);		/* of one answer, thrown away */

/* A header's value, or NULL. Valid until the next call. */
const char	*kit_header(const struct answer *a, const char *name);

/* value NULL: there is no such header. */
void	kit_assert_header(const struct answer *a, const char *name,
	    const char *value);

/* Waits for the end of the connection; false if a byte comes instead. */
bool	kit_closed(int fd);

uint64_t	kit_now_ms(void);

#endif
