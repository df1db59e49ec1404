#ifndef LARES_COMMON_CATALOG_BITS_H
#define LARES_COMMON_CATALOG_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Which of a block of ids are in a set, a bit for each: what the table "held"
 * keeps. Ids of what lies together are close together, so that a block is
 * often full, or almost empty; bytes of zero before and behind are not kept.
 * Pure.
 */
#define CATALOG_BLOCK_BITS	10
#define CATALOG_BLOCK_IDS	(1 << CATALOG_BLOCK_BITS)
#define CATALOG_BLOCK_BYTES	(CATALOG_BLOCK_IDS / 8)
#define CATALOG_BITS_MAX	(1 + CATALOG_BLOCK_BYTES)	/* as kept */

struct catalog_bits {
	uint8_t	bytes[CATALOG_BLOCK_BYTES];
};

/* As they were kept. What cannot be is left out. */
void	catalog_bits_read(struct catalog_bits *b, const void *kept,
	    size_t len);

/* How many bytes they are to be kept in; 0: none is set. */
size_t	catalog_bits_write(const struct catalog_bits *b,
	    uint8_t kept[CATALOG_BITS_MAX]);

/* i: an id's place in its block, the id modulo CATALOG_BLOCK_IDS. */
void	catalog_bits_set(struct catalog_bits *b, unsigned i, bool is);
bool	catalog_bits_has(const struct catalog_bits *b, unsigned i);

/* The first from i on that is set; -1: none is. */
int	catalog_bits_next(const struct catalog_bits *b, unsigned i);

#endif
