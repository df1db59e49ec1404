#ifndef LARES_UPNP_DIDL_STYLE_H
#define LARES_UPNP_DIDL_STYLE_H

#include <stdint.h>

struct client;

/* How a client is told of objects. */
struct didl_style {
	uint64_t		 want;		/* WANT_ bits */
	const char		*base;		/* what URLs start with:
						   "http://address:port" */
	const struct client	*client;
};

#endif
