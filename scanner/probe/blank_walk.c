/*
 * What the walkers of blank_*.c share: fall-backs, and the names of what is
 * private. Pure; in lares-probe only.
 */
#include <string.h>
#include <strings.h>
#include <sys/types.h>

#include "scanner/probe/blank_walk.h"
#include "scanner/probe/coordinates.h"

void
blank_zero(struct blank_walk *w, uint64_t at, uint64_t len)
{
	blanks_fill(w->list, at, len, 0);
}

bool
blank_get(const struct blank_walk *w, uint64_t at, uint64_t len,
    uint64_t offset, void *out, size_t n)
{
	return offset <= len && n <= len - offset &&
	    bytes_get(w->b, at + offset, out, n);
}

void
blank_try(struct blank_walk *w, blank_walker *walker, uint64_t at,
    uint64_t len, uint8_t fill)
{
	size_t n = w->list->n;

	if (walker(w, at, len))
		return;
	w->list->n = n;
	blanks_fill(w->list, at, len, fill);
}

void
blank_picture(struct blank_walk *w, uint64_t at, uint64_t len)
{
	if (w->depth == BLANK_DEPTH_MAX) {
		blank_zero(w, at, len);
		return;
	}
	w->depth++;
	blank_try(w, w->picture, at, len, 0);
	w->depth--;
}

/* Anywhere in a name. The first few are no words of any language. */
static const char *const parts[] = {
	"gps", "latitude", "longitude", "serialnumber", "serial number",
	"ownername", "iso6709",
	"serial", "owner", "location", "altitude", "geotag", "makernote",
	"coordinates", "ecef", "locality",
	/* what the trailers of a picture are for */
	"motionphoto", "microvideo", "hasextendedxmp",
};
#define UNMISTAKABLE	7

/* The whole name. */
static const char *const names[] = {
	"city", "state", "country", "countrycode", "countryname",
	"provincestate", "worldregion", "coverage", "lat", "long", "xyz",
	"county", "camerasn", "lenssn", "ciadrcity", "ciadrctry", "ciadrextadr", "ciadrpcode", "ciadrregion",
	/* pictures as text, and lists of trailers */
	"thumbnails", "image", "data", "directory",
};

static bool
holds(const char *data, size_t len, const char *part)
{
	size_t i, n = strlen(part);

	for (i = 0; i + n <= len; i++)
		if (strncasecmp(data + i, part, n) == 0)
			return true;
	return false;
}

bool
blank_is_private(const char *name, size_t len)
{
	const char *colon = memrchr(name, ':', len);
	size_t i;

	if (colon != NULL) {
		len -= (size_t)(colon + 1 - name);
		name = colon + 1;
	}
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (holds(name, len, parts[i]))
			return true;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == len &&
		    strncasecmp(name, names[i], len) == 0)
			return true;
	return false;
}

bool
blank_has_private(const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < UNMISTAKABLE; i++)
		if (holds(data, len, parts[i]))
			return true;
	return false;
}

/* Reads a text without the zeros of UTF-16; -1 if it cannot be read. */
static ssize_t
read_words(const struct blank_walk *w, uint64_t at, size_t len,
    char text[BLANK_WORDS_MAX])
{
	size_t i, n = 0;

	if (!bytes_get(w->b, at, text, len))
		return -1;
	for (i = 0; i < len; i++)
		if (text[i] != '\0')
			text[n++] = text[i];
	return (ssize_t)n;
}

bool
blank_says_private(const struct blank_walk *w, uint64_t at, uint64_t len)
{
	char text[BLANK_WORDS_MAX];
	ssize_t n;

	if (len > sizeof(text) ||
	    (n = read_words(w, at, (size_t)len, text)) == -1)
		return true;
	return blank_has_private(text, (size_t)n) ||
	    coordinates_are_in(text, (size_t)n);
}

bool
blank_says_place(const struct blank_walk *w, uint64_t at, uint64_t len)
{
	char text[BLANK_WORDS_MAX];
	ssize_t n;

	n = read_words(w, at, len < sizeof(text) ? (size_t)len : sizeof(text),
	    text);
	return n == -1 || coordinates_are_in(text, (size_t)n);
}

void
blank_words(struct blank_walk *w, uint64_t at, uint64_t len)
{
	if (blank_says_private(w, at, len))
		blanks_fill(w->list, at, len, ' ');
}
