#ifndef LARES_UPNP_ART_GET_H
#define LARES_UPNP_ART_GET_H

struct exchange;
struct media_server;

/* Answers "/art/NAME": NAME is "17/4/JPEG_TN.jpg", as DIDL-Lite has it for what
   object 17 shows now, or "c17/4/JPEG_TN.jpg" for a container. */
void	art_get_serve(const struct media_server *server, struct exchange *x,
	    const char *name);

#endif
