#ifndef LARES_PARENT_OPTIONS_H
#define LARES_PARENT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* The command line. */
struct options {
	const char	*config_file;	/* -c, or NULL */
	bool		 check;		/* -n */
	char		**dirs;		/* DIR..., within argv */
	size_t		 ndirs;
};

/*
 * Reads it. -1: go on; else everything is said (a version, a usage line) and
 * this is the exit status.
 */
int	options_read(struct options *o, int argc, char **argv);

#endif
