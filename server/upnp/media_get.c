/*
 * A media file for a client: object -> path -> descriptor -> headers -> the
 * transport, which sends it. In lares-http; reads no byte of the file.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_visible.h"
#include "common/log.h"
#include "common/num.h"
#include "common/root.h"
#include "server/http/exchange.h"
#include "server/upnp/audience.h"
#include "server/upnp/client.h"
#include "server/upnp/media_get.h"
#include "server/upnp/media_server.h"
#include "server/upnp/protocol_info.h"
#include "server/upnp/resource.h"
#include "server/upnp/transfer.h"

#define PATH_BYTES_MAX	8192
#define TYPE_BYTES	64

/* What is known of the file once the catalogue has been asked. */
struct wanted {
	const char	*extension;	/* in the URL; NULL without one */
	int		 status;	/* 0, or the refusal */
	enum media_kind	 kind;
	uint64_t	 duration_ms;
	char		 type[TYPE_BYTES];
	char		 features[PROTOCOL_INFO_BYTES];
	struct buf	 root;		/* the media root's path */
	struct buf	 path;		/* beneath it */
};

/* "17" or "17.mp4"; 0, or -1. */
static int
parse_name(const char *name, int64_t *id, const char **extension)
{
	const char *dot = strchr(name, '.');
	size_t len = dot != NULL ? (size_t)(dot - name) : strlen(name);
	uint64_t n;

	if (name[0] == '0' || num_parse_len(name, len, INT64_MAX, &n) == -1)
		return -1;
	*id = (int64_t)n;
	*extension = dot != NULL ? dot + 1 : NULL;
	return 0;
}

static void
keep_object(void *arg, const struct catalog_object *o)
{
	struct wanted *w = arg;
	struct resource list[RESOURCES_MAX];
	int len;

	if (resource_list(o, list) == 0)
		return;
	len = snprintf(w->type, sizeof(w->type), "%s", list[0].info.mime);
	protocol_info_features(&list[0].info, w->features);
	w->kind = list[0].info.kind;
	w->duration_ms = list[0].duration_ms;
	if (len < TYPE_BYTES && (w->extension == NULL ||
	    resource_has_extension(&list[0], w->extension)))
		w->status = 0;
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

/* The catalogue is given back before anything waits for a disk. */
static int
look_up(const struct media_server *server, int64_t id, uint64_t hidden,
    struct wanted *w)
{
	struct catalog *c;
	int found;

	if ((c = catalog_pool_borrow(server->catalog)) == NULL)
		return 503;
	w->status = 404;
	found = is_seen(server, c, id, hidden);
	if (found == 1)
		found = catalog_object(c, id, keep_object, w);
	if (found == 1 && w->status == 0)
		found = catalog_path(c, id, &w->root, &w->path);
	catalog_pool_return(server->catalog, c);
	if (found == -1 || buf_failed(&w->root) || buf_failed(&w->path))
		return 500;
	return found == 1 ? w->status : 404;
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

/* 0 with *fd set, or the status that refuses. */
static int
open_file(const struct media_server *server, int64_t id,
    const struct wanted *w, int *fd, uint64_t *size)
{
	struct stat st;
	int root, opened, status, error;

	if ((root = find_root(server, w->root.data)) == -1)
		return 404;
	opened = root_open(server->roots, (size_t)root, w->path.data, &st);
	if (opened == -1) {
		error = errno;
		status = status_of_errno(error);
		if (status != 404)
			log_warn("%s: cannot open its file: %s%s",
			    log_media(w->root.data, w->path.data,
			    "object %" PRId64, id).s, strerror(error),
			    log_media_hint());
		return status;
	}
	if (!S_ISREG(st.st_mode)) {
		close(opened);
		return 404;
	}
	*fd = opened;
	*size = (uint64_t)st.st_size;
	return 0;
}

static void
add_headers(struct exchange *x, const struct wanted *w,
    const struct transfer *t)
{
	char duration[40];

	exchange_header(x, "contentFeatures.dlna.org", w->features);
	exchange_header(x, "transferMode.dlna.org", t->mode);
	if (t->real_time)
		exchange_header(x, "realTimeInfo.dlna.org", "DLNA.ORG_TLAG=*");
	/* Samsung: the length of its seek bar. */
	if (w->duration_ms != 0 && request_header(exchange_request(x),
	    "getMediaInfo.sec") != NULL) {
		snprintf(duration, sizeof(duration), "SEC_Duration=%" PRIu64,
		    w->duration_ms);
		exchange_header(x, "MediaInfo.sec", duration);
	}
}

static void
serve(const struct media_server *server, struct exchange *x, int64_t id,
    struct wanted *w)
{
	const struct access_view view = audience_of(server, x);
	const struct client client = client_of(server, x);
	struct transfer t;
	uint64_t size;
	int status, fd;

	status = view.admitted ? look_up(server, id, view.hidden, w) : 403;
	if (status == 0)
		status = transfer_check(exchange_request(x), &client, w->kind,
		    &t);
	if (status == 0)
		status = open_file(server, id, w, &fd, &size);
	if (status != 0) {
		exchange_status(x, status);
		return;
	}
	add_headers(x, w, &t);
	exchange_file(x, fd, size, w->type);
}

void
media_get_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct wanted w = { 0 };
	int64_t id;

	if (parse_name(name, &id, &w.extension) == -1) {
		exchange_status(x, 404);
		return;
	}
	buf_init(&w.root, PATH_BYTES_MAX);
	buf_init(&w.path, PATH_BYTES_MAX);
	serve(server, x, id, &w);
	buf_free(&w.root);
	buf_free(&w.path);
}
