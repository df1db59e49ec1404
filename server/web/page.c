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
#define MARK		"@NAME@"

/* The page's text with the server's name where it is marked. */
static void
add_page(struct buf *b, const char *name)
{
	const struct asset *page = asset_page();
	const char *at = page->start, *mark;

	while ((mark = memmem(at, (size_t)(page->end - at), MARK,
	    strlen(MARK))) != NULL) {
		buf_add(b, at, (size_t)(mark - at));
		buf_add_xml(b, name);
		at = mark + strlen(MARK);
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
	add_page(&b, server->config->friendly_name);
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
