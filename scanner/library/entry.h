#ifndef LARES_LIBRARY_ENTRY_H
#define LARES_LIBRARY_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "common/config.h"
#include "scanner/library/library.h"

/*
 * Pure: where an entry of a playlist leads, by its text alone. folder is the
 * playlist's, beneath media root number *root. True: it is the path, beneath
 * root number *root (now that of the entry), of a file that could be listed
 * there: with no hidden part, of a kind that is shown, not too deep.
 */
bool	entry_resolve(const struct config *config, const char *folder,
	    const char *entry, size_t *root, char out[LIBRARY_PATH_BYTES]);

#endif
