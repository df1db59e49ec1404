#ifndef LARES_COMMON_CATALOG_WRITER_H
#define LARES_COMMON_CATALOG_WRITER_H

struct catalog;

/*
 * The single writer: creates the database in state_dir when it is missing,
 * brings an older schema up to date, sets a damaged file aside
 * ("catalog.db.damaged") and starts anew. NULL: why is in *error (static).
 */
struct catalog	*catalog_open_write(const char *state_dir, const char **error);

#endif
