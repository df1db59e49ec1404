/*
 * Where the entries of playlists lead. Pure; in lares-scan.
 */
#include <stdio.h>
#include <string.h>

#include "common/text.h"
#include "scanner/library/entry.h"
#include "scanner/library/place.h"
#include "scanner/library/walk.h"

#define WHOLE_BYTES	(3 * LIBRARY_PATH_BYTES)
#define PART_BYTES_MAX	255

/* Without "." and "..", in place; nothing is above "/". */
static void
straighten(char *path)
{
	char *out = path, *at = path;
	size_t len;

	while (*at != '\0') {
		at += strspn(at, "/");
		len = strcspn(at, "/");
		if (len == 2 && memcmp(at, "..", 2) == 0) {
			while (out > path && *--out != '/')
				;
		} else if (len > 0 && !(len == 1 && *at == '.')) {
			*out++ = '/';
			memmove(out, at, len);
			out += len;
		}
		at += len;
	}
	*out = '\0';
}

/* Its own media root first, then that which is nearest. */
static const char *
find_root(const struct config *config, const char *path, size_t *root)
{
	const char *rest = text_beneath(path, config->media[*root].path);
	const char *other;

	for (size_t i = 0; rest == NULL && i < config->nmedia; i++)
		if ((other = text_beneath(path, config->media[i].path)) != NULL) {
			rest = other;
			*root = i;
		}
	return rest;
}

static bool
could_be_listed(const char *path, unsigned kinds)
{
	const char *at = path;
	size_t depth = 0, len;

	for (;;) {
		len = strcspn(at, "/");
		if (len == 0 || len > PART_BYTES_MAX || *at == '.' ||
		    depth++ > WALK_DEPTH_MAX)
			return false;
		if (at[len] == '\0')
			break;
		at += len + 1;
	}
	return mime_playlist(mime_extension(at)) == MIME_NO_PLAYLIST &&
	    place_is_candidate(at, kinds);
}

bool
entry_resolve(const struct config *config, const char *folder,
    const char *entry, size_t *root, char out[LIBRARY_PATH_BYTES])
{
	char whole[WHOLE_BYTES];
	const char *rest;
	int n;

	if (*entry == '/')
		n = snprintf(whole, sizeof(whole), "%s", entry);
	else
		n = snprintf(whole, sizeof(whole), "%s/%s/%s",
		    config->media[*root].path, folder, entry);
	if (n < 0 || (size_t)n >= sizeof(whole))
		return false;
	straighten(whole);
	if ((rest = find_root(config, whole, root)) == NULL ||
	    strlen(rest) >= LIBRARY_PATH_BYTES ||
	    !could_be_listed(rest, config->media[*root].kinds))
		return false;
	memcpy(out, rest, strlen(rest) + 1);
	return true;
}
