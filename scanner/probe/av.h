#ifndef LARES_PROBE_AV_H
#define LARES_PROBE_AV_H

#include "common/media.h"

struct input;

/* Before the sandbox: what libav would otherwise ask the system for later. */
void	av_prepare(void);

/*
 * The facts of an audio or video file. extension is a hint, to be trusted only
 * as far as the bytes agree. 0, or -1 and *reason says why (static text).
 */
int	av_read(struct input *in, const char *extension,
	    struct media_facts *f, const char **reason);

#endif
