/*
 * Pages of ids, and the lists that are remembered for them. In lares-http.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_find.h"
#include "common/catalog_read.h"
#include "server/upnp/listing.h"

#define KEY_BYTES_MAX	65536

/* A list, and what it is of. */
struct kept {
	struct buf	 key;
	uint32_t	 update_id;
	int64_t		*ids;
	size_t		 n;
	uint64_t	 used;		/* when last; the older goes first */
};
struct listings {
	pthread_mutex_t	 lock;
	struct kept	 kept[LISTING_KEPT_MAX];
	size_t		 nkept;
	size_t		 nids;
	uint64_t	 clock;
};

struct listings *
listings_new(void)
{
	struct listings *ls = calloc(1, sizeof(*ls));

	if (ls != NULL)
		pthread_mutex_init(&ls->lock, NULL);
	return ls;
}

static void
drop(struct listings *ls, size_t i)
{
	ls->nids -= ls->kept[i].n;
	buf_free(&ls->kept[i].key);
	free(ls->kept[i].ids);
	ls->kept[i] = ls->kept[--ls->nkept];
}

void
listings_free(struct listings *ls)
{
	if (ls == NULL)
		return;
	while (ls->nkept > 0)
		drop(ls, ls->nkept - 1);
	pthread_mutex_destroy(&ls->lock);
	free(ls);
}

/* All that makes a list this one. */
static void
write_key(struct buf *b, const struct catalog_query *q)
{
	buf_init(b, KEY_BYTES_MAX);
	buf_addf(b, "%d %lld %d %d %llx", (int)q->scope, (long long)q->id,
	    (int)q->kind, q->deep, (unsigned long long)q->hidden);
	for (size_t i = 0; i < q->ngiven; i++)
		buf_addf(b, " =%lld", (long long)q->given[i]);
	for (size_t i = 0; i < q->norder; i++)
		buf_addf(b, " %c%d", q->order[i].descending ? '-' : '+',
		    (int)q->order[i].field);
	for (size_t i = 0; i < q->nnodes; i++) {
		const struct catalog_node *n = &q->nodes[i];
		const char *text = n->text != NULL ? n->text : "";

		/* With its length no text can look like what follows it. */
		buf_addf(b, "\n%d %d %lld %zu %s", (int)n->op, (int)n->field,
		    (long long)n->number, strlen(text), text);
		if (catalog_is_shown(n->field))
			buf_addf(b, " %llx", (unsigned long long)q->client);
	}
}

static int
cut(const int64_t *ids, size_t n, uint64_t start, uint64_t count,
    struct listing_page *page)
{
	page->total = n;
	if (start >= n)
		return 0;
	page->n = count != 0 && count < n - start ? count : n - start;
	if ((page->ids = calloc(page->n, sizeof(*ids))) == NULL)
		return -1;
	memcpy(page->ids, ids + start, page->n * sizeof(*ids));
	return 0;
}

/* 1: the page is from a list that is remembered. */
static int
recall(struct listings *ls, const struct buf *key, uint64_t start,
    uint64_t count, struct listing_page *page)
{
	int ret = 0;

	pthread_mutex_lock(&ls->lock);
	for (size_t i = ls->nkept; i-- > 0 && ret == 0; ) {
		struct kept *k = &ls->kept[i];

		if (k->update_id != page->update_id) {
			drop(ls, i);
		} else if (k->key.len == key->len &&
		    memcmp(k->key.data, key->data, key->len) == 0) {
			k->used = ++ls->clock;
			ret = cut(k->ids, k->n, start, count, page) == -1 ?
			    -1 : 1;
		}
	}
	pthread_mutex_unlock(&ls->lock);
	return ret;
}

/* Takes the key and the ids over, or frees them. */
static void
remember(struct listings *ls, struct buf *key, int64_t *ids, size_t n,
    uint32_t update_id)
{
	size_t oldest;

	pthread_mutex_lock(&ls->lock);
	while (ls->nkept > 0 && (ls->nkept == LISTING_KEPT_MAX ||
	    ls->nids + n > LISTING_IDS_MAX)) {
		oldest = 0;
		for (size_t i = 1; i < ls->nkept; i++)
			if (ls->kept[i].used < ls->kept[oldest].used)
				oldest = i;
		drop(ls, oldest);
	}
	if (n <= LISTING_IDS_MAX && !buf_failed(key)) {
		ls->kept[ls->nkept++] = (struct kept){ *key, update_id, ids, n,
		    ++ls->clock };
		ls->nids += n;
	} else {
		buf_free(key);
		free(ids);
	}
	pthread_mutex_unlock(&ls->lock);
}

static int
read_whole(struct listings *ls, struct catalog *c,
    const struct catalog_query *q, uint64_t start, uint64_t count,
    struct listing_page *page)
{
	struct buf key;
	int64_t *ids;
	size_t n;
	int ret;

	write_key(&key, q);
	if ((ret = recall(ls, &key, start, count, page)) != 0 ||
	    catalog_list(c, q, 0, 0, &ids, &n) == -1) {
		buf_free(&key);
		return ret == 1 ? 0 : -1;
	}
	ret = cut(ids, n, start, count, page);
	remember(ls, &key, ids, n, page->update_id);
	return ret;
}

/* In the order of an index, from near its beginning on. */
static bool
is_near(const struct catalog_query *q, uint64_t start)
{
	return (q->norder == 0 || catalog_list_is_indexed(q)) && !q->deep &&
	    start < LISTING_DIRECT_ROWS;
}

int
listing_read_rows(struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count, struct listing_page *page,
    catalog_row row, void *arg)
{
	uint64_t left;

	memset(page, 0, sizeof(*page));
	if (q->norder > 0 || !is_near(q, start))
		return 0;
	if (catalog_update_id(c, &page->update_id) == -1 ||
	    catalog_total(c, q, &page->total) == -1)
		return -1;
	left = page->total > start ? page->total - start : 0;
	page->n = count != 0 && count < left ? count : left;
	if (page->n > LISTING_SHORT_ROWS)
		return 0;
	return page->n == 0 || catalog_list_rows(c, q, start, page->n, row,
	    arg) == 0 ? 1 : -1;
}

int
listing_read(struct listings *ls, struct catalog *c,
    const struct catalog_query *q, uint64_t start, uint64_t count,
    struct listing_page *page)
{
	struct catalog_query whole = { .scope = CATALOG_OF_KIND,
	    .hidden = q->hidden, .norder = q->norder };

	memset(page, 0, sizeof(*page));
	/* Such a search is a view, and its page lies in an index. */
	if (catalog_find_is_kind(q, &whole.kind)) {
		memcpy(whole.order, q->order, sizeof(whole.order));
		q = &whole;
	}
	if (catalog_update_id(c, &page->update_id) == -1)
		return -1;
	if (!is_near(q, start) || count == 0 ||
	    count > LISTING_DIRECT_ROWS - start)
		return read_whole(ls, c, q, start, count, page);
	if (catalog_total(c, q, &page->total) == -1)
		return -1;
	return catalog_list(c, q, start, count, &page->ids, &page->n);
}
