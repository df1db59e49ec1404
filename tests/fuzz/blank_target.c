/*
 * What the fuzzers of the blank_*.c walkers share.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/blank_target.h"

/* Pictures within are not walked: their walkers have fuzzers of their own. */
static bool
walk_picture(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t first;

	return blank_get(w, at, len, 0, &first, 1) && first == 0xFF;
}

static bool
walk(blank_walker *walker, struct blank_list *list, const uint8_t *data,
    size_t size)
{
	struct bytes b;
	struct blank_walk w = { .b = &b, .list = list,
	    .picture = walk_picture };

	blanks_init(list);
	bytes_from_memory(&b, data, size);
	return walker(&w, 0, size) && blanks_finish(list, size);
}

static void
check_order(const struct blank_list *list, size_t size)
{
	uint64_t end = 0;
	size_t i;

	for (i = 0; i < list->n; i++) {
		if (list->ranges[i].offset < end || list->ranges[i].len == 0)
			abort();
		end = list->ranges[i].offset + list->ranges[i].len;
	}
	if (end > size)
		abort();
}

/* What is unpacked is packed the same way again. */
static void
check_packed(const struct blank_list *list, struct blank_list *other)
{
	struct buf packed, again;

	buf_init(&packed, BLANKS_PACKED_MAX);
	buf_init(&again, BLANKS_PACKED_MAX);
	blanks_pack(list, &packed);
	if (!buf_failed(&packed) && list->n > 0) {
		if (!blanks_unpack(other, packed.data, packed.len))
			abort();
		blanks_pack(other, &again);
		if (other->n != list->n || again.len != packed.len ||
		    memcmp(again.data, packed.data, packed.len) != 0)
			abort();
	}
	buf_free(&packed);
	buf_free(&again);
}

void
blank_target(blank_walker *walker, const uint8_t *data, size_t size)
{
	struct blank_list *list = malloc(sizeof(*list));
	struct blank_list *other = malloc(sizeof(*other));
	uint8_t *served = malloc(size + 1);

	if (list == NULL || other == NULL || served == NULL)
		abort();
	if (walk(walker, list, data, size)) {
		check_order(list, size);
		check_packed(list, other);
		memcpy(served, data, size);
		blanks_apply(list, 0, served, size);
	}
	free(served);
	free(other);
	free(list);
}
