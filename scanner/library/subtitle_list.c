/*
 * Which subtitles lie beside the videos of a folder, in lares-scan: found by
 * their names, and never read here.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/mime.h"
#include "scanner/library/grow.h"
#include "scanner/library/stamp.h"
#include "scanner/library/subtitle_list.h"
#include "scanner/library/subtitle_name.h"

#define NOBODY		SIZE_MAX
#define STAMPED		64	/* numbers below are those of sides.c */

struct subtitle_file {
	char		*path;		/* from the folder */
	const struct subtitle_format *format;
	uint64_t	 stamp;
	size_t		 owner;		/* among the videos */
	const char	*words;		/* in path: what it tells besides */
	size_t		 words_len;
	const char	*partner;	/* the path of another file's */
};

/* ---- what there is --------------------------------------------------------------- */

static int
note_name(struct name_list *list, const char *name, size_t len)
{
	char **items = grow_list(list->items, list->n, &list->room,
	    sizeof(*items));

	if (items == NULL)
		return -1;
	list->items = items;
	if ((items[list->n] = strndup(name, len)) == NULL)
		return -1;
	list->n++;
	return 0;
}

/* Whether there is a file that may be read, and could be served. */
static bool
look_at(const struct library *l, size_t root, const char *folder,
    const char *path, const struct subtitle_format *format, uint64_t *stamp)
{
	char whole[LIBRARY_PATH_BYTES];
	struct stat st;
	int fd;

	if (library_join(whole, folder, path) == -1 ||
	    (fd = root_open(&l->roots, root, whole, &st)) == -1)
		return false;
	close(fd);
	*stamp = stamp_of(&st, path);
	return S_ISREG(st.st_mode) && st.st_size > 0 &&
	    (!format->text || st.st_size <= SUBTITLE_BYTES_MAX);
}

static int
note_file(struct subtitle_list *list, const struct library *l, size_t root,
    const char *folder, const char *path)
{
	struct subtitle_file *files, file = { .owner = NOBODY,
	    .format = subtitle_by_extension(mime_extension(path)) };

	if (file.format == NULL ||
	    !look_at(l, root, folder, path, file.format, &file.stamp))
		return 0;
	files = grow_list(list->files, list->n, &list->room, sizeof(file));
	if (files == NULL)
		return -1;
	list->files = files;
	if ((file.path = strdup(path)) == NULL)
		return -1;
	list->files[list->n++] = file;
	return 0;
}

/* The length of a name without its extension. */
static size_t
stem_len(const char *name)
{
	const char *extension = mime_extension(name);

	return strlen(name) - (*extension != '\0' ? strlen(extension) + 1 : 0);
}

int
subtitle_list_note(struct subtitle_list *list, const struct library *l,
    size_t root, const char *folder, const char *name)
{
	const struct mime *mime = mime_by_extension(mime_extension(name));

	if (name[0] == '.')
		return 0;
	if (mime != NULL && mime->kind == MEDIA_VIDEO)
		return note_name(&list->videos, name, stem_len(name));
	if (subtitle_name_is_folder(name))
		return note_name(&list->folders, name, strlen(name));
	return note_file(list, l, root, folder, name);
}

/* ---- whose it is ------------------------------------------------------------------- */

static int
by_name(const void *left, const void *right)
{
	return strcasecmp(*(char *const *)left, *(char *const *)right);
}

/* Two files of one film in several formats are one video. */
static void
sort_videos(struct name_list *videos)
{
	char **items = videos->items;
	size_t kept = 0;

	if (videos->n > 0)
		qsort(items, videos->n, sizeof(*items), by_name);
	for (size_t i = 0; i < videos->n; i++)
		if (kept > 0 && strcasecmp(items[kept - 1], items[i]) == 0)
			free(items[i]);
		else
			items[kept++] = items[i];
	videos->n = kept;
}

/* The one of this name, of len bytes; or NOBODY. */
static size_t
find_video(const struct subtitle_list *list, const char *name, size_t len)
{
	size_t low = 0, high = list->videos.n, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = strncasecmp(name, list->videos.items[middle], len);
		if (order == 0 && list->videos.items[middle][len] != '\0')
			order = -1;
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NOBODY;
}

/* By the longest name of a video that its own begins with. */
static size_t
find_namesake(const struct subtitle_list *list, const char *name, size_t *len)
{
	size_t found = NOBODY;

	while (*len > 0 && (found = find_video(list, name, *len)) == NOBODY)
		*len = subtitle_name_parted(name, *len);
	return found;
}

static void
find_owner(const struct subtitle_list *list, struct subtitle_file *f)
{
	const char *inner = strchr(f->path, '/');
	const char *name = library_name(f->path);
	const size_t whole = stem_len(name);
	size_t len = whole;

	if (inner != NULL && inner + 1 != name) {
		f->owner = find_video(list, inner + 1,
		    (size_t)(name - inner) - 2);
		len = 0;
	} else {
		f->owner = find_namesake(list, name, &len);
		if (f->owner == NOBODY && list->videos.n == 1 &&
		    (inner != NULL || subtitle_name_is_language(name, whole)))
			f->owner = 0;
	}
	f->words = name + len;
	f->words_len = whole - len;
}

static int
by_path(const void *left, const void *right)
{
	const struct subtitle_file *a = left, *b = right;
	int order = strcasecmp(a->path, b->path);

	return order != 0 ? order : strcmp(a->path, b->path);
}

static int
by_owner(const void *left, const void *right)
{
	const struct subtitle_file *a = left, *b = right;

	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	return by_path(left, right);
}

/* The first file of this path, whatever its case, among those that are sorted
   by it; NULL: there is none. */
static const struct subtitle_file *
find_path(const struct subtitle_list *list, const char *path)
{
	size_t low = 0, high = list->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcasecmp(list->files[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->n && strcasecmp(list->files[low].path, path) == 0 ?
	    &list->files[low] : NULL;
}

/* An index without what it is of says nothing; nor the other way round. */
static void
find_partner(const struct subtitle_list *list, struct subtitle_file *f)
{
	const int len = (int)(strlen(f->path) - strlen(f->format->extension));
	const struct subtitle_file *other;
	char path[LIBRARY_PATH_BYTES];

	snprintf(path, sizeof(path), "%.*s%s", len, f->path,
	    f->format->partner);
	if ((other = find_path(list, path)) != NULL) {
		f->partner = other->path;
		f->stamp ^= other->stamp;
	} else {
		f->owner = NOBODY;
	}
}

/* ---- beneath the folder -------------------------------------------------------------- */

static int	note_beneath(struct subtitle_list *list, const struct library *l,
		    size_t root, const char *folder, const char *inner);

/* A file, or a folder called as a video is. */
static int
note_entry(struct subtitle_list *list, const struct library *l, size_t root,
    const char *folder, const char *inner, const struct dirent *e)
{
	char path[LIBRARY_PATH_BYTES];

	if (e->d_name[0] == '.' || library_join(path, inner, e->d_name) == -1)
		return 0;
	if (strchr(inner, '/') == NULL && e->d_type != DT_REG &&
	    find_video(list, e->d_name, strlen(e->d_name)) != NOBODY)
		return note_beneath(list, l, root, folder, path);
	return note_file(list, l, root, folder, path);
}

/* inner: the path from the folder. */
static int
note_beneath(struct subtitle_list *list, const struct library *l, size_t root,
    const char *folder, const char *inner)
{
	char path[LIBRARY_PATH_BYTES];
	const struct dirent *e;
	struct stat st;
	DIR *dir;
	int fd, ret = 0;

	if (library_join(path, folder, inner) == -1 ||
	    library_is_shut(l, root, path) ||
	    (fd = root_open(&l->roots, root, path, &st)) == -1)
		return 0;
	if (!S_ISDIR(st.st_mode) || (dir = fdopendir(fd)) == NULL) {
		close(fd);
		return 0;
	}
	while (ret == 0 && (e = readdir(dir)) != NULL)
		ret = note_entry(list, l, root, folder, inner, e);
	closedir(dir);
	return ret;
}

int
subtitle_list_end(struct subtitle_list *list, const struct library *l,
    size_t root, const char *folder)
{
	sort_videos(&list->videos);
	for (size_t i = 0; i < list->folders.n && list->videos.n > 0; i++)
		if (note_beneath(list, l, root, folder,
		    list->folders.items[i]) == -1)
			return -1;
	if (list->n > 0)
		qsort(list->files, list->n, sizeof(*list->files), by_path);
	for (size_t i = 0; i < list->n; i++) {
		struct subtitle_file *f = &list->files[i];

		if (f->format->text || f->format->partner != NULL)
			find_owner(list, f);
		if (f->owner != NOBODY && f->format->partner != NULL)
			find_partner(list, f);
	}
	if (list->n > 0)
		qsort(list->files, list->n, sizeof(*list->files), by_owner);
	return 0;
}

static void
free_names(struct name_list *names)
{
	while (names->n > 0)
		free(names->items[--names->n]);
	free(names->items);
}

void
subtitle_list_free(struct subtitle_list *list)
{
	while (list->n > 0)
		free(list->files[--list->n].path);
	free(list->files);
	free_names(&list->videos);
	free_names(&list->folders);
	*list = (struct subtitle_list){ 0 };
}

/* ---- of a video ------------------------------------------------------------------------ */

/* Its first file, and how many. */
static const struct subtitle_file *
files_of(const struct subtitle_list *list, const char *name, size_t *n)
{
	size_t owner, low = 0, high = list->n, middle;

	*n = 0;
	if (list->n == 0)		/* as it mostly is */
		return NULL;
	owner = find_video(list, name, stem_len(name));
	if (owner == NOBODY)
		return NULL;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (list->files[middle].owner < owner)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + *n < list->n && *n < SUBTITLES_MAX &&
	    list->files[low + *n].owner == owner)
		++*n;
	return &list->files[low];
}

size_t
subtitle_list_find(const struct subtitle_list *list, const char *name,
    struct catalog_subtitle out[SUBTITLES_MAX])
{
	size_t n;
	const struct subtitle_file *f = files_of(list, name, &n);

	for (size_t i = 0; i < n; i++) {
		subtitle_name_suffix(f[i].words, f[i].words_len,
		    f[i].format->extension, out[i].suffix);
		out[i].path = f[i].path;
		out[i].partner = f[i].partner;
	}
	return n;
}

void
subtitle_list_fold(const struct subtitle_list *list, const char *name,
    int64_t *mtime_ns)
{
	size_t n;
	const struct subtitle_file *f = files_of(list, name, &n);

	for (size_t i = 0; i < n; i++)
		stamp_fold(mtime_ns, STAMPED + i, f[i].stamp);
}
