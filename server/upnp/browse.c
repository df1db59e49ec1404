/*
 * Browse: an object, or a page of a container's children. In lares-http.
 */
#include <string.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "server/upnp/browse.h"
#include "server/upnp/call.h"
#include "server/upnp/media_server.h"
#include "server/upnp/result.h"
#include "server/upnp/soap.h"

/* By title, if the order asked for speaks of it; nothing else tells these
   apart. */
static void
order_entries(const struct catalog_query *q, struct catalog_object *rows,
    struct object_id *ids, size_t n)
{
	struct catalog_object row;
	struct object_id id;
	size_t i, j, key = 0;
	int order;

	while (key < q->norder && q->order[key].field != CATALOG_TITLE)
		key++;
	if (key == q->norder)
		return;
	order = q->order[key].descending ? -1 : 1;
	for (i = 1; i < n; i++)
		for (j = i; j > 0 && order *
		    strcmp(rows[j - 1].title, rows[j].title) > 0; j--) {
			row = rows[j - 1], rows[j - 1] = rows[j], rows[j] = row;
			id = ids[j - 1], ids[j - 1] = ids[j], ids[j] = id;
		}
}

static int
add_entries(struct result *r, struct catalog *c, struct object_id *ids,
    size_t n)
{
	struct catalog_object rows[TREE_ENTRIES_MAX];
	size_t i;

	for (i = 0; i < n; i++)
		if (tree_row(&r->tree, &ids[i], c, &rows[i]) == -1)
			return -1;
	order_entries(&r->query, rows, ids, n);
	r->total = n;
	for (i = r->start; i < n; i++) {
		if (r->count != 0 && r->returned == r->count)
			break;
		result_add(r, &ids[i], &rows[i]);
	}
	return 0;
}

/* Children that are not in the catalogue: of the root and the groups. A file
   has none. */
static int
answer_without_rows(struct result *r, struct catalog *c)
{
	struct object_id ids[TREE_ENTRIES_MAX];
	size_t n;

	if (catalog_update_id(c, &r->update_id) == -1)
		return SOAP_CANNOT_PROCESS;
	result_begin(r);
	if (tree_entries(&r->tree, &r->id, c, ids, &n) == -1 ||
	    add_entries(r, c, ids, n) == -1)
		return SOAP_CANNOT_PROCESS;
	result_end(r);
	return 0;
}

/* Takes the borrowed catalogue over. */
static int
browse_children(struct result *r, struct catalog *c)
{
	int error;

	if (tree_source(&r->tree, &r->id, &r->query))
		return result_send_page(r, c);
	error = answer_without_rows(r, c);
	catalog_pool_return(r->c->server->catalog, c);
	return error;
}

static void
add_itself(void *arg, const struct catalog_object *row)
{
	struct result *r = arg;

	result_add(r, &r->id, row);
}

/* 1, 0: there is none, or -1. */
static int
add_object(struct result *r, struct catalog *c)
{
	struct catalog_object row;

	if (!result_is_above_catalog(&r->id))
		return catalog_object(c, tree_row_number(&r->id), add_itself,
		    r);
	if (tree_row(&r->tree, &r->id, c, &row) == -1)
		return -1;
	result_add(r, &r->id, &row);
	return 1;
}

static int
browse_metadata(struct result *r, struct catalog *c)
{
	int found;

	if (r->start != 0)
		return SOAP_INVALID_ARGS;
	if (catalog_update_id(c, &r->update_id) == -1)
		return SOAP_CANNOT_PROCESS;
	result_begin(r);
	if ((found = add_object(r, c)) != 1)
		return found == 0 ? SOAP_NO_SUCH_OBJECT : SOAP_CANNOT_PROCESS;
	r->total = 1;
	result_end(r);
	return 0;
}

static int
run(struct result *r)
{
	struct catalog *c;
	int error;

	if ((error = result_open(r, &c)) != 0)
		return error;
	if (strcmp(r->c->in[BROWSE_FLAG].text, BROWSE_METADATA) != 0)
		return browse_children(r, c);
	error = browse_metadata(r, c);
	catalog_pool_return(r->c->server->catalog, c);
	return error;
}

int
browse(struct call *c)
{
	struct result r;
	int error;

	if ((error = result_init(&r, c, c->in[BROWSE_OBJECT_ID].text,
	    c->in[BROWSE_FILTER].text, c->in[BROWSE_SORT].text)) != 0)
		return error;
	r.start = c->in[BROWSE_START].ui4;
	r.count = c->in[BROWSE_COUNT].ui4;
	return run(&r);
}
