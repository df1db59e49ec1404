#ifndef LARES_COMMON_CATALOG_ART_H
#define LARES_COMMON_CATALOG_ART_H

#include <stdbool.h>
#include <stdint.h>

#include "common/art.h"
#include "common/catalog_artless.h"

/* The writer's verbs; each as catalog_batch.h says, or 1 where something was
   found. */

/* What names that a picture is made of something, and of no other thing. */
struct catalog_art_key {
	uint8_t	bytes[17];
};

/* 1: *art is what was made of it, 0 that nothing could be. 0: it was not tried
   yet. */
int	catalog_art_find(struct catalog *c, const struct catalog_art_key *key,
	    int64_t *art);

/* Notes that something is being made; its id. Then what has been made: of
   *art all but the id, NULL for nothing. */
int	catalog_art_add(struct catalog *c, const struct catalog_art_key *key,
	    enum media_kind kind, int64_t *id);
int	catalog_art_made(struct catalog *c, int64_t id, const struct art *art,
	    uint64_t bytes);

/*
 * Gives an object its picture (art_pack, 0: none) and with it the albums it is
 * in, if they have none, or its old one. of_folder: it is the cover of the
 * folder, which then shows it too. The object wants no more.
 */
int	catalog_art_set(struct catalog *c, const struct catalog_artless *a,
	    int64_t art, bool of_folder);

/*
 * Takes the size from a photo of which nothing could be made: whatever cannot
 * be decoded is offered in no other size either. Facts that are read anew bring
 * it back.
 */
int	catalog_art_unseen(struct catalog *c, int64_t id);

/* Forgets pictures that nobody shows; not what failed, which is not to be tried
   again, but for the oldest of very much. How many bytes there are. */
int	catalog_art_collect(struct catalog *c);
int	catalog_art_bytes(struct catalog *c, uint64_t *bytes);

/* Forgets the oldest, pictures' first, then videos', as far as these kinds come
   after one, until there are no more than max bytes; those whose they were want
   again. 1: some were forgotten; 0: none. */
int	catalog_art_make_room(struct catalog *c, enum media_kind before,
	    uint64_t max);

/* Forgets one, or all of them (0). Those whose they were want again once
   catalog_art_renew has been called. */
int	catalog_art_forget(struct catalog *c, int64_t id);
int	catalog_art_renew(struct catalog *c);

/* 1: there is such a picture, 0: none. */
int	catalog_art_exists(struct catalog *c, int64_t id);

#endif
