/*
 * Any bytes as a file to seek in: no crash, no long loop; the table takes
 * every point, and what it finds is within the file and where it was asked.
 */
#include <stdlib.h>

#include "scanner/probe/seek.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
take(void *table, const struct seek_point *p)
{
	if (p != NULL && seek_table_add(table, p) == -1)
		abort();
	return true;
}

static void
look_up(const struct seek_table *t, uint64_t size, uint64_t start_ms)
{
	const uint64_t duration_ms = t->last.time_ms + 100;
	struct seek_part part;

	if (seek_table_find(t->packed.data, t->packed.len, size, duration_ms,
	    start_ms, start_ms + 1000, &part) == -1) {
		if (start_ms < duration_ms)
			abort();
		return;
	}
	if (part.first > part.last || part.last >= size ||
	    part.start_ms > part.end_ms || part.end_ms > duration_ms)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seek_table t;
	struct bytes b;
	uint64_t duration_ms;

	bytes_from_memory(&b, data, size);
	seek_table_init(&t);
	if (seek_make(&b, take, &t, &duration_ms) == 0) {
		if (t.n == 0)
			abort();
		for (uint64_t ms = 0; ms < 20000; ms += 777)
			look_up(&t, size, ms);
	}
	seek_table_free(&t);
	return 0;
}
