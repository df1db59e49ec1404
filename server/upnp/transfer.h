#ifndef LARES_UPNP_TRANSFER_H
#define LARES_UPNP_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/media.h"

struct client;
struct request;

/* How a file is going to be sent, as the client asked for it and as its
   headers have to say. */
struct transfer {
	const char	*mode;		/* transferMode.dlna.org; static */
	bool		 real_time;	/* realTimeInfo.dlna.org was asked for */
	bool		 seek_range;	/* availableSeekRange.dlna.org was */
	bool		 timed;		/* a stretch of time is asked for: */
	uint64_t	 start_ms, end_ms;	/* UINT64_MAX: to the end */
};

/*
 * Pure: the DLNA headers of a request for a file of this kind, in which one
 * can seek by time or not. 0 with *t set, or the HTTP status that refuses: 400
 * (not as DLNA writes it), 406 (what this server, or this kind, cannot do).
 */
int	transfer_check(const struct request *r, const struct client *client,
	    enum media_kind kind, bool time_seek, struct transfer *t);

#endif
