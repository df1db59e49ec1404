#ifndef LARES_UPNP_MARKUP_H
#define LARES_UPNP_MARKUP_H

/* A document that is the text of an element: its markup is escaped. */
#define LT		"&lt;"
#define GT		"&gt;"
#define OPEN(name)	LT name GT
#define CLOSE(name)	LT "/" name GT
#define BOTH(name)	OPEN(name), CLOSE(name)

#endif
