/*
 * The languages of the settings, by their codes. Pure.
 */
#include <string.h>
#include <strings.h>

#include "common/config_language.h"

static const char *const codes[CONFIG_LANGUAGES] = {
	[CONFIG_ENGLISH] = "en", [CONFIG_GERMAN] = "de",
	[CONFIG_FRENCH] = "fr", [CONFIG_SPANISH] = "es",
	[CONFIG_ITALIAN] = "it", [CONFIG_DUTCH] = "nl",
	[CONFIG_POLISH] = "pl", [CONFIG_RUSSIAN] = "ru",
	[CONFIG_JAPANESE] = "ja", [CONFIG_CHINESE] = "zh",
};

const char *
config_language_code(enum config_language language)
{
	return codes[language];
}

bool
config_language_find(const char *text, enum config_language *language)
{
	for (size_t i = 0; i < CONFIG_LANGUAGES; i++)
		if (strncasecmp(text, codes[i], 2) == 0 &&
		    strchr("_-", text[2]) != NULL) {	/* or its end */
			*language = (enum config_language)i;
			return true;
		}
	return false;
}
