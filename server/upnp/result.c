/*
 * What Browse and Search answer: objects, page by page. In lares-http.
 *
 * A page's ids are read first, the objects in batches: rows are written out
 * while the catalogue is borrowed, and leave for the client after it has been
 * given back, so that nobody who reads slowly holds it. Of an endless page
 * WINDOW_ROWS ids are held at a time, so that he does not hold much else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_visible.h"
#include "server/http/exchange.h"
#include "server/upnp/alias.h"
#include "server/upnp/call.h"
#include "server/upnp/criteria.h"
#include "server/upnp/language.h"
#include "server/upnp/listing.h"
#include "server/upnp/media_server.h"
#include "server/upnp/positions.h"
#include "server/upnp/property.h"
#include "server/upnp/result.h"
#include "server/upnp/soap.h"

#define BATCH_ROWS	LISTING_SHORT_ROWS
#define WINDOW_ROWS	65536

/* ---- the answer --------------------------------------------------------- */

/* Of a folder's children, those that are seen. */
static int
count_seen(struct result *r, const struct object_id *id, uint64_t *n)
{
	struct catalog_query q = { .scope = CATALOG_EVERYWHERE };

	return tree_source(&r->tree, id, &q) ? catalog_total(r->at, &q, n) : 0;
}

/* Where who asks left it, if that is asked for. */
static uint64_t
left_at(const struct result *r, const struct catalog_object *row)
{
	struct positions *p = r->c->server->positions;

	if (p == NULL || row->kind == MEDIA_FOLDER ||
	    (r->style.want & (WANT_POSITION | WANT_DCM_INFO)) == 0)
		return 0;
	return positions_get(p, r->c->view.device, row->id);
}

/* What one from whom something is hidden sees of a folder or container. */
static int
hide(struct result *r, const struct object_id *id,
    struct catalog_object *shown)
{
	if (count_seen(r, id, &shown->child_count) == -1)
		return -1;
	if (shown->art != 0 && (r->style.want & WANT_ART) != 0)
		switch (catalog_visible_art(r->at, shown->id, r->tree.hidden,
		    &shown->art)) {
		case -1:
			return -1;
		case 0:
			shown->art = 0;
		}
	return 0;
}

/* With its title in the household's language, and as many children as are
   seen. */
static void
add_container(struct result *r, const struct didl_object *container)
{
	char title[LANGUAGE_TITLE_BYTES];
	struct didl_object o = *container;
	struct catalog_object row = *o.row;

	o.row = &row;
	if (row.view != VIEW_NONE)
		row.title = language_title(r->c->server->config->language,
		    &row, title);
	if (r->tree.hidden != 0 && !result_is_above_catalog(&o.id) &&
	    hide(r, &o.id, &row) == -1)
		r->c->answer.failed = true;
	didl_add(&r->c->answer, &o, &r->style);
}

void
result_add(struct result *r, const struct object_id *id,
    const struct catalog_object *row)
{
	const struct didl_object o = {
		.id = *id, .row = row,
		.parent = tree_parent(&r->tree, id, row->parent),
		.is_root = id->place == OBJECT_ROOT,
		.position_ms = left_at(r, row),
	};

	if (row->kind == MEDIA_FOLDER)
		add_container(r, &o);
	else
		didl_add(&r->c->answer, &o, &r->style);
	r->returned++;
}

void
result_begin(struct result *r)
{
	call_out_open(r->c, RESULT_OBJECTS);
	didl_begin(&r->c->answer, r->style.want);
}

void
result_end(struct result *r)
{
	didl_end(&r->c->answer);
	call_out_close(r->c, RESULT_OBJECTS);
	call_out_number(r->c, RESULT_RETURNED, (int64_t)r->returned);
	call_out_number(r->c, RESULT_TOTAL, (int64_t)r->total);
	call_out_number(r->c, RESULT_UPDATE_ID, r->update_id);
}

/* ---- rows ---------------------------------------------------------------- */

/* A row as a child of the object asked for, or, of a search, in its folder. */
static void
add_row(void *arg, const struct catalog_object *row)
{
	static const struct object_id folders = { .place = OBJECT_ROW };
	struct result *r = arg;
	struct object_id id = tree_child(r->query.deep ? &folders : &r->id,
	    row->id);

	result_add(r, &id, row);
}

/* Takes the borrowed catalogue over. */
static int
add_batch(struct result *r, struct catalog *c, const int64_t *ids, size_t n)
{
	int ret;

	r->at = c;
	ret = catalog_objects(c, ids, n, add_row, r);
	catalog_pool_return(r->c->server->catalog, c);
	return ret;
}

/* The first batch is read with the catalogue that its ids are from. A batch
   leaves when another follows. */
static int
send_rows(struct result *r, struct catalog *c, const int64_t *ids, size_t n)
{
	size_t count = n < BATCH_ROWS ? n : BATCH_ROWS, i;

	if (add_batch(r, c, ids, count) == -1)
		return -1;
	for (i = count; i < n; i += count) {
		count = n - i < BATCH_ROWS ? n - i : BATCH_ROWS;
		if (call_flush(r->c) == -1 || (c = catalog_pool_borrow(
		    r->c->server->catalog)) == NULL ||
		    add_batch(r, c, ids + i, count) == -1)
			return -1;
	}
	return 0;
}

/* The ids of the next window, or, of a short page, the rows themselves, which
   are written out; how many of the page's rows are left is counted down. */
static int
read_window(struct result *r, struct catalog *c, uint64_t *left,
    struct listing_page *page)
{
	const uint64_t want = *left < WINDOW_ROWS ? *left : WINDOW_ROWS;
	int done;

	r->at = c;
	done = listing_read_rows(c, &r->query, r->start, want, page,
	    add_row, r);
	if (done == -1 || (done == 0 && listing_read(r->c->server->listings,
	    c, &r->query, r->start, want, page) == -1))
		return -1;
	if (!r->begun) {		/* the answer is as of its beginning */
		r->begun = true;
		r->total = page->total;
		r->update_id = page->update_id;
	}
	r->start += page->n;
	*left = page->n < want ? 0 : *left - page->n;
	return 0;
}

/* Takes the borrowed catalogue over. */
static int
send_window(struct result *r, struct catalog *c, uint64_t *left)
{
	struct listing_page page;
	int ret = read_window(r, c, left, &page);

	if (ret == -1 || page.ids == NULL) {
		catalog_pool_return(r->c->server->catalog, c);
		return ret;
	}
	ret = send_rows(r, c, page.ids, page.n);
	free(page.ids);
	return ret;
}

int
result_send_page(struct result *r, struct catalog *c)
{
	uint64_t left = r->count != 0 ? r->count : UINT64_MAX;

	result_begin(r);
	while (left > 0) {
		if (c == NULL && (c = catalog_pool_borrow(
		    r->c->server->catalog)) == NULL)
			return SOAP_CANNOT_PROCESS;
		if (send_window(r, c, &left) == -1)
			return SOAP_CANNOT_PROCESS;
		c = NULL;
	}
	result_end(r);
	return 0;
}

/* ---- what is asked for --------------------------------------------------- */

/* "*": of what other companies have added, that which the client is known to
   look for. */
static uint64_t
wanted(const char *filter, const struct client *client)
{
	const uint64_t want = criteria_filter(filter);

	if ((want & WANT_ALL) != WANT_ALL)
		return want;
	return want | (client_has(client, CLIENT_SUBTITLE_SEC) ?
	    WANT_CAPTION_INFO | WANT_CAPTION_INFO_EX : 0) |
	    (client_has(client, CLIENT_SUBTITLE_PV) ? WANT_SUBTITLE_URI : 0) |
	    (client_has(client, CLIENT_BOOKMARK) ? WANT_DCM_INFO : 0);
}

int
result_init(struct result *r, struct call *c, const char *id,
    const char *filter, const char *sort)
{
	*r = (struct result){ .c = c };
	if (alias_parse(&c->client, id, &r->id) == -1)
		return SOAP_NO_SUCH_OBJECT;
	if (client_has(&c->client, CLIENT_OWN_ORDER))
		sort = "";
	if (criteria_sort(sort, client_has(&c->client, CLIENT_LENIENT_SORT),
	    &r->query) == -1)
		return SOAP_BAD_SORT;
	r->style = (struct didl_style){ .want = wanted(filter, &c->client),
	    .base = r->base, .client = &c->client };
	base_url(c->x, r->base);
	return 0;
}

bool
result_is_above_catalog(const struct object_id *id)
{
	return id->place == OBJECT_ROOT || id->place == OBJECT_GROUP ||
	    (id->place == OBJECT_CONTAINER && id->container < VIEW_IDS);
}

/* Whether who asks may see what he asks for: 1, 0 or -1. */
static int
is_seen(struct result *r, struct catalog *c)
{
	int seen;

	if (r->tree.hidden == 0)
		return 1;
	seen = catalog_is_visible(c, tree_row_number(&r->id), r->tree.hidden);
	if (seen == 1 && r->id.place == OBJECT_IN_CONTAINER &&
	    r->id.container >= VIEW_IDS)
		seen = catalog_is_visible(c, -r->id.container,
		    r->tree.hidden);
	return seen;
}

/* 0: there is such an object; else the error. */
static int
check_object(struct result *r, struct catalog *c)
{
	enum media_kind kind = MEDIA_FOLDER;
	int there, member = 1, seen;

	if (r->id.container == VIEW_CONTINUE && !r->tree.continues)
		return SOAP_NO_SUCH_OBJECT;
	if (result_is_above_catalog(&r->id))
		return 0;
	if ((there = catalog_kind(c, tree_row_number(&r->id), &kind)) == -1)
		return SOAP_CANNOT_PROCESS;
	r->is_file = kind != MEDIA_FOLDER;
	if (there == 1 && r->id.place == OBJECT_IN_CONTAINER)
		member = r->id.container == VIEW_CONTINUE ?
		    tree_is_open(&r->tree, r->id.row) :
		    catalog_is_member(c, tree_container(&r->tree,
		    r->id.container), r->id.row);
	if (member == -1 || (seen = is_seen(r, c)) == -1)
		return SOAP_CANNOT_PROCESS;
	return there == 1 && member == 1 && seen == 1 ? 0 : SOAP_NO_SUCH_OBJECT;
}

/* Until the rows are numbered by the rules of now, nobody is answered whom
   they concern. */
static int
check_areas(const struct result *r, struct catalog *c)
{
	return r->c->view.hidden == 0 || catalog_has_areas(c,
	    access_areas_mark(r->c->server->config)) == 1 ? 0 :
	    SOAP_CANNOT_PROCESS;
}

static int
read_tree(struct result *r, struct catalog *c)
{
	const struct media_server *server = r->c->server;
	const enum config_root root = client_has(&r->c->client,
	    CLIENT_MUSIC_ROOT) ? CONFIG_ROOT_MUSIC : server->config->root;
	int64_t open[RESUME_PLACE_MAX];
	size_t n;

	if (tree_read(&r->tree, server->config, root, c,
	    r->c->view.hidden) == -1)
		return -1;
	r->tree.continues = server->positions != NULL;
	if (!r->tree.continues || !tree_needs_open(&r->id))
		return 0;
	n = positions_list(server->positions, r->c->view.device, open);
	return tree_read_open(&r->tree, c, open, n);
}

int
result_open(struct result *r, struct catalog **c)
{
	struct catalog_pool *pool = r->c->server->catalog;
	int error;

	if ((*c = catalog_pool_borrow(pool)) == NULL)
		return SOAP_CANNOT_PROCESS;
	r->at = *c;
	error = read_tree(r, *c) == 0 ? check_areas(r, *c) :
	    SOAP_CANNOT_PROCESS;
	if (error == 0)
		error = check_object(r, *c);
	if (error != 0)
		catalog_pool_return(pool, *c);
	return error;
}
