#ifndef LARES_COMMON_CONFIG_CLIENT_H
#define LARES_COMMON_CONFIG_CLIENT_H

#include "common/config_parser.h"

struct buf;
struct setting;

/* The row "client" of the table of settings. */
void	config_client_parse(struct config_parser *p, const struct setting *s,
	    char *value);
void	config_client_write(struct buf *b, const struct setting *s,
	    const struct config *c);

/* Flags as the lines make them that are for a client. texts: what it says of
   itself; entries may be NULL. Pure. */
uint64_t config_client_flags(const struct config *c, uint64_t flags,
	    struct in_addr address, const char *const *texts, size_t ntexts);

#endif
