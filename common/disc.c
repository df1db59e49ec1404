/*
 * What folders of discs are called. Pure.
 */
#include <string.h>
#include <strings.h>

#include "common/disc.h"

bool
disc_is_one(const char *folder)
{
	static const char *const words[] = { "cd", "disc", "disk", "disque" };
	size_t i, n;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		n = strlen(words[i]);
		if (strncasecmp(folder, words[i], n) != 0)
			continue;
		n += strspn(folder + n, " ._-");
		if (folder[n] != '\0' &&
		    folder[n + strspn(folder + n, "0123456789")] == '\0')
			return true;
	}
	return false;
}
