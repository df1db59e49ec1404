#ifndef LARES_COMMON_CONFIG_MEDIA_H
#define LARES_COMMON_CONFIG_MEDIA_H

#include "common/config_parser.h"

struct buf;
struct setting;

/* The row "media_dir" of the table of settings. */
void	config_media_parse(struct config_parser *p, const struct setting *s,
	    char *value);
void	config_media_write(struct buf *b, const struct setting *s,
	    const struct config *c);

#endif
