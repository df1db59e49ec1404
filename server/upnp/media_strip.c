/*
 * Photos and videos without the place where they were taken: whether a file may
 * be sent, and what is overwritten in it on its way out. lares-scan has found
 * out what; here it is only seen to that this is still the same file. In
 * lares-http; reads no byte of it.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "common/blanks.h"
#include "common/config_strip.h"
#include "common/hash.h"
#include "common/log.h"
#include "common/root.h"
#include "server/upnp/media_file.h"
#include "server/upnp/media_server.h"
#include "server/upnp/media_strip.h"

/* What of a setting and a list is in an entity tag. */
enum treatment {
	AS_IT_IS, NOTHING_FOUND, OVERWRITTEN,
};

static struct etag
make_etag(const struct stat *st, enum treatment how, const void *list,
    size_t len)
{
	const uint64_t parts[] = {
		(uint64_t)st->st_size, (uint64_t)root_mtime_ns(st),
		(uint64_t)st->st_ino, how,
	};

	return etag_format(hash_bytes(hash_bytes(HASH_START, parts,
	    sizeof(parts)), list, len));
}

/* Time to the nanosecond, and which file it is: one that took the place of
   another can have its size and time. (But not the time of its last change of
   status: a link to it, or another owner, makes no other file of it.) */
static bool
is_same_file(const struct catalog_blank *b, const struct stat *st)
{
	return b->size == (uint64_t)st->st_size &&
	    b->mtime_ns == root_mtime_ns(st) && (b->inode == 0 ||
	    b->inode == st->st_ino);
}

static int
refuse_yet(int64_t id, const struct media_file *f)
{
	log_info("%s is not sent yet: it has not been looked at, as it is now, "
	    "for where it was made (strip_location)%s",
	    log_media(f->root.data, f->path.data, "object %" PRId64, id).s,
	    log_media_hint());
	return 503;
}

static int
refuse(int64_t id, const struct media_file *f)
{
	log_warn("%s is not sent, since it cannot be said what to overwrite in "
	    "it: %s. \"strip_location = no\" for its media_dir sends it as it "
	    "is%s", log_media(f->root.data, f->path.data, "object %" PRId64,
	    id).s, log_quote(f->said.data).s, log_media_hint());
	return 403;
}

static int
unpack(int64_t id, const struct media_file *f, struct media_strip *m)
{
	struct blank_list *list = malloc(sizeof(*list));

	if (list != NULL && blanks_unpack(list, f->said.data, f->said.len)) {
		m->list = list;
		return 0;
	}
	log_warn("%s is not sent: what to overwrite in it could not be read "
	    "from the catalogue%s", log_media(f->root.data, f->path.data,
	    "object %" PRId64, id).s, log_media_hint());
	free(list);
	return 500;
}

int
media_strip_find(const struct media_server *server, int64_t id,
    const struct media_file *f, const struct stat *st, struct media_strip *m)
{
	*m = (struct media_strip){ .etag = make_etag(st, AS_IT_IS, "", 0) };
	if ((!f->concerned && !f->looked_at) ||
	    !config_strip_holds(server->config, f->root.data))
		return 0;
	if (!f->looked_at || !is_same_file(&f->blank, st))
		return refuse_yet(id, f);
	m->guarded = true;
	switch (f->blank.state) {
	case BLANKS_NONE:
		m->etag = make_etag(st, NOTHING_FOUND, "", 0);
		return 0;
	case BLANKS_FOUND:
		m->etag = make_etag(st, OVERWRITTEN, f->said.data,
		    f->said.len);
		return unpack(id, f, m);
	default:
		return refuse(id, f);
	}
}

void
media_strip_free(struct media_strip *m)
{
	free(m->list);
	m->list = NULL;
}
