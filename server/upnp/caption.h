#ifndef LARES_UPNP_CAPTION_H
#define LARES_UPNP_CAPTION_H

#include <stdint.h>

struct buf;
struct catalog_object;
struct didl_style;

/*
 * Subtitles in DIDL-Lite as two companies' clients look for them: one for each
 * video, beside the res that it has as well. All write what the style wants of
 * that, and nothing if there is none.
 */

/* The namespaces of the document, unless nothing bears them: some clients know
   no others. */
void	caption_add_namespaces(struct buf *b, uint64_t want);

/* PacketVideo's attributes of the video's res. */
void	caption_add_attributes(struct buf *b, const struct catalog_object *row,
	    const struct didl_style *style);

/* Samsung's elements of the item. */
void	caption_add_elements(struct buf *b, const struct catalog_object *row,
	    const struct didl_style *style);

#endif
