#ifndef LARES_PROBE_HEIF_ITEMS_H
#define LARES_PROBE_HEIF_ITEMS_H

#include "scanner/probe/box.h"

#define HEIF_PIECES_MAX	64	/* of an item */

/* A file's meta box (ISO/IEC 14496-12, 8.11), in memory. */
struct heif_meta {
	uint8_t		*data;
	uint64_t	 offset;	/* of it in the file */
	struct span	 boxes;
};

/* The first of the file's top level, or the one that holds len bytes at
   offset. 0, or -1: there is none, it is too large, or no memory. */
int	heif_meta_load(const struct bytes *b, struct heif_meta *m);
int	heif_meta_load_at(const struct bytes *b, uint64_t offset, uint64_t len,
	    struct heif_meta *m);
void	heif_meta_free(struct heif_meta *m);

/* pitm (8.11.4) */
bool	heif_primary_item(const struct heif_meta *m, uint32_t *id);

/* The items of iinf (8.11.6), one after the other. */
struct heif_items {
	struct span	left;		/* of iinf */
	uint32_t	id;		/* of the item that was read last, */
	uint32_t	type;		/* what it is, and for a type "mime" */
	struct span	content;	/* its content type, up to a NUL */
	bool		skipped;	/* items of versions before HEIF */
};

/* False if there are none. */
bool	heif_items_open(struct heif_items *items, const struct heif_meta *m);

/* Steps to the next item; false at the end. */
bool	heif_items_next(struct heif_items *items);

/* The first item of a type, and for "mime" of a content type; and an item's
   type. */
bool	heif_find_item(const struct heif_meta *m, uint32_t type,
	    const char *content, uint32_t *id);
bool	heif_item_type(const struct heif_meta *m, uint32_t id, uint32_t *type);

/* Where something lies in the file; length 0: it is not there. */
struct heif_piece {
	uint64_t	offset;
	uint64_t	length;
};

struct heif_place {
	unsigned		n;
	struct heif_piece	pieces[HEIF_PIECES_MAX];
};

/* The places of iloc (8.11.3), one after the other. */
struct heif_places {
	struct span	 left;
	uint64_t	 n;		/* items that are left */
	unsigned	 version, word;
	uint32_t	 id;		/* of the item that was read last; */
	bool		 in_item;	/* it is made of other items' bytes */
	bool		 known;		/* place is where it lies in the file */
	struct heif_place place;	/* may have more pieces than room */
};

/* False if there are none. */
bool	heif_places_open(struct heif_places *places, const struct heif_meta *m);

/* Steps to the next item; false at the end. */
bool	heif_places_next(struct heif_places *places,
	    const struct heif_meta *m);

/* The same for one item. False: it has no place in this file, or too many
   pieces. */
bool	heif_item_place(const struct heif_meta *m, uint32_t id,
	    struct heif_place *place);
/* The same for an item in one piece; false for all others. */
bool	heif_item_piece(const struct heif_meta *m, uint32_t id,
	    struct heif_piece *piece);

/* The n-th property of an item, from 0 (23008-12, 9.3.1); of type 0 where there
   is none under the number that it gives. False: it has not so many. */
bool	heif_item_property(const struct heif_meta *m, uint32_t id, unsigned n,
	    struct box *b);

/* iref (8.11.12): the items that one refers to in this way, at most max. How
   many. */
size_t	heif_references(const struct heif_meta *m, uint32_t type,
	    uint32_t from, uint32_t *ids, size_t max);

#endif
