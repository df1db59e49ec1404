/*
 * How an object's row notes the containers that it is in. Pure.
 */
#include <endian.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_placed.h"

/* The container's id, the length of the key, the key; and so on. */
#define HEAD_BYTES	(sizeof(uint64_t) + 1)

void
catalog_placed_add(struct buf *b, const struct catalog_placed *p)
{
	const uint64_t id = htole64((uint64_t)p->container);
	const uint8_t len = (uint8_t)p->sort_len;

	buf_add(b, &id, sizeof(id));
	buf_add(b, &len, 1);
	buf_add(b, p->sort, len);
}

bool
catalog_placed_next(const uint8_t **at, size_t *len, struct catalog_placed *p)
{
	uint64_t id;

	if (*len < HEAD_BYTES || *len - HEAD_BYTES < (*at)[sizeof(id)])
		return false;
	memcpy(&id, *at, sizeof(id));
	p->container = (int64_t)le64toh(id);
	p->sort_len = (*at)[sizeof(id)];
	p->sort = *at + HEAD_BYTES;
	*at += HEAD_BYTES + p->sort_len;
	*len -= HEAD_BYTES + p->sort_len;
	return true;
}

bool
catalog_placed_has(const void *placed, size_t len, int64_t container)
{
	const uint8_t *at = placed;
	struct catalog_placed p;

	while (catalog_placed_next(&at, &len, &p))
		if (p.container == container)
			return true;
	return false;
}
