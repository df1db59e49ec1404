/*
 * Orders for a JPEG of something, and what has come of them, as messages. The
 * worker that answers has parsed bytes from outside: nothing it says is taken
 * on trust. Pure, in lares-probe and in those who use it.
 */
#include <string.h>

#include "common/render.h"

/* The smallest that JPEG's chroma of half the size divides evenly. */
#define SIDE_MIN	2

void
render_put_order(struct buf *b, const struct render_order *o)
{
	ipc_put_num(b, o->source);
	ipc_put_text(b, o->extension, strlen(o->extension));
	ipc_put_num(b, o->width);
	ipc_put_num(b, o->height);
	ipc_put_num(b, o->orientation);
}

int
render_get_order(struct ipc_in *m, struct render_order *out)
{
	struct render_order o;

	o.source = (enum render_source)ipc_get_num(m, RENDER_SOURCES - 1);
	ipc_get_text(m, o.extension, sizeof(o.extension));
	o.width = (uint32_t)ipc_get_num(m, RENDER_SIDE_MAX);
	o.height = (uint32_t)ipc_get_num(m, RENDER_SIDE_MAX);
	o.orientation = (uint32_t)ipc_get_num(m, 8);
	if (!ipc_ok(m) || o.width < SIDE_MIN || o.height < SIDE_MIN)
		return -1;
	*out = o;
	return 0;
}

void
render_put_result(struct buf *b, const struct render_result *r)
{
	ipc_put_num(b, r->bytes);
	ipc_put_num(b, r->width);
	ipc_put_num(b, r->height);
}

int
render_get_result(struct ipc_in *m, const struct render_order *o,
    uint64_t size, struct render_result *out)
{
	struct render_result r;

	r.bytes = ipc_get_num(m, size);
	r.width = (uint32_t)ipc_get_num(m, o->width);
	r.height = (uint32_t)ipc_get_num(m, o->height);
	if (!ipc_ok(m) || r.bytes == 0 || r.width == 0 || r.height == 0)
		return -1;
	*out = r;
	return 0;
}

bool
render_is_turned(uint32_t orientation)
{
	return orientation >= 5;
}

static uint32_t
even(uint64_t n)
{
	return n < SIDE_MIN ? SIDE_MIN : (uint32_t)(n - n % 2);
}

void
render_fit(uint32_t width, uint32_t height, uint32_t orientation,
    uint32_t box_width, uint32_t box_height, uint32_t *out_width,
    uint32_t *out_height)
{
	const bool turned = render_is_turned(orientation);
	const uint64_t w = turned ? height : width;
	const uint64_t h = turned ? width : height;

	if (w <= box_width && h <= box_height) {
		*out_width = even(w);
		*out_height = even(h);
	} else if (w * box_height >= h * box_width) {
		*out_width = even(box_width);
		*out_height = even((h * box_width + w / 2) / w);
	} else {
		*out_width = even((w * box_height + h / 2) / h);
		*out_height = even(box_height);
	}
}
