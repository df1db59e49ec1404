/* Queries: whatever tree of conditions and order there is, SQLite takes the
   statement that is made of it, and lists each object once. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "common/text.h"
#include "scanner/library/shelf.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NODES_MAX	64		/* as server/upnp/search.h has it */
#define TEXT_BYTES	64

struct input {
	const uint8_t	*at;
	size_t		 left;
};

static unsigned
byte(struct input *in)
{
	return in->left > 0 ? in->left--, *in->at++ : 0;
}

/* ---- a few rows ------------------------------------------------------------ */

static void
put(struct catalog *c, int64_t folder, const char *name, enum media_kind kind)
{
	static struct shelves shelves;
	struct placed placed = { .facts = { .kind = kind, .artist = "Ann\nU2",
	    .album = "First", .genre = "Pop", .composer = "Clara",
	    .date = "2024-05-17", .track = 3, .duration_ms = 1000,
	    .width = 160, .height = 120, .series = "Dark", .season = 1,
	    .episode = 2, .camera = "Canon" } };
	struct catalog_file f = { .title = name, .mime = "audio/mpeg",
		.extension = "mp3", .facts = &placed.facts, .size = 1000,
		.shelves = shelves.list };
	int64_t id;

	snprintf(placed.title, sizeof(placed.title), "%s", name);
	shelf_file(&shelves, &placed, folder, 1000);
	f.nshelves = shelves.n;
	if (catalog_place(c, folder, name, &id) == -1 ||
	    catalog_put_file(c, id, &f) == -1)
		abort();
}

static struct catalog *
open_library(int64_t *root)
{
	char dir[] = "/tmp/lares-fuzz-XXXXXX", path[64];
	static const char *const files[] = { "catalog.db", "catalog.db-wal",
		"catalog.db-shm" };
	struct catalog *w, *r;
	const char *error;

	if (mkdtemp(dir) == NULL ||
	    (w = catalog_open_write(dir, &error)) == NULL ||
	    catalog_place(w, 0, "/srv/media", root) == -1)
		abort();
	put(w, *root, "One 100%", MEDIA_AUDIO);
	put(w, *root, "It's \"two\"", MEDIA_VIDEO);
	put(w, *root, "\xf0\x9f\x94\xa5_3", MEDIA_PICTURE);
	if (catalog_commit(w) == -1 ||
	    (r = catalog_open_read(dir, &error)) == NULL)
		abort();
	catalog_close(w);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		(void)unlink(path);
	}
	(void)rmdir(dir);
	return r;
}

/* ---- a query ---------------------------------------------------------------- */

static void
read_operand(struct input *in, struct catalog_node *n, char text[TEXT_BYTES])
{
	size_t len = byte(in) % 16;

	n->op = (enum catalog_operator)(byte(in) % CATALOG_AND);
	n->field = (enum catalog_field)(byte(in) % CATALOG_NO_FIELD);
	n->number = (int64_t)(byte(in) << 8 | byte(in)) - 256;
	len = len < in->left ? len : in->left;
	text_to_utf8((const char *)in->at, len, text, TEXT_BYTES);
	in->at += len;
	in->left -= len;
	n->text = text;
}

static size_t
read_nodes(struct input *in, struct catalog_node nodes[NODES_MAX])
{
	static char texts[NODES_MAX][TEXT_BYTES];
	size_t n = 0, depth = 0;

	/* Room is kept for what joins all that stand open. */
	while (in->left > 0 && n + depth < NODES_MAX) {
		if (depth >= 2 && byte(in) % 3 == 0) {
			nodes[n] = (struct catalog_node){ .text = "",
			    .op = byte(in) % 2 ? CATALOG_AND : CATALOG_OR };
			depth--;
		} else {
			read_operand(in, &nodes[n], texts[n]);
			depth++;
		}
		n++;
	}
	for (; depth > 1; depth--)
		nodes[n++] = (struct catalog_node){ .text = "",
		    .op = CATALOG_OR };
	return n;
}

static bool
fits(const struct catalog_node *n, const struct catalog_object *o,
    uint64_t client)
{
	return strlen(o->mime) + o->width + client > (uint64_t)n->number;
}

static void
each_once(const int64_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (ids[i] == ids[j])
				abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct catalog *library;
	static int64_t root;
	static const int64_t where[] = { VIEW_MUSIC_ALL, VIEW_FOLDERS,
		VIEW_MUSIC_ARTISTS, VIEW_PICTURES_DATES, VIEW_PLAYLISTS, 99 };
	struct catalog_node nodes[NODES_MAX];
	struct catalog_query q = { .nodes = nodes, .fits = fits };
	struct input in = { data, size };
	uint64_t total;
	int64_t *ids;
	size_t n;

	if (library == NULL)
		library = open_library(&root);
	q.scope = (enum catalog_scope)(byte(&in) % (CATALOG_OF_KIND + 1));
	q.kind = (enum media_kind)(byte(&in) % MEDIA_KINDS);
	q.id = where[byte(&in) % (sizeof(where) / sizeof(where[0]))];
	if (q.scope == CATALOG_IN_FOLDER)
		q.id = byte(&in) % 2 ? root : 0;
	q.without = byte(&in) % 2 ? root : 0;
	q.deep = q.scope == CATALOG_EVERYWHERE || byte(&in) % 2;
	q.norder = byte(&in) % (CATALOG_ORDER_MAX + 1);
	for (size_t i = 0; i < q.norder; i++) {
		q.order[i].field = (enum catalog_field)(byte(&in) %
		    CATALOG_ID);
		q.order[i].descending = byte(&in) % 2;
	}
	q.nnodes = q.deep ? read_nodes(&in, nodes) : 0;
	if (catalog_list(library, &q, 0, 0, &ids, &n) == -1)
		abort();
	each_once(ids, n);
	if (!q.deep && (catalog_total(library, &q, &total) == -1 ||
	    total != n))
		abort();
	free(ids);
	return 0;
}
