/*
 * What Lares stores: the state directory's files and the catalogue's tables.
 * Names and sizes; of the rows only how many. Runs in laresctl.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/art.h"
#include "common/catalog_open.h"
#include "common/resume_store.h"
#include "common/state.h"
#include "server/ctl/stored.h"

struct known {
	const char	*name, *holds;
};

static const struct known known_files[] = {
	{ STATE_UUID,		"the random id, made once" },
	{ STATE_PORT,		"the TCP port, to keep it" },
	{ STATE_CONTROL,	"the socket that laresctl asks through" },
	{ STATE_DEVICES,	"which devices you allowed and denied" },
	{ ART_DIR,		"covers and small pictures of your media" },
	{ RESUME_FILE,		"where films and recordings were left" },
	{ RESUME_FILE "-journal", "a change of that, under way" },
	{ CATALOG_FILE,		"the catalogue of your media" },
	{ CATALOG_FILE "-wal",	"its latest changes" },
	{ CATALOG_FILE "-shm",	"an index of those changes" },
	{ CATALOG_FILE ".damaged", "a damaged catalogue, set aside" },
};
static const struct known known_tables[] = {
	{ "art",	"covers and small pictures made" },
	{ "artless",	"files that wait for theirs" },
	{ "blank",	"which bytes of files are not sent" },
	{ "container",	"artists, albums, years, playlists" },
	{ "covers",	"how covers in folders looked last" },
	{ "entry",	"what playlists name" },
	{ "member",	"what is in which of these" },
	{ "held",	"the same of artists and genres, in bits" },
	{ "object",	"what is listed: titles, tags, dates" },
	{ "place",	"names and ids of all files ever seen" },
	{ "playlist",	"where playlists lie" },
	{ "refused",	"files seen that are not listed" },
	{ "seek",	"where videos and music can be entered" },
	{ "state",	"a number, raised at each change" },
	{ "title",	"an index of titles, for searching" },
	{ "title_config", "part of that index" },
	{ "title_data",	"part of that index" },
	{ "title_idx",	"part of that index" },
	{ "name",	"an index of their names, for searching" },
	{ "name_config", "part of that index" },
	{ "name_data",	"part of that index" },
	{ "name_idx",	"part of that index" },
	{ "credit",	"an index of their artists, for searches" },
	{ "credit_config", "part of that index" },
	{ "credit_data", "part of that index" },
	{ "credit_idx",	"part of that index" },
	{ "tally",	"how many of each kind are listed" },
	{ "area",	"folders that not everybody sees" },
	{ "beneath",	"how many of those are in these" },
	{ "tally_of",	"how many of each kind are in those" },
	{ "untitled",	"titles not in these indexes yet" },
	{ "subtitle",	"subtitle files beside videos" },
	{ "sqlite_sequence", "SQLite's own: the last id given" },
};

static const char *
look_up(const struct known *known, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].holds;
	return NULL;
}
#define LOOK_UP(known, name) \
	look_up(known, sizeof(known) / sizeof(known[0]), name)

/* ---- files -------------------------------------------------------------- */

/* What is in a folder that lies in dir, and in the folders of that. */
static uint64_t
folder_bytes(int dir, const char *name, unsigned depth)
{
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
	    O_CLOEXEC);
	DIR *folder = fd != -1 ? fdopendir(fd) : NULL;
	const struct dirent *e;
	uint64_t bytes = 0;
	struct stat st;

	while (folder != NULL && (e = readdir(folder)) != NULL) {
		if (e->d_name[0] == '.' || fstatat(fd, e->d_name, &st,
		    AT_SYMLINK_NOFOLLOW) == -1)
			continue;
		if (S_ISREG(st.st_mode))
			bytes += (uint64_t)st.st_size;
		else if (S_ISDIR(st.st_mode) && depth > 0)
			bytes += folder_bytes(fd, e->d_name, depth - 1);
	}
	if (folder != NULL)
		closedir(folder);
	else if (fd != -1)
		close(fd);
	return bytes;
}

static void
add_file(struct facts *f, int dir, const char *name)
{
	struct facts_file *file = &f->files[f->nfiles];
	struct stat st;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return;
	if (f->nfiles == FACTS_FILES_MAX) {
		f->more_files++;
		return;
	}
	snprintf(file->name, sizeof(file->name), "%s", name);
	file->holds = LOOK_UP(known_files, name);
	file->bytes = S_ISDIR(st.st_mode) ? folder_bytes(dir, name, 1) :
	    (uint64_t)st.st_size;
	f->nfiles++;
}

static int
by_name(const void *a, const void *b)
{
	const struct facts_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void
read_files(struct facts *f)
{
	const struct dirent *e;
	DIR *dir = opendir(f->state_dir);

	if (dir == NULL)
		return;
	while ((e = readdir(dir)) != NULL)
		add_file(f, dirfd(dir), e->d_name);
	closedir(dir);
	qsort(f->files, f->nfiles, sizeof(f->files[0]), by_name);
}

/* ---- the catalogue ------------------------------------------------------ */

static void
add_table(void *arg, const struct catalog_table *t)
{
	struct facts *f = arg;

	if (f->ntables == FACTS_TABLES_MAX) {
		f->more_tables++;
		return;
	}
	f->tables[f->ntables++] = (struct facts_table){ *t,
	    LOOK_UP(known_tables, t->name) };
}

static void
count_point(void *arg, const struct resume_point *point)
{
	int64_t *n = arg;

	(void)point;
	++*n;
}

void
stored_read(struct facts *f)
{
	struct catalog *c;

	f->positions = 0;
	if (resume_store_read(f->state_dir, count_point, &f->positions) == -1)
		f->positions = -1;
	f->no_catalog = "it is not there yet";
	if ((c = catalog_open_read(f->state_dir, &f->no_catalog)) != NULL)
		f->no_catalog = catalog_counts(c, &f->counts) == 0 &&
		    catalog_tables(c, add_table, f) == 0 ? NULL :
		    "it cannot be read now";
	catalog_close(c);
	/* Last, since reading makes the index of changes. */
	read_files(f);
}
