/*
 * Any bytes as a Kodi NFO file: what it says is within its bounds, and arrives
 * as it is sent.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/nfo.h"
#include "scanner/probe/xml.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ipc_in in;

static void
check(const struct media_facts *f)
{
	struct media_facts got;
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_FACTS);
	media_put_facts(&b, f);
	if (buf_failed(&b))
		abort();
	memcpy(in.data, b.data, b.len);
	in.len = b.len;
	in.pos = 1;
	in.failed = false;
	if (media_get_facts(&in, &got) == -1 ||
	    strcmp(got.title, f->title) != 0 ||
	    strcmp(got.genre, f->genre) != 0 || strcmp(got.date, f->date) != 0)
		abort();
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct media_facts f = { .kind = MEDIA_VIDEO };
	struct bytes b;

	xml_init();
	bytes_from_memory(&b, data, size);
	nfo_read_show(&b, &f);
	check(&f);
	nfo_read(&b, &f);
	check(&f);
	return 0;
}
