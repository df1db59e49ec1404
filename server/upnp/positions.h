#ifndef LARES_UPNP_POSITIONS_H
#define LARES_UPNP_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

#include "common/resume.h"

struct config;

/*
 * Where films and recordings were left, as far as "resume" has it kept: a
 * table in memory, read from the file when this process starts. What changes
 * is told to lares-scan, which keeps it: at once for so many messages, then one
 * every so often, with all that has come together; so nobody wears out a disk
 * by pausing. Any thread.
 */
struct positions;

#define POSITIONS_AT_ONCE	60	/* messages */
#define POSITIONS_TELL_MS	10000

/* Tells lares-scan; without the lock, one thread at a time. */
typedef void (*positions_tell_them)(void *arg,
	    const struct resume_point *points, size_t n);

/* NULL: no memory. "resume" must not be off. */
struct positions *positions_new(const struct config *c,
	    positions_tell_them tell, void *arg);
void	positions_free(struct positions *p);

/* Where a device left an object; 0: there is nothing to go on with. device: of
   its access_view. */
uint64_t	positions_get(struct positions *p, uint64_t device,
		    int64_t object);

/* What it left open, the latest first; how much. */
size_t		positions_list(struct positions *p, uint64_t device,
		    int64_t objects[RESUME_PLACE_MAX]);

/* position_ms 0: it is open no more. */
void		positions_set(struct positions *p, uint64_t device,
		    int64_t object, uint64_t position_ms);

/* Of these devices, or of all and the house if there are none. */
void		positions_forget(struct positions *p, const uint64_t *devices,
		    size_t n);

/* Is readable once there may be something to tell. */
int		positions_fd(const struct positions *p);

/* Tells what is to be told now; how long until there may be more, or -1. */
int64_t		positions_tell(struct positions *p, int64_t now_ms);

/* This process leaves: all that was not told yet. */
void		positions_tell_all(struct positions *p);

#endif
