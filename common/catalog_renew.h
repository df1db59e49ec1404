#ifndef LARES_COMMON_CATALOG_RENEW_H
#define LARES_COMMON_CATALOG_RENEW_H

struct catalog;

/* Makes one of an earlier version fit: its places, and with them the ids that
   players remember, stay; the rest is for the scanner to find again. 0, or -1:
   then the connection is to be closed. */
int	catalog_renew(struct catalog *c);

#endif
