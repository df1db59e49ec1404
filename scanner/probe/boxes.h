#ifndef LARES_PROBE_BOXES_H
#define LARES_PROBE_BOXES_H

#include "scanner/probe/bytes.h"

/* A box's four letters. */
#define BOX_TYPE(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

/* What is left of a box. Reading past the end fails, for good. */
struct span {
	const uint8_t	*p;
	size_t		 len;
	bool		 failed;
};

struct box {
	uint32_t	 type;
	struct span	 body;
};

/* A number of n bytes, at most 8; 0 past the end. */
uint64_t	boxes_take(struct span *s, size_t n);
/* The version byte of a full box (ISO/IEC 14496-12, 4.2); sets its flags. */
unsigned	boxes_take_version(struct span *s, uint32_t *flags);
/* The next box in s. False at the end, or when it claims more than there is. */
bool		boxes_next(struct span *s, struct box *b);
bool		boxes_find(struct span s, uint32_t type, struct box *b);

/* A file's meta box, in memory. */
struct meta {
	uint8_t		*data;
	uint64_t	 offset;	/* of it in the file */
	struct span	 boxes;
};

/* 0, or -1: there is none, it is too large, or no memory. */
int	boxes_meta_load(const struct bytes *b, struct meta *m);
void	boxes_meta_free(struct meta *m);

/* Where something lies in the file; length 0: it is not there. */
struct place {
	uint64_t	offset;
	uint64_t	length;
};

/* pitm (14496-12, 8.11.4) */
bool	boxes_primary_item(const struct meta *m, uint32_t *id);

/* iinf (14496-12, 8.11.6): the first item of a type, and for "mime" of a
   content type, which stands behind the item's name; and an item's type. */
bool	boxes_find_item(const struct meta *m, uint32_t type,
	    const char *content, uint32_t *id);
bool	boxes_item_type(const struct meta *m, uint32_t id, uint32_t *type);

/* iloc (14496-12, 8.11.3): where an item lies, if it is in one piece. */
bool	boxes_item_place(const struct meta *m, uint32_t id,
	    struct place *place);

/* The n-th property of an item, from 0 (23008-12, 9.3.1); of type 0 where there
   is none under the number that it gives. False: it has not so many. */
bool	boxes_item_property(const struct meta *m, uint32_t id, unsigned n,
	    struct box *b);

/* iref (14496-12, 8.11.12): the items that one refers to in this way, at most
   max. How many. */
size_t	boxes_references(const struct meta *m, uint32_t type, uint32_t from,
	    uint32_t *ids, size_t max);

#endif
