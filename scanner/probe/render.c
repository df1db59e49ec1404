/*
 * A JPEG of something in a file, to order: from the picture itself, the small
 * one in its EXIF, a cover, or a frame of a video. In lares-probe only.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <libavcodec/avcodec.h>

#include "scanner/probe/decode.h"
#include "scanner/probe/heif.h"
#include "scanner/probe/heif_decode.h"
#include "scanner/probe/image.h"
#include "scanner/probe/input.h"
#include "scanner/probe/jpeg.h"
#include "scanner/probe/moving.h"
#include "scanner/probe/render.h"
#include "scanner/probe/webp_decode.h"

/* Of which a thumbnail's and its picture's shape may differ. */
#define SHAPE_PERCENT	3

struct work {
	const struct render_order	*order;
	void				*out;
	size_t				 size;
	struct render_result		 result;
	const char			*reason;
};

/* frame is freed. */
static int
write_frame(struct work *w, AVFrame *frame, const struct jpeg_shape *shape)
{
	size_t len = 0;
	int ret = -1;

	if (frame != NULL)
		ret = jpeg_make(frame, shape, w->out, w->size, &len);
	av_frame_free(&frame);
	if (ret == -1)
		w->reason = "it cannot be decoded";
	else
		w->result = (struct render_result){ len, shape->width,
		    shape->height };
	return ret;
}

static struct jpeg_shape
fit(const struct work *w, uint32_t width, uint32_t height,
    uint32_t orientation)
{
	struct jpeg_shape shape = { .orientation = orientation };

	render_fit(width, height, orientation, w->order->width,
	    w->order->height, &shape.width, &shape.height);
	return shape;
}

/* A picture with known facts: the size that they lead to is what others have
   told of it beforehand. */
static int
render_known(struct work *w, const struct bytes *b,
    const struct media_facts *f, uint32_t orientation)
{
	const struct jpeg_shape shape = fit(w, f->width, f->height,
	    orientation);
	const bool swap = render_is_turned(orientation);
	struct webp_first first;

	if (heif_is_format(f->format))
		return write_frame(w, heif_decode(b), &shape);
	if (webp_read_first(b, &first))
		return write_frame(w, webp_decode(b, &first), &shape);
	return write_frame(w, decode_picture(b, f,
	    swap ? shape.height : shape.width,
	    swap ? shape.width : shape.height), &shape);
}

/* frame is freed. */
static int
render_frame(struct work *w, AVFrame *frame, uint32_t orientation)
{
	struct jpeg_shape shape;
	uint32_t width, height;

	jpeg_seen_size(frame, &width, &height);
	shape = fit(w, width, height, orientation);
	return write_frame(w, frame, &shape);
}

/* Whether the small picture shows all of the large one and nothing else: a
   program that cuts a picture may leave its thumbnail as it was. */
static bool
is_alike(const struct media_facts *small, const struct media_facts *large)
{
	const uint64_t a = (uint64_t)small->width * large->height;
	const uint64_t b = (uint64_t)large->width * small->height;

	return (a > b ? a - b : b - a) * 100 <= SHAPE_PERCENT * b;
}

/* True: the small picture in it has been rendered. */
static bool
render_small(struct work *w, const struct bytes *b,
    const struct media_facts *f, uint32_t orientation)
{
	struct media_facts small;
	struct bytes inner;
	uint8_t *data;
	size_t len;
	bool made;

	if ((data = image_thumbnail(b, &len)) == NULL)
		return false;
	bytes_from_memory(&inner, data, len);
	made = image_read(&inner, &small) == 1 && is_alike(&small, f) &&
	    render_known(w, &inner, &small, orientation) == 0;
	free(data);
	return made;
}

static int
render_picture(struct work *w, const struct bytes *b)
{
	uint32_t orientation = w->order->orientation;
	struct media_facts f;

	if (image_read(b, &f) != 1) {
		w->reason = "it is no picture";
		return -1;
	}
	if ((w->order->source == RENDER_WHOLE ||
	    w->order->source == RENDER_COVER) && image_is_cut_off(b)) {
		w->reason = "its end is missing";
		return -1;
	}
	if (orientation == 0)
		orientation = f.orientation;
	if (w->order->source == RENDER_THUMBNAIL &&
	    render_small(w, b, &f, orientation))
		return 0;
	return render_known(w, b, &f, orientation);
}

static int
render_cover(struct work *w, const struct moving *m)
{
	const AVPacket *cover = moving_cover(m);
	struct bytes b;

	if (cover == NULL) {
		w->reason = "it has no cover";
		return -1;
	}
	bytes_from_memory(&b, cover->data, (size_t)cover->size);
	return render_picture(w, &b);
}

static int
render_moving(struct work *w, struct input *in)
{
	struct moving *m = moving_open(in, w->order->extension);
	uint32_t orientation = 1;
	AVFrame *frame;
	int ret = -1;

	if (m == NULL) {
		w->reason = "its format is not known";
		return -1;
	}
	if (w->order->source == RENDER_COVER)
		ret = render_cover(w, m);
	else if ((frame = moving_frame(m, &orientation)) != NULL)
		ret = render_frame(w, frame, orientation);
	else
		w->reason = "no frame of it can be shown";
	moving_close(m);
	return ret;
}

static int
render_file(struct work *w, int fd)
{
	struct input in;
	struct bytes b;

	if (input_open(&in, fd) == -1) {
		w->reason = "it cannot be read at will";
		return -1;
	}
	b = input_bytes(&in);
	return w->order->source == RENDER_COVER ||
	    w->order->source == RENDER_FRAME ? render_moving(w, &in) :
	    render_picture(w, &b);
}

int
render_make(const struct render_order *o, int fd, int memfd,
    struct render_result *r, const char **reason)
{
	struct work w = { .order = o };
	const off_t size = lseek(memfd, 0, SEEK_END);
	int ret;

	if (size > 0) {
		w.size = (size_t)size;
		w.out = mmap(NULL, w.size, PROT_READ | PROT_WRITE, MAP_SHARED,
		    memfd, 0);
	}
	if (size <= 0 || w.out == MAP_FAILED) {
		*reason = "there is no room for it";
		return -1;
	}
	ret = render_file(&w, fd);
	munmap(w.out, w.size);
	*r = w.result;
	*reason = w.reason;
	return ret;
}
