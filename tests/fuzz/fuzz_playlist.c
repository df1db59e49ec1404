/*
 * Any bytes as a playlist (the first one says of which format): its entries
 * are within their bounds, and arrive as they are sent; and as the message
 * itself.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/playlist.h"
#include "scanner/probe/xml.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ipc_in in;

static void
deliver(const void *data, size_t len)
{
	memcpy(in.data, data, len);
	in.len = len;
	in.pos = 1;
	in.failed = false;
}

static void
check(const struct playlist *p)
{
	struct playlist got;
	struct buf b;
	size_t at = 0;
	bool more = true;

	buf_init(&b, IPC_MAX_BYTES);
	playlist_init(&got);
	while (more) {
		(void)playlist_put(&b, p, &at);
		if (buf_failed(&b))
			abort();
		deliver(b.data, b.len);
		if (playlist_get(&in, &got, &more) == -1)
			abort();
	}
	if (got.n != p->n || got.paths.len != p->paths.len ||
	    (p->n > 0 && memcmp(got.paths.data, p->paths.data,
	    p->paths.len) != 0) || strcmp(got.title, p->title) != 0)
		abort();
	playlist_free(&got);
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct playlist p;
	struct bytes b;
	bool more;

	xml_init();
	if (size == 0 || size > IPC_MAX_BYTES)
		return 0;
	playlist_init(&p);
	bytes_from_memory(&b, data + 1, size - 1);
	playlist_read(&b, MIME_M3U + data[0] % 4, &p);
	check(&p);
	playlist_free(&p);
	deliver(data, size);
	(void)playlist_get(&in, &p, &more);
	playlist_free(&p);
	return 0;
}
