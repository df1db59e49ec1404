#ifndef LARES_HTTP_HOST_H
#define LARES_HTTP_HOST_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOST_NAME_BYTES	256

/* "name[:port]" as it stands in Host and, after "http://", in Origin. */
struct host {
	char		name[HOST_NAME_BYTES];	/* without brackets and zone */
	bool		literal6;		/* was in brackets */
	bool		has_port;
	uint16_t	port;
};

/* Pure. 0, or -1 if it is not that, also for an empty name. */
int	host_parse(const char *text, struct host *h);

/* What we are known as. */
struct host_ours {
	const struct sockaddr_in *addresses;	/* where we listen */
	size_t		 naddresses;
	char		*const *names;		/* host_name settings */
	size_t		 nnames;
};

enum host_verdict {
	HOST_OURS,
	HOST_MALFORMED,
	HOST_FOREIGN,		/* Host names somebody else */
	HOST_FOREIGN_ORIGIN,	/* a page of somebody else's asks */
};

/*
 * Pure: whether a request with these headers (NULL: absent) was meant for us
 * and comes from nobody else's web page. Host may leave out the port but not
 * have a wrong one, and may be absent (HTTP/1.0) only without Origin. Origin
 * is absent or exactly ours; "null" is not.
 */
enum host_verdict	host_check(const char *host, const char *origin,
			    const struct host_ours *ours);

#endif
