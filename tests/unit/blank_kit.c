/*
 * For the tests of the blank_*.c walkers: files in memory, as they are served.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/blank_kit.h"

static bool
walk_picture(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t head[3];

	if (!blank_get(w, at, len, 0, head, 3) || head[0] != 0xFF ||
	    head[1] != 0xD8)
		return false;
	blanks_spell(w->list, at + 2, "p", 1);
	return true;
}

bool
kit_serve(blank_walker *walker, uint8_t *data, size_t len)
{
	struct blank_list *list = malloc(sizeof(*list));
	struct bytes b;
	struct blank_walk w = { .b = &b, .list = list,
	    .picture = walk_picture };
	bool ok;

	assert_non_null(list);
	blanks_init(list);
	bytes_from_memory(&b, data, len);
	ok = walker(&w, 0, len) && blanks_finish(list, len);
	if (ok)
		blanks_apply(list, 0, data, len);
	free(list);
	return ok;
}

static void
show(const char *what, const char *data, size_t len)
{
	size_t i;

	fprintf(stderr, "%s: ", what);
	for (i = 0; i < len; i++)
		fprintf(stderr, data[i] >= ' ' && data[i] <= '~' ? "%c" :
		    "\\%03o", (unsigned char)data[i]);
	fprintf(stderr, "\n");
}

void
kit_put(struct kit_film *f, const void *data, const void *served, size_t n)
{
	assert_true(f->len + n <= sizeof(f->data));
	memcpy(f->data + f->len, data, n);
	memcpy(f->served + f->len, served, n);
	f->len += n;
}

void
kit_check(blank_walker *walker, const void *data, size_t len,
    const char *expected)
{
	uint8_t served[KIT_BYTES_MAX];

	assert_true(len <= sizeof(served));
	memcpy(served, data, len);
	if (expected == NULL) {
		assert_false(kit_serve(walker, served, len));
		return;
	}
	assert_true(kit_serve(walker, served, len));
	if (memcmp(served, expected, len) != 0) {
		show("served  ", (const char *)served, len);
		show("expected", expected, len);
		fail();
	}
}

void
kit_damage(blank_walker *walker, const void *data, size_t len)
{
	static const uint8_t broken[] = { 0, 1, 0x7F, 0x80, 0xFF };
	uint8_t copy[KIT_BYTES_MAX];
	size_t i, j;

	assert_true(len <= sizeof(copy));
	for (i = 0; i < len; i++) {
		memcpy(copy, data, i);
		kit_serve(walker, copy, i);
		for (j = 0; j < sizeof(broken); j++) {
			memcpy(copy, data, len);
			copy[i] = broken[j];
			kit_serve(walker, copy, len);
		}
	}
}
