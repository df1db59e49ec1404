/*
 * How what is private in a file travels from lares-probe to lares-scan. Pure.
 */
#include <stdlib.h>
#include <string.h>

#include "common/blank_message.h"

/* Type, state, length and bytes. */
_Static_assert(1 + 8 + 4 + BLANKS_PACKED_MAX <= IPC_MAX_BYTES,
    "a list may not fit a message");

void
blank_message_put(struct buf *b, enum blanks_state state, const void *said,
    size_t len)
{
	ipc_begin(b, IPC_BLANKS);
	ipc_put_num(b, state);
	ipc_put_text(b, said != NULL ? said : "", len);
}

static bool
is_list(const struct blank_message *m, uint64_t size)
{
	struct blank_list *l = malloc(sizeof(*l));
	bool good = l != NULL && blanks_unpack(l, m->said, m->len) &&
	    l->n > 0 && l->ranges[l->n - 1].len <= size &&
	    l->ranges[l->n - 1].offset <= size - l->ranges[l->n - 1].len;

	free(l);
	return good;
}

int
blank_message_get(struct ipc_in *in, uint64_t size, struct blank_message *m)
{
	m->state = (enum blanks_state)ipc_get_num(in, BLANKS_UNKNOWN);
	m->len = ipc_get_bytes(in, m->said, sizeof(m->said));
	if (!ipc_ok(in))
		return -1;
	switch (m->state) {
	case BLANKS_NONE:
		return m->len == 0 ? 0 : -1;
	case BLANKS_FOUND:
		return is_list(m, size) ? 0 : -1;
	default:
		return m->len < BLANK_REASON_BYTES &&
		    memchr(m->said, '\0', m->len) == NULL ? 0 : -1;
	}
}
