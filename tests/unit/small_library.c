/* A small real library for tests of what stands on the catalogue. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_open.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "common/mime.h"
#include "server/upnp/listing.h"
#include "tests/unit/small_library.h"

static char friendly_name[] = "Small & <good>";
static char uuid[] = "7f8e4c9a-1111-4222-8333-444455556666";

static void
must(int ok, const char *what)
{
	if (!ok) {
		perror(what);
		abort();
	}
}

void
small_library_open(struct small_library *l, size_t nroots)
{
	char *paths[SMALL_ROOTS_MAX];
	const char *error;
	size_t i;

	memset(l, 0, sizeof(*l));
	snprintf(l->dir, sizeof(l->dir), "/tmp/lares-unit-XXXXXX");
	must(mkdtemp(l->dir) != NULL, "mkdtemp");
	l->writer = catalog_open_write(l->dir, &error);
	must(l->writer != NULL, "catalog_open_write");
	for (i = 0; i < nroots; i++) {
		snprintf(l->paths[i], sizeof(l->paths[i]), "%s/root%zu",
		    l->dir, i);
		must(mkdir(l->paths[i], 0700) == 0, "mkdir");
		paths[i] = l->media[i].path = l->paths[i];
		must(catalog_place(l->writer, 0, l->paths[i],
		    &l->root_ids[i]) == 0, "catalog_place");
		must(catalog_put_root(l->writer, l->root_ids[i]) == 0,
		    "catalog_put_root");
	}
	small_library_commit(l);
	l->config.media = l->media;
	l->config.nmedia = nroots;
	l->config.friendly_name = friendly_name;
	l->config.uuid = uuid;
	must(root_set_open(&l->roots, paths, nroots) == 0, "root_set_open");
	l->server.config = &l->config;
	l->server.roots = &l->roots;
	l->server.catalog = catalog_pool_new(l->dir);
	l->server.listings = listings_new();
	must(l->server.listings != NULL, "listings_new");
	must(l->server.catalog != NULL, "catalog_pool_new");
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	(void)st, (void)flag, (void)at;
	return remove(path);
}

void
small_library_close(struct small_library *l)
{
	listings_free(l->server.listings);
	catalog_pool_free(l->server.catalog);
	root_set_close(&l->roots);
	catalog_close(l->writer);
	must(nftw(l->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0, "nftw");
}

void
small_library_commit(struct small_library *l)
{
	must(catalog_commit(l->writer) == 0, "catalog_commit");
}

int64_t
small_library_folder(struct small_library *l, size_t root, const char *folder)
{
	char path[256];
	int64_t id = l->root_ids[root];

	if (folder[0] == '\0')
		return id;
	snprintf(path, sizeof(path), "%s/%s", l->paths[root], folder);
	(void)mkdir(path, 0700);
	must(catalog_place(l->writer, l->root_ids[root], folder, &id) == 0,
	    "catalog_place");
	return id;
}

/* Bytes that tell where they are. */
static void
write_file(const char *path, size_t size)
{
	FILE *f = fopen(path, "w");
	size_t i;

	must(f != NULL, path);
	for (i = 0; i < size; i++)
		fputc((int)(i % 251), f);
	must(fclose(f) == 0, path);
}

static void
put_row(struct small_library *l, int64_t id, const char *name, size_t size,
    const struct media_facts *facts)
{
	const char *extension = mime_extension(name);
	const struct mime *mime = mime_by_extension(extension);
	struct catalog_file file = { .size = size, .probed = true };
	char title[MEDIA_TEXT_BYTES];

	snprintf(title, sizeof(title), "%.*s", (int)(strlen(name) -
	    strlen(extension) - (extension[0] != '\0')), name);
	file.mtime_ns = INT64_C(1700000000) * 1000000000;
	file.title = facts->title[0] != '\0' ? facts->title : title;
	file.extension = extension;
	file.mime = mime != NULL ? mime->type : "video/mp4";
	file.facts = facts;
	must(catalog_put_file(l->writer, id, &file) == 0, "catalog_put_file");
}

int64_t
small_library_add(struct small_library *l, size_t root, const char *folder,
    const char *name, size_t size, const struct media_facts *facts)
{
	int64_t parent = small_library_folder(l, root, folder), id;
	char path[512];

	snprintf(path, sizeof(path), "%s/%s%s%s", l->paths[root], folder,
	    folder[0] != '\0' ? "/" : "", name);
	write_file(path, size);
	must(catalog_place(l->writer, parent, name, &id) == 0,
	    "catalog_place");
	put_row(l, id, name, size, facts);
	return id;
}
