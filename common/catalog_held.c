/*
 * Which objects are in the first containers of views, as bits: lares-scan only.
 * What comes and goes in a batch is noted, and written in the order of the
 * table, a row for each block that changes.
 */
#include <sqlite3.h>
#include <stdlib.h>

#include "common/catalog_bits.h"
#include "common/catalog_held.h"
#include "common/catalog_schema.h"

#define NOTES_MAX	16384		/* then they are written */

struct note {
	int64_t	 container;	/* 0: it is not one of these */
	int64_t	 object;
	uint32_t number;	/* later notes count */
	bool	 came;
};

struct catalog_holding {
	struct note	 notes[NOTES_MAX];
	uint32_t	 n;
};

bool
catalog_held_by(enum view view)
{
	return view == VIEW_MUSIC_ARTISTS ||
	    view == VIEW_MUSIC_ALBUM_ARTISTS || view == VIEW_MUSIC_ALBUMS ||
	    view == VIEW_MUSIC_GENRES || view == VIEW_MUSIC_COMPOSERS ||
	    view == VIEW_VIDEO_GENRES;
}

void
catalog_held_forget(struct catalog *c)
{
	free(c->holding);
	c->holding = NULL;
}

int
catalog_held_note(struct catalog *c, int64_t container, int64_t object,
    bool came)
{
	struct catalog_holding *h = c->holding;

	if (container < VIEW_IDS)
		return 0;
	if (h == NULL && (h = calloc(1, sizeof(*h))) == NULL)
		return -1;
	c->holding = h;
	if (h->n == NOTES_MAX && catalog_held_write(c) == -1)
		return -1;
	h->notes[h->n] = (struct note){ container, object, h->n, came };
	h->n++;
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct note *x = a, *y = b;

	if (x->container != y->container)
		return x->container < y->container ? -1 : 1;
	if (x->object != y->object)
		return x->object < y->object ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

/* The container of the first level that is above one, or is it; 0: of no view
   of these. */
static int
find_holder(struct catalog *c, int64_t container, int64_t *holder)
{
	sqlite3_stmt *s;
	int64_t level;
	int step;

	do {
		s = catalog_statement(c, "SELECT level, view, parent"
		    " FROM container WHERE id = ?1");
		if (s == NULL)
			return -1;
		sqlite3_bind_int64(s, 1, container);
		if ((step = sqlite3_step(s)) == SQLITE_ROW) {
			level = sqlite3_column_int64(s, 0);
			*holder = catalog_held_by((enum view)
			    sqlite3_column_int(s, 1)) ? container : 0;
			container = sqlite3_column_int64(s, 2);
		}
		sqlite3_reset(s);
		if (step != SQLITE_ROW)
			return -1;
	} while (*holder != 0 && level > 1);
	return 0;
}

static int
find_holders(struct catalog *c, struct catalog_holding *h)
{
	int64_t container = 0, holder = 0;

	for (size_t i = 0; i < h->n; i++) {
		if (h->notes[i].container != container) {
			container = h->notes[i].container;
			if (find_holder(c, container, &holder) == -1)
				return -1;
		}
		h->notes[i].container = holder;
	}
	return 0;
}

static int64_t
block_of(const struct note *n)
{
	return n->object >> CATALOG_BLOCK_BITS;
}

static int
read_block(struct catalog *c, const struct note *of, struct catalog_bits *b)
{
	sqlite3_stmt *s = catalog_statement(c, "SELECT bits FROM held"
	    " WHERE container = ?1 AND block = ?2");
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, of->container);
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
		    " WHERE container = ?1 AND block = ?2", of->container,
		    block_of(of));
	s = catalog_statement(c, "INSERT OR REPLACE INTO held"
	    " (container, block, bits) VALUES (?1, ?2, ?3)");
	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, of->container);
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
	for (i = 0; i < n && notes[i].container == notes->container &&
	    block_of(&notes[i]) == block_of(notes); i++)
		catalog_bits_set(&b, notes[i].object % CATALOG_BLOCK_IDS,
		    notes[i].came);
	return write_block(c, notes, &b) == 0 ? (int)i : -1;
}

int
catalog_held_write(struct catalog *c)
{
	struct catalog_holding *h = c->holding;
	size_t i = 0;
	int done;

	if (h == NULL || h->n == 0)
		return 0;
	qsort(h->notes, h->n, sizeof(h->notes[0]), compare);
	if (find_holders(c, h) == -1)
		return -1;
	qsort(h->notes, h->n, sizeof(h->notes[0]), compare);
	while (i < h->n && h->notes[i].container == 0)
		i++;
	for (; i < h->n; i += (size_t)done)
		if ((done = change_block(c, h->notes + i, h->n - i)) == -1)
			return -1;
	h->n = 0;
	return 0;
}
