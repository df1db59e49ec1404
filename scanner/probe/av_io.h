#ifndef LARES_PROBE_AV_IO_H
#define LARES_PROBE_AV_IO_H

#include <stdint.h>

struct AVIOContext;
struct input;

struct av_io {
	struct input	*in;
	uint64_t	 pos;		/* where libav's next read starts */
};

/* Reads io->in, which like io must outlive it. NULL without memory. */
struct AVIOContext	*av_io_new(struct av_io *io);
void			 av_io_free(struct AVIOContext *pb);

#endif
