#ifndef LARES_PROBE_INPUT_H
#define LARES_PROBE_INPUT_H

#include "scanner/probe/bytes.h"

#define INPUT_WINDOW_BYTES	4096

/*
 * One media file by its descriptor. Only lseek(2) and read(2) are used: the
 * sandbox knows no pread and no fstat.
 */
struct input {
	int		 fd;
	uint64_t	 size;
	uint64_t	 pos;		/* where the descriptor stands */
	uint64_t	 window_at;	/* what was read last, for many small */
	size_t		 window_len;	/* reads side by side */
	uint8_t		 window[INPUT_WINDOW_BYTES];
};

/* fd stays the caller's. -1: it cannot be seeked in. */
int	input_open(struct input *in, int fd);

/* Reads up to len bytes; 0 at the end, -1 with errno. */
int64_t	input_read(struct input *in, uint64_t offset, void *out, size_t len);

/* The same file as a struct bytes, valid as long as in. */
struct bytes	input_bytes(struct input *in);

#endif
