/* Paths beneath a media root. Pure. */
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
