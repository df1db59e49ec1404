#ifndef LARES_PARENT_FOLDER_H
#define LARES_PARENT_FOLDER_H

#include <limits.h>
#include <stdbool.h>

#include "common/user.h"

/*
 * Opens the state directory; what of its path is missing is made, private,
 * and given to owner. The caller closes it. -1 with errno.
 */
int	folder_open(const char *path, const struct user *owner);

/* 0 if this process may write in it, else -1 with errno. */
int	folder_writable(int folder);

/* Where path ends for this process: the first folder on the way that it may not
   pass, else path itself. out has room for PATH_MAX. True: such a folder. */
bool	folder_obstacle(const char *path, char out[PATH_MAX]);

/* Keeps a second laresd out for as long as this one lives. -1 with errno,
   EWOULDBLOCK: there is one already. */
int	folder_lock(int folder);

#endif
