/*
 * What is shown to those who are not admitted. In lares-http.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/station.h"
#include "server/http/exchange.h"
#include "server/upnp/browse.h"
#include "server/upnp/call.h"
#include "server/upnp/criteria.h"
#include "server/upnp/didl.h"
#include "server/upnp/find.h"
#include "server/upnp/language.h"
#include "server/upnp/lobby.h"
#include "server/upnp/media_server.h"
#include "server/upnp/property.h"
#include "server/upnp/result.h"
#include "server/upnp/soap.h"

#define ROOT_ID		"0"
#define SIGN_ID		"admission"	/* no object of the tree has it */
#define OBJECT_MAX	4096
#define TITLE_MAX	256

static bool
is_root(const char *id)
{
	return strcmp(id, ROOT_ID) == 0;
}

/* The container with the title; there is none for whom that would not help. */
static bool
is_sign(const struct call *c, const char *id)
{
	return c->view.waiting && strcmp(id, SIGN_ID) == 0;
}

/* ---- the two containers -------------------------------------------------- */

static void
add_container(struct buf *b, const struct call *c, const char *ids,
    unsigned children, const char *title)
{
	const uint64_t want = criteria_filter(c->in[BROWSE_FILTER].text);

	buf_addf(b, "<container %s restricted=\"1\"", ids);
	if (want & WANT_CHILD_COUNT)
		buf_addf(b, " childCount=\"%u\"", children);
	buf_add_str(b, "><dc:title>");
	buf_add_xml(b, title);
	buf_add_str(b, "</dc:title><upnp:class>object.container</upnp:class>"
	    "</container>");
}

static void
add_root(struct buf *b, const struct call *c)
{
	add_container(b, c, "id=\"" ROOT_ID "\" parentID=\"-1\"",
	    c->view.waiting, c->server->config->friendly_name);
}

/* "Ask to be admitted: laresctl allow 192.168.1.20" */
static void
add_sign(struct buf *b, const struct call *c)
{
	const char *ask = language_string(c->server->config->language,
	    LANGUAGE_ASK);
	struct buf title;

	buf_init(&title, TITLE_MAX);
	buf_addf(&title, "%s: laresctl allow %s", ask != NULL ? ask :
	    "Ask to be admitted", station_address(exchange_peer(c->x)).s);
	add_container(b, c, "id=\"" SIGN_ID "\" parentID=\"" ROOT_ID "\"", 0,
	    title.data);
	buf_free(&title);
}

/* ---- the answers --------------------------------------------------------- */

static int
read_update_id(struct call *c, uint32_t *id)
{
	struct catalog *catalog = catalog_pool_borrow(c->server->catalog);
	int ret;

	if (catalog == NULL)
		return -1;
	ret = catalog_update_id(catalog, id);
	catalog_pool_return(c->server->catalog, catalog);
	return ret;
}

/* With the object that add writes, or, NULL, without one. */
static int
answer(struct call *c, void (*add)(struct buf *, const struct call *),
    unsigned total)
{
	uint32_t update_id;
	struct buf object;

	if (read_update_id(c, &update_id) == -1)
		return SOAP_CANNOT_PROCESS;
	buf_init(&object, OBJECT_MAX);
	if (add != NULL)
		add(&object, c);
	call_out_open(c, RESULT_OBJECTS);
	didl_begin(&c->answer, 0);
	if (buf_failed(&object))
		c->answer.failed = true;
	else
		buf_add_xml_len(&c->answer, object.data, object.len);
	didl_end(&c->answer);
	buf_free(&object);
	call_out_close(c, RESULT_OBJECTS);
	call_out_number(c, RESULT_RETURNED, add != NULL);
	call_out_number(c, RESULT_TOTAL, total);
	call_out_number(c, RESULT_UPDATE_ID, update_id);
	return 0;
}

static int
browse_metadata(struct call *c, const char *id)
{
	if (c->in[BROWSE_START].ui4 != 0)
		return SOAP_INVALID_ARGS;
	return answer(c, is_root(id) ? add_root : add_sign, 1);
}

int
lobby_browse(struct call *c)
{
	const char *id = c->in[BROWSE_OBJECT_ID].text;

	if (!is_root(id) && !is_sign(c, id))
		return SOAP_NO_SUCH_OBJECT;
	if (strcmp(c->in[BROWSE_FLAG].text, BROWSE_METADATA) == 0)
		return browse_metadata(c, id);
	if (!is_root(id) || !c->view.waiting)
		return answer(c, NULL, 0);
	return answer(c, c->in[BROWSE_START].ui4 == 0 ? add_sign : NULL, 1);
}

int
lobby_search(struct call *c)
{
	const char *id = c->in[FIND_CONTAINER_ID].text;

	if (!is_root(id) && !is_sign(c, id))
		return SOAP_NO_SUCH_CONTAINER;
	return answer(c, NULL, 0);
}
