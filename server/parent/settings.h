#ifndef LARES_PARENT_SETTINGS_H
#define LARES_PARENT_SETTINGS_H

#include "common/config.h"
#include "server/parent/options.h"
#include "common/user.h"

/* Findings are printed to stderr, one line each; these count the errors. */

/* Reads the configuration file and the DIRs of the command line into c, which
   is then the caller's to free. */
int	settings_read(struct config *c, const struct options *o);

/*
 * What is wrong on disk with the media directories, as this process, which
 * runs as u, sees them: not there, not readable, not a directory, one inside
 * the other. *there: how many can be read.
 */
int	settings_check_media(const struct config *c, const struct options *o,
	    const struct user *u, size_t *there);

#endif
