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
#include "scanner/library/jobs.h"
#include "scanner/library/watch.h"

#define WATCH_BUCKETS	4096
#define WATCH_EVENTS	(IN_ATTRIB | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | \
			 IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | \
			 IN_EXCL_UNLINK)
/* A folder that gets another time holds what it held. */
#define OF_NO_INTEREST	(IN_ATTRIB | IN_ISDIR)
#define EVENTS_BYTES	(64 * 1024)

struct watched {
	SLIST_ENTRY(watched)	 by_wd, by_path;
	int			 wd;
	struct watch_folder	 folder;
	char			 path[];
};

SLIST_HEAD(bucket, watched);

struct watch {
	int		 fd;		/* -1: it could not be had anew */
	bool		 full;		/* no more watches: said */
	bool		 cleared;	/* while events were handed out */
	struct bucket	 by_wd[WATCH_BUCKETS], by_path[WATCH_BUCKETS];
	char		 events[EVENTS_BYTES]
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

static struct bucket *
bucket_of_wd(struct watch *w, int wd)
{
	return &w->by_wd[(unsigned)wd % WATCH_BUCKETS];
}

static struct bucket *
bucket_of_path(struct watch *w, size_t root, const char *path)
{
	return &w->by_path[jobs_hash(root, path) % WATCH_BUCKETS];
}

/* Forgets one, not the kernel's watch. */
static void
take_out(struct watch *w, struct watched *at)
{
	SLIST_REMOVE(bucket_of_wd(w, at->wd), at, watched, by_wd);
	SLIST_REMOVE(bucket_of_path(w, at->folder.root, at->path), at, watched,
	    by_path);
	free(at);
}

static void
forget_all(struct watch *w)
{
	for (size_t i = 0; i < WATCH_BUCKETS; i++)
		while (!SLIST_EMPTY(&w->by_wd[i]))
			take_out(w, SLIST_FIRST(&w->by_wd[i]));
}

void
watch_clear(struct watch *w)
{
	forget_all(w);
	close(w->fd);
	w->cleared = true;
	if ((w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) == -1)
		log_warn("changes cannot be watched any more: %s",
		    strerror(errno));
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	forget_all(w);
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

static struct watched *
find(struct watch *w, size_t root, const char *path)
{
	struct watched *at;

	SLIST_FOREACH(at, bucket_of_path(w, root, path), by_path)
		if (at->folder.root == root && strcmp(at->path, path) == 0)
			return at;
	return NULL;
}

/* The n-th folder that a watch stands for, or NULL. */
static const struct watched *
nth(struct watch *w, int wd, size_t n)
{
	const struct watched *at;

	SLIST_FOREACH(at, bucket_of_wd(w, wd), by_wd)
		if (at->wd == wd && n-- == 0)
			return at;
	return NULL;
}

/* Forgets one, and ends the kernel's watch if it was the last of it. */
static void
stop(struct watch *w, struct watched *at)
{
	int wd = at->wd;

	take_out(w, at);
	if (nth(w, wd, 0) == NULL)
		inotify_rm_watch(w->fd, wd);
}

static void
note(struct watch *w, int wd, const struct watch_folder *folder)
{
	size_t size = strlen(folder->path) + 1;
	struct watched *at = malloc(sizeof(*at) + size);

	if (at == NULL)
		return;
	at->wd = wd;
	at->folder = *folder;
	memcpy(at->path, folder->path, size);
	at->folder.path = at->path;
	SLIST_INSERT_HEAD(bucket_of_wd(w, wd), at, by_wd);
	SLIST_INSERT_HEAD(bucket_of_path(w, folder->root, folder->path), at,
	    by_path);
}

bool
watch_add(struct watch *w, int fd, const struct watch_folder *folder)
{
	char link[32];
	struct watched *at;
	int wd;

	/* By its descriptor: a path could by now lead elsewhere. */
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	if ((wd = inotify_add_watch(w->fd, link, WATCH_EVENTS)) == -1) {
		if (errno == ENOSPC)
			say_full(w);
		else
			log_debug("inotify_add_watch: %s", strerror(errno));
		return false;
	}
	if ((at = find(w, folder->root, folder->path)) != NULL &&
	    at->wd == wd)
		return false;
	if (at != NULL)		/* another folder by the same name */
		stop(w, at);
	note(w, wd, folder);
	return true;
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
	if (find(w, root, path) == NULL)
		return;
	for (size_t i = 0; i < WATCH_BUCKETS; i++) {
		struct watched *at = SLIST_FIRST(&w->by_wd[i]), *next;

		for (; at != NULL; at = next) {
			next = SLIST_NEXT(at, by_wd);
			if (at->folder.root == root &&
			    is_beneath(at->path, path))
				stop(w, at);
		}
	}
}

/* The kernel has ended a watch: its folder is gone. */
static void
forget(struct watch *w, int wd)
{
	struct watched *at = SLIST_FIRST(bucket_of_wd(w, wd)), *next;

	for (; at != NULL; at = next) {
		next = SLIST_NEXT(at, by_wd);
		if (at->wd == wd)
			take_out(w, at);
	}
}

static enum watch_event
meaning(uint32_t mask)
{
	if (mask & (IN_DELETE | IN_MOVED_FROM))
		return WATCH_GONE;
	if (mask & IN_ISDIR)
		return WATCH_FOLDER;
	if (mask & IN_ATTRIB)
		return WATCH_TOUCHED;
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
	if (e->len == 0 || (e->mask & OF_NO_INTEREST) == OF_NO_INTEREST)
		return;
	/* Each by its number: the call may drop folders beneath this one. */
	for (size_t i = 0; (at = nth(w, e->wd, i)) != NULL; i++)
		call(arg, meaning(e->mask), &at->folder, e->name);
}

void
watch_read(struct watch *w, watch_call call, void *arg)
{
	ssize_t len = read(w->fd, w->events, sizeof(w->events));
	const char *p = w->events, *end = p + (len > 0 ? len : 0);

	w->cleared = false;
	while (p < end && !w->cleared) {
		const struct inotify_event *e =
		    (const struct inotify_event *)(const void *)p;

		p += sizeof(*e) + e->len;
		hand_out(w, e, call, arg);
	}
}
