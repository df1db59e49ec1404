/*
 * The page for people, and the icons. Static: no script, no form, nothing
 * from elsewhere, and nothing about the library or its users. In lares-http.
 */
#include <stdbool.h>
#include <string.h>

#include "common/buf.h"
#include "common/config.h"
#include "common/version.h"
#include "server/http/exchange.h"
#include "server/upnp/media_server.h"
#include "server/web/assets.h"
#include "server/web/page.h"

#define PAGE_MAX	(32 * 1024)

static const char *
name_of(const struct config *c)
{
	return c->friendly_name;
}

static const char *
reach_of(const struct config *c)
{
	return c->reach.n == 0 ? "it answers devices on this network, and no "
	    "packet of its own goes beyond it" : "it answers devices on this "
	    "network, and on others of the house that its owner has named";
}

static const char *
kept_of(const struct config *c)
{
	static const char *const kept[] = {
		[CONFIG_RESUME_OFF] = "",
		[CONFIG_RESUME_ON] = ", but for some time of where a film or "
		    "a long recording was left, to go on there",
		[CONFIG_RESUME_DEVICE] = ", but for some time of where a film "
		    "or a long recording was left by which device, to go on "
		    "there",
	};

	return kept[c->resume];
}

/* What stands in the page for what depends on the configuration. */
static const struct mark {
	const char	*mark;
	const char	*(*text)(const struct config *);
} marks[] = {
	{ "@NAME@", name_of }, { "@REACH@", reach_of }, { "@KEPT@", kept_of },
};
#define NMARKS		(sizeof(marks) / sizeof(marks[0]))

/* The first mark from at on, and *where it stands; NULL: none is left. */
static const struct mark *
find_mark(const char *at, const char *end, const char **where)
{
	const struct mark *first = NULL;
	const char *found;

	for (size_t i = 0; i < NMARKS; i++) {
		found = memmem(at, (size_t)(end - at), marks[i].mark,
		    strlen(marks[i].mark));
		if (found != NULL && (first == NULL || found < *where)) {
			first = &marks[i];
			*where = found;
		}
	}
	return first;
}

static void
add_page(struct buf *b, const struct config *c)
{
	const struct asset *page = asset_page();
	const char *at = page->start, *where = at;
	const struct mark *m;

	while ((m = find_mark(at, page->end, &where)) != NULL) {
		buf_add(b, at, (size_t)(where - at));
		buf_add_xml(b, m->text(c));
		at = where + strlen(m->mark);
	}
	buf_add(b, at, (size_t)(page->end - at));
}

void
page_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct buf b;

	(void)name;
	buf_init(&b, PAGE_MAX);
	add_page(&b, server->config);
	exchange_header(x, "Content-Security-Policy", "default-src 'none'; "
	    "style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
	    "form-action 'none'; frame-ancestors 'none'");
	exchange_header(x, "X-Content-Type-Options", "nosniff");
	exchange_header(x, "Referrer-Policy", "no-referrer");
	if (buf_failed(&b))
		exchange_status(x, 500);
	else
		exchange_data(x, 200, asset_page()->type, b.data, b.len);
	buf_free(&b);
}

void
page_serve_icon(const struct media_server *server, struct exchange *x,
    const char *name)
{
	const struct asset *icon;
	size_t i;

	(void)server;
	for (i = 0; (icon = asset_icon(i)) != NULL; i++)
		if (strcmp(icon->name, name) == 0) {
			exchange_data(x, 200, icon->type, icon->start,
			    (size_t)(icon->end - icon->start));
			return;
		}
	exchange_status(x, 404);
}
