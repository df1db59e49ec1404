/*
 * What lists are ordered by. For catalog_list.c.
 */
#include "common/catalog_sql.h"

/* What a field is ordered by, in an object and in a container. */
static const struct {
	const char	*object, *container;
} sorts[CATALOG_NO_FIELD] = {
	[CATALOG_TITLE] = { "o.title_key", "c.sort" },
	[CATALOG_DATE] = { "o.date", "c.date" },
	[CATALOG_CLASS] = { "item_class(o.kind)",
	    "container_class(c.view, c.level)" },
	[CATALOG_TRACK] = { "o.track", "0" },
	[CATALOG_DISC] = { "o.disc", "0" },
	[CATALOG_ARTIST] = { "sort_key(o.artist)", "sort_key(c.artist)" },
	[CATALOG_ALBUM_ARTIST] = { "sort_key(o.album_artist)", "x''" },
	[CATALOG_COMPOSER] = { "sort_key(o.composer)", "x''" },
	[CATALOG_ALBUM] = { "sort_key(o.album)", "x''" },
	[CATALOG_GENRE] = { "sort_key(o.genre)", "x''" },
	[CATALOG_DURATION] = { "o.duration_ms", "0" },
	[CATALOG_SIZE] = { "o.size", "0" },
	[CATALOG_RESOLUTION] = { "(o.width << 16) + o.height", "0" },
	[CATALOG_BITRATE] = { "o.bitrate", "0" },
	[CATALOG_RATING] = { "o.rating", "''" },
	[CATALOG_SERIES] = { "sort_key(o.series)", "x''" },
	[CATALOG_SEASON] = { "o.season", "0" },
	[CATALOG_EPISODE] = { "o.episode", "0" },
};

void
catalog_sql_keys(struct catalog_sql *s, const struct catalog_query *q, bool objects)
{
	for (size_t i = 0; i < q->norder; i++) {
		catalog_sql_add(s, ", ");
		catalog_sql_add(s, objects ? sorts[q->order[i].field].object :
		    sorts[q->order[i].field].container);
	}
	catalog_sql_add(s, objects ? ", o.title_key, o.id" :
	    ", c.sort, c.id");
}

void
catalog_sql_order(struct catalog_sql *s, const struct catalog_query *q)
{
	size_t i;

	catalog_sql_add(s, " ORDER BY ");
	for (i = 0; i < q->norder; i++)
		catalog_sql_addf(s, "%zu%s, ", i + 2,
		    q->order[i].descending ? " DESC" : "");
	catalog_sql_addf(s, "%zu, %zu", i + 2, i + 3);
}
