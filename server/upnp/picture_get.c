/*
 * Pictures made on demand: what DIDL-Lite offers as a scaled JPEG is made by a
 * probe worker when it is asked for. In lares-http; reads no byte of the file.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/root.h"
#include "server/http/exchange.h"
#include "server/http/rarely.h"
#include "server/http/stream.h"
#include "server/upnp/client.h"
#include "server/upnp/media_file.h"
#include "server/upnp/media_server.h"
#include "server/upnp/picture_get.h"
#include "server/upnp/prints.h"
#include "server/upnp/resource_adapt.h"
#include "server/upnp/studio.h"
#include "server/upnp/transfer.h"

/* What is known of the picture once the catalogue has been asked. */
struct wanted {
	struct client	 client;	/* who asks */
	const char		*name;		/* in the URL, after the id */
	bool			 found;
	struct render_order	 order;
	char			 features[PROTOCOL_INFO_BYTES];
};

/* "17/JPEG_SM.jpg"; 0, or -1. */
static int
parse_name(const char *name, int64_t *id, const char **rest)
{
	return media_file_id(name, id, rest) == 0 && *(*rest)++ == '/' ? 0 :
	    -1;
}

static bool
is_name_of(const char *name, const struct resource *r)
{
	const size_t len = strlen(r->info.profile);

	return strncmp(name, r->info.profile, len) == 0 && name[len] == '.' &&
	    resource_has_extension(r, name + len + 1);
}

static void
keep_object(void *arg, const struct catalog_object *o)
{
	struct resource list[RESOURCES_MAX];
	const size_t n = resource_list_scaled(o, list);
	struct wanted *w = arg;

	for (size_t i = 0; i < n && !w->found; i++) {
		if (!is_name_of(w->name, &list[i]))
			continue;
		w->found = true;
		/* Turned as its size was told, whatever the file says now. */
		w->order = (struct render_order){
			.source = RENDER_PICTURE,
			.width = list[i].box_width,
			.height = list[i].box_height,
			.orientation = o->orientation > 0 ? o->orientation : 1,
		};
		resource_adapt_info(&list[i], &w->client);
		protocol_info_features(&list[i].info, w->features);
	}
}

/* For prints_get. */
struct scaling {
	const struct media_server *server;
	int64_t			 id;
	const struct wanted	*w;
	const struct media_file	*file;
	struct in_addr		 peer;
	int			 fd;
};

static void
log_unmade(const struct scaling *s, const char *why)
{
	unsigned missed;

	if (rarely_now(s->server->unmade, stream_now(), &missed))
		log_warn("%s cannot be scaled: %s%s (%u more since the last "
		    "such line)", log_media(s->file->root.data,
		    s->file->path.data, "object %" PRId64, s->id).s, why,
		    log_media_hint(), missed);
}

static int
make(void *arg, int *sheet, uint64_t *bytes)
{
	const struct scaling *s = arg;
	char why[STUDIO_WHY_BYTES];
	struct render_result made;
	const enum studio_result result = studio_render(s->server->studio,
	    s->peer, s->fd, &s->w->order, sheet, &made, why);

	if (result == STUDIO_DONE)
		*bytes = made.bytes;
	else if (result != STUDIO_BUSY)
		log_unmade(s, why);
	return studio_status(result);
}

/* The same from memory, or made now and kept. */
static int
get(const struct media_server *server, int64_t id, const struct wanted *w,
    const struct media_file *file, struct print_loan *loan)
{
	struct print_key key = { .id = id, .width = w->order.width,
	    .height = w->order.height };
	struct scaling s = { server, id, w, file, loan->peer, -1 };
	struct stat st;
	int status;

	if ((status = media_file_open(server, id, file, &s.fd, &st)) != 0)
		return status;
	key.size = (uint64_t)st.st_size;
	key.mtime_ns = root_mtime_ns(&st);
	status = prints_get(server->prints, &key, make, &s, loan);
	close(s.fd);
	return status;
}

void
picture_get_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct wanted w = { .client = client_of(server, x), .name = "" };
	struct media_file file;
	struct print_loan loan = { .peer = exchange_peer(x) };
	struct transfer t;
	int64_t id;
	int status;

	if (parse_name(name, &id, &w.name) == -1) {
		exchange_status(x, 404);
		return;
	}
	media_file_init(&file);
	status = media_file_find(server, x, id, keep_object, &w, &file);
	if (status == 0 && !w.found)
		status = 404;
	if (status == 0)
		status = transfer_check(exchange_request(x), &w.client,
		    MEDIA_PICTURE, false, &t);
	if (status == 0)
		status = get(server, id, &w, &file, &loan);
	media_file_free(&file);
	if (status == 503)
		exchange_header(x, "Retry-After", STUDIO_RETRY_AFTER_SEC);
	if (status != 0) {
		exchange_status(x, status);
		return;
	}
	media_file_describe(x, w.features, &t);
	exchange_file(x, &(struct exchange_file){ .fd = loan.fd,
	    .size = loan.bytes, .type = "image/jpeg" });
	prints_return(server->prints, &loan);
}
