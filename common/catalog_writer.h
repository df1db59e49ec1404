#ifndef LARES_COMMON_CATALOG_WRITER_H
#define LARES_COMMON_CATALOG_WRITER_H

struct catalog;

/*
 * The single writer: creates the database in state_dir when it is missing,
 * brings an older schema up to date, sets aside ("catalog.db.damaged") a file
 * that is damaged, or has other tables than ours, and starts anew. *error
 * (static) is set only where it was set aside, and why, or on NULL.
 */
struct catalog	*catalog_open_write(const char *state_dir, const char **error);

#endif
