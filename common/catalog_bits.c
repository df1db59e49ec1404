/*
 * Sets of ids in blocks of bits. Pure.
 */
#include <string.h>

#include "common/catalog_bits.h"

_Static_assert(CATALOG_BLOCK_BYTES <= 256, "what is left out needs a byte");

void
catalog_bits_read(struct catalog_bits *b, const void *kept, size_t len)
{
	const uint8_t *at = kept;

	memset(b, 0, sizeof(*b));
	if (len > 0 && at[0] + len - 1 <= sizeof(b->bytes))
		memcpy(b->bytes + at[0], at + 1, len - 1);
}

size_t
catalog_bits_write(const struct catalog_bits *b,
    uint8_t kept[CATALOG_BITS_MAX])
{
	size_t first = 0, end = sizeof(b->bytes);

	while (end > 0 && b->bytes[end - 1] == 0)
		end--;
	while (first < end && b->bytes[first] == 0)
		first++;
	if (first == end)
		return 0;
	kept[0] = (uint8_t)first;
	memcpy(kept + 1, b->bytes + first, end - first);
	return 1 + end - first;
}

void
catalog_bits_set(struct catalog_bits *b, unsigned i, bool is)
{
	const uint8_t bit = (uint8_t)(1u << i % 8);

	if (is)
		b->bytes[i / 8] |= bit;
	else
		b->bytes[i / 8] &= (uint8_t)~bit;
}

bool
catalog_bits_has(const struct catalog_bits *b, unsigned i)
{
	return b->bytes[i / 8] >> i % 8 & 1;
}

int
catalog_bits_next(const struct catalog_bits *b, unsigned i)
{
	while (i < CATALOG_BLOCK_IDS && !catalog_bits_has(b, i))
		/* Most bytes are zero. */
		i = b->bytes[i / 8] == 0 ? (i / 8 + 1) * 8 : i + 1;
	return i < CATALOG_BLOCK_IDS ? (int)i : -1;
}
