#ifndef LARES_PROBE_CONTAINER_H
#define LARES_PROBE_CONTAINER_H

#include "common/media.h"

struct AVFormatContext;
struct AVIOContext;
struct AVInputFormat;
struct AVPacket;
struct AVStream;

/*
 * Which format it is, and its name in the MIME table. libav is told the
 * extension only if it is one of sound or moving pictures (it would believe
 * one of pictures, or a pattern); a poor score is enough only where the
 * extension says the same: many files look a little like MP3. NULL: none.
 */
const struct AVInputFormat	*container_detect(struct AVIOContext *pb,
				    const char *extension,
				    char name[MEDIA_NAME_BYTES]);

/*
 * Opens and analyses the file, a second time with more patience if need be.
 * pb must outlive what is returned, which is closed by avformat_close_input.
 * NULL: the header is damaged.
 */
struct AVFormatContext	*container_open(struct AVIOContext *pb,
			    const struct AVInputFormat *format);

/* The first stream of moving pictures, of sound; NULL: there is none. */
const struct AVStream	*container_video(const struct AVFormatContext *ctx);
const struct AVStream	*container_audio(const struct AVFormatContext *ctx);

/* The picture that the file holds as its cover: the front one, if it says
   which, else the first. NULL: none. Belongs to ctx. */
const struct AVPacket	*container_cover(const struct AVFormatContext *ctx);

/* The container's word, else that of its longest stream; 0: neither. */
uint64_t	container_duration_ms(const struct AVFormatContext *ctx);

#endif
