#ifndef LARES_UPNP_MARK_H
#define LARES_UPNP_MARK_H

struct call;

/* Arguments, in the order of their tables. */
enum {
	MARK_CATEGORY,
	MARK_RID,
	MARK_OBJECT_ID,
	MARK_POSITION,
};
enum {
	UPDATE_OBJECT_ID,
	UPDATE_NOW,
	UPDATE_THEN,
};

/*
 * Samsung's X_SetBookmark, and UpdateObject (ContentDirectory:1, 2.7.9) of the
 * one property that clients may change: where they left a film or a book. Of
 * what they may see, and nothing else. SystemUpdateID stays what it is: else
 * every player would read the library anew whenever one pauses. 0 or the error.
 */
int	mark_set_bookmark(struct call *c);
int	mark_update_object(struct call *c);

#endif
