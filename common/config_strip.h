#ifndef LARES_COMMON_CONFIG_STRIP_H
#define LARES_COMMON_CONFIG_STRIP_H

#include "common/config_parser.h"

struct buf;
struct setting;

/* The row "strip_location" of the table of settings. */
void	config_strip_parse(struct config_parser *p, const struct setting *s,
	    char *value);
void	config_strip_write(struct buf *b, const struct setting *s,
	    const struct config *c);

/* Whether files of the media root with that path are sent without what says
   where, by whom and with which specimen of a camera they were made. */
bool	config_strip_holds(const struct config *c, const char *media);

#endif
