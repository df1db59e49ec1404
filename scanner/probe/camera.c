/*
 * What a camera calls itself, fit to be read. Pure.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/text.h"
#include "scanner/probe/camera.h"

#define PART_BYTES	128	/* of maker and model each */

/* Words of a maker's name that nobody says; not its first. */
static bool
is_form(const char *word, size_t len)
{
	static const char *const forms[] = {
		"corporation", "corp", "company", "co", "co.,ltd", "ltd",
		"inc", "ag", "gmbh", "imaging", "electric", "optical",
		"camera", "technologies",
	};

	while (len > 0 && (word[len - 1] == '.' || word[len - 1] == ','))
		len--;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strlen(forms[i]) == len &&
		    strncasecmp(forms[i], word, len) == 0)
			return true;
	return false;
}

/* Whether the model begins with this word of its maker's name. */
static bool
begins_with(const char *model, const char *word, size_t len)
{
	return len > 1 && strncasecmp(model, word, len) == 0 &&
	    (model[len] == ' ' || model[len] == '\0');
}

/* The maker's words, up to the first that is no name; false if the model has
   one of them in front. */
static bool
shorten(const char *maker, const char *model, char *out)
{
	size_t len, used = 0;
	const char *word;

	for (word = maker; *word != '\0'; word += len + (word[len] == ' ')) {
		len = strcspn(word, " ");
		if (begins_with(model, word, len))
			return false;
		if (used > 0 && is_form(word, len))
			break;
		if (used > 0)
			out[used++] = ' ';
		memcpy(out + used, word, len);
		used += len;
	}
	while (used > 0 && out[used - 1] == ',')
		used--;
	out[used] = '\0';
	return used > 0;
}

void
camera_name(const char *maker, const char *model, char out[MEDIA_TEXT_BYTES])
{
	char by[PART_BYTES], name[PART_BYTES], firm[PART_BYTES];

	text_clean(maker, strlen(maker), by, sizeof(by));
	text_clean(model, strlen(model), name, sizeof(name));
	if (shorten(by, name, firm))
		snprintf(out, MEDIA_TEXT_BYTES, "%s%s%s", firm,
		    name[0] != '\0' ? " " : "", name);
	else
		snprintf(out, MEDIA_TEXT_BYTES, "%s", name);
}
