#ifndef LARES_LIBRARY_SHELF_H
#define LARES_LIBRARY_SHELF_H

#include "common/catalog_shelve.h"
#include "scanner/library/place.h"

/* Where one file stands, and the texts that this points at. */
struct shelves {
	struct catalog_shelf list[CATALOG_SHELVES_MAX];
	size_t		 n;
	char		 text[64 * 1024];
	size_t		 used;
	/* For shelf.c's own use. */
	uint8_t		 by_title[CATALOG_SORT_BYTES];
	size_t		 by_title_len;
};

/*
 * Pure: the shelves of a file as it was placed. folder tells albums without an
 * album artist apart: that of the album's files. added: seconds. s may point
 * into p, which must stay as long.
 */
void	shelf_file(struct shelves *s, const struct placed *p, int64_t folder,
	    int64_t added);

#endif
