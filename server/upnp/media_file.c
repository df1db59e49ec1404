/*
 * From an object's id to the descriptor of its file, for whoever may see it.
 * In lares-http; reads no byte of the file.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "common/blanks.h"
#include "common/catalog_open.h"
#include "common/catalog_visible.h"
#include "common/log.h"
#include "common/mime.h"
#include "common/num.h"
#include "common/root.h"
#include "server/http/exchange.h"
#include "server/upnp/audience.h"
#include "server/upnp/media_file.h"
#include "server/upnp/media_server.h"

#define PATH_BYTES_MAX	8192

int
media_file_id(const char *name, int64_t *id, const char **behind)
{
	const size_t len = strspn(name, "0123456789");
	uint64_t n;

	if (name[0] == '0' || num_parse_len(name, len, INT64_MAX, &n) == -1)
		return -1;
	*id = (int64_t)n;
	*behind = name + len;
	return 0;
}

void
media_file_init(struct media_file *f)
{
	buf_init(&f->root, PATH_BYTES_MAX);
	buf_init(&f->path, PATH_BYTES_MAX);
	buf_init(&f->said, BLANKS_PACKED_MAX);
	f->concerned = f->looked_at = false;
}

void
media_file_free(struct media_file *f)
{
	buf_free(&f->root);
	buf_free(&f->path);
	buf_free(&f->said);
}

/* 1, 0: it is hidden from who asks; -1: the catalogue failed, or does not know
   yet. */
static int
is_seen(const struct media_server *server, struct catalog *c, int64_t id,
    uint64_t hidden)
{
	if (hidden == 0)
		return 1;
	if (catalog_has_areas(c, access_areas_mark(server->config)) != 1)
		return -1;
	return catalog_is_visible(c, id, hidden);
}

/* Where a row goes, and what is taken from it on its way. */
struct passing {
	catalog_row	 row;
	void		*arg;
	struct media_file *f;
};

static void
pass_on(void *arg, const struct catalog_object *o)
{
	struct passing *p = arg;

	p->f->concerned = mime_tells_place(o->mime);
	p->row(p->arg, o);
}

/* As catalog_object says. */
static int
look_up(struct catalog *c, int64_t id, catalog_row row, void *arg,
    struct media_file *f)
{
	struct passing p = { row, arg, f };
	int found = catalog_object(c, id, pass_on, &p), blank;

	if (found == 1)
		found = catalog_path(c, id, &f->root, &f->path);
	if (found != 1)
		return found;
	blank = catalog_blank_read(c, id, &f->blank, &f->said);
	f->looked_at = blank == 1;
	return blank == -1 ? -1 : 1;
}

int
media_file_find(const struct media_server *server, struct exchange *x,
    int64_t id, catalog_row row, void *arg, struct media_file *f)
{
	const struct access_view view = audience_of(server, x);
	struct catalog *c;
	int found;

	if (!view.admitted)
		return 403;
	if ((c = catalog_pool_borrow(server->catalog)) == NULL)
		return 503;
	found = is_seen(server, c, id, view.hidden);
	if (found == 1)
		found = look_up(c, id, row, arg, f);
	catalog_pool_return(server->catalog, c);
	if (found == -1 || buf_failed(&f->root) || buf_failed(&f->path))
		return 500;
	return found == 1 ? 0 : 404;
}

/* Which media root a row is of; -1: one that is not served any more. */
static int
find_root(const struct media_server *server, const char *path)
{
	size_t i;

	for (i = 0; i < server->config->nmedia; i++)
		if (strcmp(server->config->media[i].path, path) == 0)
			return (int)i;
	return -1;
}

/* Also a file that is there, but not beneath a media root, is not there. */
static int
status_of_errno(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
	case EISDIR:
	case ELOOP:
	case EXDEV:
	case EINVAL:
	case EBADF:		/* its media root is closed */
	case ENAMETOOLONG:
		return 404;
	case EACCES:
	case EPERM:
		return 403;
	case EMFILE:
	case ENFILE:
	case ENOMEM:
		return 503;
	default:
		return 500;
	}
}

int
media_file_open(const struct media_server *server, int64_t id,
    const struct media_file *f, int *fd, struct stat *st)
{
	int root, opened, status, error;

	if ((root = find_root(server, f->root.data)) == -1)
		return 404;
	opened = root_open(server->roots, (size_t)root, f->path.data, st);
	if (opened == -1) {
		error = errno;
		status = status_of_errno(error);
		if (status != 404)
			log_warn("%s: cannot open its file: %s%s",
			    log_media(f->root.data, f->path.data,
			    "object %" PRId64, id).s, strerror(error),
			    log_media_hint());
		return status;
	}
	if (!S_ISREG(st->st_mode)) {
		close(opened);
		return 404;
	}
	*fd = opened;
	return 0;
}

void
media_file_describe(struct exchange *x, const char *features,
    const struct transfer *t)
{
	exchange_header(x, "contentFeatures.dlna.org", features);
	exchange_header(x, "transferMode.dlna.org", t->mode);
	if (t->real_time)
		exchange_header(x, "realTimeInfo.dlna.org", "DLNA.ORG_TLAG=*");
}
