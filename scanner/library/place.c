/*
 * Whether and as what a file is listed. Pure; see "FILES THAT ARE LISTED" in
 * laresd(8).
 */
#include <string.h>

#include "common/text.h"
#include "scanner/library/episode.h"
#include "scanner/library/place.h"

/* Whether a file of this name can be of a kind that is shown: an mp4 may be
   music. */
static bool
may_be_shown(const struct mime *by_name, unsigned kinds)
{
	const struct mime *other;

	for (size_t i = 0; (other = mime_get(i)) != NULL; i++)
		if (strcmp(other->format, by_name->format) == 0 &&
		    (MEDIA_BIT(other->kind) & kinds) != 0)
			return true;
	return false;
}

bool
place_is_candidate(const char *name, unsigned kinds)
{
	const char *extension = mime_extension(name);
	const struct mime *by_name = mime_by_extension(extension);

	if (name[0] == '.')
		return false;
	if (extension[0] == '\0' ||
	    mime_playlist(extension) != MIME_NO_PLAYLIST)
		return true;
	return by_name != NULL && may_be_shown(by_name, kinds);
}

void
place_title(const char *name, char *out, size_t size)
{
	const char *extension = mime_extension(name);
	size_t len = strlen(name);

	/* "Blade Runner 2049" has no extension, "a.mp4" has. */
	if (mime_by_extension(extension) != NULL ||
	    mime_playlist(extension) != MIME_NO_PLAYLIST)
		len -= strlen(extension) + 1;
	text_clean(name, len, out, size);
	if (out[0] == '\0')		/* " .mp4" */
		text_clean(name, strlen(name), out, size);
	if (out[0] == '\0')		/* " " */
		text_clean("?", 1, out, size);
}

/* Music is called as its tags say. What a video's container says is often
   about something else; not where it also says what the video is. */
static bool
has_title(const struct media_facts *f)
{
	return f->title[0] != '\0' && (f->kind == MEDIA_AUDIO ||
	    (f->kind == MEDIA_VIDEO && (f->movie || f->series[0] != '\0')));
}

/* Of which series it is, if the file itself does not say. */
static void
place_episode(const char *path, struct media_facts *f)
{
	struct episode e;

	if (f->kind != MEDIA_VIDEO || f->series[0] != '\0' || f->movie ||
	    !episode_by_path(path, &e))
		return;
	memcpy(f->series, e.series, sizeof(f->series));
	f->season = e.season;
	f->episode = e.episode;
}

enum media_kind
place_file(const char *path, const struct media_facts *facts,
    struct placed *out)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *extension = mime_extension(name);

	memset(out, 0, sizeof(*out));
	if (facts != NULL &&
	    (out->mime = mime_by_facts(extension, facts)) != NULL)
		out->facts = *facts;
	else
		out->mime = mime_by_extension(extension);
	if (out->mime == NULL) {
		out->facts.kind = MEDIA_FOLDER;
		return MEDIA_FOLDER;
	}
	out->facts.kind = out->mime->kind;
	if (has_title(&out->facts))
		memcpy(out->title, out->facts.title, sizeof(out->title));
	else
		place_title(name, out->title, sizeof(out->title));
	place_episode(path, &out->facts);
	return out->facts.kind;
}
