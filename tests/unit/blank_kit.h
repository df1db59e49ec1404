#ifndef LARES_TESTS_BLANK_KIT_H
#define LARES_TESTS_BLANK_KIT_H

#include "scanner/probe/blank_walk.h"

#define KIT_BYTES_MAX	4096

/* Text as bytes and how many, without its NUL. */
#define BYTES(text)	(text), sizeof(text) - 1

/* A file in the making, and what is to be served of it. */
struct kit_film {
	uint8_t		data[KIT_BYTES_MAX], served[KIT_BYTES_MAX];
	size_t		len;
};

void	kit_put(struct kit_film *f, const void *data, const void *served,
	    size_t n);

/*
 * Walks bytes as a whole file, and overwrites them with what comes of it.
 * False: the file is given up. Of pictures within, those that begin with FF D8
 * get a "p" for their third byte; others fail.
 */
bool	kit_serve(blank_walker *walker, uint8_t *data, size_t len);

/* The file is served as what is expected, or given up if that is NULL. */
void	kit_check(blank_walker *walker, const void *data, size_t len,
	    const char *expected);

/* The walker bears the file cut anywhere, and every byte of it broken. */
void	kit_damage(blank_walker *walker, const void *data, size_t len);

#endif
