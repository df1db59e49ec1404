#ifndef LARES_UPNP_FORMATS_H
#define LARES_UPNP_FORMATS_H

#include <stdbool.h>

#include "common/catalog_query.h"

struct buf;
struct client;

/*
 * Appends to an empty list, as JSON, the values of CATALOG_FORMAT whose files
 * have a res@protocolInfo, as the client is told, that the condition is true of:
 * of one of them, or of all if it is that something be not so. Whether that is every value there is.
 */
bool	formats_list(struct buf *list, const struct client *client,
	    enum catalog_operator op, const char *wanted);

#endif
