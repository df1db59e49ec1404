#ifndef LARES_WEB_PAGE_H
#define LARES_WEB_PAGE_H

struct exchange;
struct media_server;

/* GET /: what people see who open the server in a browser. */
void	page_serve(const struct media_server *server, struct exchange *x,
	    const char *name);

/* GET /icon/<name> */
void	page_serve_icon(const struct media_server *server, struct exchange *x,
	    const char *name);

#endif
