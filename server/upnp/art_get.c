/*
 * Artwork: the small pictures that lares-scan made, sent as they lie in the
 * state directory. In lares-http; reads no byte of them.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/art.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_visible.h"
#include "common/root.h"
#include "server/http/exchange.h"
#include "server/upnp/art_get.h"
#include "server/upnp/audience.h"
#include "server/upnp/client.h"
#include "server/upnp/media_file.h"
#include "server/upnp/media_server.h"
#include "server/upnp/protocol_info.h"
#include "server/upnp/resource_adapt.h"
#include "server/upnp/transfer.h"

/* Digits that do not start with 0, and the slash behind them. */
static int
parse_number(const char **at, int64_t *out)
{
	return media_file_id(*at, out, at) == 0 && *(*at)++ == '/' ? 0 : -1;
}

/* What a URL names: whose picture (a container's is negative), which, and in
   what size. */
struct wanted {
	int64_t		 id, art;
	const char	*file;		/* NULL: the largest of any */
};

static int
parse_name(const char *name, struct wanted *w)
{
	const bool container = name[0] == 'c';

	w->file = name + container;
	if (parse_number(&w->file, &w->id) == -1 ||
	    parse_number(&w->file, &w->art) == -1)
		return -1;
	if (container)
		w->id = -w->id;
	return 0;
}

/* 1 and what it shows; 0: nothing, or it is hidden; -1. */
static int
read_art(const struct media_server *server, struct catalog *c, int64_t id,
    uint64_t hidden, int64_t *art)
{
	if (hidden != 0 && catalog_has_areas(c,
	    access_areas_mark(server->config)) != 1)
		return -1;
	return catalog_visible_art(c, id, hidden, art);
}

/*
 * Whether that is the picture shown now, by something that who asks may see:
 * ids of pictures alone would let him see any. 0 with *r set, or the status
 * that refuses.
 */
static int
find(const struct media_server *server, struct exchange *x,
    const struct wanted *w, struct resource *r)
{
	const struct access_view view = audience_of(server, x);
	struct catalog_object row = { .id = w->id };
	struct resource list[ART_SIZES];
	struct catalog *c;
	size_t n, len;
	int found;

	if (!view.admitted)
		return 403;
	if ((c = catalog_pool_borrow(server->catalog)) == NULL)
		return 503;
	found = read_art(server, c, w->id, view.hidden, &row.art);
	catalog_pool_return(server->catalog, c);
	if (found != 1)
		return found == 0 ? 404 : 500;
	for (n = resource_list_art(&row, list); n > 0; n--) {
		*r = list[n - 1];
		len = strlen(r->info.profile);
		if (w->file == NULL)
			return 0;
		if (r->art == w->art && strncmp(w->file, r->info.profile,
		    len) == 0 && strcmp(w->file + len, ".jpg") == 0)
			return 0;
	}
	return 404;
}

/* One that is empty was lost with the machine's power: lares-scan will find
   that out. 0, or the status that refuses. */
static int
open_art(const struct media_server *server, const struct resource *r, int *fd,
    uint64_t *size)
{
	const enum art_size which = strcmp(r->info.profile,
	    art_limit(ART_TN)->profile) == 0 ? ART_TN : ART_SM;
	struct stat st;

	*fd = root_open(server->art, 0, art_path(r->art, which).s, &st);
	if (*fd == -1)
		return errno == EMFILE || errno == ENFILE ? 503 : 404;
	if (S_ISREG(st.st_mode) && st.st_size > 0) {
		*size = (uint64_t)st.st_size;
		return 0;
	}
	close(*fd);
	return 404;
}

static void
serve(const struct media_server *server, struct exchange *x,
    const struct wanted *w)
{
	const struct client client = client_of(server, x);
	char features[PROTOCOL_INFO_BYTES];
	struct resource r;
	struct transfer t;
	uint64_t size;
	int fd, status = find(server, x, w, &r);

	if (status == 0)
		status = transfer_check(exchange_request(x), &client,
		    MEDIA_PICTURE, false, &t);
	if (status == 0)
		status = open_art(server, &r, &fd, &size);
	if (status != 0) {
		exchange_status(x, status);
		return;
	}
	resource_adapt_info(&r, &client);
	protocol_info_features(&r.info, features);
	media_file_describe(x, features, &t);
	exchange_file(x, &(struct exchange_file){ .fd = fd, .size = size,
	    .type = r.info.mime });
}

void
art_get_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct wanted w;

	if (parse_name(name, &w) == 0)
		serve(server, x, &w);
	else
		exchange_status(x, 404);
}

void
art_get_serve_largest(const struct media_server *server, struct exchange *x,
    int64_t id)
{
	const struct wanted w = { .id = id };

	serve(server, x, &w);
}
