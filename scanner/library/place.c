/*
 * Whether and as what a file is listed. Pure; see "FILES THAT ARE LISTED" in
 * laresd(8).
 */
#include <string.h>

#include "common/text.h"
#include "scanner/library/place.h"

bool
place_is_candidate(const char *name, unsigned kinds)
{
	const char *extension = mime_extension(name);
	const struct mime *mime = mime_by_extension(extension);

	if (name[0] == '.')
		return false;
	if (extension[0] == '\0')
		return true;
	return mime != NULL && (MEDIA_BIT(mime->kind) & kinds) != 0;
}

static void
name_title(const char *name, char *out, size_t size)
{
	const char *extension = mime_extension(name);
	size_t len = strlen(name);

	/* "Blade Runner 2049" has no extension, "a.mp4" has. */
	if (mime_by_extension(extension) != NULL)
		len -= strlen(extension) + 1;
	text_clean(name, len, out, size);
}

enum media_kind
place_file(const char *name, const struct media_facts *facts,
    struct placed *out)
{
	const char *extension = mime_extension(name);

	if (facts != NULL) {
		out->facts = *facts;
		out->mime = mime_by_facts(extension, facts);
	} else {
		memset(&out->facts, 0, sizeof(out->facts));
		out->mime = mime_by_extension(extension);
	}
	if (out->mime == NULL)
		return MEDIA_FOLDER;
	out->facts.kind = out->mime->kind;
	if (out->facts.kind == MEDIA_AUDIO && out->facts.title[0] != '\0')
		memcpy(out->title, out->facts.title, sizeof(out->title));
	else
		name_title(name, out->title, sizeof(out->title));
	return out->facts.kind;
}
