/*
 * What of a block nothing refers to. Pure; in lares-probe only.
 */
#include "scanner/probe/blank_gaps.h"

#define LOOK_BYTES	512

void
blank_gaps_keep(struct blank_gaps *g, uint64_t offset, uint64_t len)
{
	struct gaps_piece *last = g->n > 0 ? &g->pieces[g->n - 1] : NULL;

	if (len == 0)
		return;
	if (len > UINT64_MAX - offset)
		len = UINT64_MAX - offset;
	if (last != NULL && last->to == offset) {
		last->to += len;
	} else if (g->n < GAPS_PIECES_MAX) {
		g->pieces[g->n++] = (struct gaps_piece){ offset,
		    offset + len };
	} else {
		g->failed = true;
	}
}

/* By insertion, as in blanks.c. */
static void
sort(struct blank_gaps *g)
{
	struct gaps_piece piece;
	size_t i, j;

	for (i = 1; i < g->n; i++) {
		piece = g->pieces[i];
		for (j = i; j > 0 && g->pieces[j - 1].from > piece.from; j--)
			g->pieces[j] = g->pieces[j - 1];
		g->pieces[j] = piece;
	}
}

bool
blank_padding(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t data[LOOK_BYTES];
	uint64_t offset;
	size_t n, i;

	for (offset = 0; offset < len; offset += n) {
		n = len - offset < sizeof(data) ? (size_t)(len - offset) :
		    sizeof(data);
		if (!bytes_get(w->b, at + offset, data, n))
			return false;
		for (i = 0; i < n; i++)
			if (data[i] != 0) {
				blank_zero(w, at, len);
				return true;
			}
	}
	return true;
}

bool
blank_gaps_fill(struct blank_gaps *g, struct blank_walk *w, uint64_t at,
    uint64_t len)
{
	uint64_t end = 0;
	size_t i;

	sort(g);
	for (i = 0; i < g->n && g->pieces[i].from < len; i++) {
		if (g->pieces[i].from > end &&
		    !blank_padding(w, at + end, g->pieces[i].from - end))
			return false;
		if (g->pieces[i].to > end)
			end = g->pieces[i].to;
	}
	return !g->failed && (end >= len || blank_padding(w, at + end, len - end));
}
