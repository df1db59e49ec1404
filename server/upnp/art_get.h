#ifndef LARES_UPNP_ART_GET_H
#define LARES_UPNP_ART_GET_H

#include <stdint.h>

struct exchange;
struct media_server;

/* Answers "/art/NAME": NAME is "17/4/JPEG_TN.jpg", as DIDL-Lite has it for what
   object 17 shows now, or "c17/4/JPEG_TN.jpg" for a container. */
void	art_get_serve(const struct media_server *server, struct exchange *x,
	    const char *name);

/* Answers with the largest picture that an item shows now, by the item's id. */
void	art_get_serve_largest(const struct media_server *server,
	    struct exchange *x, int64_t id);

#endif
