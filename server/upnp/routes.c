/*
 * The URLs of this server and who answers for each. In lares-http.
 */
#include <string.h>

#include "common/buf.h"
#include "server/http/exchange.h"
#include "server/upnp/art_get.h"
#include "server/upnp/control.h"
#include "server/upnp/describe.h"
#include "server/upnp/eventing.h"
#include "server/upnp/media_get.h"
#include "server/upnp/media_server.h"
#include "server/upnp/picture_get.h"
#include "server/upnp/routes.h"
#include "server/upnp/subtitle_get.h"
#include "server/web/page.h"

#define GETS		(1u << REQUEST_GET | 1u << REQUEST_HEAD)
#define POSTS		(1u << REQUEST_POST)
#define SUBSCRIBES	(1u << REQUEST_SUBSCRIBE | 1u << REQUEST_UNSUBSCRIBE)

/* A path that ends in "/" (but "/" itself) stands for all beneath it; the
   function gets the rest as name. */
static const struct route {
	const char	*path;
	unsigned	 methods;	/* 1 << enum request_method */
	void		(*serve)(const struct media_server *server,
			    struct exchange *x, const char *name);
} routes[] = {
	{ "/media/",		GETS,		media_get_serve },
	{ "/picture/",		GETS,		picture_get_serve },
	{ "/art/",		GETS,		art_get_serve },
	{ "/subtitle/",		GETS,		subtitle_get_serve },
	{ "/control/",		POSTS,		control_serve },
	{ "/event/",		SUBSCRIBES,	eventing_serve },
	{ "/description.xml",	GETS,		describe_serve_device },
	{ "/scpd/",		GETS,		describe_serve_service },
	{ "/icon/",		GETS,		page_serve_icon },
	{ "/",			GETS,		page_serve },
};

static const struct {
	enum request_method	 method;
	const char		*name;
} methods[] = {
	{ REQUEST_GET,		"GET" },
	{ REQUEST_HEAD,		"HEAD" },
	{ REQUEST_POST,		"POST" },
	{ REQUEST_SUBSCRIBE,	"SUBSCRIBE" },
	{ REQUEST_UNSUBSCRIBE,	"UNSUBSCRIBE" },
};

/* The part of path that the route leaves to its function, or NULL. */
static const char *
match(const struct route *r, const char *path)
{
	size_t len = strlen(r->path);

	if (strcmp(r->path, path) == 0)
		return path + len;
	if (len > 1 && r->path[len - 1] == '/' &&
	    strncmp(r->path, path, len) == 0)
		return path + len;
	return NULL;
}

/* 405 has to name what is allowed (RFC 9110, 15.5.6). */
static void
refuse_method(struct exchange *x, unsigned allowed)
{
	struct buf b;
	size_t i;

	buf_init(&b, 64);
	for (i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (allowed & 1u << methods[i].method)
			buf_addf(&b, "%s%s", b.len > 0 ? ", " : "",
			    methods[i].name);
	if (!buf_failed(&b))
		exchange_header(x, "Allow", b.data);
	exchange_status(x, 405);
	buf_free(&b);
}

void
routes_serve(void *server, struct exchange *x)
{
	const struct request *r = exchange_request(x);
	const char *name;
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if ((name = match(&routes[i], r->path)) == NULL)
			continue;
		if (routes[i].methods & 1u << r->method)
			routes[i].serve(server, x, name);
		else
			refuse_method(x, routes[i].methods);
		return;
	}
	exchange_status(x, 404);
}
