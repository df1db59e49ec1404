/*
 * Bytes from outside, never beyond their end. Pure.
 */
#include <string.h>

#include "scanner/probe/bytes.h"

static bool
read_memory(void *arg, uint64_t offset, void *out, size_t len)
{
	memcpy(out, (const uint8_t *)arg + offset, len);
	return true;
}

void
bytes_from_memory(struct bytes *b, const void *data, size_t len)
{
	b->size = len;
	b->read = read_memory;
	b->arg = (void *)data;
}

bool
bytes_get(const struct bytes *b, uint64_t offset, void *out, size_t len)
{
	if (offset > b->size || len > b->size - offset)
		return false;
	return len == 0 || b->read(b->arg, offset, out, len);
}

uint64_t
bytes_be(const uint8_t *p, size_t n)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < n; i++)
		value = value << 8 | p[i];
	return value;
}

uint64_t
bytes_le(const uint8_t *p, size_t n)
{
	uint64_t value = 0;

	while (n-- > 0)
		value = value << 8 | p[n];
	return value;
}
