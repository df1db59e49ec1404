/* with: tests/bench/http.c */
/*
 * The load of the benchmark: clients, each a thread, that ask one server for
 * the same thing until the time is over. It prints what was done:
 *
 *	requests N failed N bytes N seconds S median_us N
 *
 *	load request ADDRESS PORT CLIENTS SECONDS		(body: stdin)
 *	load whole ADDRESS PORT CLIENTS 0 PATH
 *	load ranges ADDRESS PORT CLIENTS SECONDS PATH SIZE
 *	load paced ADDRESS PORT CLIENTS SECONDS PATH SIZE BYTES_PER_SECOND
 *
 * request: the bytes on standard input are sent as they are. whole: one GET
 * for each client. ranges: 64 KiB from anywhere in a file of that size. paced:
 * players that begin at places of their own and take so much a second.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/http.h"

#define CLIENTS_MAX	1024
#define SAMPLES_MAX	(1 << 20)
#define REQUEST_MAX	65536
#define RANGE_BYTES	65536
#define PACE_NS		50000000	/* a player fetches 20 times a second */

enum mode { REQUEST, WHOLE, RANGES, PACED };
static const char *const modes[] = { "request", "whole", "ranges", "paced" };

/* What all clients share; none writes it while they run. */
struct task {
	enum mode	 mode;
	const char	*address;
	unsigned	 port;
	unsigned	 nclients;
	double		 seconds;
	const char	*path;
	uint64_t	 size;
	uint64_t	 rate;
	char		 request[REQUEST_MAX];
	size_t		 request_len;
	uint64_t	 start_ns;
};

struct client {
	struct task	*task;
	unsigned	 number;
	pthread_t	 thread;
	struct http	 http;
	uint64_t	 random;
	uint64_t	 requests, failed, bytes;
	uint32_t	*samples;
	size_t		 nsamples;
};

static uint64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static bool
is_over(const struct task *t)
{
	return (double)(now_ns() - t->start_ns) / 1e9 >= t->seconds;
}

/* xorshift64*: the same places in every run. */
static uint64_t
next_random(struct client *c)
{
	c->random ^= c->random >> 12;
	c->random ^= c->random << 25;
	c->random ^= c->random >> 27;
	return c->random * UINT64_C(2685821657736338717);
}

static void
sample(struct client *c, uint64_t since_ns)
{
	if (c->nsamples < SAMPLES_MAX)
		c->samples[c->nsamples++] =
		    (uint32_t)((now_ns() - since_ns) / 1000);
}

/* Sends, and throws the answer away. */
static void
ask(struct client *c, const char *request, size_t len)
{
	uint64_t begin = now_ns(), got = 0;

	if (http_send(&c->http, request, len) == 0 &&
	    http_skip_answer(&c->http, &got) == 0)
		c->requests++;
	else
		c->failed++;
	c->bytes += got;
	sample(c, begin);
}

static size_t
write_get(const struct task *t, char *out, size_t size, uint64_t first,
    uint64_t last)
{
	char range[64] = "";

	if (last > 0)
		snprintf(range, sizeof(range), "Range: bytes=%llu-%llu\r\n",
		    (unsigned long long)first, (unsigned long long)last);
	return (size_t)snprintf(out, size,
	    "GET %s HTTP/1.1\r\nHost: %s:%u\r\n%s\r\n", t->path, t->address,
	    t->port, range);
}

static void
ask_range(struct client *c)
{
	uint64_t first = next_random(c) % (c->task->size - RANGE_BYTES);
	char request[1024];

	ask(c, request, write_get(c->task, request, sizeof(request), first,
	    first + RANGE_BYTES - 1));
}

/* Takes its share of each moment, late or not, until the time is over. */
static void
play(struct client *c)
{
	const struct task *t = c->task;
	uint64_t first = t->size / t->nclients * c->number, turn, got;
	char request[1024];
	struct timespec due;
	size_t len = write_get(t, request, sizeof(request), first,
	    t->size - 1);

	if (http_send(&c->http, request, len) == -1 ||
	    http_read_head(&c->http) == -1) {
		c->failed++;
		return;
	}
	for (turn = 1; !is_over(t); turn++) {
		got = t->start_ns + turn * PACE_NS;
		due.tv_sec = (time_t)(got / 1000000000);
		due.tv_nsec = (long)(got % 1000000000);
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
		got = t->rate / (1000000000 / PACE_NS);
		if (http_skip(&c->http, got) == -1) {
			c->failed++;
			return;
		}
		c->bytes += got;
	}
	c->requests++;
}

static void *
run_client(void *arg)
{
	struct client *c = arg;
	struct task *t = c->task;
	char request[1024];

	c->http.narrow = t->mode == PACED;
	switch (t->mode) {
	case REQUEST:
		do
			ask(c, t->request, t->request_len);
		while (!is_over(t) && c->failed < 10);
		break;
	case WHOLE:
		ask(c, request, write_get(t, request, sizeof(request), 0, 0));
		break;
	case RANGES:
		do
			ask_range(c);
		while (!is_over(t) && c->failed < 10);
		break;
	case PACED:
		play(c);
		break;
	}
	http_close(&c->http);
	return NULL;
}

static int
by_size(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void
report(const struct task *t, const struct client *clients)
{
	double seconds = (double)(now_ns() - t->start_ns) / 1e9;
	struct client sum = { .samples = NULL };
	size_t n = 0;
	unsigned i;

	for (i = 0; i < t->nclients; i++)
		sum.nsamples += clients[i].nsamples;
	sum.samples = calloc(sum.nsamples + 1, sizeof(*sum.samples));
	if (sum.samples == NULL)
		abort();
	for (i = 0; i < t->nclients; i++) {
		sum.requests += clients[i].requests;
		sum.failed += clients[i].failed;
		sum.bytes += clients[i].bytes;
		memcpy(sum.samples + n, clients[i].samples,
		    clients[i].nsamples * sizeof(*sum.samples));
		n += clients[i].nsamples;
	}
	qsort(sum.samples, n, sizeof(*sum.samples), by_size);
	printf("requests %llu failed %llu bytes %llu seconds %.6f "
	    "median_us %u\n", (unsigned long long)sum.requests,
	    (unsigned long long)sum.failed, (unsigned long long)sum.bytes,
	    seconds, sum.samples[n / 2]);
	free(sum.samples);
}

static void
run(struct task *t)
{
	struct client *clients = calloc(t->nclients, sizeof(*clients));
	unsigned i;

	if (clients == NULL)
		abort();
	t->start_ns = now_ns();
	for (i = 0; i < t->nclients; i++) {
		struct client *c = &clients[i];

		c->task = t;
		c->number = i;
		c->random = i + 1;
		c->samples = malloc(SAMPLES_MAX * sizeof(*c->samples));
		http_init(&c->http, t->address, t->port);
		if (c->samples == NULL || pthread_create(&c->thread, NULL,
		    run_client, c) != 0)
			abort();
	}
	for (i = 0; i < t->nclients; i++)
		pthread_join(clients[i].thread, NULL);
	report(t, clients);
	for (i = 0; i < t->nclients; i++)
		free(clients[i].samples);
	free(clients);
}

static int
usage(void)
{
	fprintf(stderr, "usage: load MODE ADDRESS PORT CLIENTS SECONDS "
	    "[PATH [SIZE [BYTES_PER_SECOND]]]\n");
	return 2;
}

int
main(int argc, char **argv)
{
	static struct task t;
	size_t i = 0;
	ssize_t n;

	if (argc < 6)
		return usage();
	while (strcmp(argv[1], modes[i]) != 0)
		if (++i == sizeof(modes) / sizeof(modes[0]))
			return usage();
	t.mode = (enum mode)i;
	t.address = argv[2];
	t.port = (unsigned)strtoul(argv[3], NULL, 10);
	t.nclients = (unsigned)strtoul(argv[4], NULL, 10);
	t.seconds = strtod(argv[5], NULL);
	t.path = argc > 6 ? argv[6] : "";
	t.size = argc > 7 ? strtoull(argv[7], NULL, 10) : 0;
	t.rate = argc > 8 ? strtoull(argv[8], NULL, 10) : 0;
	if (t.nclients == 0 || t.nclients > CLIENTS_MAX ||
	    (t.mode >= RANGES && t.size <= RANGE_BYTES))
		return usage();
	while (t.mode == REQUEST && (n = read(STDIN_FILENO, t.request +
	    t.request_len, sizeof(t.request) - t.request_len)) > 0)
		t.request_len += (size_t)n;
	run(&t);
	return 0;
}
