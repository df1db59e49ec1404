#ifndef LARES_COMMON_CATALOG_CODES_H
#define LARES_COMMON_CATALOG_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of codes (common/catalog_code.h). Pure, in lares-http; a failure is
   sticky. */
struct catalog_codes {
	int64_t	*list;
	size_t	 n, room;
	bool	 failed;
};

void	catalog_codes_free(struct catalog_codes *s);	/* as { 0 } again */
void	catalog_codes_add(struct catalog_codes *s, int64_t code);

/* Ascending, each once: before anything that follows. */
void	catalog_codes_settle(struct catalog_codes *s);

/* Of two, all that is in both; or in any. Into the first. */
void	catalog_codes_both(struct catalog_codes *s,
	    const struct catalog_codes *other);
void	catalog_codes_any(struct catalog_codes *s,
	    const struct catalog_codes *other);

#endif
