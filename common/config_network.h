#ifndef LARES_COMMON_CONFIG_NETWORK_H
#define LARES_COMMON_CONFIG_NETWORK_H

#include "common/buf.h"
#include "common/config_parser.h"

struct setting;

#define CONFIG_HOPS_DEFAULT	4
#define CONFIG_HOPS_MAX		32

/* The row "allow_network" of the table of settings. */
void		 config_network_parse(struct config_parser *p,
		    const struct setting *s, char *value);
void		 config_network_write_all(struct buf *b,
		    const struct setting *s, const struct config *c);

/* "192.168.20.0/24 4" */
void		 config_network_write(struct buf *b,
		    const struct config_network *n);

#endif
