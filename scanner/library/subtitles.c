/*
 * Subtitles and the life of the files that they belong to, in lares-scan.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_place.h"
#include "common/mime.h"
#include "scanner/library/subtitle_list.h"
#include "scanner/library/subtitle_name.h"
#include "scanner/library/subtitles.h"

/* A folder that has been listed. */
struct subtitles {
	struct subtitle_list	 list;
	bool			 known;
	size_t			 root;
	char			 folder[LIBRARY_PATH_BYTES];
	int64_t			 when_ms;
};

struct subtitles *
subtitles_new(void)
{
	return calloc(1, sizeof(struct subtitles));
}

void
subtitles_forget(struct subtitles *s)
{
	subtitle_list_free(&s->list);
	s->known = false;
}

void
subtitles_free(struct subtitles *s)
{
	if (s != NULL)
		subtitles_forget(s);
	free(s);
}

/* ---- of one file ----------------------------------------------------------------- */

static int
list_folder(struct subtitle_list *list, const struct library *l, size_t root,
    const char *folder)
{
	struct stat st;
	int fd = root_open(&l->roots, root, folder, &st), ret = 0;
	const struct dirent *e;
	DIR *dir;

	if (fd == -1)
		return -1;
	if (!S_ISDIR(st.st_mode) || (dir = fdopendir(fd)) == NULL) {
		close(fd);
		return -1;
	}
	while (ret == 0 && (e = readdir(dir)) != NULL)
		ret = subtitle_list_note(list, l, root, folder, e->d_name);
	closedir(dir);
	return ret == 0 ? subtitle_list_end(list, l, root, folder) : -1;
}

/* What cannot be listed has no subtitles: a scan will see. */
static const struct subtitle_list *
list_beside(struct library *l, size_t root, const char *path)
{
	struct subtitles *s = l->subtitles;
	char folder[LIBRARY_PATH_BYTES];

	library_folder(folder, path);
	if (s->known && s->root == root && strcmp(s->folder, folder) == 0 &&
	    l->now_ms - s->when_ms < SUBTITLES_MEMORY_MS)
		return &s->list;
	subtitles_forget(s);
	if (list_folder(&s->list, l, root, folder) == -1)
		subtitle_list_free(&s->list);
	s->known = true;
	s->root = root;
	s->when_ms = l->now_ms;
	memcpy(s->folder, folder, strlen(folder) + 1);
	return &s->list;
}

static bool
may_have_any(const char *path)
{
	const struct mime *m = mime_by_extension(mime_extension(path));

	return m != NULL && m->kind == MEDIA_VIDEO;
}

size_t
subtitles_of(struct library *l, size_t root, const char *path,
    struct catalog_subtitle out[SUBTITLES_MAX])
{
	return may_have_any(path) ? subtitle_list_find(list_beside(l, root,
	    path), library_name(path), out) : 0;
}

void
subtitles_fold(struct library *l, size_t root, const char *path,
    int64_t *mtime_ns)
{
	if (may_have_any(path))
		subtitle_list_fold(list_beside(l, root, path),
		    library_name(path), mtime_ns);
}

/* ---- changes --------------------------------------------------------------------- */

static int
read_again(struct library *l, size_t root, int64_t place, const char *folder)
{
	char path[LIBRARY_PATH_BYTES];

	if (library_join(path, folder, LIBRARY_ITSELF) == -1)
		return 0;
	return jobs_add(&l->jobs, JOB_CHANGED, root, place, path, 0,
	    l->now_ms);
}

/* So many folders up: 0, or -1 as read_again. */
static int
read_above(struct library *l, size_t root, int64_t place, const char *folder,
    unsigned levels)
{
	char above[LIBRARY_PATH_BYTES];

	memcpy(above, folder, strlen(folder) + 1);
	for (; levels > 0; levels--) {
		library_folder(above, above);
		if (catalog_place_above(l->catalog, place, &place) == -1)
			return -1;
	}
	return read_again(l, root, place, above);
}

int
subtitles_changed(struct library *l, size_t root, int64_t place,
    const char *folder, const char *name)
{
	char above[LIBRARY_PATH_BYTES];
	const bool file = subtitle_by_extension(mime_extension(name)) != NULL;
	const bool any = file || name[0] == '\0' ||
	    strcmp(name, LIBRARY_NO_MEDIA) == 0;

	library_folder(above, folder);
	if ((file || subtitle_name_is_folder(name)) &&
	    read_again(l, root, place, folder) == -1)
		return -1;
	/* In "Subs", or what is called there as a video is. */
	if (*folder == '\0')
		return 0;
	if (subtitle_name_is_folder(library_name(folder)))
		return read_above(l, root, place, folder, 1);
	if (any && *above != '\0' &&
	    subtitle_name_is_folder(library_name(above)))
		return read_above(l, root, place, folder, 2);
	return 0;
}
