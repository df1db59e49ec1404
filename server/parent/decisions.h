#ifndef LARES_PARENT_DECISIONS_H
#define LARES_PARENT_DECISIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/station.h"

#define DECISIONS_MAX		512
#define DECISIONS_FILE_BYTES	(64 * 1024)

/* What the owner has decided about devices, with laresctl allow and deny: no
   more than that is kept, not when, and not whether they ever came. */
struct decision {
	struct station	 station;
	bool		 allow;		/* else deny */
};
struct decisions {
	struct decision	 items[DECISIONS_MAX];
	size_t		 n;
};

/* The one about exactly this MAC or address, or NULL. */
const struct decision *decisions_find(const struct decisions *d,
	    const struct station *s);

/* 0, or -1: there are too many. */
int	decisions_set(struct decisions *d, const struct station *s, bool allow);
void	decisions_drop(struct decisions *d, const struct station *s);

/* Is told of each line that says nothing, and is kept out. */
typedef void (*decisions_wrong)(void *arg, unsigned line, const char *text);

/* Pure: the text of the file, and back: "allow STATION" or "deny STATION" a
   line; "#" begins a comment. The last line about a station counts. */
void	decisions_parse(struct decisions *d, const char *text, size_t len,
	    decisions_wrong wrong, void *arg);
void	decisions_write(struct buf *b, const struct decisions *d);

/* The file in the state directory. -1 with errno: it is there and cannot be
   read, and must not be written; or it cannot be written. */
int	decisions_load(struct decisions *d, int dir, decisions_wrong wrong,
	    void *arg);
int	decisions_save(const struct decisions *d, int dir);

#endif
