#ifndef LARES_COMMON_CLIENT_ROW_H
#define LARES_COMMON_CLIENT_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a client says of itself: values of headers, NULL where it has none. */
enum client_mark {
	CLIENT_AV_INFO,			/* X-AV-Client-Info */
	CLIENT_UNIT_INFO,		/* X-AV-Physical-Unit-Info */
	CLIENT_AGENT,			/* User-Agent */
	CLIENT_NAME,			/* FriendlyName.DLNA.ORG */
	CLIENT_MARKS,
};
struct client_marks {
	const char	*of[CLIENT_MARKS];
};

/* A kind of client, and what it needs. */
struct client_row {
	const char	*name;		/* as "client" lines have it; two rows
					   of one name are the same */
	enum client_mark mark;
	const char	*pattern;	/* of that header */
	bool		 device;	/* what it stands for has its address
					   for itself */
	uint64_t	 flags;		/* CLIENT_BIT()s */
};

/* In the order in which they are tried: the more special before the more
   general. NULL: there are no more. */
const struct client_row	*client_row_get(size_t i);

/* The one of a name of so many bytes, or NULL. */
const struct client_row	*client_row_named(const char *name, size_t len);

/* The first that fits, or NULL. */
const struct client_row	*client_row_find(const struct client_marks *marks);

/*
 * Pure: whether a pattern is found in a text. Upper and lower case are the
 * same, "*" is any text, "|" stands between alternatives.
 */
bool	client_row_matches(const char *pattern, const char *text);

#endif
