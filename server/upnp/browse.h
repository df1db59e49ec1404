#ifndef LARES_UPNP_BROWSE_H
#define LARES_UPNP_BROWSE_H

struct call;

/* Browse's arguments in the order of its table. */
enum {
	BROWSE_OBJECT_ID,
	BROWSE_FLAG,
	BROWSE_FILTER,
	BROWSE_START,
	BROWSE_COUNT,
	BROWSE_SORT,
};
#define BROWSE_METADATA	"BrowseMetadata"
#define BROWSE_CHILDREN	"BrowseDirectChildren"

/* ContentDirectory:1, 2.7.4. */
int	browse(struct call *c);

#endif
