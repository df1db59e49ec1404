/*
 * Where the state directory is. Pure but for the environment; whether it
 * exists, and may be written, is for others to find out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/config_types.h"
#include "common/state.h"

/* An absolute path of the environment; systemd may list several, by ':'. */
static const char *
absolute(const char *name, size_t *len)
{
	const char *value = getenv(name);

	if (value == NULL || *value != '/')
		return NULL;
	*len = strcspn(value, ":");
	return value;
}

int
state_dir(const struct config *c, const char *home, char *out, size_t size)
{
	const char *base, *rest;
	size_t len;
	int n;

	if (c->state_dir != NULL) {
		base = c->state_dir;
		len = strlen(base);
		rest = "";
	} else if ((base = absolute("STATE_DIRECTORY", &len)) != NULL) {
		rest = "";
	} else if ((base = absolute("XDG_STATE_HOME", &len)) != NULL) {
		rest = "/lares";
	} else if (home != NULL && *home == '/') {
		base = home;
		len = strlen(base);
		rest = "/.local/state/lares";
	} else {
		return -1;
	}
	if (len >= size)
		return -1;
	n = snprintf(out, size, "%.*s%s", (int)len, base, rest);
	return n > 0 && (size_t)n < size ? 0 : -1;
}
