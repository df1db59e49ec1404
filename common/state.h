#ifndef LARES_COMMON_STATE_H
#define LARES_COMMON_STATE_H

#include <stddef.h>

struct config;

#define STATE_UUID	"uuid"
#define STATE_PORT	"port"
#define STATE_CONTROL	"control"
#define STATE_DEVICES	"devices"

/* Whose positions to forget: everybody's. */
#define CONTROL_ALL	"--all"

/* What is asked through the control socket, with room for the name of a
   device. */
#define CONTROL_REQUEST_BYTES	320

/*
 * The state directory: the configuration's, else $STATE_DIRECTORY, else
 * $XDG_STATE_HOME/lares, else home/.local/state/lares. home is that of the
 * user the server runs as. 0, or -1 when it does not fit or nothing names one.
 */
int	state_dir(const struct config *c, const char *home, char *out,
	    size_t size);

#endif
