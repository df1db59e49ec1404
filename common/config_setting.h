#ifndef LARES_COMMON_CONFIG_SETTING_H
#define LARES_COMMON_CONFIG_SETTING_H

#include "common/config_parser.h"

struct buf;

/* Takes one "key = value", already split and trimmed; alters value. */
void	config_setting_parse(struct config_parser *p, const char *key,
	    char *value);

/* Writes those that concern any of the programs. */
void	config_setting_write(struct buf *b, const struct config *c,
	    unsigned programs);

#endif
