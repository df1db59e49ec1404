#ifndef LARES_COMMON_CATALOG_OPEN_H
#define LARES_COMMON_CATALOG_OPEN_H

#define CATALOG_FILE		"catalog.db"
#define CATALOG_PATH_BYTES	4096
#define CATALOG_POOL_MAX	4

/* One connection to the catalogue, with its prepared statements. One thread
   at a time. */
struct catalog;

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

/* For catalog_*.c. The path of the file, or of one beside it. 0, or -1: it is
   too long. */
int	catalog_file_path(char out[CATALOG_PATH_BYTES], const char *state_dir,
	    const char *suffix);

/* The same. A connection by SQLite's flags; NULL: there is none. */
struct catalog	*catalog_open_file(const char *state_dir, int flags);

#endif
