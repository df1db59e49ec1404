/*
 * Artwork, in lares-scan: whose turn it is, and what a picture is made of.
 * Where this has got to is in the catalogue alone: each step begins with the
 * first object that wants one, and finds there what was tried already.
 */
#include <string.h>
#include <unistd.h>

#include "common/disc.h"
#include "common/hash.h"
#include "common/mime.h"
#include "scanner/library/artwork.h"
#include "scanner/library/cover.h"
#include "scanner/library/gallery.h"
#include "scanner/library/library.h"
#include "scanner/library/shelf.h"

void
artwork_look_after(struct library *l)
{
	if (l->gallery == NULL)
		return;
	covers_forget(&l->gallery->covers);
	l->gallery->pending = true;
}

bool
artwork_pending(const struct library *l)
{
	return l->gallery != NULL && !l->scanning &&
	    (l->gallery->pending || l->gallery->swept < ART_BUCKETS);
}

/* No worker is started before it is known that one is needed. */
bool
artwork_may_step(struct library *l)
{
	const struct gallery *g = l->gallery;

	return artwork_pending(l) && g->easel.state != EASEL_AT_WORK &&
	    (!g->pending || !g->wanted ||
	     pool_has_idle(&l->pool, 1, l->now_ms));
}

void
artwork_abandon(struct library *l)
{
	if (l->gallery == NULL)
		return;
	easel_clear(&l->gallery->easel);
	l->gallery->counted = false;
	l->gallery->pending = true;
}

/* ---- what it is made of ------------------------------------------------------ */

/* Named by what tells it apart from any other. */
static void
name_key(struct catalog_art_key *key, uint8_t kind, uint64_t what,
    const char *name, uint64_t size, int64_t mtime_ns)
{
	const uint64_t where = hash_bytes(hash_bytes(HASH_START, &what,
	    sizeof(what)), name, strlen(name));
	const uint64_t when = hash_bytes(hash_bytes(HASH_START, &size,
	    sizeof(size)), &mtime_ns, sizeof(mtime_ns));

	key->bytes[0] = kind;
	memcpy(key->bytes + 1, &where, sizeof(where));
	memcpy(key->bytes + 1 + sizeof(where), &when, sizeof(when));
}

static int
use_own(struct library *l, enum render_source source)
{
	const struct catalog_artless *o = &l->gallery->object;
	const struct easel_source s = {
		.source = source, .fd = -1,
		.extension = mime_extension(l->gallery->path),
		.orientation = source == RENDER_THUMBNAIL ? o->orientation : 0,
		.small_only = source == RENDER_THUMBNAIL,
	};
	struct catalog_art_key key;

	if (source == RENDER_COVER)
		name_key(&key, 'e', o->cover, "", 0, 0);
	else
		name_key(&key, 'o', (uint64_t)o->id, "", o->size, o->mtime_ns);
	return gallery_use(l, &key, &s, false);
}

/* Of the covers of a folder whose rank is at least from, and below to. */
static int
use_covers(struct library *l, const struct covers_of *of, unsigned from,
    unsigned to)
{
	struct easel_source s = { .source = RENDER_WHOLE };
	struct catalog_art_key key;
	struct cover cover;
	int ret = 0;

	for (; ret == 0 && covers_find(&l->gallery->covers, l, of, from,
	    &cover); from = cover.rank + 1) {
		if (cover.rank < to) {
			s.fd = cover.fd;
			s.extension = mime_extension(cover.path);
			name_key(&key, 'f', of->root, cover.path,
			    (uint64_t)cover.st.st_size,
			    root_mtime_ns(&cover.st));
			ret = gallery_use(l, &key, &s, cover.rank >= COVER_OF_FOLDER);
		}
		close(cover.fd);
		if (cover.rank >= to)
			break;
	}
	return ret;
}

/* A disc's album lies in the folder above. */
static int
use_album(struct library *l, const char *folder)
{
	char above[LIBRARY_PATH_BYTES];
	const struct covers_of of = { .root = l->gallery->root,
	    .folder = above, .kind = l->gallery->object.kind };

	if (!disc_is_one(library_name(folder)))
		return 0;
	library_folder(above, folder);
	return use_covers(l, &of, COVER_OF_FOLDER, UINT32_MAX);
}

/* In this order: what is of this file alone comes before what is of all. */
static int
use_any(struct library *l)
{
	const struct gallery *g = l->gallery;
	char folder[LIBRARY_PATH_BYTES];
	const struct covers_of of = { .root = g->root, .folder = folder,
	    .media = library_name(g->path), .kind = g->object.kind };
	int ret;

	if (g->object.kind == MEDIA_PICTURE)
		return use_own(l, RENDER_THUMBNAIL);
	library_folder(folder, g->path);
	ret = use_covers(l, &of, COVER_OF_FILE, COVER_OF_FOLDER);
	if (ret == 0 && g->object.cover != 0)
		ret = use_own(l, RENDER_COVER);
	if (ret == 0)
		ret = use_covers(l, &of, COVER_OF_FOLDER, UINT32_MAX);
	if (ret == 0)
		ret = use_album(l, folder);
	if (ret == 0 && g->object.kind == MEDIA_VIDEO)
		ret = use_own(l, RENDER_FRAME);
	return ret;
}

/* ---- whose turn it is -------------------------------------------------------- */

static int
set_none(struct library *l)
{
	return catalog_art_set(l->catalog, &l->gallery->object, 0, false);
}

/* The first that wants a picture: 1, 0 or -1. */
static int
look(struct library *l)
{
	struct gallery *g = l->gallery;
	const int found = catalog_artless_next(l->catalog, &g->object);

	g->wanted = found == 1;
	if (found != 1) {
		g->pending = false;
		covers_forget(&g->covers);
	}
	return found;
}

static int
step_one(struct library *l)
{
	struct gallery *g = l->gallery;
	int found = look(l);

	if (found != 1)
		return found;
	found = library_find_path(l, g->object.id, &g->root, g->path);
	if (found == 1)
		found = use_any(l);
	return found == 0 ? set_none(l) : found == 1 ? 0 : -1;
}

int
artwork_step(struct library *l)
{
	struct gallery *g = l->gallery;
	int ret = 0;

	if (g->easel.state == EASEL_HALF)
		return gallery_go_on(l);
	if (g->swept < ART_BUCKETS)
		return gallery_sweep(l);
	if (g->pending && !g->wanted)
		return look(l) == -1 ? -1 : 0;
	for (size_t i = 0; i < ARTWORK_STEP && ret == 0 && g->pending &&
	    g->easel.state == EASEL_FREE; i++)
		ret = step_one(l);
	return ret;
}
