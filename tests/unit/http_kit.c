/* A transport to test and a client to test it with. */

#include <sys/mman.h>
#include <sys/socket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "tests/unit/http_kit.h"

/* ---- the handler ----------------------------------------------------- */

unsigned char
kit_file_byte(uint64_t offset)
{
	return (unsigned char)((offset * 2654435761u) >> 24 ^ offset >> 32);
}

static void
answer_text(struct kit *k, struct exchange *x, const char *query)
{
	(void)k;
	(void)query;
	exchange_data(x, 200, "text/plain", "hello\n", 6);
}

static void
answer_echo(struct kit *k, struct exchange *x, const char *query)
{
	const char *body;
	size_t len;

	(void)k;
	(void)query;
	if ((body = exchange_body(x, &len)) != NULL)
		exchange_data(x, 200, "text/plain", body, len);
}

static void
answer_status(struct kit *k, struct exchange *x, const char *query)
{
	(void)k;
	exchange_header(x, "X-Test", "a\r\nX-Injected: b");
	exchange_status(x, (int)strtol(query, NULL, 10));
}

static void
answer_file(struct kit *k, struct exchange *x, const char *query)
{
	(void)query;
	exchange_file(x, &(struct exchange_file){ .fd = dup(k->file),
	    .size = KIT_FILE_SIZE, .type = "video/mp4" });
}

/* A file of as many bytes as the query says. */
static void
answer_small(struct kit *k, struct exchange *x, const char *query)
{
	uint64_t size = strtoull(query, NULL, 10);
	int fd = memfd_create("small", MFD_CLOEXEC);

	(void)k;
	if (fd == -1 || ftruncate(fd, (off_t)size) == -1)
		abort();
	exchange_file(x, &(struct exchange_file){ .fd = fd, .size = size,
	    .type = "audio/mpeg" });
}

/* A file that is shorter than its directory entry said. */
static void
answer_shrunk(struct kit *k, struct exchange *x, const char *query)
{
	(void)query;
	exchange_file(x, &(struct exchange_file){ .fd = dup(k->file),
	    .size = KIT_FILE_SIZE + 5, .type = "video/mp4" });
}

static void
answer_part(struct kit *k, struct exchange *x, const char *query)
{
	(void)query;
	exchange_file_part(x, &(struct exchange_file){ .fd = dup(k->file),
	    .size = KIT_FILE_SIZE, .type = "video/mp4", .etag = KIT_ETAG },
	    1000, 1999);
}

/* The same file, but for what the test wants overwritten, as long as it stays
   what it is. */
static void
answer_blanked(struct kit *k, struct exchange *x, const char *query)
{
	struct stat was;

	(void)query;
	if (fstat(k->file, &was) == -1)
		abort();
	exchange_file(x, &(struct exchange_file){ .fd = dup(k->file),
	    .size = KIT_FILE_SIZE, .type = "video/mp4", .etag = KIT_ETAG,
	    .blanks = k->blanks, .was = &was });
}

static void
grow(struct exchange *x, size_t len)
{
	char text[1000];
	size_t n;

	memset(text, 'g', sizeof(text));
	exchange_begin(x, 200, "text/plain");
	for (; len > 0; len -= n) {
		n = len < sizeof(text) ? len : sizeof(text);
		if (exchange_write(x, text, n) == -1)
			return;
	}
}

static void
answer_grow(struct kit *k, struct exchange *x, const char *query)
{
	(void)k;
	grow(x, strtoul(query, NULL, 10));
	exchange_end(x);
}

static void
answer_broken(struct kit *k, struct exchange *x, const char *query)
{
	(void)k;
	grow(x, strtoul(query, NULL, 10));
}

static void
answer_nothing(struct kit *k, struct exchange *x, const char *query)
{
	(void)k;
	(void)x;
	(void)query;
}

static void
answer_wait(struct kit *k, struct exchange *x, const char *query)
{
	(void)query;
	pthread_mutex_lock(&k->lock);
	k->waiting++;
	pthread_cond_broadcast(&k->changed);
	while (!k->gate_open)
		pthread_cond_wait(&k->changed, &k->lock);
	pthread_mutex_unlock(&k->lock);
	exchange_data(x, 200, "text/plain", "waited", 6);
}

static void
handler(void *arg, struct exchange *x)
{
	static const struct {
		const char	*path;
		void		(*answer)(struct kit *, struct exchange *,
				    const char *query);
	} paths[] = {
		{ "/text", answer_text },
		{ "/echo", answer_echo },
		{ "/status", answer_status },
		{ "/file", answer_file },
		{ "/small", answer_small },
		{ "/shrunk", answer_shrunk },
		{ "/part", answer_part },
		{ "/blanked", answer_blanked },
		{ "/grow", answer_grow },
		{ "/broken", answer_broken },
		{ "/nothing", answer_nothing },
		{ "/wait", answer_wait },
	};
	const struct request *r = exchange_request(x);
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (strcmp(r->path, paths[i].path) == 0) {
			paths[i].answer(arg, x, r->query);
			return;
		}
	exchange_status(x, 404);
}

static void
streams(void *arg, unsigned running)
{
	struct kit *k = arg;

	pthread_mutex_lock(&k->lock);
	k->told = running;
	k->tellings++;
	pthread_cond_broadcast(&k->changed);
	pthread_mutex_unlock(&k->lock);
}

/* ---- the server ------------------------------------------------------ */

/* Two spots with something in them: the start, and around 4 GiB. */
static int
make_file(void)
{
	static const uint64_t spots[] = { 0, (UINT64_C(4) << 30) - 65536 };
	static unsigned char data[131072];
	int fd = memfd_create("media", MFD_CLOEXEC);
	size_t i, j;

	assert_int_not_equal(fd, -1);
	assert_int_equal(ftruncate(fd, (off_t)KIT_FILE_SIZE), 0);
	for (i = 0; i < 2; i++) {
		for (j = 0; j < sizeof(data); j++)
			data[j] = kit_file_byte(spots[i] + j);
		assert_int_equal(pwrite(fd, data, sizeof(data),
		    (off_t)spots[i]), sizeof(data));
	}
	return fd;
}

void
kit_listen(struct kit *k, const char *address, uint16_t port)
{
	struct wire_link link = { .name = "lo", .index = 1, .prefix = 8 };
	struct sockaddr_in a = {
		.sin_family = AF_INET, .sin_port = htons(port),
	};
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	assert_int_equal(inet_pton(AF_INET, address, &a.sin_addr), 1);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(fd, 512), 0);
	getsockname(fd, (struct sockaddr *)&a, &len);
	link.address = a.sin_addr;
	k->port = ntohs(a.sin_port);
	snprintf(k->host, sizeof(k->host), "Host: %s:%u\r\n", address,
	    (unsigned)k->port);
	assert_int_equal(workers_listener_add(k->ws, fd, &link), 0);
}

void
kit_start(struct kit *k, const struct http_limits *limits)
{
	static const struct config_reach link_only;
	struct workers_config config = {
		.reach = &link_only,
		.limits = *limits, .handler = handler, .handler_arg = k,
		.streams = streams, .streams_arg = k,
	};

	signal(SIGPIPE, SIG_IGN);
	log_open("test", LOG_LEVEL_ERROR);
	*k = (struct kit){ .file = make_file() };
	pthread_mutex_init(&k->lock, NULL);
	pthread_cond_init(&k->changed, NULL);
	k->ws = workers_start(&config);
	assert_non_null(k->ws);
	kit_listen(k, "127.0.0.1", 0);
}

void
kit_stop(struct kit *k)
{
	workers_drain(k->ws);
	close(k->file);
	pthread_mutex_destroy(&k->lock);
	pthread_cond_destroy(&k->changed);
}

void
kit_open_gate(struct kit *k)
{
	pthread_mutex_lock(&k->lock);
	k->gate_open = true;
	pthread_cond_broadcast(&k->changed);
	pthread_mutex_unlock(&k->lock);
}

static void
await(struct kit *k, const unsigned *number, unsigned value)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += KIT_PATIENCE_SEC;
	pthread_mutex_lock(&k->lock);
	while (*number != value)
		if (pthread_cond_clockwait(&k->changed, &k->lock,
		    CLOCK_MONOTONIC, &until) == ETIMEDOUT)
			fail_msg("%u instead of %u", *number, value);
	pthread_mutex_unlock(&k->lock);
}

void
kit_await_waiting(struct kit *k, unsigned n)
{
	await(k, &k->waiting, n);
}

void
kit_await_told(struct kit *k, unsigned running)
{
	await(k, &k->told, running);
}

/* ---- the client ------------------------------------------------------ */

uint64_t
kit_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

int
kit_connect_as(struct kit *k, const char *from, int receive_buffer)
{
	struct timeval patience = { .tv_sec = KIT_PATIENCE_SEC };
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (receive_buffer > 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer,
		    sizeof(receive_buffer));
	inet_pton(AF_INET, from, &a.sin_addr);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
	a.sin_port = htons(k->port);
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) == -1) {
		close(fd);
		return -1;
	}
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	return fd;
}

int
kit_connect(struct kit *k)
{
	int fd = kit_connect_as(k, "127.0.0.1", 0);

	assert_int_not_equal(fd, -1);
	return fd;
}

void
kit_send(int fd, const void *data, size_t len)
{
	assert_int_equal(send(fd, data, len, MSG_NOSIGNAL), len);
}

void
kit_sendf(int fd, const char *fmt, ...)
{
	char text[4096];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	assert_in_range(n, 0, sizeof(text) - 1);
	kit_send(fd, text, (size_t)n);
}

void
kit_get(struct kit *k, int fd, const char *target)
{
	kit_sendf(fd, "GET %s HTTP/1.1\r\n%s\r\n", target, k->host);
}

/* How many of len bytes came before the connection ended. */
static size_t
receive_some(int fd, void *data, size_t len)
{
	size_t got = 0;
	ssize_t n;

	while (got < len) {
		n = recv(fd, (char *)data + got, len - got, 0);
		if (n == -1 && errno == EAGAIN)
			fail_msg("nothing came in %d s", KIT_PATIENCE_SEC);
		if (n == -1 && errno == EINTR)	/* stopped meanwhile */
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	return got;
}

void
kit_receive(int fd, void *data, size_t len)
{
	assert_int_equal(receive_some(fd, data, len), len);
}

static void
receive_body(int fd, struct answer *a, size_t len)
{
	size_t got;

	a->body = realloc(a->body, a->len + len + 1);
	assert_non_null(a->body);
	got = receive_some(fd, a->body + a->len, len);
	a->cut = got < len;
	a->len += got;
	a->body[a->len] = '\0';
}

static void
receive_line(int fd, struct answer *a, char *line, size_t size)
{
	size_t n = 0;

	do {
		assert_true(n + 1 < size);
		if (receive_some(fd, line + n, 1) == 0) {
			a->cut = true;
			break;
		}
		n++;
	} while (line[n - 1] != '\n');
	line[n] = '\0';
}

static void
receive_chunks(int fd, struct answer *a)
{
	char line[64];
	size_t n;

	do {
		receive_line(fd, a, line, sizeof(line));
		if (a->cut)
			return;
		n = strtoul(line, NULL, 16);
		receive_body(fd, a, n);
		receive_line(fd, a, line, sizeof(line));
	} while (n > 0 && !a->cut);
}

static void
receive_rest(int fd, struct answer *a)
{
	do
		receive_body(fd, a, 65536);
	while (!a->cut);
	a->cut = false;
}

void
kit_answer(int fd, struct answer *a, bool head)
{
	const char *value;
	size_t n = 0;

	memset(a, 0, sizeof(*a));
	do {
		assert_true(n + 1 < sizeof(a->head));
		kit_receive(fd, a->head + n, 1);
		n++;
	} while (n < 4 || memcmp(a->head + n - 4, "\r\n\r\n", 4) != 0);
	assert_int_equal(sscanf(a->head, "HTTP/1.1 %d ", &a->status), 1);
	a->body = calloc(1, 1);
	if (head || a->status == 304 || a->status == 100)
		return;
	if ((value = kit_header(a, "Content-Length")) != NULL)
		receive_body(fd, a, strtoull(value, NULL, 10));
	else if (kit_header(a, "Transfer-Encoding") != NULL)
		receive_chunks(fd, a);
	else
		receive_rest(fd, a);
}

void
kit_answer_free(struct answer *a)
{
	free(a->body);
	a->body = NULL;
}

int
kit_status(int fd)
{
	struct answer a;

	kit_answer(fd, &a, false);
	kit_answer_free(&a);
	return a.status;
}

const char *
kit_header(const struct answer *a, const char *name)
{
	static char value[1024];
	size_t len = strlen(name);
	const char *line = a->head;

	while ((line = strstr(line, "\r\n")) != NULL) {
		line += 2;
		if (strncasecmp(line, name, len) != 0 || line[len] != ':')
			continue;
		line += len + 1;
		line += strspn(line, " ");
		snprintf(value, sizeof(value), "%.*s",
		    (int)strcspn(line, "\r"), line);
		return value;
	}
	return NULL;
}

void
kit_assert_header(const struct answer *a, const char *name, const char *value)
{
	const char *is = kit_header(a, name);

	if (value == NULL && is != NULL)
		fail_msg("%s is '%s'", name, is);
	if (value != NULL && (is == NULL || strcmp(is, value) != 0))
		fail_msg("%s is '%s', not '%s'", name, is, value);
}

bool
kit_closed(int fd)
{
	char byte;

	return receive_some(fd, &byte, 1) == 0;
}

struct kit kit;

int
kit_setup(void **state)
{
	const struct http_limits limits = LIMITS_DEFAULT;

	(void)state;
	kit_start(&kit, &limits);
	return 0;
}

int
kit_teardown(void **state)
{
	(void)state;
	kit_stop(&kit);
	return 0;
}
