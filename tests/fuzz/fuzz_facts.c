/*
 * Any bytes as IPC_FACTS: what is accepted is bounded, is UTF-8, and arrives
 * the same when it is sent on.
 */
#include <stdlib.h>
#include <string.h>

#include "common/media.h"
#include "common/text.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ipc_in in;

static int
get(const uint8_t *data, size_t size, struct media_facts *f)
{
	memset(&in, 0, sizeof(in));
	memcpy(in.data, data, size);
	in.type = IPC_FACTS;
	in.len = size;
	in.pos = 1;
	return media_get_facts(&in, f);
}

static void
put(struct buf *b, const struct media_facts *f)
{
	buf_init(b, IPC_MAX_BYTES);
	ipc_begin(b, IPC_FACTS);
	media_put_facts(b, f);
	if (buf_failed(b))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct media_facts f, again;
	struct buf one, two;

	if (size == 0 || size > sizeof(in.data) || get(data, size, &f) == -1)
		return 0;
	if (f.kind <= MEDIA_FOLDER || f.kind >= MEDIA_KINDS ||
	    f.stars > 5 || (f.season > 0 && !f.has_season) ||
	    !text_is_utf8(f.title, strlen(f.title)) ||
	    !text_is_utf8(f.artist, strlen(f.artist)) ||
	    (f.date[0] != '\0' && !media_is_date(f.date)))
		abort();
	put(&one, &f);
	if (get((const uint8_t *)one.data, one.len, &again) == -1)
		abort();
	put(&two, &again);
	if (one.len != two.len || memcmp(one.data, two.data, one.len) != 0)
		abort();
	buf_free(&one);
	buf_free(&two);
	return 0;
}
