#ifndef LARES_PARENT_IDENTITY_H
#define LARES_PARENT_IDENTITY_H

#include <stdint.h>

#define IDENTITY_UUID_BYTES	37	/* 36 and a NUL */
#define IDENTITY_NAME_BYTES	16

enum identity_origin {
	IDENTITY_KEPT,		/* the one from before */
	IDENTITY_MADE,		/* there was none */
	IDENTITY_REPLACED,	/* the file was damaged */
};

/*
 * The device's UUID (RFC 4122, version 4: nothing but chance), made once and
 * kept in the state directory dir. -1 with errno.
 */
int	identity_uuid(int dir, char out[IDENTITY_UUID_BYTES],
	    enum identity_origin *origin);

/* The port of the last time, or 0. */
uint16_t identity_port(int dir);
int	identity_keep_port(int dir, uint16_t port);	/* -1 with errno */

/* The name when none is set: never the host's or a user's. */
void	identity_name(const char *uuid, char out[IDENTITY_NAME_BYTES]);

#endif
