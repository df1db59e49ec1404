#ifndef LARES_COMMON_RENDER_H
#define LARES_COMMON_RENDER_H

#include "common/ipc.h"

#define RENDER_SIDE_MAX		4096	/* pixels, of what is made */
#define RENDER_EXTENSION_BYTES	64
/* Pictures that are larger take more memory than a worker has: JPEGs are made
   smaller while they are decoded. */
#define RENDER_PIXELS_MAX	40000000
#define RENDER_JPEG_PIXELS_MAX	(1u << 28)

/* What a probe worker makes a JPEG of. */
enum render_source {
	RENDER_PICTURE,		/* the file, which is a picture */
	RENDER_WHOLE,		/* the same, if none of it is missing */
	RENDER_THUMBNAIL,	/* the small picture in its EXIF, or else the
				   picture itself */
	RENDER_COVER,		/* the one that a sound or video file holds,
				   if none of it is missing */
	RENDER_FRAME,		/* an image of a video, not a black one */
};
#define RENDER_SOURCES		5

/*
 * The order: it is to fit into width x height, and is never enlarged. Pictures
 * and covers are turned by orientation (EXIF 1..8; 0: as they say themselves),
 * frames as their file says.
 */
struct render_order {
	enum render_source	source;
	char			extension[RENDER_EXTENSION_BYTES];
	uint32_t		width, height;
	uint32_t		orientation;
};

/* What has been made: the first bytes of the memfd are a JPEG. */
struct render_result {
	uint64_t	bytes;
	uint32_t	width, height;
};

/* The fields of IPC_RENDER. get: 0, or -1 if they make no sense. */
void	render_put_order(struct buf *b, const struct render_order *o);
int	render_get_order(struct ipc_in *m, struct render_order *o);

/*
 * The fields of IPC_RENDERED. get reads them from a hostile sender that has
 * got order o and a memfd of size bytes: 0, or -1 if they do not fit these.
 */
void	render_put_result(struct buf *b, const struct render_result *r);
int	render_get_result(struct ipc_in *m, const struct render_order *o,
	    uint64_t size, struct render_result *r);

/*
 * The size of a picture of width x height pixels (as stored) once it has been
 * turned by orientation and made to fit the box: even numbers of two at
 * least. Whoever declares a rendered picture and whoever makes it agree.
 */
void	render_fit(uint32_t width, uint32_t height, uint32_t orientation,
	    uint32_t box_width, uint32_t box_height, uint32_t *out_width,
	    uint32_t *out_height);

/* Whether an EXIF orientation (0: unknown) swaps width and height. */
bool	render_is_turned(uint32_t orientation);

#endif
