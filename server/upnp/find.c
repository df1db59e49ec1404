/*
 * Search: all beneath a container that fits, each object once. In lares-http.
 */
#include <stdlib.h>

#include "common/catalog_open.h"
#include "server/upnp/call.h"
#include "server/upnp/find.h"
#include "server/upnp/media_server.h"
#include "server/upnp/resource_match.h"
#include "server/upnp/result.h"
#include "server/upnp/search.h"
#include "server/upnp/soap.h"

/* What is asked of parents, as the catalogue knows them. */
static void
place_parents(const struct tree *t, struct search *s)
{
	for (size_t i = 0; i < s->nnodes; i++)
		if (s->nodes[i].field == CATALOG_PARENT)
			s->nodes[i].number = tree_parent_number(t,
			    s->nodes[i].number);
}

static int
run(struct result *r, struct search *s)
{
	struct catalog *c;
	int error;

	if (search_read(s, &r->c->client, r->c->in[FIND_CRITERIA].text) == -1)
		return SOAP_BAD_SEARCH;
	if ((error = result_open(r, &c)) != 0)
		return error == SOAP_NO_SUCH_OBJECT ? SOAP_NO_SUCH_CONTAINER :
		    error;
	if (r->is_file || !tree_source_deep(&r->tree, &r->id, &r->query)) {
		catalog_pool_return(r->c->server->catalog, c);
		return SOAP_NO_SUCH_CONTAINER;
	}
	place_parents(&r->tree, s);
	r->query.nodes = s->nodes;
	r->query.nnodes = s->nnodes;
	r->query.fits = resource_match;
	r->query.client = r->c->client.flags;
	return result_send_page(r, c);
}

int
find(struct call *c)
{
	struct search *s;
	struct result r;
	int error;

	if ((error = result_init(&r, c, c->in[FIND_CONTAINER_ID].text,
	    c->in[FIND_FILTER].text, c->in[FIND_SORT].text)) != 0)
		return error == SOAP_NO_SUCH_OBJECT ? SOAP_NO_SUCH_CONTAINER :
		    error;
	r.start = c->in[FIND_START].ui4;
	r.count = c->in[FIND_COUNT].ui4;
	s = malloc(sizeof(*s));
	error = s != NULL ? run(&r, s) : SOAP_CANNOT_PROCESS;
	free(s);
	return error;
}
