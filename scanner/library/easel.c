/*
 * One picture in the making, in lares-scan. A worker writes it into memory of
 * a fixed size; it is copied before anybody looks at it, since the worker may
 * be anybody's by now.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/memfd.h"
#include "scanner/library/easel.h"

/* Nobody changes the seals any more. */
static int
new_sheet(size_t size)
{
	const int fd = memfd_new_sheet("art", size);

	if (fd == -1 || fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL) == 0)
		return fd;
	close(fd);
	return -1;
}

void
easel_clear(struct easel *e)
{
	if (e->state == EASEL_AT_WORK)
		close(e->memfd);
	for (int size = 0; size < ART_SIZES; size++)
		free(e->data[size]);
	*e = (struct easel){ 0 };
}

static int
order(struct easel *e, struct pool *p, const struct easel_source *s,
    enum art_size size, int64_t now_ms)
{
	const struct art_limit *limit = art_limit(size);
	struct render_order *o = &e->rendering.order;

	if ((e->memfd = new_sheet(limit->bytes)) == -1)
		return -1;
	e->size = size;
	e->state = EASEL_AT_WORK;
	e->rendering.size = limit->bytes;
	*o = (struct render_order){
		.source = s->source, .width = limit->width,
		.height = limit->height, .orientation = s->orientation,
	};
	/* A longer one is of no format. */
	snprintf(o->extension, sizeof(o->extension), "%s",
	    strlen(s->extension) < sizeof(o->extension) ? s->extension : "");
	pool_render(p, &e->rendering, s->fd, e->memfd, now_ms);
	return 0;
}

int
easel_begin(struct easel *e, struct pool *p, const struct easel_source *s,
    int64_t now_ms)
{
	easel_clear(e);
	return order(e, p, s, s->small_only ? ART_TN : ART_SM, now_ms);
}

int
easel_go_on(struct easel *e, struct pool *p, int64_t now_ms)
{
	struct easel_source s = {
		.source = RENDER_PICTURE, .extension = "jpg", .orientation = 1,
		.fd = new_sheet(e->len[ART_SM]),
	};
	int ret = -1;

	if (s.fd == -1)
		return -1;
	if (pwrite(s.fd, e->data[ART_SM], e->len[ART_SM], 0) ==
	    (ssize_t)e->len[ART_SM])
		ret = order(e, p, &s, ART_TN, now_ms);
	close(s.fd);
	return ret;
}

static bool
is_jpeg(const uint8_t *data, size_t len)
{
	return len > 4 && data[0] == 0xff && data[1] == 0xd8 &&
	    data[len - 2] == 0xff && data[len - 1] == 0xd9;
}

/* The larger size is small enough for the smaller one. */
static void
call_small(struct easel *e)
{
	e->data[ART_TN] = e->data[ART_SM];
	e->len[ART_TN] = e->len[ART_SM];
	e->art.sizes[ART_TN] = e->art.sizes[ART_SM];
	e->data[ART_SM] = NULL;
	e->len[ART_SM] = 0;
	e->art.sizes[ART_SM].width = e->art.sizes[ART_SM].height = 0;
}

static bool
fits(const struct easel *e, enum art_size size)
{
	const struct art_limit *limit = art_limit(size);

	return e->art.sizes[e->size].width <= limit->width &&
	    e->art.sizes[e->size].height <= limit->height &&
	    e->len[e->size] <= limit->bytes;
}

/* The memfd's bytes as they are now. */
static int
copy(struct easel *e, const struct render_result *made)
{
	const size_t len = (size_t)made->bytes;
	uint8_t *data = malloc(len);

	e->data[e->size] = data;
	e->len[e->size] = len;
	e->art.sizes[e->size].width = made->width;
	e->art.sizes[e->size].height = made->height;
	return data != NULL && pread(e->memfd, data, len, 0) ==
	    (ssize_t)len && is_jpeg(data, len) && fits(e, e->size) ? 0 : -1;
}

int
easel_take(struct easel *e, const struct render_result *made)
{
	const int ret = copy(e, made);

	close(e->memfd);
	e->state = EASEL_DONE;
	if (ret == -1 || e->size == ART_TN)
		return ret;
	if (fits(e, ART_TN))
		call_small(e);
	else
		e->state = EASEL_HALF;
	return 0;
}
