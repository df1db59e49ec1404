/*
 * Whether the covers in a folder have changed, in lares-scan. Photos lie beside
 * films, and there are more of them every day: only what can be the cover of
 * something there counts. Pure.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/hash.h"
#include "common/mime.h"
#include "scanner/library/cover.h"
#include "scanner/library/covers_stamp.h"
#include "scanner/library/grow.h"
#include "scanner/library/stamp.h"

/* Of a name without its extension: case does not matter. */
static uint64_t
hash_of(const char *name, size_t len)
{
	uint64_t hash = HASH_START;

	for (size_t i = 0; i < len; i++) {
		const char c = (char)tolower((unsigned char)name[i]);

		hash = hash_bytes(hash, &c, 1);
	}
	return hash;
}

static int
by_hash(const void *left, const void *right)
{
	const uint64_t a = *(const uint64_t *)left;
	const uint64_t b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

void
covers_stamp_free(struct covers_stamp *s)
{
	free(s->owners);
	*s = (struct covers_stamp){ 0 };
}

/* What has no extension may be anything. */
static bool
may_have_cover(const char *name)
{
	const char *extension = mime_extension(name);
	const struct mime *m = mime_by_extension(extension);

	return *extension == '\0' || (m != NULL && m->kind != MEDIA_PICTURE);
}

int
covers_stamp_name(struct covers_stamp *s, const char *name)
{
	uint64_t *owners;

	if (!may_have_cover(name))
		return 0;
	owners = grow_list(s->owners, s->n, &s->room, sizeof(*owners));
	if (owners == NULL)
		return -1;
	s->owners = owners;
	s->owners[s->n++] = hash_of(name, cover_stem(name));
	return 0;
}

void
covers_stamp_end(struct covers_stamp *s)
{
	if (s->n > 0)
		qsort(s->owners, s->n, sizeof(*s->owners), by_hash);
}

static bool
has_owner(const struct covers_stamp *s, const char *name)
{
	size_t len;

	for (size_t i = 0; s->n > 0 && (len = cover_owner(name, i)) > 0; i++) {
		const uint64_t hash = hash_of(name, len);

		if (bsearch(&hash, s->owners, s->n, sizeof(hash),
		    by_hash) != NULL)
			return true;
	}
	return false;
}

void
covers_stamp_file(struct covers_stamp *s, const char *name,
    const struct stat *st)
{
	/* One of a folder is also that of the discs below it. */
	if (cover_is_picture(name) &&
	    (cover_is_of_folder(name) || has_owner(s, name)))
		s->sum += stamp_of(st, name);
}
