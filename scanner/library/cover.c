/*
 * Which pictures are covers, by their names. Pure; in lares-scan.
 */
#include <string.h>
#include <strings.h>

#include "common/mime.h"
#include "scanner/library/cover.h"

/* What the reader of covers can decode; the first is taken first. */
static const char *const extensions[] = { "jpg", "jpeg", "png", "webp" };

/* After the name of the media file; Kodi's of films and of episodes. */
static const char *const endings[] = { "", "-poster", "-thumb" };

/* Of a folder, in the order in which they are taken. */
static const struct {
	const char	*name;
	unsigned	 kinds;
} names[] = {
	{ "poster",	MEDIA_BIT(MEDIA_VIDEO) },
	{ "cover",	MEDIA_BIT(MEDIA_AUDIO) | MEDIA_BIT(MEDIA_VIDEO) },
	{ "folder",	MEDIA_BIT(MEDIA_AUDIO) | MEDIA_BIT(MEDIA_VIDEO) },
	{ "front",	MEDIA_BIT(MEDIA_AUDIO) | MEDIA_BIT(MEDIA_VIDEO) },
	{ "album",	MEDIA_BIT(MEDIA_AUDIO) | MEDIA_BIT(MEDIA_VIDEO) },
	{ "poster",	MEDIA_BIT(MEDIA_AUDIO) },
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
_Static_assert(COVER_OF_FILE + COUNT(endings) * COUNT(extensions) <=
    COVER_OF_FOLDER, "ranks overlap");

/* COUNT(extensions): it is none of these. */
static unsigned
find_extension(const char *name)
{
	const char *extension = mime_extension(name);
	unsigned i = 0;

	while (i < COUNT(extensions) &&
	    strcasecmp(extension, extensions[i]) != 0)
		i++;
	return i;
}

bool
cover_is_picture(const char *name)
{
	return name[0] != '.' && find_extension(name) < COUNT(extensions);
}

size_t
cover_stem(const char *name)
{
	const char *extension = mime_extension(name);

	return *extension != '\0' ? (size_t)(extension - name) - 1 :
	    strlen(name);
}

size_t
cover_owner(const char *name, size_t n)
{
	const size_t len = cover_stem(name);

	for (size_t i = 0; i < COUNT(endings); i++) {
		const size_t end = strlen(endings[i]);

		if (len > end && strncasecmp(name + len - end, endings[i],
		    end) == 0 && n-- == 0)
			return len - end;
	}
	return 0;
}

static bool
is_stem(const char *name, size_t len, const char *wanted)
{
	return strlen(wanted) == len && strncasecmp(name, wanted, len) == 0;
}

static unsigned
rank_of_file(const char *name, size_t len, const char *media)
{
	const size_t stem = cover_stem(media);

	if (len < stem || strncasecmp(name, media, stem) != 0)
		return COVER_NONE;
	for (unsigned i = 0; i < COUNT(endings); i++)
		if (is_stem(name + stem, len - stem, endings[i]))
			return COVER_OF_FILE + i * COUNT(extensions);
	return COVER_NONE;
}

unsigned
cover_rank(const char *name, const char *media, enum media_kind kind)
{
	const unsigned extension = find_extension(name);
	const size_t len = cover_stem(name);
	unsigned rank = COVER_NONE;

	if (name[0] == '.' || extension == COUNT(extensions))
		return COVER_NONE;
	if (media != NULL)
		rank = rank_of_file(name, len, media);
	for (unsigned i = 0; rank == COVER_NONE && i < COUNT(names); i++)
		if ((names[i].kinds & MEDIA_BIT(kind)) != 0 &&
		    is_stem(name, len, names[i].name))
			rank = COVER_OF_FOLDER + i * COUNT(extensions);
	return rank == COVER_NONE ? rank : rank + extension;
}

bool
cover_is_of_folder(const char *name)
{
	return cover_rank(name, NULL, MEDIA_AUDIO) != COVER_NONE ||
	    cover_rank(name, NULL, MEDIA_VIDEO) != COVER_NONE;
}
