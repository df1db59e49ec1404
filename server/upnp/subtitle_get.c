/*
 * The subtitles of a video for a client: the file beside it, which a probe
 * worker makes into UTF-8 first if it is text. In lares-http; reads no byte of
 * the file.
 */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "common/catalog_open.h"
#include "common/catalog_subtitle.h"
#include "common/config_strip.h"
#include "common/log.h"
#include "common/root.h"
#include "server/http/exchange.h"
#include "server/http/rarely.h"
#include "server/http/stream.h"
#include "server/upnp/client.h"
#include "server/upnp/media_file.h"
#include "server/upnp/media_server.h"
#include "server/upnp/prints.h"
#include "server/upnp/resource_adapt.h"
#include "server/upnp/studio.h"
#include "server/upnp/subtitle_get.h"

#define PATH_BYTES_MAX	8192

/* What is asked for, and what is known of it once the catalogue has been. */
struct wanted {
	struct client		 client;	/* who asks */
	int64_t			 id;
	const char		*name;
	bool			 found;
	unsigned		 number;
	const struct subtitle_format *format;
	const char		*type;
	char			 language[3];	/* ISO 639-1, or "" */
	struct media_file	 file;		/* first the video's */
};

/* "17/2.de.srt"; 0, or -1. */
static int
parse_id(const char *name, int64_t *id)
{
	const char *behind;

	return media_file_id(name, id, &behind) == 0 && *behind == '/' ? 0 :
	    -1;
}

static bool
is_path_of(const char *name, const struct resource *r)
{
	const char *behind;
	struct buf path;
	bool same;

	buf_init(&path, PATH_BYTES_MAX);
	resource_add_path(&path, r);
	behind = buf_failed(&path) ? NULL : strchr(path.data + 1, '/');
	same = behind != NULL && strcmp(behind + 1, name) == 0;
	buf_free(&path);
	return same;
}

static void
keep_object(void *arg, const struct catalog_object *o)
{
	struct resource list[RESOURCES_MAX];
	struct wanted *w = arg;
	const size_t n = resource_list_subtitles(o, w->client.language, list,
	    RESOURCES_MAX);

	for (size_t i = 0; i < n && !w->found; i++) {
		if (!is_path_of(w->name, &list[i]))
			continue;
		w->found = true;
		w->number = list[i].number;
		w->format = subtitle_by_extension(list[i].extension);
		resource_adapt_type(&list[i], &w->client);
		w->type = list[i].info.mime;
		/* (Behind the words is a dot.) */
		if (list[i].words_len > 0 &&
		    strcspn(list[i].words, ".-") == 2)
			memcpy(w->language, list[i].words, 2);
	}
}

/* The file's path takes the place of its video's. 0, or the status that
   refuses. */
static int
find_file(const struct media_server *server, struct wanted *w)
{
	struct catalog *c = catalog_pool_borrow(server->catalog);
	struct buf whole, *video = &w->file.path, path;
	const char *slash = strrchr(video->data, '/');
	int found;

	if (c == NULL)
		return 503;
	buf_init(&path, PATH_BYTES_MAX);
	buf_init(&whole, PATH_BYTES_MAX);
	found = catalog_subtitle_path(c, w->id, w->number,
	    w->format->extension, &path);
	catalog_pool_return(server->catalog, c);
	if (slash != NULL)
		buf_add(&whole, video->data, (size_t)(slash - video->data) + 1);
	if (found == 1)
		buf_add(&whole, path.data, path.len);
	buf_free(&path);
	buf_free(video);
	*video = whole;
	if (found == -1 || buf_failed(video))
		return 500;
	return found == 1 ? 0 : 404;
}

/* For prints_get. */
struct conversion {
	const struct media_server *server;
	const struct wanted	*w;
	struct in_addr		 peer;
	int			 fd;
	uint64_t		 size;
};

static void
log_unmade(const struct conversion *c, const char *why)
{
	const struct media_file *file = &c->w->file;
	unsigned missed;

	if (rarely_now(c->server->unmade, stream_now(), &missed))
		log_warn("%s: its subtitles cannot be converted: %s%s (%u "
		    "more since the last such line)", log_media(
		    file->root.data, file->path.data, "object %" PRId64,
		    c->w->id).s, why, log_media_hint(), missed);
}

/* Drones write beside a video where they were. */
static int
refuse_place(const struct conversion *c, int sheet)
{
	const struct media_file *file = &c->w->file;

	close(sheet);
	log_warn("%s: its subtitles are not sent, since they say where it was "
	    "filmed. \"strip_location = no\" for its media_dir sends them%s",
	    log_media(file->root.data, file->path.data, "object %" PRId64,
	    c->w->id).s, log_media_hint());
	return 403;
}

static int
convert(void *arg, int *sheet, uint64_t *bytes)
{
	const struct conversion *c = arg;
	char why[STUDIO_WHY_BYTES];
	struct studio_text made;
	const enum studio_result result = studio_convert(c->server->studio,
	    c->peer, c->fd, c->size, c->w->language, sheet, &made, why);

	if (result == STUDIO_DONE && made.says_place &&
	    config_strip_holds(c->server->config, c->w->file.root.data))
		return refuse_place(c, *sheet);
	if (result == STUDIO_DONE)
		*bytes = made.bytes;
	else if (result != STUDIO_BUSY)
		log_unmade(c, why);
	return studio_status(result);
}

/* The file itself, or what its text has been made into: lent then. */
struct answer {
	struct print_loan	 loan;
	bool			 lent;
};

/* 0 with a->loan, or the status. */
static int
convert_if_text(const struct media_server *server, const struct wanted *w,
    const struct stat *st, struct answer *a)
{
	struct conversion c = { server, w, a->loan.peer, a->loan.fd,
	    (uint64_t)st->st_size };
	const struct print_key key = { .id = w->id, .size = c.size,
	    .mtime_ns = root_mtime_ns(st), .subtitle = w->number };
	int status;

	a->loan.bytes = c.size;
	if (!w->format->text)
		return 0;
	/* The scanner offers none that is larger: it has grown since. */
	status = c.size > SUBTITLE_BYTES_MAX ? 404 :
	    prints_get(server->prints, &key, convert, &c, &a->loan);
	a->lent = status == 0;
	close(c.fd);
	return status;
}

static int
get(const struct media_server *server, struct exchange *x, struct wanted *w,
    struct answer *a)
{
	struct stat st;
	int status = media_file_find(server, x, w->id, keep_object, w,
	    &w->file);

	if (status == 0 && !w->found)
		status = 404;
	if (status == 0)
		status = find_file(server, w);
	if (status == 0)
		status = media_file_open(server, w->id, &w->file, &a->loan.fd,
		    &st);
	if (status == 0)
		status = convert_if_text(server, w, &st, a);
	return status;
}

void
subtitle_get_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct wanted w = { .client = client_of(server, x), .name = name };
	struct answer a = { .loan.peer = exchange_peer(x) };
	int status;

	if (parse_id(name, &w.id) == -1) {
		exchange_status(x, 404);
		return;
	}
	media_file_init(&w.file);
	status = get(server, x, &w, &a);
	media_file_free(&w.file);
	if (status == 503)
		exchange_header(x, "Retry-After", STUDIO_RETRY_AFTER_SEC);
	if (status != 0) {
		exchange_status(x, status);
		return;
	}
	exchange_header(x, "transferMode.dlna.org", "Interactive");
	exchange_file(x, &(struct exchange_file){ .fd = a.loan.fd,
	    .size = a.loan.bytes, .type = w.type });
	if (a.lent)
		prints_return(server->prints, &a.loan);
}
