#ifndef LARES_TESTS_UNIT_CATALOG_HOUSE_H
#define LARES_TESTS_UNIT_CATALOG_HOUSE_H

#include <stdint.h>

#include "common/catalog_query.h"

struct catalog;

struct house {
	char		 dir[64];
	struct catalog	*w, *r;
	int64_t		 root;
};

/* For cmocka: *state is a house, its root listed. */
int	setup(void **state);
int	teardown(void **state);
void	open_readers(struct house *h);

extern const struct media_facts audio, video;

int64_t	place(struct house *h, int64_t parent, const char *name);
int64_t	put(struct house *h, int64_t parent, const char *name,
	    const char *title, const struct media_facts *facts);

/* The titles of a page, each followed by "|". */
void	assert_page_from(struct house *h, const struct catalog_query *q,
	    uint64_t start, uint64_t count, const char *expected);
void	assert_page(struct house *h, const struct catalog_query *q,
	    uint64_t expected_total, const char *expected);
uint32_t update_id(struct house *h);

#endif
