/*
 * Any bytes as an order, and as the picture to carry it out on: what is made
 * fits into the box that was ordered, and into the room that there is.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <libavutil/log.h>

#include "scanner/probe/image.h"
#include "scanner/probe/render.h"

#define PIXELS_MAX	(1u << 20)	/* what a fuzzer has time for */
#define SHEET_BYTES	65536

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ipc_in in;

/* An order of the first bytes, as a message would bring it. */
static int
get_order(const uint8_t *data, size_t size, struct render_order *o)
{
	if (size > sizeof(in.data))
		return -1;
	memset(&in, 0, sizeof(in));
	memcpy(in.data, data, size);
	in.type = IPC_RENDER;
	in.len = size;
	return render_get_order(&in, o);
}

static int
file_of(const uint8_t *data, size_t size)
{
	int fd = memfd_create("file", MFD_CLOEXEC);

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	return fd;
}

static void
carry_out(const struct render_order *o, const uint8_t *data, size_t size)
{
	int fd = file_of(data, size), sheet = memfd_create("sheet",
	    MFD_CLOEXEC);
	struct render_result r;
	const char *reason;

	if (sheet == -1 || ftruncate(sheet, SHEET_BYTES) == -1)
		abort();
	if (render_make(o, fd, sheet, &r, &reason) == 0 &&
	    (r.bytes == 0 || r.bytes > SHEET_BYTES || r.width > o->width ||
	    r.height > o->height || r.width < 2 || r.height < 2))
		abort();
	close(fd);
	close(sheet);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct render_order o = { .source = RENDER_THUMBNAIL };
	struct media_facts f;
	struct bytes b;

	av_log_set_level(AV_LOG_QUIET);
	(void)get_order(data, size, &o);
	if (size < 2)
		return 0;
	o.source = data[0] & 1 ? RENDER_PICTURE : RENDER_THUMBNAIL;
	o.orientation = (data[0] >> 1) % 9;
	o.width = o.height = 2 + data[1];
	bytes_from_memory(&b, data + 2, size - 2);
	if (image_read(&b, &f) == 1 &&
	    (uint64_t)f.width * f.height <= PIXELS_MAX)
		carry_out(&o, data + 2, size - 2);
	return 0;
}
