/*
 * The artwork that there is, in lares-scan: how much, which files are no one's,
 * and the picture that is being made.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "common/log.h"
#include "scanner/library/art_store.h"
#include "scanner/library/gallery.h"
#include "scanner/library/library.h"

#define MIB	(1024u * 1024)

/* So much of the disk stays free, or an eighth of a small one: a catalogue that
   cannot be written is worse than a photo without a small picture. */
#define DISK_FREE	((uint64_t)64 * MIB)

struct gallery *
gallery_new(const char *state_dir, unsigned max_mib)
{
	struct gallery *g;

	if (max_mib == 0 || (g = calloc(1, sizeof(*g))) == NULL)
		return NULL;
	g->max = (uint64_t)max_mib * MIB;
	g->pending = true;
	if ((g->dir = art_store_open(state_dir, &g->anew)) != -1)
		return g;
	log_warn("%s/" ART_DIR ": %s: no artwork is made", state_dir,
	    strerror(errno));
	free(g);
	return NULL;
}

void
gallery_free(struct gallery *g)
{
	if (g == NULL)
		return;
	covers_forget(&g->covers);
	easel_clear(&g->easel);
	close(g->dir);
	free(g);
}

/* A file without its row, or a row without all of its file (the machine lost
   its power) is of no use. */
static int
keep_file(void *library, int64_t id, uint64_t bytes)
{
	struct library *l = library;
	int found = catalog_art_exists(l->catalog, id);

	if (found != 1 || bytes != 0)
		return found;
	l->gallery->lost = true;
	return catalog_art_forget(l->catalog, id);
}

int
gallery_sweep(struct library *l)
{
	struct gallery *g = l->gallery;

	if (art_store_sweep(g->dir, g->swept++, keep_file, l) == -1)
		return -1;
	if (g->swept < ART_BUCKETS || !g->lost)
		return 0;
	g->lost = false;
	g->pending = true;
	return catalog_art_renew(l->catalog);
}

/* One more may take so much. */
static uint64_t
largest(void)
{
	return art_limit(ART_SM)->bytes + art_limit(ART_TN)->bytes;
}

/* Forgets as much as must be, and then some, so that it is not soon again. 0 or
   -1. */
static int
make_room(struct library *l, enum media_kind before)
{
	struct gallery *g = l->gallery;
	const int made = catalog_art_make_room(l->catalog, before,
	    g->max - largest() - g->max / 8);

	if (made == 1)
		g->swept = 0;
	return made == -1 ? -1 : catalog_art_bytes(l->catalog, &g->bytes);
}

int
gallery_collect(struct library *l)
{
	struct gallery *g = l->gallery;

	if (g == NULL)
		return 0;
	if (g->anew && (catalog_art_forget(l->catalog, 0) == -1 ||
	    catalog_art_renew(l->catalog) == -1))
		return -1;
	if (catalog_art_collect(l->catalog) == -1 ||
	    catalog_art_bytes(l->catalog, &g->bytes) == -1)
		return -1;
	g->anew = g->full = false;
	g->pending = g->counted = true;
	g->swept = 0;
	return g->bytes > g->max ? make_room(l, MEDIA_FOLDER) : 0;
}

/* Whether one more may be made: those of other kinds give way to it. 1, 0 or
   -1. */
static int
has_room(struct library *l)
{
	struct gallery *g = l->gallery;

	if (!g->counted && catalog_art_bytes(l->catalog, &g->bytes) == -1)
		return -1;
	g->counted = true;
	if (g->bytes + largest() <= g->max)
		return 1;
	if (make_room(l, g->object.kind) == -1)
		return -1;
	return g->bytes + largest() <= g->max;
}

static bool
disk_has_room(const struct gallery *g)
{
	struct statfs fs;
	uint64_t unit, free;

	if (fstatfs(g->dir, &fs) == -1)
		return true;
	unit = (uint64_t)fs.f_bsize;
	free = (uint64_t)fs.f_blocks * unit / 8;
	return fs.f_bavail * unit >=
	    (free < DISK_FREE ? free : DISK_FREE) + largest();
}

static void
give_up(struct gallery *g, const char *why)
{
	if (!g->full)
		log_warn("no more artwork is made until the next scan: %s",
		    why);
	g->full = true;
	g->pending = g->wanted = false;
}

static int
set(struct library *l, int64_t art, bool of_folder)
{
	return catalog_art_set(l->catalog, &l->gallery->object, art,
	    of_folder);
}

/* Nothing can be made of it: a photo is what it is of. */
static int
set_unseen(struct library *l)
{
	const struct catalog_artless *o = &l->gallery->object;

	return o->kind == MEDIA_PICTURE ?
	    catalog_art_unseen(l->catalog, o->id) : 0;
}

static int
fail(struct library *l)
{
	struct gallery *g = l->gallery;
	int64_t id;

	easel_clear(&g->easel);
	g->deaths = 0;
	log_debug("no picture can be made of what %s holds, or lies beside it",
	    library_log_name(l, g->root, g->path).s);
	if (catalog_art_add(l->catalog, &g->key, g->object.kind, &id) == -1)
		return -1;
	return catalog_art_made(l->catalog, id, NULL, 0);
}

/* The files, then the row that names them. */
static int
finish(struct library *l)
{
	struct gallery *g = l->gallery;
	struct easel *e = &g->easel;
	uint64_t bytes = 0;
	int64_t id;
	int error = 0;

	if (catalog_art_add(l->catalog, &g->key, g->object.kind, &id) == -1)
		return -1;
	for (int size = 0; size < ART_SIZES && error == 0; size++) {
		bytes += e->len[size];
		if (e->len[size] > 0 && art_store_put(g->dir, id,
		    (enum art_size)size, e->data[size], e->len[size]) == -1)
			error = errno;
	}
	if (error != 0) {
		easel_clear(e);
		give_up(g, strerror(error));
		return catalog_art_forget(l->catalog, id);
	}
	g->bytes += bytes;
	g->deaths = 0;
	error = catalog_art_made(l->catalog, id, &e->art, bytes);
	easel_clear(e);
	return error;
}

void
gallery_rendered(void *library, const struct render_result *made, bool died)
{
	struct library *l = library;
	struct gallery *g = l->gallery;
	int ret = 0;

	/* Once can be chance: laresd leaves, or memory is short. */
	if (died && g->deaths++ == 0)
		easel_clear(&g->easel);
	else if (made == NULL || easel_take(&g->easel, made) == -1)
		ret = fail(l);
	else if (g->easel.state == EASEL_DONE)
		ret = finish(l);
	l->broken = l->broken || ret == -1;
}

/* The object's own file. */
static int
open_own(const struct library *l)
{
	struct stat st;
	const int fd = root_open(&l->roots, l->gallery->root, l->gallery->path,
	    &st);

	if (fd == -1 || S_ISREG(st.st_mode))
		return fd;
	close(fd);
	return -1;
}

/*
 * 1: the object has its picture, or that is being made; 0: there is none of
 * this; -1. s->fd is -1 for the object's own file.
 */
int
gallery_use(struct library *l, const struct catalog_art_key *key,
    const struct easel_source *s, bool of_folder)
{
	struct gallery *g = l->gallery;
	struct easel_source own = *s;
	int64_t art = 0;
	int found = catalog_art_find(l->catalog, key, &art);

	if (found == 1 && art != 0)
		return set(l, art, of_folder) == -1 ? -1 : 1;
	if (found != 0)
		return found == -1 || set_unseen(l) == -1 ? -1 : 0;
	if ((found = has_room(l)) != 1) {
		if (found == 0)
			give_up(g, "art_cache is full");
		return found == -1 ? -1 : 1;
	}
	if (!disk_has_room(g)) {
		give_up(g, "the disk is almost full");
		return 1;
	}
	if (s->fd == -1 && (own.fd = open_own(l)) == -1)
		return 0;
	g->key = *key;
	if (easel_begin(&g->easel, &l->pool, &own, l->now_ms) == -1)
		give_up(g, strerror(errno));
	if (s->fd == -1)
		close(own.fd);
	return 1;
}

int
gallery_go_on(struct library *l)
{
	return easel_go_on(&l->gallery->easel, &l->pool, l->now_ms) == -1 ?
	    fail(l) : 0;
}
