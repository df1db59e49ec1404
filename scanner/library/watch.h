#ifndef LARES_LIBRARY_WATCH_H
#define LARES_LIBRARY_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A folder that is watched. */
struct watch_folder {
	size_t		 root;
	int64_t		 place;
	const char	*path;		/* beneath the root; "" the root itself */
};

enum watch_event {
	WATCH_FILE,		/* name was moved here, or written and closed */
	WATCH_MADE,		/* name was made: a link, or to be written yet */
	WATCH_TOUCHED,		/* name may have another time, or owner */
	WATCH_GONE,		/* name went */
	WATCH_FOLDER,		/* a folder came */
	WATCH_LOST,		/* events were lost: everything may differ */
};
typedef void (*watch_call)(void *arg, enum watch_event event,
    const struct watch_folder *folder, const char *name);

struct watch;

/* NULL with errno. */
struct watch	*watch_new(void);
void		 watch_free(struct watch *w);
int		 watch_fd(const struct watch *w);

/*
 * Watches an open folder, before it is read, so that nothing slips through.
 * The first time the kernel has no more watches that is logged; then what is
 * not watched is found by rescans only. True: it was not watched before.
 */
bool	watch_add(struct watch *w, int fd, const struct watch_folder *folder);

/* Stops watching a folder and all beneath it; nothing happens if that is no
   folder that is watched. */
void	watch_drop(struct watch *w, size_t root, const char *path);

/* Forgets all folders, and the events of them that were not read yet. The
   descriptor is another one afterwards. */
void	watch_clear(struct watch *w);

/* Reads some of the events that are there and hands out what matters. */
void	watch_read(struct watch *w, watch_call call, void *arg);

#endif
