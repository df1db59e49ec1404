#ifndef LARES_COMMON_CATALOG_SEEK_H
#define LARES_COMMON_CATALOG_SEEK_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct catalog;

/* What object.seekable says of a file. */
enum catalog_seekable {
	CATALOG_SEEK_NONE,	/* there is no seek table, nor will be */
	CATALOG_SEEK_WANTED,	/* it has still to be made */
	CATALOG_SEEK_READY,
};

/* Reads the seek table of a file, as common/seek_table.h asks it. 1; 0: it has
   none; -1: the catalogue failed. */
int	catalog_seek_table(struct catalog *c, int64_t id, struct buf *packed);

#endif
