/*
 * A media file for a client: its descriptor, and the headers that describe it,
 * for the transport, which sends it. In lares-http; reads no byte of the file.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "server/http/exchange.h"
#include "server/upnp/art_get.h"
#include "server/upnp/base_url.h"
#include "server/upnp/client.h"
#include "server/upnp/media_file.h"
#include "server/upnp/media_get.h"
#include "server/upnp/media_seek.h"
#include "server/upnp/media_server.h"
#include "server/upnp/media_strip.h"
#include "server/upnp/protocol_info.h"
#include "server/upnp/resource_adapt.h"
#include "server/upnp/transfer.h"

#define TYPE_BYTES	64
#define URL_BYTES_MAX	256

/* What is known of the file once the catalogue has been asked. */
struct wanted {
	const struct client *client;	/* who asks */
	const char	*profile;	/* in the URL, which it is to be of: */
	size_t		 profile_len;	/* 0: the file as it is */
	const char	*extension;	/* in it; NULL without one */
	bool		 found;
	enum media_kind	 kind;
	uint64_t	 duration_ms;
	struct media_seek seek;
	struct buf	 caption;	/* path of its subtitle; or empty */
	char		 type[TYPE_BYTES];
	char		 features[PROTOCOL_INFO_BYTES];
};

/* "17", "17.mp4" or "17/MPEG_PS_PAL.mp4"; 0, or -1. */
static int
parse_name(const char *name, int64_t *id, struct wanted *w)
{
	const char *behind;

	if (media_file_id(name, id, &behind) == -1)
		return -1;
	if (*behind == '/') {
		w->profile = behind + 1;
		w->profile_len = strcspn(w->profile, ".");
		behind += 1 + w->profile_len;
		if (w->profile_len == 0)
			return -1;
	}
	if (*behind != '.' && *behind != '\0')
		return -1;
	w->extension = *behind == '.' ? behind + 1 : NULL;
	return 0;
}

static void
keep_object(void *arg, const struct catalog_object *o)
{
	struct wanted *w = arg;
	struct resource file, subtitle;
	int len;

	if (!resource_adapt_file(o, w->client, w->profile, w->profile_len,
	    &file))
		return;
	len = snprintf(w->type, sizeof(w->type), "%s", file.info.mime);
	protocol_info_features(&file.info, w->features);
	w->kind = file.info.kind;
	w->duration_ms = file.duration_ms;
	w->seek = (struct media_seek){ o->id, o->size,
	    file.info.time_seek ? o->duration_ms : 0 };
	if (resource_subtitle(o, w->client->language, SUBTITLE_SEC, &subtitle))
		resource_add_path(&w->caption, &subtitle);
	if (len < TYPE_BYTES && (w->extension == NULL ||
	    resource_has_extension(&file, w->extension)))
		w->found = true;
}

/* Samsung: where it looks for subtitles, whatever DIDL-Lite told it. */
static void
add_caption_info(struct exchange *x, const struct buf *path)
{
	char base[BASE_URL_BYTES];
	struct buf url;

	base_url(x, base);
	buf_init(&url, URL_BYTES_MAX);
	buf_add_str(&url, base);
	buf_add(&url, path->data, path->len);
	if (!buf_failed(&url))
		exchange_header(x, "CaptionInfo.sec", url.data);
	buf_free(&url);
}

static void
add_headers(struct exchange *x, const struct wanted *w,
    const struct transfer *t)
{
	char duration[40];

	media_file_describe(x, w->features, t);
	if (w->caption.len > 0 && request_header(exchange_request(x),
	    "getCaptionInfo.sec") != NULL)
		add_caption_info(x, &w->caption);
	/* Samsung: the length of its seek bar. */
	if (w->duration_ms != 0 && request_header(exchange_request(x),
	    "getMediaInfo.sec") != NULL) {
		snprintf(duration, sizeof(duration), "SEC_Duration=%" PRIu64,
		    w->duration_ms);
		exchange_header(x, "MediaInfo.sec", duration);
	}
}

/* A file on its way: opened, and all that there is to say about it. */
struct opened {
	int		 fd;
	struct stat	 st;
	struct media_strip strip;
	struct seek_part part;		/* transfer.timed */
};

/* 0, or the status that refuses; then nothing is open. */
static int
open_file(const struct media_server *server, int64_t id,
    const struct media_file *file, const struct wanted *w,
    const struct transfer *t, struct opened *o)
{
	int status = media_file_open(server, id, file, &o->fd, &o->st);

	if (status != 0)
		return status;
	status = media_strip_find(server, id, file, &o->st, &o->strip);
	if (status == 0 && t->timed)
		status = media_seek_find(server, &w->seek,
		    (uint64_t)o->st.st_size, t, &o->part);
	if (status != 0) {
		media_strip_free(&o->strip);
		close(o->fd);
	}
	return status;
}

static void
deliver(struct exchange *x, const struct wanted *w, const struct transfer *t,
    struct opened *o)
{
	const struct exchange_file f = {
		.fd = o->fd, .size = (uint64_t)o->st.st_size, .type = w->type,
		.etag = o->strip.etag.s, .blanks = o->strip.list,
		.was = o->strip.guarded ? &o->st : NULL,
	};

	add_headers(x, w, t);
	media_seek_headers(x, &w->seek, f.size, t, t->timed ? &o->part : NULL);
	if (t->timed && o->part.last - o->part.first + 1 < f.size)
		exchange_file_part(x, &f, o->part.first, o->part.last);
	else
		exchange_file(x, &f);
	media_strip_free(&o->strip);
}

/* 0 and a file to send, or the status that refuses. */
static int
find(const struct media_server *server, struct exchange *x, int64_t id,
    struct wanted *w, struct transfer *t, struct opened *o)
{
	struct media_file file;
	int status;

	media_file_init(&file);
	status = media_file_find(server, x, id, keep_object, w, &file);
	if (status == 0 && !w->found)
		status = 404;
	if (status == 0)
		status = transfer_check(exchange_request(x), w->client,
		    w->kind, w->seek.duration_ms != 0, t);
	if (status == 0)
		status = open_file(server, id, &file, w, t, o);
	media_file_free(&file);
	return status;
}

static void
serve(const struct media_server *server, struct exchange *x, int64_t id,
    struct wanted *w)
{
	const struct client client = client_of(server, x);
	struct transfer t;
	struct opened o;
	int status;

	w->client = &client;
	status = find(server, x, id, w, &t, &o);
	if (status == 503)
		exchange_header(x, "Retry-After", MEDIA_STRIP_RETRY_AFTER_SEC);
	if (status != 0)
		exchange_status(x, status);
	else
		deliver(x, w, &t, &o);
}

/* Xbox 360: of the URL of a song, film or photo its picture. */
static bool
asks_for_art(struct exchange *x)
{
	return strcmp(exchange_request(x)->query, "albumArt=true") == 0;
}

void
media_get_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct wanted w = { 0 };
	int64_t id;

	if (parse_name(name, &id, &w) == -1) {
		exchange_status(x, 404);
		return;
	}
	buf_init(&w.caption, URL_BYTES_MAX);
	if (asks_for_art(x))
		art_get_serve_largest(server, x, id);
	else
		serve(server, x, id, &w);
	buf_free(&w.caption);
}
