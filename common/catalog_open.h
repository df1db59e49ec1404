#ifndef LARES_COMMON_CATALOG_OPEN_H
#define LARES_COMMON_CATALOG_OPEN_H

#define CATALOG_FILE		"catalog.db"
#define CATALOG_POOL_MAX	4

/* One connection to the catalogue, with its prepared statements. One thread
   at a time. */
struct catalog;

/*
 * The single writer: creates the database in state_dir when it is missing,
 * brings an older schema up to date, sets a damaged file aside
 * ("catalog.db.damaged") and starts anew. NULL: why is in *error (static).
 */
struct catalog	*catalog_open_write(const char *state_dir, const char **error);

/* A reader; NULL while no writer has made the file yet, or on an error. */
struct catalog	*catalog_open_read(const char *state_dir, const char **error);
void		 catalog_close(struct catalog *c);

/* At most CATALOG_POOL_MAX readers that threads borrow for one call each. What
   is read between borrowing and returning is of one moment. */
struct catalog_pool;
struct catalog_pool	*catalog_pool_new(const char *state_dir);
void			 catalog_pool_free(struct catalog_pool *p);
/* Waits for a free one. NULL: the catalogue cannot be opened now. */
struct catalog		*catalog_pool_borrow(struct catalog_pool *p);
void			 catalog_pool_return(struct catalog_pool *p,
			    struct catalog *c);

#endif
