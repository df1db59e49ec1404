#ifndef LARES_TESTS_UNIT_CATALOG_KIT_H
#define LARES_TESTS_UNIT_CATALOG_KIT_H

#include <stddef.h>
#include <stdint.h>

#include "common/catalog_query.h"
#include "common/media.h"

struct catalog;

/* A catalogue in a temporary folder, as the scanner writes it and lares-http
   reads it. */
struct catalog_kit {
	char		 dir[64];
	struct catalog	*w, *r;
	int64_t		 root;			/* "/srv/media" */
	char		 said[100000];		/* by catalog_kit_titles */
};

/* cmocka's setup and teardown: *state is a struct catalog_kit. */
int	catalog_kit_setup(void **state);
int	catalog_kit_teardown(void **state);

/* Closes both ends, and opens them anew. */
void	catalog_kit_close(struct catalog_kit *k);
void	catalog_kit_open(struct catalog_kit *k);

int64_t	catalog_kit_folder(struct catalog_kit *k, int64_t parent,
	    const char *name);

/* A file that stands on no shelf; its id. */
int64_t	catalog_kit_put(struct catalog_kit *k, int64_t folder,
	    const char *name, const char *title,
	    const struct media_facts *facts);

/* A file on the shelves that its facts put it on; its id. added: seconds. */
int64_t	catalog_kit_add(struct catalog_kit *k, int64_t folder,
	    const char *name, const struct media_facts *f);
int64_t	catalog_kit_add_at(struct catalog_kit *k, int64_t folder,
	    const char *name, const struct media_facts *f, int64_t added);

/* The same of one whose album is in the folder above, say. */
int64_t	catalog_kit_add_in(struct catalog_kit *k, int64_t folder,
	    int64_t album, const char *name, const struct media_facts *f);

void	catalog_kit_commit(struct catalog_kit *k);

/* The titles that a query lists, each followed by "|". */
const char *catalog_kit_titles(struct catalog_kit *k,
	    const struct catalog_query *q);

/* Of a page of them; of all, which are so many. */
void	catalog_kit_assert_page_from(struct catalog_kit *k,
	    const struct catalog_query *q, uint64_t start, uint64_t count,
	    const char *expected);
void	catalog_kit_assert_page(struct catalog_kit *k,
	    const struct catalog_query *q, uint64_t expected_total,
	    const char *expected);
uint32_t catalog_kit_update_id(struct catalog_kit *k);

/* The children of a container, and the container of that title among them. */
const char *catalog_kit_children(struct catalog_kit *k, int64_t container);
int64_t	catalog_kit_find(struct catalog_kit *k, int64_t container,
	    const char *title);

#endif
