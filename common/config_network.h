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

/* Room for what is wrong with one. */
struct config_network_wrong {
	char		 s[96];
};

/*
 * Pure: reads "192.168.20.0/24 4", as allow_network has it; the prefix may be
 * left out (one host), and the hops. NULL, or what is wrong.
 */
const char	*config_network_read(const char *value,
		    struct config_network *n, struct config_network_wrong *);

/* Whether all of it is for private use (RFC 1918, 3927 and 6598). */
bool		 config_network_is_private(const struct config_network *n);

/* "192.168.20.0/24 4" */
void		 config_network_write(struct buf *b,
		    const struct config_network *n);

/* The one of a reach that is this very network, or NULL. */
struct config_network *config_network_find(struct config_reach *r,
		    const struct config_network *n);

#endif
