/*
 * Opens the sockets on which lares-http, which can open none, will accept:
 * one per served address, tied to its link before it listens. Runs in laresd.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/parent/listeners.h"

#define BACKLOG		128

static int
listen_on(int fd, const struct wire_link *link,
    const struct config_reach *reach, uint16_t port, bool *filtered)
{
	struct sockaddr_in sa = { .sin_family = AF_INET,
	    .sin_port = htons(port), .sin_addr = link->address };
	int on = 1, confined;

	/* Lets us start again while old connections are in TIME_WAIT. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == -1 ||
	    (confined = wire_confine(fd, link, reach)) == -1 ||
	    bind(fd, (struct sockaddr *)&sa, sizeof(sa)) == -1)
		return -1;
	*filtered = confined == 0;
	return listen(fd, BACKLOG);
}

static int
open_listener(const struct wire_link *link, const struct config_reach *reach,
    uint16_t port, bool *filtered)
{
	int saved, fd;

	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd != -1 && listen_on(fd, link, reach, port, filtered) == -1) {
		saved = errno;
		close(fd);
		errno = saved;
		fd = -1;
	}
	return fd;
}

static bool
is_free(const struct wire_link *links, size_t n,
    const struct config_reach *reach, uint16_t port)
{
	bool filtered;
	size_t i;
	int fd;

	for (i = 0; i < n; i++) {
		fd = open_listener(&links[i], reach, port, &filtered);
		if (fd == -1)
			return false;
		close(fd);
	}
	return true;
}

uint16_t
listeners_find_port(const struct wire_link *links, size_t n,
    const struct config_reach *reach, uint16_t first)
{
	unsigned port, end = (unsigned)first + LISTENERS_PORTS;

	for (port = first; port < end && port <= UINT16_MAX; port++) {
		if (is_free(links, n, reach, (uint16_t)port))
			return (uint16_t)port;
		if (errno != EADDRINUSE)
			break;
	}
	return 0;
}

int
listeners_add(struct listeners *ls, const struct wire_link *link,
    const struct config_reach *reach, uint16_t port)
{
	struct listener *grown;
	bool filtered;
	int fd;

	grown = reallocarray(ls->items, ls->n + 1, sizeof(*grown));
	if (grown == NULL)
		return -1;
	ls->items = grown;
	if ((fd = open_listener(link, reach, port, &filtered)) == -1)
		return -1;
	grown[ls->n++] = (struct listener){ *link, fd, filtered };
	return 0;
}

bool
listeners_same(const struct wire_link *a, const struct wire_link *b)
{
	return a->index == b->index && a->prefix == b->prefix &&
	    a->address.s_addr == b->address.s_addr;
}

const struct listener *
listeners_get(const struct listeners *ls, const struct wire_link *link)
{
	size_t i;

	for (i = 0; i < ls->n; i++)
		if (listeners_same(&ls->items[i].link, link))
			return &ls->items[i];
	return NULL;
}

void
listeners_drop(struct listeners *ls, size_t i)
{
	close(ls->items[i].fd);
	ls->items[i] = ls->items[--ls->n];
}

void
listeners_close(struct listeners *ls)
{
	while (ls->n > 0)
		listeners_drop(ls, ls->n - 1);
	free(ls->items);
	ls->items = NULL;
}
