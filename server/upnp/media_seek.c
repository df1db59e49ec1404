/*
 * Seeking by time in a file: its table says which bytes stand for a time. In
 * lares-http.
 */
#include "common/buf.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "server/http/exchange.h"
#include "server/upnp/media_seek.h"
#include "server/upnp/media_server.h"
#include "server/upnp/time_seek.h"
#include "server/upnp/transfer.h"

#define TABLE_BYTES_MAX	(4 << 20)

/* 1; 0: there is none any more; -1 */
static int
read_table(const struct media_server *server, int64_t id, struct buf *table)
{
	struct catalog *c = catalog_pool_borrow(server->catalog);
	int found;

	if (c == NULL)
		return -1;
	found = catalog_seek_table(c, id, table);
	catalog_pool_return(server->catalog, c);
	return found;
}

int
media_seek_find(const struct media_server *server,
    const struct media_seek *file, uint64_t size, const struct transfer *t,
    struct seek_part *part)
{
	struct buf table;
	int found, status;

	if (size != file->size)
		return 406;
	if (t->start_ms >= file->duration_ms)
		return 416;
	buf_init(&table, TABLE_BYTES_MAX);
	found = read_table(server, file->id, &table);
	status = found == -1 ? 503 : found == 0 || seek_table_find(table.data,
	    table.len, size, file->duration_ms, t->start_ms, t->end_ms,
	    part) == -1 ? 406 : 0;
	buf_free(&table);
	return status;
}

void
media_seek_headers(struct exchange *x, const struct media_seek *file,
    uint64_t size, const struct transfer *t, const struct seek_part *part)
{
	char text[TIME_SEEK_BYTES];

	if (file->duration_ms != 0)
		exchange_header(x, "Vary", "TimeSeekRange.dlna.org");
	if (t->seek_range && size != 0) {
		time_seek_format_available(text, file->duration_ms, size);
		exchange_header(x, "availableSeekRange.dlna.org", text);
	}
	if (part == NULL)
		return;
	time_seek_format(text, part, file->duration_ms, size);
	exchange_header(x, "TimeSeekRange.dlna.org", text);
	time_seek_format_available(text, file->duration_ms, 0);
	exchange_header(x, "X-AvailableSeekRange", text);
}
