/* Paths beneath a media root, and which of them the log has named. Pure. */
#include <stdio.h>
#include <string.h>

#include "scanner/library/library.h"

int
library_join(char *out, const char *path, const char *name)
{
	int n = snprintf(out, LIBRARY_PATH_BYTES, "%s%s%s", path,
	    *path != '\0' ? "/" : "", name);

	return n > 0 && n < LIBRARY_PATH_BYTES ? 0 : -1;
}

const char *
library_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

bool
library_first_told(struct library *l, size_t root, const char *path)
{
	uint32_t hash = jobs_hash(root, path), *slot;

	slot = &l->told[hash % LIBRARY_TOLD];
	if (*slot == hash)
		return false;
	*slot = hash;
	return true;
}
