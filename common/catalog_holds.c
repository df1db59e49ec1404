/*
 * What is beneath a container or a folder, read from its bits. In lares-http.
 */
#include <sqlite3.h>
#include <stdlib.h>

#include "common/catalog_bits.h"
#include "common/catalog_code.h"
#include "common/catalog_holds.h"
#include "common/catalog_schema.h"

#define ROOM_FIRST	4		/* most hold little */

struct catalog_block {
	int64_t			number;
	struct catalog_bits	bits;
};

void
catalog_holds_free(struct catalog_holds *h)
{
	free(h->blocks);
	*h = (struct catalog_holds){ .blocks = NULL };
}

static struct catalog_block *
next_block(struct catalog_holds *h)
{
	const size_t room = h->room == 0 ? ROOM_FIRST : 2 * h->room;
	struct catalog_block *more;

	if (h->n == h->room) {
		if ((more = reallocarray(h->blocks, room,
		    sizeof(*more))) == NULL)
			return NULL;
		h->blocks = more;
		h->room = room;
	}
	return &h->blocks[h->n++];
}

int
catalog_holds_read(struct catalog *c, int64_t holder, struct catalog_holds *h)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT block, bits FROM held"
	    " WHERE holder = ?1 ORDER BY block", holder);
	struct catalog_block *b;
	int found;

	h->n = 0;
	while ((found = catalog_step(c, s)) == 1) {
		if ((b = next_block(h)) == NULL)
			break;
		b->number = sqlite3_column_int64(s, 0);
		catalog_bits_read(&b->bits, sqlite3_column_blob(s, 1),
		    (size_t)sqlite3_column_bytes(s, 1));
	}
	sqlite3_reset(s);
	return found == 0 ? 0 : -1;
}

void
catalog_holds_add(const struct catalog_holds *h, enum media_kind kind,
    struct catalog_codes *s)
{
	for (const struct catalog_block *b = h->blocks; b < h->blocks + h->n;
	    b++) {
		const int64_t first = b->number << CATALOG_BLOCK_BITS;

		for (int i = catalog_bits_next(&b->bits, 0); i != -1;
		    i = catalog_bits_next(&b->bits, (unsigned)i + 1))
			catalog_codes_add(s, (first + i) <<
			    CATALOG_OBJECT_BITS | kind);
	}
}

void
catalog_holds_keep(const struct catalog_holds *h, struct catalog_codes *s,
    bool held)
{
	size_t n = 0, at = 0;

	for (size_t i = 0; i < s->n; i++) {
		const int64_t id = s->list[i] >> CATALOG_OBJECT_BITS;
		const int64_t number = id >> CATALOG_BLOCK_BITS;

		while (at < h->n && h->blocks[at].number < number)
			at++;
		if ((at < h->n && h->blocks[at].number == number &&
		    catalog_bits_has(&h->blocks[at].bits,
		    id % CATALOG_BLOCK_IDS)) == held)
			s->list[n++] = s->list[i];
	}
	s->n = n;
}
