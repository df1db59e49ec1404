#ifndef LARES_UPNP_PROTOCOL_INFO_H
#define LARES_UPNP_PROTOCOL_INFO_H

#include <stdbool.h>

#include "common/media.h"

struct buf;

/* One way in which a thing can be had, over HTTP. */
struct protocol_info {
	const char	*mime;
	const char	*profile;	/* DLNA.ORG_PN; "": none is certain */
	enum media_kind	 kind;		/* what it is fetched as */
	bool		 byte_seek;	/* Range: its size must be known */
	bool		 time_seek;	/* TimeSeekRange: its duration, too */
	bool		 converted;	/* not the original */
	bool		 no_flags;	/* DLNA.ORG_FLAGS is left out */
};

#define PROTOCOL_INFO_BYTES	192	/* the largest fourth field, and NUL */

/*
 * The fourth field of its protocolInfo, which is also the header
 * contentFeatures.dlna.org. "*" for what is not media.
 */
void	protocol_info_features(const struct protocol_info *p,
	    char out[PROTOCOL_INFO_BYTES]);

/* A res@protocolInfo, as it stands in an answer. */
void	protocol_info_add(struct buf *b, const struct protocol_info *p);

#endif
