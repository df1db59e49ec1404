#ifndef LARES_COMMON_CATALOG_CODE_H
#define LARES_COMMON_CATALOG_CODE_H

#include "common/media.h"
#include "common/view.h"

/*
 * What the indexes of words call a row: its id, and what a search would else
 * have to read it for. An object's kind; a container's view and level, of which
 * the deeper ones are alike.
 *
 * As SQL, of a row by that name.
 */
#define CATALOG_OBJECT_CODE(row)	"((" row ".id << 2) | " row ".kind)"
#define CATALOG_CONTAINER_CODE(row)					\
	"((" row ".id << 8) | (" row ".view << 2) | min(" row ".level, 3))"

#define CATALOG_OBJECT_BITS	2
#define CATALOG_CONTAINER_BITS	8
#define CATALOG_KINDS_MAX	(1 << CATALOG_CONTAINER_BITS)

_Static_assert(MEDIA_KINDS <= 1 << CATALOG_OBJECT_BITS, "a kind has no bits");
_Static_assert(VIEW_LEVELS_MAX == 3, "a level has other bits");
_Static_assert(VIEW_FOLDERS < 1 << 6, "a view has no bits");

/* What is beside the id, of a container. */
#define CATALOG_CONTAINER_KIND(view, level)	((view) << 2 | (level))
#define CATALOG_CONTAINER_VIEW(code)	((enum view)((code) >> 2 & 63))

/* Indexes know runs of three characters. Behind its text each row has two that
   are in no text: so its last characters begin a run too, and where a text
   ends can be asked for. */
#define CATALOG_PAD		"\x01\x01"
#define CATALOG_PADDED(text)	text " || char(1, 1)"

#endif
