#ifndef LARES_TESTS_UNIT_SMALL_LIBRARY_H
#define LARES_TESTS_UNIT_SMALL_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

#include "common/config.h"
#include "common/media.h"
#include "common/root.h"
#include "server/upnp/media_server.h"

#define SMALL_ROOTS_MAX	2

/* A library in a temporary folder, written by the real writer, and a media
   server on top of it. */
struct small_library {
	char		 dir[64];
	char		 paths[SMALL_ROOTS_MAX][96];	/* media roots */
	int64_t		 root_ids[SMALL_ROOTS_MAX];
	struct catalog	*writer;
	struct config_media media[SMALL_ROOTS_MAX];
	struct config	 config;
	struct root_set	 roots;
	struct media_server server;
};

void	small_library_open(struct small_library *l, size_t nroots);
void	small_library_close(struct small_library *l);

/*
 * A file of so many bytes in a folder of a root ("": in the root itself), and
 * its row; the title is its name without extension unless facts have one. Its
 * id.
 */
int64_t	small_library_add(struct small_library *l, size_t root,
	    const char *folder, const char *name, size_t size,
	    const struct media_facts *facts);
void	small_library_commit(struct small_library *l);

/* The id of a folder of a root. */
int64_t	small_library_folder(struct small_library *l, size_t root,
	    const char *folder);

#endif
