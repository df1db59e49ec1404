/*
 * inotify: which folders are watched, and what an event means. In lares-scan.
 * One watch may stand for several folders, where symbolic links lead to one
 * folder by two names.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/queue.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "scanner/library/watch.h"

#define WATCH_BUCKETS	4096
#define WATCH_EVENTS	(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | \
			 IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | \
			 IN_EXCL_UNLINK)
#define EVENTS_BYTES	(64 * 1024)

struct watched {
	SLIST_ENTRY(watched)	 bucket;
	int			 wd;
	struct watch_folder	 folder;
	char			 path[];
};

struct watch {
	int				fd;
	bool				full;	/* no more watches: said */
	SLIST_HEAD(, watched)		buckets[WATCH_BUCKETS];
	char				events[EVENTS_BYTES]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
};

struct watch *
watch_new(void)
{
	struct watch *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	if ((w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) == -1) {
		free(w);
		return NULL;
	}
	return w;
}

void
watch_free(struct watch *w)
{
	struct watched *at;

	if (w == NULL)
		return;
	for (size_t i = 0; i < WATCH_BUCKETS; i++)
		while ((at = SLIST_FIRST(&w->buckets[i])) != NULL) {
			SLIST_REMOVE_HEAD(&w->buckets[i], bucket);
			free(at);
		}
	close(w->fd);
	free(w);
}

int
watch_fd(const struct watch *w)
{
	return w->fd;
}

static void
say_full(struct watch *w)
{
	if (w->full)
		return;
	w->full = true;
	log_warn("not all folders can be watched: raise the sysctl "
	    "fs.inotify.max_user_watches; until then \"laresctl rescan\" "
	    "finds what changes in the others");
}

void
watch_add(struct watch *w, int fd, const struct watch_folder *folder)
{
	char link[32];
	size_t size = strlen(folder->path) + 1;
	struct watched *at;
	int wd;

	/* By its descriptor: a path could by now lead elsewhere. */
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	if ((wd = inotify_add_watch(w->fd, link, WATCH_EVENTS)) == -1) {
		if (errno == ENOSPC)
			say_full(w);
		else
			log_debug("inotify_add_watch: %s", strerror(errno));
		return;
	}
	SLIST_FOREACH(at, &w->buckets[wd % WATCH_BUCKETS], bucket)
		if (at->wd == wd && at->folder.root == folder->root &&
		    strcmp(at->path, folder->path) == 0)
			return;
	if ((at = malloc(sizeof(*at) + size)) == NULL)
		return;
	at->wd = wd;
	at->folder = *folder;
	memcpy(at->path, folder->path, size);
	at->folder.path = at->path;
	SLIST_INSERT_HEAD(&w->buckets[wd % WATCH_BUCKETS], at, bucket);
}

/* The n-th folder that a watch stands for, or NULL. */
static const struct watched *
nth(const struct watch *w, int wd, size_t n)
{
	const struct watched *at;

	SLIST_FOREACH(at, &w->buckets[wd % WATCH_BUCKETS], bucket)
		if (at->wd == wd && n-- == 0)
			return at;
	return NULL;
}

/* Whether path is top, or lies beneath it. */
static bool
is_beneath(const char *path, const char *top)
{
	size_t len = strlen(top);

	return len == 0 || (strncmp(path, top, len) == 0 &&
	    (path[len] == '\0' || path[len] == '/'));
}

void
watch_drop(struct watch *w, size_t root, const char *path)
{
	for (size_t i = 0; i < WATCH_BUCKETS; i++) {
		struct watched *at = SLIST_FIRST(&w->buckets[i]), *next;

		for (; at != NULL; at = next) {
			next = SLIST_NEXT(at, bucket);
			if (at->folder.root != root ||
			    !is_beneath(at->path, path))
				continue;
			SLIST_REMOVE(&w->buckets[i], at, watched, bucket);
			if (nth(w, at->wd, 0) == NULL)
				inotify_rm_watch(w->fd, at->wd);
			free(at);
		}
	}
}

/* The kernel has ended a watch: its folder is gone. */
static void
forget(struct watch *w, int wd)
{
	size_t i = (size_t)wd % WATCH_BUCKETS;
	struct watched *at = SLIST_FIRST(&w->buckets[i]), *next;

	for (; at != NULL; at = next) {
		next = SLIST_NEXT(at, bucket);
		if (at->wd == wd) {
			SLIST_REMOVE(&w->buckets[i], at, watched, bucket);
			free(at);
		}
	}
}

static enum watch_event
meaning(uint32_t mask)
{
	if (mask & (IN_DELETE | IN_MOVED_FROM))
		return mask & IN_ISDIR ? WATCH_FOLDER_GONE : WATCH_GONE;
	if (mask & IN_ISDIR)
		return WATCH_FOLDER;
	return mask & IN_CREATE ? WATCH_MADE : WATCH_FILE;
}

static void
hand_out(struct watch *w, const struct inotify_event *e, watch_call call,
    void *arg)
{
	const struct watched *at;

	if (e->mask & IN_Q_OVERFLOW) {
		call(arg, WATCH_LOST, NULL, NULL);
		return;
	}
	if (e->mask & IN_IGNORED) {
		forget(w, e->wd);
		return;
	}
	if (e->len == 0)
		return;
	/* Each by its number: the call may drop folders beneath this one. */
	for (size_t i = 0; (at = nth(w, e->wd, i)) != NULL; i++)
		call(arg, meaning(e->mask), &at->folder, e->name);
}

void
watch_read(struct watch *w, watch_call call, void *arg)
{
	ssize_t len;

	while ((len = read(w->fd, w->events, sizeof(w->events))) > 0) {
		const char *p = w->events, *end = p + len;

		while (p < end) {
			const struct inotify_event *e =
			    (const struct inotify_event *)(const void *)p;

			p += sizeof(*e) + e->len;
			hand_out(w, e, call, arg);
		}
	}
}
