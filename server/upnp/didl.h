#ifndef LARES_UPNP_DIDL_H
#define LARES_UPNP_DIDL_H

#include <stdbool.h>
#include <stdint.h>

#include "server/upnp/didl_style.h"
#include "server/upnp/object_id.h"

struct buf;
struct catalog_object;

/* One object as the client sees it, at one place of the tree. */
struct didl_object {
	struct object_id	 id;
	struct object_id	 parent;
	bool			 is_root;	/* its parentID is "-1" */
	const struct catalog_object *row;	/* kind, title and facts */
	uint64_t		 position_ms;	/* where it was left; 0: none */
};

/* DIDL-Lite (ContentDirectory:1, 2.8 and appendix): head, objects, tail. It is
   written as it stands in an answer, the text of an element: "&lt;item". want:
   WANT_ bits of the objects to come. */
void	didl_begin(struct buf *b, uint64_t want);
/* Outside text is cleaned and escaped, for the document and for the answer
   around it. */
void	didl_add(struct buf *b, const struct didl_object *o,
	    const struct didl_style *style);
void	didl_end(struct buf *b);

#endif
