/* The client's side of HTTP/1.1, for a server that means well. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/http.h"

#define SKIP_BYTES	(1 << 20)	/* one call of recv(2) */
#define NARROW_BYTES	(128 * 1024)
#define LINE_BYTES	4096

void
http_init(struct http *h, const char *address, unsigned port)
{
	memset(h, 0, sizeof(*h));
	h->address = address;
	h->port = port;
	h->fd = -1;
}

void
http_close(struct http *h)
{
	if (h->fd != -1)
		close(h->fd);
	h->fd = -1;
	h->at = h->len = 0;
}

static int
fail(struct http *h)
{
	http_close(h);
	return -1;
}

static int
connect_to(struct http *h)
{
	struct sockaddr_in to = { .sin_family = AF_INET };
	const int on = 1, window = NARROW_BYTES;

	to.sin_port = htons((uint16_t)h->port);
	if (inet_pton(AF_INET, h->address, &to.sin_addr) != 1)
		return -1;
	h->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (h->fd == -1)
		return -1;
	setsockopt(h->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (h->narrow)
		setsockopt(h->fd, SOL_SOCKET, SO_RCVBUF, &window,
		    sizeof(window));
	if (connect(h->fd, (struct sockaddr *)&to, sizeof(to)) == -1)
		return fail(h);
	return 0;
}

/* Whether the server has closed a connection that it kept until now. */
static bool
has_gone(struct http *h)
{
	char c;

	return recv(h->fd, &c, 1, MSG_PEEK | MSG_DONTWAIT) != -1 ||
	    errno != EAGAIN;
}

int
http_send(struct http *h, const char *request, size_t len)
{
	ssize_t n;

	if (h->fd != -1 && has_gone(h))
		http_close(h);
	if (h->fd == -1 && connect_to(h) == -1)
		return -1;
	for (; len > 0; request += n, len -= (size_t)n)
		if ((n = send(h->fd, request, len, MSG_NOSIGNAL)) <= 0)
			return fail(h);
	return 0;
}

static int
fill(struct http *h)
{
	ssize_t n = recv(h->fd, h->buf, sizeof(h->buf), 0);

	h->at = 0;
	h->len = n > 0 ? (size_t)n : 0;
	return n > 0 ? 0 : -1;
}

/* A line without its end. */
static int
read_line(struct http *h, char *line)
{
	size_t n = 0;
	char c;

	for (;;) {
		if (h->at == h->len && fill(h) == -1)
			return -1;
		if ((c = h->buf[h->at++]) == '\n')
			break;
		if (n == LINE_BYTES - 1)
			return -1;
		line[n++] = c;
	}
	if (n > 0 && line[n - 1] == '\r')
		n--;
	line[n] = '\0';
	return 0;
}

/* The value if the line is the header of that name ("name:"). */
static const char *
value_of(const char *line, const char *name)
{
	size_t len = strlen(name);

	if (strncasecmp(line, name, len) != 0)
		return NULL;
	return line + len + strspn(line + len, " \t");
}

static void
take_header(struct http *h, const char *line)
{
	const char *value;

	if ((value = value_of(line, "Content-Length:")) != NULL) {
		h->has_length = true;
		h->length = strtoull(value, NULL, 10);
	} else if ((value = value_of(line, "Transfer-Encoding:")) != NULL) {
		h->chunked = strcasecmp(value, "chunked") == 0;
	} else if ((value = value_of(line, "Connection:")) != NULL) {
		h->closes = strcasecmp(value, "close") == 0;
	}
}

int
http_read_head(struct http *h)
{
	char line[LINE_BYTES];

	h->chunked = h->closes = h->has_length = false;
	if (read_line(h, line) == -1 ||
	    strncmp(line, "HTTP/1.", 7) != 0 || strlen(line) < 12)
		return fail(h);
	h->status = (int)strtol(line + 9, NULL, 10);
	do {
		if (read_line(h, line) == -1)
			return fail(h);
		take_header(h, line);
	} while (line[0] != '\0');
	return h->status == 200 || h->status == 206 ? 0 : fail(h);
}

int
http_skip(struct http *h, uint64_t n)
{
	size_t held = h->len - h->at;
	ssize_t got;

	if (held > n)
		held = (size_t)n;
	h->at += held;
	for (n -= held; n > 0; n -= (uint64_t)got) {
		/* TCP throws away what is taken with MSG_TRUNC. */
		got = recv(h->fd, NULL, n < SKIP_BYTES ? (size_t)n : SKIP_BYTES,
		    MSG_TRUNC);
		if (got <= 0)
			return fail(h);
	}
	return 0;
}

static int
skip_chunks(struct http *h, uint64_t *got)
{
	char line[LINE_BYTES];
	uint64_t n;

	do {
		if (read_line(h, line) == -1)
			return fail(h);
		n = strtoull(line, NULL, 16);
		if (http_skip(h, n) == -1 || read_line(h, line) == -1)
			return fail(h);
		*got += n;
	} while (n > 0);
	return 0;
}

static void
skip_to_end(struct http *h, uint64_t *got)
{
	do
		*got += h->len - h->at;
	while (fill(h) == 0);
	http_close(h);
}

int
http_skip_answer(struct http *h, uint64_t *got)
{
	uint64_t rest = 0;

	if (http_read_head(h) == -1)
		return -1;
	if (h->chunked) {
		if (skip_chunks(h, got) == -1)
			return -1;
	} else if (h->has_length) {
		if (http_skip(h, h->length) == -1)
			return -1;
		*got += h->length;
	} else {
		skip_to_end(h, got);
		return 0;
	}
	/* The side that closes first keeps the port for a minute: let that be
	   the server's, of which there is only one. */
	if (h->closes)
		skip_to_end(h, &rest);
	return 0;
}
