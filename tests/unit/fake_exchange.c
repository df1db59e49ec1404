/* The transport's side of server/http/exchange.h, for unit tests. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/blanks.h"
#include "server/http/verdicts.h"
#include "tests/unit/fake_exchange.h"

#define ANSWER_MAX	(256 * 1024 * 1024)

void
fake_exchange_init(struct exchange *x, enum request_method method,
    const char *path)
{
	memset(x, 0, sizeof(*x));
	x->request.method = method;
	x->request.path = path;
	x->request.query = "";
	x->request.http11 = true;
	x->body = "";
	x->gone_after = SIZE_MAX;
	x->fd = -1;
	buf_init(&x->headers, 65536);
	buf_add_str(&x->headers, "\n");
	buf_init(&x->answer, ANSWER_MAX);
}

void
fake_exchange_header(struct exchange *x, const char *name, const char *value)
{
	struct request_header *h = &x->request.headers[x->request.nheaders++];

	h->name = name;
	h->value = value;
}

void
fake_exchange_free(struct exchange *x)
{
	if (x->fd != -1)
		close(x->fd);
	buf_free(&x->headers);
	buf_free(&x->answer);
}

bool
fake_exchange_has(const struct exchange *x, const char *line)
{
	return strstr(x->headers.data, line) != NULL;
}

const struct request *
exchange_request(const struct exchange *x)
{
	return &x->request;
}

struct sockaddr_in
exchange_local(const struct exchange *x)
{
	struct sockaddr_in a = { .sin_family = AF_INET };

	(void)x;
	a.sin_port = htons(8200);
	inet_pton(AF_INET, "192.168.7.1", &a.sin_addr);
	return a;
}

struct in_addr
exchange_peer(const struct exchange *x)
{
	struct in_addr a;

	(void)x;
	inet_pton(AF_INET, "192.168.7.2", &a);
	return a;
}

struct access_verdict	fake_verdict = { .state = ACCESS_ADMITTED };

struct access_verdict
verdicts_get(struct verdicts *vs, struct in_addr address)
{
	(void)vs, (void)address;
	return fake_verdict;
}

const char *
exchange_body(struct exchange *x, size_t *len)
{
	*len = strlen(x->body);
	return x->body;
}

void
exchange_header(struct exchange *x, const char *name, const char *value)
{
	if (x->status != 0)
		abort();	/* too late */
	buf_addf(&x->headers, "%s: %s\n", name, value);
}

/* Exactly one answer. */
static void
start(struct exchange *x, int status, const char *type)
{
	if (x->status != 0)
		abort();
	x->status = status;
	snprintf(x->type, sizeof(x->type), "%s", type);
}

void
exchange_status(struct exchange *x, int status)
{
	start(x, status, "text/plain");
	x->ended = true;
}

void
exchange_data(struct exchange *x, int status, const char *type,
    const void *data, size_t len)
{
	start(x, status, type);
	buf_add(&x->answer, data, len);
	x->ended = true;
}

void
exchange_begin(struct exchange *x, int status, const char *type)
{
	start(x, status, type);
	x->begun = true;
}

int
exchange_write(struct exchange *x, const void *data, size_t len)
{
	if (!x->begun || x->ended)
		abort();
	if (x->writes++ >= x->gone_after)
		return -1;
	buf_add(&x->answer, data, len);
	return 0;
}

void
exchange_end(struct exchange *x)
{
	if (!x->begun || x->ended)
		abort();
	x->ended = true;
}

void
exchange_file(struct exchange *x, const struct exchange_file *f)
{
	start(x, 200, f->type);
	x->fd = f->fd;
	x->size = f->size;
	snprintf(x->etag, sizeof(x->etag), "%s",
	    f->etag != NULL ? f->etag : "");
	x->guarded = f->was != NULL;
	x->nblanks = f->blanks != NULL ? f->blanks->n : 0;
	x->ended = true;
}

void
exchange_file_part(struct exchange *x, const struct exchange_file *f,
    uint64_t first, uint64_t last)
{
	exchange_file(x, f);
	x->status = 206;
	x->first = first;
	x->last = last;
}
