/*
 * What a search asks of the ways in which an object can be had: these are in
 * no column of the catalogue, and are put together as DIDL-Lite names them.
 * Pure, in lares-http.
 */
#include <string.h>
#include <strings.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/client.h"
#include "server/upnp/resource_adapt.h"
#include "server/upnp/resource_match.h"

#define TEXT_BYTES_MAX	1024

static bool
text_fits(enum catalog_operator op, const char *text, const char *wanted)
{
	switch (op) {
	case CATALOG_EQUAL:
		return strcasecmp(text, wanted) == 0;
	case CATALOG_CONTAINS:
		return strcasestr(text, wanted) != NULL;
	case CATALOG_STARTS_WITH:
		return strncasecmp(text, wanted, strlen(wanted)) == 0;
	default:
		return false;
	}
}

static bool
number_fits(enum catalog_operator op, int64_t number, int64_t wanted)
{
	switch (op) {
	case CATALOG_EQUAL:
		return number == wanted;
	case CATALOG_LESS:
		return number < wanted;
	case CATALOG_LESS_OR_EQUAL:
		return number <= wanted;
	case CATALOG_GREATER:
		return number > wanted;
	case CATALOG_GREATER_OR_EQUAL:
		return number >= wanted;
	default:
		return false;
	}
}

static bool
has_property(const struct resource *r, enum catalog_field field)
{
	return field == CATALOG_PROTOCOL_INFO ||
	    (r->width != 0 && r->height != 0);
}

static bool
fits(const struct resource *r, const struct catalog_node *n,
    enum catalog_operator op, struct buf *text)
{
	if (n->field == CATALOG_RESOLUTION)
		return number_fits(op, (int64_t)r->width << 16 | r->height,
		    n->number);
	buf_reset(text);
	protocol_info_add(text, &r->info);
	return !buf_failed(text) && text_fits(op, text->data, n->text);
}

/* A condition that something be not so, as that it be so. */
static enum catalog_operator
positive(const struct catalog_node *n)
{
	switch (n->op) {
	case CATALOG_UNEQUAL:
		return CATALOG_EQUAL;
	case CATALOG_LACKS:
		return n->field == CATALOG_PROTOCOL_INFO ? CATALOG_CONTAINS :
		    CATALOG_NEVER;
	default:
		return n->op;
	}
}

bool
resource_match(const struct catalog_node *n, const struct catalog_object *o,
    uint64_t client)
{
	const struct client who = { .flags = client };
	const enum catalog_operator op = positive(n);
	struct resource list[RESOURCES_MAX];
	const size_t count = resource_adapt(o, &who, list);
	bool has = false, any = false;
	struct buf text;

	buf_init(&text, TEXT_BYTES_MAX);
	for (size_t i = 0; i < count && !any; i++)
		if (has_property(&list[i], n->field)) {
			has = true;
			any = fits(&list[i], n, op, &text);
		}
	buf_free(&text);
	if (n->op == CATALOG_EXISTS || n->op == CATALOG_EXISTS_NOT)
		return has == (n->op == CATALOG_EXISTS);
	return op == n->op ? any : op != CATALOG_NEVER && has && !any;
}
