/*
 * Files that lie beside a media file, each to its reader. In lares-probe only.
 */
#include "scanner/probe/input.h"
#include "scanner/probe/nfo.h"
#include "scanner/probe/side.h"
#include "scanner/probe/xmp.h"

static const struct {
	enum media_kind	of;
	void		(*read)(const struct bytes *b, struct media_facts *f);
} readers[MEDIA_SIDE_KINDS] = {
	[MEDIA_SIDE_XMP] =  { MEDIA_PICTURE,	xmp_read_file },
	[MEDIA_SIDE_NFO] =  { MEDIA_VIDEO,	nfo_read },
	[MEDIA_SIDE_SHOW] = { MEDIA_VIDEO,	nfo_read_show },
};

void
side_read(int fd, enum media_side side, struct media_facts *f)
{
	struct input in;
	struct bytes bytes;

	if (readers[side].of != f->kind || input_open(&in, fd) == -1)
		return;
	bytes = input_bytes(&in);
	readers[side].read(&bytes, f);
}
