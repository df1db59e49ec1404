#ifndef LARES_COMMON_ACCESS_H
#define LARES_COMMON_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/config_types.h"

/*
 * Who may see which folders. Pure.
 *
 * The folders that rules name are areas, numbered from 1 as they are first
 * named; what lies in several belongs to the nearest, what lies in none to
 * area 0, which nobody hides. A mask has bit n for area n.
 */
#define ACCESS_AREAS_MAX	(CONFIG_RULES_MAX + 1)

/* The folder of each area, "" for area 0; they point into c. How many. */
size_t		access_areas(const struct config *c,
		    const char *paths[ACCESS_AREAS_MAX]);

/* A number that is another one for other folders, of rules and of media.
   0: there are none of rules. */
uint64_t	access_areas_mark(const struct config *c);

/*
 * The areas that are hidden from a device. rules: bit i, c->rules[i] is for
 * it. minute: of the day, where the server stands.
 */
uint64_t	access_hidden(const struct config *c, uint64_t rules,
		    unsigned minute);

/* What the owner has decided about a device, or would have to. */
enum access_state {
	ACCESS_SHUT,			/* sees nothing */
	ACCESS_WAITING,			/* is told how to be admitted */
	ACCESS_ADMITTED,
};

/* laresd's word on a device, for lares-http. */
struct access_verdict {
	enum access_state state;
	uint64_t	 rules;		/* bit i: c->rules[i] is for it */
	uint64_t	 device;	/* which it is: station_number; 0: no
					   matter */
};

/* What one device is given to see, during one request. */
struct access_view {
	bool		 admitted;	/* else nothing at all */
	bool		 waiting;	/* then how it would be admitted */
	uint64_t	 hidden;	/* areas */
	uint64_t	 device;	/* as in access_verdict */
};

#endif
