#ifndef LARES_TESTS_UNIT_CONFIG_KIT_H
#define LARES_TESTS_UNIT_CONFIG_KIT_H

#include <stddef.h>

#include "common/buf.h"
#include "common/config.h"

/* Findings as one text: "E3 port: ...\n" for an error in line 3. */
struct found {
	struct buf	b;
};

/* Adds one; arg is a struct found. */
void	config_kit_note(void *arg, const struct config_finding *f);

/* Reads text as a configuration file's; the caller frees both. */
int	config_kit_parse(struct config *c, struct found *found,
	    const char *text, size_t len);

#endif
