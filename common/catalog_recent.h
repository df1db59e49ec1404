#ifndef LARES_COMMON_CATALOG_RECENT_H
#define LARES_COMMON_CATALOG_RECENT_H

struct catalog;

/*
 * Keeps the newest VIEW_RECENT_MAX of each kind on the view of those, before a
 * batch is committed: older ones leave as newer come, and come back as those
 * go. Writes the counts of the batch. 0 or -1: the caller rolls back.
 */
int	catalog_recent_keep(struct catalog *c);

#endif
