/*
 * Browse: an object, or a page of a container's children. In lares-http.
 *
 * A page's ids are read first, the objects in batches: rows are written out
 * while the catalogue is borrowed, and leave for the client after it has been
 * given back, so that nobody who reads slowly holds it. Of an endless page
 * WINDOW_ROWS ids are held at a time, so that he does not hold much else.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/catalog_open.h"
#include "server/http/exchange.h"
#include "server/upnp/browse.h"
#include "server/upnp/call.h"
#include "server/upnp/criteria.h"
#include "server/upnp/didl.h"
#include "server/upnp/media_server.h"
#include "server/upnp/soap.h"
#include "server/upnp/tree.h"

#define BATCH_ROWS	100
#define WINDOW_ROWS	65536
#define OBJECT_MAX	(64 * 1024)	/* one object's DIDL-Lite */
#define BASE_BYTES	32		/* http://255.255.255.255:65535 */

struct browsing {
	struct call	*c;
	struct object_id id;		/* what was asked for */
	uint32_t	 want;
	struct catalog_query query;	/* the page and its order */
	char		 base[BASE_BYTES];
	struct tree	 tree;
	struct object_id child;		/* what the ids of rows are like */
	struct buf	 object;
	uint64_t	 returned;
	uint64_t	 total;
	uint32_t	 update_id;
};

/* One object into the answer, escaped for being text in it. */
static void
add_object(struct browsing *b, const struct object_id *id,
    const struct catalog_object *row)
{
	struct didl_object o = { .id = *id, .row = row };

	o.is_root = id->place == OBJECT_ROOT;
	o.parent = tree_parent(&b->tree, id, row->parent);
	buf_reset(&b->object);
	didl_add(&b->object, &o, b->want, b->base);
	if (buf_failed(&b->object)) {
		b->c->answer.failed = true;
		return;
	}
	buf_add_xml_len(&b->c->answer, b->object.data, b->object.len);
	b->returned++;
}

static void
add_markup(struct browsing *b, void (*markup)(struct buf *))
{
	buf_reset(&b->object);
	markup(&b->object);
	if (!buf_failed(&b->object))
		buf_add_xml_len(&b->c->answer, b->object.data, b->object.len);
}

static void
begin_result(struct browsing *b)
{
	call_out_open(b->c, BROWSE_RESULT);
	add_markup(b, didl_begin);
}

static void
end_result(struct browsing *b)
{
	add_markup(b, didl_end);
	call_out_close(b->c, BROWSE_RESULT);
	call_out_number(b->c, BROWSE_RETURNED, (int64_t)b->returned);
	call_out_number(b->c, BROWSE_TOTAL, (int64_t)b->total);
	call_out_number(b->c, BROWSE_UPDATE_ID, b->update_id);
}

static void
add_row(void *arg, const struct catalog_object *row)
{
	struct browsing *b = arg;
	struct object_id id = b->child;

	id.row = row->id;
	add_object(b, &id, row);
}

static int
send_batch(struct browsing *b, const int64_t *ids, size_t n)
{
	struct catalog_pool *pool = b->c->server->catalog;
	struct catalog *c;
	int ret;

	if ((c = catalog_pool_borrow(pool)) == NULL)
		return -1;
	ret = catalog_objects(c, ids, n, add_row, b);
	catalog_pool_return(pool, c);
	return ret == -1 ? -1 : call_flush(b->c);
}

static int
send_rows(struct browsing *b, const int64_t *ids, size_t n)
{
	size_t i, count;

	for (i = 0; i < n; i += count) {
		count = n - i < BATCH_ROWS ? n - i : BATCH_ROWS;
		if (send_batch(b, ids + i, count) == -1)
			return -1;
	}
	return 0;
}

/* Whether a row is there, and of the kind that its id speaks of. */
struct sighting {
	const struct object_id	*id;
	bool			 seen;
};

static void
see(void *arg, const struct catalog_object *row)
{
	struct sighting *s = arg;

	s->seen = s->id->place != OBJECT_IN_VIEW || s->id->kind == row->kind;
}

/* 0: there is such an object; else the error. */
static int
check_object(const struct browsing *b, struct catalog *c)
{
	struct sighting s = { .id = &b->id };

	if (b->id.place != OBJECT_ROW && b->id.place != OBJECT_IN_VIEW)
		return 0;
	if (catalog_object(c, b->id.row, see, &s) == -1)
		return SOAP_CANNOT_PROCESS;
	return s.seen ? 0 : SOAP_NO_SUCH_OBJECT;
}

static int
read_update_id(struct browsing *b, struct catalog *c)
{
	struct catalog_counts counts;

	if (catalog_counts(c, &counts) == -1)
		return -1;
	b->update_id = counts.update_id;
	return 0;
}

/* The views by title, if the order asked for speaks of it; nothing else tells
   them apart. */
static void
order_views(const struct browsing *b, const struct object_view **views)
{
	const struct object_view *v;
	size_t i, j, key = 0;
	int order;

	while (key < b->query.nsort &&
	    b->query.sort[key].key != CATALOG_SORT_TITLE)
		key++;
	if (key == b->query.nsort)
		return;
	order = b->query.sort[key].descending ? -1 : 1;
	for (i = 1; i < OBJECT_VIEWS; i++)
		for (j = i; j > 0 && order *
		    strcmp(views[j - 1]->title, views[j]->title) > 0; j--) {
			v = views[j];
			views[j] = views[j - 1];
			views[j - 1] = v;
		}
}

static int
add_views(struct browsing *b, struct catalog *c)
{
	const struct object_view *views[OBJECT_VIEWS];
	struct catalog_object row;
	struct object_id id = { .place = OBJECT_VIEW };
	size_t i;

	for (i = 0; i < OBJECT_VIEWS; i++)
		views[i] = object_view_get(i);
	order_views(b, views);
	b->total = OBJECT_VIEWS;
	for (i = b->query.start; i < OBJECT_VIEWS; i++) {
		if (b->query.count != 0 && b->returned == b->query.count)
			break;
		id.kind = views[i]->kind;
		if (tree_view_row(&b->tree, id.kind, c, &row) == -1)
			return -1;
		add_object(b, &id, &row);
	}
	return 0;
}

/* Children that are not in the catalogue: the views of the root. A file has
   none. */
static int
answer_without_rows(struct browsing *b, struct catalog *c)
{
	if (read_update_id(b, c) == -1)
		return SOAP_CANNOT_PROCESS;
	begin_result(b);
	if (b->id.place == OBJECT_ROOT && add_views(b, c) == -1)
		return SOAP_CANNOT_PROCESS;
	end_result(b);
	return 0;
}

/* Reads the ids of the next window into *ids; how many of the page's rows are
   left is counted down. */
static int
read_window(struct browsing *b, struct catalog *c, uint64_t *left,
    int64_t **ids, size_t *n)
{
	uint64_t total;
	uint32_t update_id;

	b->query.count = *left < WINDOW_ROWS ? *left : WINDOW_ROWS;
	if (catalog_page(c, &b->query, ids, n, &total, &update_id) == -1)
		return -1;
	if (b->total == 0) {		/* the answer is as of its beginning */
		b->total = total;
		b->update_id = update_id;
	}
	b->query.start += *n;
	*left = *n < b->query.count ? 0 : *left - *n;
	return 0;
}

static int
send_window(struct browsing *b, struct catalog *c, uint64_t *left)
{
	int64_t *ids;
	size_t n;
	int ret;

	ret = read_window(b, c, left, &ids, &n);
	catalog_pool_return(b->c->server->catalog, c);
	if (ret == -1)
		return -1;
	ret = send_rows(b, ids, n);
	free(ids);
	return ret;
}

static int
browse_children(struct browsing *b, struct catalog **c)
{
	uint64_t left = b->query.count != 0 ? b->query.count : UINT64_MAX;

	if (!tree_children(&b->tree, &b->id, &b->query, &b->child))
		return answer_without_rows(b, *c);
	begin_result(b);
	while (left > 0) {
		if (*c == NULL && (*c = catalog_pool_borrow(
		    b->c->server->catalog)) == NULL)
			return SOAP_CANNOT_PROCESS;
		if (send_window(b, *c, &left) == -1) {
			*c = NULL;
			return SOAP_CANNOT_PROCESS;
		}
		*c = NULL;
	}
	end_result(b);
	return 0;
}

/* The root as an object: named after the server, or filled as the one view it
   stands for. */
static int
root_row(const struct browsing *b, struct catalog *c,
    struct catalog_object *row)
{
	enum media_kind kind;

	memset(row, 0, sizeof(*row));
	row->kind = MEDIA_FOLDER;
	if (!tree_root_is_view(&b->tree, &kind))
		row->child_count = OBJECT_VIEWS;
	else if (tree_view_row(&b->tree, kind, c, row) == -1)
		return -1;
	row->title = b->c->server->config->friendly_name;
	return 0;
}

static int
browse_metadata(struct browsing *b, struct catalog *c)
{
	struct catalog_object row;
	int ret = 0;

	if (b->query.start != 0)
		return SOAP_INVALID_ARGS;
	if (read_update_id(b, c) == -1)
		return SOAP_CANNOT_PROCESS;
	begin_result(b);
	if (b->id.place == OBJECT_ROOT)
		ret = root_row(b, c, &row);
	else if (b->id.place == OBJECT_VIEW)
		ret = tree_view_row(&b->tree, b->id.kind, c, &row);
	else
		ret = catalog_object(c, b->id.row, add_row, b);
	if (ret == -1)
		return SOAP_CANNOT_PROCESS;
	if (b->id.place == OBJECT_ROOT || b->id.place == OBJECT_VIEW)
		add_object(b, &b->id, &row);
	else if (ret == 0)
		return SOAP_NO_SUCH_OBJECT;
	b->total = 1;
	end_result(b);
	return 0;
}

/* 0, or the error in what was asked. */
static int
read_arguments(struct browsing *b)
{
	const struct service_value *in = b->c->in;

	if (object_id_parse(in[BROWSE_OBJECT_ID].text, &b->id) == -1)
		return SOAP_NO_SUCH_OBJECT;
	if (criteria_sort(in[BROWSE_SORT].text, &b->query) == -1)
		return SOAP_BAD_SORT;
	b->want = criteria_filter(in[BROWSE_FILTER].text);
	b->query.start = in[BROWSE_START].ui4;
	b->query.count = in[BROWSE_COUNT].ui4;
	b->child = b->id;
	return 0;
}

static void
write_base(struct browsing *b)
{
	struct sockaddr_in local = exchange_local(b->c->x);
	char address[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &local.sin_addr, address, sizeof(address));
	snprintf(b->base, sizeof(b->base), "http://%s:%u", address,
	    (unsigned)ntohs(local.sin_port));
}

static int
run(struct browsing *b)
{
	const struct media_server *server = b->c->server;
	const char *flag = b->c->in[BROWSE_FLAG].text;
	struct catalog *c;
	int error;

	if ((c = catalog_pool_borrow(server->catalog)) == NULL)
		return SOAP_CANNOT_PROCESS;
	error = tree_read(&b->tree, server->config->root, c) == 0
	    ? check_object(b, c) : SOAP_CANNOT_PROCESS;
	if (error == 0)
		error = strcmp(flag, BROWSE_METADATA) == 0
		    ? browse_metadata(b, c) : browse_children(b, &c);
	if (c != NULL)
		catalog_pool_return(server->catalog, c);
	return error;
}

int
browse(struct call *c)
{
	struct browsing b = { .c = c };
	int error;

	if ((error = read_arguments(&b)) != 0)
		return error;
	write_base(&b);
	buf_init(&b.object, OBJECT_MAX);
	error = run(&b);
	buf_free(&b.object);
	return error;
}
