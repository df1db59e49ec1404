/*
 * Which folders the rules of the owner hide, from whom, and when.
 */
#include <string.h>

#include "common/access.h"
#include "common/hash.h"
#include "common/text.h"

size_t
access_areas(const struct config *c, const char *paths[ACCESS_AREAS_MAX])
{
	size_t i, known, n = 0;

	paths[n++] = "";
	for (i = 0; i < c->nrules; i++) {
		for (known = 1; known < n; known++)
			if (strcmp(paths[known], c->rules[i].path) == 0)
				break;
		if (known == n && n < ACCESS_AREAS_MAX)
			paths[n++] = c->rules[i].path;
	}
	return n;
}

/* With the end of the text. */
static uint64_t
mix(uint64_t mark, const char *text)
{
	return hash_bytes(mark, text, strlen(text) + 1);
}

uint64_t
access_areas_mark(const struct config *c)
{
	const char *paths[ACCESS_AREAS_MAX];
	const size_t n = access_areas(c, paths);
	uint64_t mark = HASH_START;
	size_t i;

	for (i = 1; i < n; i++)
		mark = mix(mark, paths[i]);
	for (i = 0; i < c->nmedia; i++)
		mark = mix(mark, c->media[i].path);
	/* SQLite's numbers have a sign, and 0 says that there are none. */
	return n > 1 ? (mark >> 1) | 1 : 0;
}

static bool
is_time(const struct config_rule *r, unsigned minute)
{
	if (r->from <= r->to)
		return r->from == r->to ||
		    (minute >= r->from && minute < r->to);
	return minute >= r->from || minute < r->to;	/* over midnight */
}

static bool
is_hidden(const struct config *c, uint64_t rules, unsigned minute,
    const char *path)
{
	const struct config_rule *r, *nearest = NULL;

	for (size_t i = 0; i < c->nrules; i++) {
		r = &c->rules[i];
		if ((rules >> i & 1) != 0 && text_beneath(path, r->path) != NULL &&
		    is_time(r, minute) && (nearest == NULL ||
		    strlen(r->path) >= strlen(nearest->path)))
			nearest = r;
	}
	return nearest != NULL && !nearest->show;
}

uint64_t
access_hidden(const struct config *c, uint64_t rules, unsigned minute)
{
	const char *paths[ACCESS_AREAS_MAX];
	const size_t n = access_areas(c, paths);
	uint64_t hidden = 0;

	for (size_t i = 1; i < n; i++)
		if (is_hidden(c, rules, minute, paths[i]))
			hidden |= UINT64_C(1) << i;
	return hidden;
}
