#ifndef LARES_UPNP_PROTOCOL_INFO_H
#define LARES_UPNP_PROTOCOL_INFO_H

#include "common/media.h"

struct buf;

/*
 * The fourth field of protocolInfo for a file served as it is, which is also
 * the contentFeatures.dlna.org header. "*" for what is not media.
 */
const char	*protocol_info_features(enum media_kind kind);

/* A res@protocolInfo, as it stands in an answer. */
void	protocol_info_add(struct buf *b, const char *mime,
	    enum media_kind kind);

/* SourceProtocolInfo (ConnectionManager:1, 2.2.1): every type there is in the
   MIME table, once, as a comma list. */
void	protocol_info_add_sources(struct buf *b);

#endif
