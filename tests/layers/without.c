/*
 * Which layers a test build leaves out. It is kept in the environment, since
 * that is what laresd's children get of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/without.h"

static const char option[] = "--without=";

static const char *const names[] = {
	[WITHOUT_SECCOMP] = "seccomp",
	[WITHOUT_LANDLOCK] = "landlock",
	[WITHOUT_LANDLOCK_3] = "landlock3",
	[WITHOUT_TTL] = "ttl",
	[WITHOUT_DONTROUTE] = "dontroute",
	[WITHOUT_FILTER] = "filter",
	[WITHOUT_PEER] = "peer",
};
#define NNAMES	(sizeof(names) / sizeof(names[0]))

static bool
lists(const char *list, const char *name)
{
	const size_t len = strlen(name);

	for (; list != NULL; list = strchr(list, ',')) {
		list += *list == ',';
		if (strncmp(list, name, len) == 0 &&
		    (list[len] == ',' || list[len] == '\0'))
			return true;
	}
	return false;
}

bool
without(enum without layer)
{
	return lists(getenv(WITHOUT_VARIABLE), names[layer]);
}

static void
add(const char *name)
{
	const char *before = getenv(WITHOUT_VARIABLE);
	char list[256];
	size_t i;

	for (i = 0; i < NNAMES && strcmp(name, names[i]) != 0; i++)
		continue;
	if (i == NNAMES) {
		fprintf(stderr, "laresd: --without=%s: no such layer\n", name);
		exit(2);
	}
	snprintf(list, sizeof(list), "%s%s%s", before != NULL ? before : "",
	    before != NULL ? "," : "", name);
	setenv(WITHOUT_VARIABLE, list, 1);
}

int
without_take(char **argv)
{
	int n = 0;

	while (argv[n + 1] != NULL &&
	    strncmp(argv[n + 1], option, strlen(option)) == 0)
		add(argv[++n] + strlen(option));
	return n;
}
