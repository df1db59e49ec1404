#ifndef LARES_UPNP_MEDIA_GET_H
#define LARES_UPNP_MEDIA_GET_H

struct exchange;
struct media_server;

/* GET and HEAD /media/<object id>[.<extension>]: a file as it is on disk.
   name is what stands after "/media/". */
void	media_get_serve(const struct media_server *server, struct exchange *x,
	    const char *name);

#endif
