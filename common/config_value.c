/*
 * What a single value of the configuration may look like. Pure; knows no
 * settings and touches no disk.
 */
#include <limits.h>
#include <net/if.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "common/config_value.h"
#include "common/media.h"
#include "common/text.h"

#define NAME_MAX_CHARACTERS	64	/* UDA 1.0, 2.1: friendlyName */
#define HOST_MAX_BYTES		253	/* RFC 1035, 2.3.4 */
#define USER_MAX_BYTES		32

static bool
has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return true;
	return false;
}

const char *
config_value_path(char *text)
{
	char *in = text, *out = text;

	if (*text != '/')
		return "is not an absolute path, which begins with /";
	if (strlen(text) >= PATH_MAX)
		return "is too long for a path";
	if (strchr(text, '\n') != NULL)
		return "cannot be used: its name has a line break";
	while (*in != '\0') {
		if (in[0] == '/' && in[1] == '.' &&
		    (in[2] == '/' || in[2] == '\0'))
			in += 2;
		else if (in[0] == '/' && (in[1] == '/' || in[1] == '\0'))
			in++;
		else
			*out++ = *in++;
	}
	if (out == text)
		*out++ = '/';
	*out = '\0';
	return NULL;
}

const char *
config_value_name(char *text)
{
	size_t characters = 0, pos = 0, len = strlen(text), step;
	uint32_t c;

	if (has_control(text))
		return "has control characters";
	while (pos < len && (step = text_decode(text + pos, len - pos, &c))) {
		characters++;
		pos += step;
	}
	if (pos < len)
		return "is not UTF-8";
	if (characters > NAME_MAX_CHARACTERS)
		return "is longer than 64 characters";
	return NULL;
}

const char *
config_value_interface(char *text)
{
	if (strlen(text) >= IF_NAMESIZE || strchr(text, '/') != NULL ||
	    has_control(text))
		return "is neither an interface nor an IPv4 address";
	return NULL;
}

const char *
config_value_host(char *text)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

	if (strlen(text) > HOST_MAX_BYTES ||
	    text[strspn(text, allowed)] != '\0')
		return "is not a host name";
	return NULL;
}

const char *
config_value_user(char *text)
{
	if (strlen(text) > USER_MAX_BYTES || *text == '-' ||
	    strpbrk(text, ":/ ") != NULL || has_control(text))
		return "is not a user name";
	return NULL;
}

bool
config_value_bool(const char *text, bool *out)
{
	static const struct {
		const char	*word;
		bool		 meaning;
	} words[] = {
		{ "yes", true }, { "true", true }, { "1", true },
		{ "no", false }, { "false", false }, { "0", false },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcasecmp(text, words[i].word) == 0) {
			*out = words[i].meaning;
			return true;
		}
	}
	return false;
}

unsigned
config_value_kinds(char *text, char **path)
{
	static const char letters[] = "AaVvPp";
	static const enum media_kind kinds[] = {
		MEDIA_AUDIO, MEDIA_VIDEO, MEDIA_PICTURE,
	};
	size_t i, len = strspn(text, letters);
	unsigned found = 0;

	*path = text;
	if (len == 0 || text[len] != ',')
		return MEDIA_ALL;
	for (i = 0; i < len; i++)
		found |= MEDIA_BIT(
		    kinds[(strchr(letters, text[i]) - letters) / 2]);
	*path = text + len + 1;
	return found;
}
