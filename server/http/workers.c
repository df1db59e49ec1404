/*
 * The transport as a whole: one thread accepts connections from the listeners
 * there are at the moment and hands each to a thread of its own; it also tells
 * how many media transfers run. Process: lares-http. Makes no socket: they are
 * handed down.
 */

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "server/http/conn.h"
#include "server/http/reply.h"
#include "server/http/threads.h"
#include "server/http/workers.h"

#define PAUSE_MS	10	/* when the machine accepts no more */

struct listener {
	int		 fd;
	struct wire_link link;
};

struct workers {
	struct conn_service service;
	struct threads	 threads;
	pthread_t	 acceptor;
	int		 wake_fd;
	struct rarely	 full;

	void		(*streams)(void *arg, unsigned running);
	void		*streams_arg;
	unsigned	 told;		/* the acceptor's */
	uint64_t	 told_ms;

	pthread_mutex_t	 lock;		/* for what follows */
	struct listener	 listeners[LIMIT_LISTENERS];
	size_t		 nlisteners;
	unsigned	 generation;	/* of the listeners */
	bool		 stop;
};

static void
log_full(struct workers *ws, const char *what)
{
	unsigned missed;

	if (rarely_now(&ws->full, stream_now(), &missed))
		log_warn("%s; connection refused (%u more since the last such "
		    "line)", what, missed);
}

/* As well as it can be said without waiting. */
static void
refuse(int fd)
{
	struct reply reply = {
		.status = 503, .type = "text/plain; charset=\"utf-8\"",
		.close = true, .headers = "Retry-After: 2\r\n",
		.date = time(NULL),
	};
	struct buf text, head;

	buf_init(&text, 1024);
	buf_init(&head, LIMIT_ANSWER_HEAD_BYTES);
	reply_text(&text, reply.status, NULL);
	reply.length = text.len;
	reply_head(&head, &reply);
	buf_add(&head, text.data, text.len);
	if (!buf_failed(&head))
		send(fd, head.data, head.len, MSG_DONTWAIT | MSG_NOSIGNAL);
	buf_free(&head);
	buf_free(&text);
}

static void
take_in(struct workers *ws, const struct listener *l, int fd,
    struct in_addr peer)
{
	struct conn *c;

	if (!peer_admit(&ws->service.peers, &l->link, fd, peer)) {
		visitors_note_off_link(&ws->service.visitors);
		close(fd);
		return;
	}
	if ((c = conn_new(&ws->service, fd, peer)) == NULL) {
		log_full(ws, "too many connections are busy");
		refuse(fd);
		close(fd);
		return;
	}
	if (threads_give(&ws->threads, c) == -1) {
		log_full(ws, "no thread could be started");
		conn_free(c);
	}
}

/* Out of descriptors or memory: poll(2) would only tell us so again. */
static void
pause_accepting(struct workers *ws, int error)
{
	struct timespec t = { .tv_nsec = PAUSE_MS * 1000000L };

	log_full(ws, strerror(error));
	places_spare_one(&ws->service.places);
	nanosleep(&t, NULL);
}

static void
accept_some(struct workers *ws, const struct listener *l)
{
	struct sockaddr_in peer;
	socklen_t len;
	int fd, i;

	for (i = 0; i < LIMIT_ACCEPTS_PER_TURN; i++) {
		len = sizeof(peer);
		fd = accept4(l->fd, (struct sockaddr *)&peer, &len,
		    SOCK_CLOEXEC);
		if (fd != -1)
			take_in(ws, l, fd, peer.sin_addr);
		else if (errno == EAGAIN)
			return;
		else if (errno != EINTR && errno != ECONNABORTED) {
			pause_accepting(ws, errno);
			return;
		}
	}
}

/* What to wait for. False: nothing any more. */
static bool
collect(struct workers *ws, struct pollfd *p, nfds_t *n, unsigned *generation)
{
	size_t i;
	bool go_on;

	pthread_mutex_lock(&ws->lock);
	p[0] = (struct pollfd){ .fd = ws->wake_fd, .events = POLLIN };
	for (i = 0; i < ws->nlisteners; i++)
		p[i + 1] = (struct pollfd){
			.fd = ws->listeners[i].fd, .events = POLLIN,
		};
	*n = ws->nlisteners + 1;
	*generation = ws->generation;
	go_on = !ws->stop;
	pthread_mutex_unlock(&ws->lock);
	return go_on;
}

/* If the listeners have changed meanwhile, their numbers mean nothing. */
static void
accept_ready(struct workers *ws, const struct pollfd *p, unsigned generation)
{
	size_t i;

	pthread_mutex_lock(&ws->lock);
	for (i = 0; i < ws->nlisteners && generation == ws->generation; i++)
		if (p[i + 1].revents != 0)
			accept_some(ws, &ws->listeners[i]);
	pthread_mutex_unlock(&ws->lock);
}

static void
tell(struct workers *ws, unsigned running)
{
	ws->told = running;
	ws->told_ms = stream_now();
	if (ws->streams != NULL)
		ws->streams(ws->streams_arg, running);
}

/* A transfer so short that it has ended again still counts as one. */
static void
tell_streams(struct workers *ws)
{
	uint64_t now = stream_now();
	bool streaming;
	unsigned n = places_transfers(&ws->service.places, now, &streaming);

	if (n == 0 && streaming)
		n = ws->told > 0 ? ws->told : 1;
	if (n == ws->told)
		return;
	if (n == 0 || ws->told == 0 ||
	    now - ws->told_ms >= ws->service.limits.tell_ms)
		tell(ws, n);
}

static void *
accept_main(void *arg)
{
	struct workers *ws = arg;
	struct pollfd p[LIMIT_LISTENERS + 1];
	unsigned generation;
	eventfd_t ignored;
	nfds_t n;
	int tick = (int)ws->service.limits.tell_ms;

	while (collect(ws, p, &n, &generation)) {
		if (poll(p, n, ws->told > 0 ? tick : -1) > 0) {
			if (p[0].revents != 0)
				eventfd_read(ws->wake_fd, &ignored);
			accept_ready(ws, p, generation);
		}
		tell_streams(ws);
	}
	return NULL;
}

/* Signals are for the main thread: what it starts inherits the mask. */
static int
start_acceptor(struct workers *ws)
{
	sigset_t all, old;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	error = pthread_create(&ws->acceptor, NULL, accept_main, ws);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return error;
}

static void
free_workers(struct workers *ws)
{
	places_free(&ws->service.places);
	peer_rules_free(&ws->service.peers);
	visitors_free(&ws->service.visitors);
	rarely_free(&ws->service.unreadable);
	rarely_free(&ws->full);
	pthread_mutex_destroy(&ws->lock);
	close(ws->wake_fd);
	free(ws);
}

struct workers *
workers_start(const struct workers_config *config)
{
	struct workers *ws;
	int error;

	if ((ws = calloc(1, sizeof(*ws))) == NULL)
		return NULL;
	if ((ws->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) == -1) {
		free(ws);
		return NULL;
	}
	ws->streams = config->streams;
	ws->streams_arg = config->streams_arg;
	ws->service.limits = config->limits;
	ws->service.handler = config->handler;
	ws->service.handler_arg = config->handler_arg;
	places_init(&ws->service.places, &config->limits, ws->wake_fd);
	peer_rules_init(&ws->service.peers, config->host_names,
	    config->nhost_names, config->reach);
	visitors_init(&ws->service.visitors);
	rarely_init(&ws->service.unreadable);
	rarely_init(&ws->full);
	pthread_mutex_init(&ws->lock, NULL);
	threads_init(&ws->threads, config->limits.threads_kept,
	    config->limits.thread_idle_ms);
	if ((error = start_acceptor(ws)) != 0) {
		threads_stop(&ws->threads);
		free_workers(ws);
		errno = error;
		return NULL;
	}
	return ws;
}

static int
prepare_listener(int fd, struct sockaddr_in *address)
{
	socklen_t len = sizeof(*address);
	int flags;

	if ((flags = fcntl(fd, F_GETFL)) == -1 ||
	    fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1 ||
	    getsockname(fd, (struct sockaddr *)address, &len) == -1)
		return -1;
	return 0;
}

int
workers_listener_add(struct workers *ws, int fd, const struct wire_link *link)
{
	struct sockaddr_in address;
	int error = 0;

	if (prepare_listener(fd, &address) == -1) {
		error = errno;
		goto out;
	}
	pthread_mutex_lock(&ws->lock);
	if (ws->nlisteners == LIMIT_LISTENERS ||
	    peer_rules_add(&ws->service.peers, &address) == -1) {
		error = EMFILE;
	} else {
		ws->listeners[ws->nlisteners++] = (struct listener){
			.fd = fd, .link = *link,
		};
		ws->generation++;
	}
	pthread_mutex_unlock(&ws->lock);
out:
	if (error != 0) {
		close(fd);
		errno = error;
		return -1;
	}
	eventfd_write(ws->wake_fd, 1);
	return 0;
}

void
workers_listener_drop(struct workers *ws, struct in_addr address)
{
	size_t i;

	pthread_mutex_lock(&ws->lock);
	for (i = 0; i < ws->nlisteners; i++)
		if (ws->listeners[i].link.address.s_addr == address.s_addr)
			break;
	if (i < ws->nlisteners) {
		peer_rules_drop(&ws->service.peers, address);
		places_end_beyond(&ws->service.places,
		    &ws->listeners[i].link);
		close(ws->listeners[i].fd);
		ws->listeners[i] = ws->listeners[--ws->nlisteners];
		ws->generation++;
	}
	pthread_mutex_unlock(&ws->lock);
	eventfd_write(ws->wake_fd, 1);
}

void
workers_put_devices(struct workers *ws, struct buf *b)
{
	visitors_put(&ws->service.visitors, b);
}

size_t
workers_audience(struct workers *ws, struct in_addr *peers, size_t max)
{
	return places_audience(&ws->service.places, peers, max);
}

void
workers_end_media(struct workers *ws, struct in_addr peer)
{
	places_end_media(&ws->service.places, peer);
}

void
workers_end_media_but(struct workers *ws, const struct in_addr *peers,
    size_t n)
{
	places_end_media_but(&ws->service.places, peers, n);
}

static void
close_listeners(struct workers *ws)
{
	pthread_mutex_lock(&ws->lock);
	while (ws->nlisteners > 0)
		close(ws->listeners[--ws->nlisteners].fd);
	ws->generation++;
	pthread_mutex_unlock(&ws->lock);
	eventfd_write(ws->wake_fd, 1);
}

void
workers_drain(struct workers *ws)
{
	close_listeners(ws);
	places_drain(&ws->service.places);
	threads_stop(&ws->threads);

	pthread_mutex_lock(&ws->lock);
	ws->stop = true;
	pthread_mutex_unlock(&ws->lock);
	eventfd_write(ws->wake_fd, 1);
	pthread_join(ws->acceptor, NULL);
	if (ws->told > 0)
		tell(ws, 0);
	free_workers(ws);
}
