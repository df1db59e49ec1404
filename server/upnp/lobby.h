#ifndef LARES_UPNP_LOBBY_H
#define LARES_UPNP_LOBBY_H

struct call;

/*
 * Browse and Search of somebody who is not admitted: a root without anything
 * in it; or, if he may be let in, with one empty container whose title says
 * what the owner has to type for that. 0, or the error.
 */
int	lobby_browse(struct call *c);
int	lobby_search(struct call *c);

#endif
