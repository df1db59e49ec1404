/*
 * libavformat's way of reading, over one descriptor. In lares-probe only.
 */
#include <errno.h>
#include <stdio.h>

#include <libavformat/avio.h>
#include <libavutil/error.h>
#include <libavutil/mem.h>

#include "scanner/probe/av_io.h"
#include "scanner/probe/input.h"

#define IO_BYTES		32768

static int
io_read(void *opaque, uint8_t *out, int len)
{
	struct av_io *io = opaque;
	int64_t n = input_read(io->in, io->pos, out, (size_t)len);

	if (n <= 0)
		return n == 0 ? AVERROR_EOF : AVERROR(errno);
	io->pos += (uint64_t)n;
	return (int)n;
}

static int64_t
io_seek(void *opaque, int64_t offset, int whence)
{
	struct av_io *io = opaque;
	int64_t base = 0;

	switch (whence & ~AVSEEK_FORCE) {
	case AVSEEK_SIZE:
		return (int64_t)io->in->size;
	case SEEK_CUR:
		base = (int64_t)io->pos;
		break;
	case SEEK_END:
		base = (int64_t)io->in->size;
		break;
	case SEEK_SET:
		break;
	default:
		return AVERROR(EINVAL);
	}
	if (offset < -base || offset > INT64_MAX - base)
		return AVERROR(EINVAL);
	io->pos = (uint64_t)(base + offset);
	return (int64_t)io->pos;
}

struct AVIOContext *
av_io_new(struct av_io *io)
{
	uint8_t *buffer = av_malloc(IO_BYTES);
	AVIOContext *pb;

	if (buffer == NULL)
		return NULL;
	pb = avio_alloc_context(buffer, IO_BYTES, 0, io, io_read, NULL,
	    io_seek);
	if (pb == NULL)
		av_free(buffer);
	return pb;
}

void
av_io_free(struct AVIOContext *pb)
{
	if (pb == NULL)
		return;
	av_freep(&pb->buffer);
	avio_context_free(&pb);
}
