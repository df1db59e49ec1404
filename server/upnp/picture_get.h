#ifndef LARES_UPNP_PICTURE_GET_H
#define LARES_UPNP_PICTURE_GET_H

struct exchange;
struct media_server;

/* Answers a GET or HEAD of /picture/name: "17/JPEG_SM.jpg". Busy workers are
   503 with Retry-After. */
void	picture_get_serve(const struct media_server *server,
	    struct exchange *x, const char *name);

#endif
