#ifndef LARES_UPNP_SOURCES_H
#define LARES_UPNP_SOURCES_H

struct buf;
struct client;

/*
 * Pure: SourceProtocolInfo (ConnectionManager:1, 2.2.1): every DLNA profile
 * that a file can have and every type in the MIME table, as this client is told
 * of such files, each once, as a comma list. b must be empty.
 */
void	sources_add(struct buf *b, const struct client *client);

#endif
