/*
 * Seek tables of listed files, in lares-scan.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_seek_put.h"
#include "scanner/library/library.h"
#include "scanner/library/seeking.h"

/* Those in which decoding can start at any packet (common/mime.h). */
static const char *const formats[] = {
	"mpegts", "m2ts", "mpeg", "mp3", "aac",
};

bool
seeking_want(struct library *l, const struct media_facts *f)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(f->format, formats[i]) == 0 &&
		    f->duration_ms != 0) {
			seeking_look_again(l);
			return true;
		}
	return false;
}

void
seeking_look_again(struct library *l)
{
	l->seeking.settled = l->seeking.wanted = false;
	l->seeking.at = INT64_MAX;
}

/* No worker is started before it is known that one is needed. */
bool
seeking_may_step(struct library *l)
{
	return !l->seeking.settled && !pool_is_seeking(&l->pool) &&
	    (!l->seeking.wanted || pool_has_idle(&l->pool, 1, l->now_ms));
}

/* Its descriptor; -2: it is not there, or not as it is listed; -1: the
   catalogue failed. */
static int
open_file(struct library *l, const struct catalog_seek *file)
{
	char path[LIBRARY_PATH_BYTES];
	struct stat st;
	size_t root;
	const int found = library_find_path(l, file->id, &root, path);
	int fd;

	if (found != 1)
		return found == 0 ? -2 : -1;
	if ((fd = root_open(&l->roots, root, path, &st)) == -1)
		return -2;
	if (S_ISREG(st.st_mode) && (uint64_t)st.st_size == file->size)
		return fd;
	close(fd);
	return -2;
}

/* None is wanted. Clients hear once of all that were made. */
static int
settle(struct library *l)
{
	if (l->seeking.untold && catalog_seek_tell(l->catalog) == -1)
		return -1;
	l->seeking.untold = false;
	l->seeking.settled = true;
	return 0;
}

int
seeking_step(struct library *l)
{
	struct catalog_seek file;
	int found = catalog_seek_next(l->catalog, l->seeking.at, &file), fd;

	if (found != 1)
		return found == 0 ? settle(l) : -1;
	if (!l->seeking.wanted) {
		l->seeking.wanted = true;
		return 0;
	}
	l->seeking.at = file.id;
	if ((fd = open_file(l, &file)) == -1)
		return -1;
	if (fd >= 0)
		pool_seek(&l->pool, fd, &file, l->now_ms);
	return 0;
}

int
seeking_finish(struct library *l, const struct probing *p, const char *why)
{
	const int64_t id = p->seek.id;
	struct catalog_seek next;
	int found;

	/* Once can be chance: laresd leaves, or memory is short. */
	if (p->died && l->seeking.died != id) {
		l->seeking.died = id;
		return 0;
	}
	if (p->table == NULL)
		log_debug("object %lld has no seek by time: %s", (long long)id,
		    log_quote(why).s);
	l->seeking.untold |= p->table != NULL;
	if (catalog_seek_put(l->catalog, &p->seek, p->table,
	    p->duration_ms) == -1)
		return -1;
	/* So that the last of them comes with what clients hear. */
	found = catalog_seek_next(l->catalog, l->seeking.at, &next);
	return found == 0 ? settle(l) : found == 1 ? 0 : -1;
}
