#ifndef LARES_UPNP_SUBTITLE_GET_H
#define LARES_UPNP_SUBTITLE_GET_H

struct exchange;
struct media_server;

/* Answers GET and HEAD of "/subtitle/" name: "17/2.de.srt". Text is UTF-8,
   whatever the file's charset. */
void	subtitle_get_serve(const struct media_server *server,
	    struct exchange *x, const char *name);

#endif
