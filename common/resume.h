#ifndef LARES_COMMON_RESUME_H
#define LARES_COMMON_RESUME_H

#include <stddef.h>
#include <stdint.h>

#include "common/ipc.h"
#include "common/media.h"

/*
 * Where a film or a book was left, if "resume" says that this is kept. What is
 * kept is what it takes to go on: no hour, nothing of what was seen to its
 * end, and nobody who only looked.
 */
#define RESUME_FILE		"state.db"

/* So many of one device, or of the house, and so many in all; the oldest
   goes. */
#define RESUME_PLACE_MAX	100
#define RESUME_POINTS_MAX	2000

/* Nearer to the start there is nothing to go on with: so many percent, but no
   more than so long. From so many percent on it was seen. */
#define RESUME_START_PERCENT	5
#define RESUME_START_MS		30000
#define RESUME_END_PERCENT	95
/* Sound that is shorter is a song, which nobody goes on with. */
#define RESUME_SOUND_MS		(10 * 60 * 1000)
/* Positions beyond are none; nor are such that lie so far behind the end. */
#define RESUME_POSITION_MAX_MS	(100 * 3600 * 1000)
#define RESUME_BEHIND_END_MS	60000

/* device: of a station (station_number); 0: of the house. */
struct resume_point {
	uint64_t	 device;
	int64_t		 object;	/* its id in the catalogue */
	uint64_t	 position_ms;	/* 0: there is none any more */
	uint32_t	 day;		/* since 1970, when it was set */
};

enum resume_worth {
	RESUME_KEEP,
	RESUME_DROP,			/* nothing to go on with */
	RESUME_NONSENSE,
};

/* Pure: what a position is worth. duration_ms 0: not known. */
enum resume_worth	resume_judge(enum media_kind kind,
			    uint64_t duration_ms, uint64_t position_ms);

uint32_t	resume_today(void);

/*
 * The fields of an IPC_RESUME, and back from a hostile sender: 0, or -1 and
 * nothing in points is to be used. Days are not sent.
 */
#define RESUME_MESSAGE_MAX	64
void	resume_put(struct buf *b, const struct resume_point *points,
	    size_t n);
int	resume_get(struct ipc_in *m,
	    struct resume_point points[RESUME_MESSAGE_MAX], size_t *n);

#endif
