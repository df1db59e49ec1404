#ifndef LARES_UPNP_RESULT_H
#define LARES_UPNP_RESULT_H

#include <stdint.h>

#include "common/buf.h"
#include "common/catalog_list.h"
#include "server/upnp/base_url.h"
#include "server/upnp/didl.h"
#include "server/upnp/object_id.h"
#include "server/upnp/tree.h"

struct call;
struct catalog;
struct catalog_object;

/* What Browse and Search answer with, in the order of their tables. */
enum {
	RESULT_OBJECTS,
	RESULT_RETURNED,
	RESULT_TOTAL,
	RESULT_UPDATE_ID,
};

/* An answer in the making: objects of the tree as DIDL-Lite. */
struct result {
	struct call	*c;
	struct object_id id;		/* what was asked for */
	struct catalog_query query;	/* where, and in which order */
	uint64_t	 start, count;	/* the page; count 0: to the end */
	char		 base[BASE_URL_BYTES];
	struct didl_style style;	/* of each object */
	struct tree	 tree;
	struct catalog	*at;		/* while rows are written */
	bool		 is_file;	/* what was asked for */
	bool		 begun;		/* total and update_id are known */
	uint64_t	 returned;
	uint64_t	 total;
	uint32_t	 update_id;
};

/* Reads what both actions are told. 0, or the error in it. */
int	result_init(struct result *r, struct call *c, const char *id,
	    const char *filter, const char *sort);

/* Borrows the catalogue, and sees that the object asked for is there. 0 and
   *c is to be returned, or the error. */
int	result_open(struct result *r, struct catalog **c);

/* Whether an id is of the root, a group or a view. */
bool	result_is_above_catalog(const struct object_id *id);

/* The parts of an answer. */
void	result_begin(struct result *r);
void	result_add(struct result *r, const struct object_id *id,
	    const struct catalog_object *row);
void	result_end(struct result *r);

/* The whole answer from the rows of the query. Takes the borrowed catalogue
   over. 0, or the error. */
int	result_send_page(struct result *r, struct catalog *c);

#endif
