/*
 * Clients say where they left something. In lares-http.
 */
#include <string.h>
#include <strings.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "server/upnp/alias.h"
#include "server/upnp/bookmark.h"
#include "server/upnp/call.h"
#include "server/upnp/mark.h"
#include "server/upnp/media_server.h"
#include "server/upnp/positions.h"
#include "server/upnp/result.h"
#include "server/upnp/soap.h"

/* What a position is judged by. */
struct item {
	int64_t		 object;
	enum media_kind	 kind;
	uint64_t	 duration_ms;
};

static void
take(void *arg, const struct catalog_object *row)
{
	struct item *it = arg;

	*it = (struct item){ row->id, row->kind, row->duration_ms };
}

/* 0: there is such an object, and the client may see it; else the error. */
static int
find_item(struct call *c, const char *id, struct item *it)
{
	struct catalog *catalog;
	struct result r;
	int error;

	if (!c->view.admitted)
		return SOAP_NO_SUCH_OBJECT;
	if ((error = result_init(&r, c, id, "", "")) != 0)
		return error;
	/* Who plays it from there may say so once it has left the view. */
	if (r.id.place == OBJECT_IN_CONTAINER &&
	    r.id.container == VIEW_CONTINUE)
		r.id.place = OBJECT_ROW;
	if ((error = result_open(&r, &catalog)) != 0)
		return error;
	if (!r.is_file)
		error = SOAP_RESTRICTED_OBJECT;
	else if (catalog_object(catalog, tree_row_number(&r.id), take, it) !=
	    1)
		error = SOAP_CANNOT_PROCESS;
	catalog_pool_return(c->server->catalog, catalog);
	return error;
}

/* nonsense: the error when the position is none. */
static int
set(struct call *c, const struct item *it, uint64_t position_ms, int nonsense)
{
	struct positions *p = c->server->positions;

	if (it->kind != MEDIA_VIDEO && it->kind != MEDIA_AUDIO)
		return SOAP_RESTRICTED_OBJECT;
	switch (resume_judge(it->kind, it->duration_ms, position_ms)) {
	case RESUME_KEEP:
		positions_set(p, c->view.device, it->object, position_ms);
		return 0;
	case RESUME_DROP:
		positions_set(p, c->view.device, it->object, 0);
		return 0;
	case RESUME_NONSENSE:
		break;
	}
	return nonsense;
}

/* Where nothing is kept sets are answered all the same: refused, they show the
   error. */
int
mark_set_bookmark(struct call *c)
{
	const char *id = c->in[MARK_OBJECT_ID].text;
	struct object_id parsed;
	uint64_t position_ms;
	struct item it;
	int error;

	if (c->server->positions == NULL)
		return alias_parse(&c->client, id, &parsed) == 0 ? 0 :
		    SOAP_NO_SUCH_OBJECT;
	if (bookmark_parse(c->in[MARK_POSITION].text, client_has(&c->client,
	    CLIENT_BOOKMARK_MS), &position_ms) == -1)
		return SOAP_INVALID_ARGS;
	if ((error = find_item(c, id, &it)) != 0)
		return error;
	return set(c, &it, position_ms, SOAP_INVALID_ARGS);
}

#define ID_BYTES	80	/* more than the longest in any spelling takes */

/* Kodi has a slash behind ids, as in its own paths, escaped or not. */
static void
copy_id(const char *text, char out[ID_BYTES])
{
	static const char *const ends[] = { "/", "%2f" };
	size_t len = strlen(text), n;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		n = strlen(ends[i]);
		if (len > n && strcasecmp(text + len - n, ends[i]) == 0) {
			len -= n;
			break;
		}
	}
	if (len >= ID_BYTES)
		len = 0;		/* no object has such an id */
	memcpy(out, text, len);
	out[len] = '\0';
}

int
mark_update_object(struct call *c)
{
	uint64_t position_ms = 0;
	char id[ID_BYTES];
	struct item it;
	int error;

	copy_id(c->in[UPDATE_OBJECT_ID].text, id);
	if ((error = find_item(c, id, &it)) != 0 ||
	    (error = bookmark_parse_update(c->in[UPDATE_NOW].text,
	    c->in[UPDATE_THEN].text, &position_ms)) != 0)
		return error;
	return set(c, &it, position_ms, SOAP_BAD_NEW_TAG);
}
