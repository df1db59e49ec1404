/*
 * Which objects are beneath a container or a folder, as bits: lares-scan only.
 * What comes and goes in a batch is noted where it does, and written a row for
 * each block that changes: where it is deepest first, and from there it is
 * news one level above, so that each holder is told all there is at once.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/catalog_bits.h"
#include "common/catalog_held.h"
#include "common/catalog_holder.h"
#include "common/catalog_schema.h"

#define NOTES_MAX	16384		/* then they are written */

struct note {
	int64_t	 holder;
	int64_t	 object;
	uint32_t number;	/* later notes count */
	uint16_t depth;		/* of holders above this one */
	bool	 came;
};

struct catalog_holding {
	struct note	 notes[NOTES_MAX];
	uint32_t	 n;
};

void
catalog_held_forget(struct catalog *c)
{
	free(c->holding);
	c->holding = NULL;
}

int
catalog_held_note(struct catalog *c, int64_t holder, int64_t object,
    bool came)
{
	struct catalog_holding *h = c->holding;

	if (!catalog_held_by(holder))
		return 0;
	if (h == NULL && (h = calloc(1, sizeof(*h))) == NULL)
		return -1;
	c->holding = h;
	if (h->n == NOTES_MAX && catalog_held_write(c) == -1)
		return -1;
	h->notes[h->n] = (struct note){ holder, object, h->n, 0, came };
	h->n++;
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct note *x = a, *y = b;

	if (x->depth != y->depth)
		return x->depth > y->depth ? -1 : 1;
	if (x->holder != y->holder)
		return x->holder < y->holder ? -1 : 1;
	if (x->object != y->object)
		return x->object < y->object ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

static int64_t
block_of(const struct note *n)
{
	return n->object >> CATALOG_BLOCK_BITS;
}

static int64_t
key_of(const struct note *n)
{
	return catalog_held_key(n->holder, n->depth);
}

static int
read_block(struct catalog *c, const struct note *of, struct catalog_bits *b)
{
	sqlite3_stmt *s = catalog_statement(c, "SELECT bits FROM held"
	    " WHERE holder = ?1 AND block = ?2");
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, key_of(of));
	sqlite3_bind_int64(s, 2, block_of(of));
	step = sqlite3_step(s);
	catalog_bits_read(b, sqlite3_column_blob(s, 0),
	    (size_t)sqlite3_column_bytes(s, 0));
	sqlite3_reset(s);
	return step == SQLITE_ROW || step == SQLITE_DONE ? 0 : -1;
}

static int
write_block(struct catalog *c, const struct note *of,
    const struct catalog_bits *b)
{
	uint8_t kept[CATALOG_BITS_MAX];
	const size_t len = catalog_bits_write(b, kept);
	sqlite3_stmt *s;

	if (len == 0)
		return catalog_run_with(c, "DELETE FROM held"
		    " WHERE holder = ?1 AND block = ?2", key_of(of),
		    block_of(of));
	s = catalog_statement(c, "INSERT OR REPLACE INTO held"
	    " (holder, block, bits) VALUES (?1, ?2, ?3)");
	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, key_of(of));
	sqlite3_bind_int64(s, 2, block_of(of));
	catalog_bind_bytes(s, 3, kept, len);
	return catalog_run(c, s);
}

/* Those of one block, from the first note on: how many they are; -1. */
static int
change_block(struct catalog *c, const struct note *notes, size_t n)
{
	struct catalog_bits b;
	size_t i;

	if (read_block(c, notes, &b) == -1)
		return -1;
	for (i = 0; i < n && notes[i].holder == notes->holder &&
	    block_of(&notes[i]) == block_of(notes); i++)
		catalog_bits_set(&b, notes[i].object % CATALOG_BLOCK_IDS,
		    notes[i].came);
	return write_block(c, notes, &b) == 0 ? (int)i : -1;
}

/* What is right above: 1; 0: nothing that holds it; -1. */
static int
find_above(struct catalog *c, int64_t holder, int64_t *above)
{
	if (holder == CATALOG_HELD_UNNAMED)
		return 0;
	if (catalog_number_of(c, holder < 0 ?
	    "SELECT -parent FROM place WHERE id = -?1" :
	    "SELECT parent FROM container WHERE id = ?1", holder,
	    above) != 1)
		return -1;
	return *above != 0 && catalog_held_by(*above);
}

static int
find_depths(struct catalog *c, struct catalog_holding *h)
{
	int64_t above;
	int found;

	for (uint32_t i = 0; i < h->n; i++) {
		struct note *n = &h->notes[i];

		if (i > 0 && n->holder == n[-1].holder) {
			n->depth = n[-1].depth;
			continue;
		}
		above = n->holder;
		while ((found = find_above(c, above, &above)) == 1 &&
		    n->depth < UINT16_MAX)
			n->depth++;
		if (found == -1)
			return -1;
	}
	return 0;
}

/* The first notes, to what is right above; the last of several is enough. */
static int
lift(struct catalog *c, struct catalog_holding *h, uint32_t first)
{
	int64_t holder = INT64_MIN, above = 0;
	int found = 0;
	uint32_t n = 0;

	for (uint32_t i = 0; i < first; i++) {
		const struct note *note = &h->notes[i];

		if (i + 1 < first && note[1].holder == note->holder &&
		    note[1].object == note->object)
			continue;
		if (note->holder != holder) {
			holder = note->holder;
			if ((found = find_above(c, holder, &above)) == -1)
				return -1;
		}
		if (found == 1)
			h->notes[n++] = (struct note){ above, note->object,
			    note->number, (uint16_t)(note->depth - 1),
			    note->came };
	}
	memmove(h->notes + n, h->notes + first,
	    (h->n - first) * sizeof(h->notes[0]));
	h->n -= first - n;
	return 0;
}

int
catalog_held_write(struct catalog *c)
{
	struct catalog_holding *h = c->holding;
	unsigned deepest;
	uint32_t i;
	int done;

	if (h == NULL || h->n == 0)
		return 0;
	qsort(h->notes, h->n, sizeof(h->notes[0]), compare);
	if (find_depths(c, h) == -1)
		return -1;
	while (h->n > 0) {
		qsort(h->notes, h->n, sizeof(h->notes[0]), compare);
		deepest = h->notes[0].depth;
		for (i = 0; i < h->n && h->notes[i].depth == deepest;
		    i += (uint32_t)done)
			if ((done = change_block(c, h->notes + i,
			    h->n - i)) == -1)
				return -1;
		if (lift(c, h, i) == -1)
			return -1;
	}
	return 0;
}
