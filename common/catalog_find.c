/*
 * Searches that the indexes of words answer by themselves: each condition is a
 * set of codes, or all of some kinds; they are joined as the conditions are.
 * In lares-http.
 */
#include <stdlib.h>
#include <string.h>

#include "common/catalog_codes.h"
#include "common/catalog_find.h"
#include "common/catalog_holder.h"
#include "common/catalog_holds.h"
#include "common/catalog_kinds.h"
#include "common/catalog_schema.h"
#include "common/catalog_scope.h"
#include "common/catalog_words.h"

/* What a condition is true of: all of some kinds, or just some. */
struct part {
	bool			 whole;
	struct catalog_kinds	 kinds;		/* of a whole */
	struct catalog_codes	 codes;		/* of another */
};

/* What all that is found is beneath. */
struct place {
	int64_t			 holder;	/* its key; 0: anywhere */
	int64_t			 container;
	enum view		 view;		/* of a container */
};

struct finder {
	struct catalog_words	*words;
	struct place		 place;
	const struct catalog_node *nodes;
	bool			 objects;	/* or containers */
	struct catalog_kinds	 within;	/* more cannot be found */
};

static bool
is_join(const struct catalog_node *n)
{
	return n->op == CATALOG_AND || n->op == CATALOG_OR;
}

/* Of which kinds that can be what the node at i, with what it joins, is true
   of; *first is where that begins. Whether it is true of all of them. */
static bool
bound(const struct finder *f, size_t i, struct catalog_kinds *k, size_t *first)
{
	const struct catalog_node *n = &f->nodes[i];
	struct catalog_kinds left;
	bool exact;

	*first = i;
	if (!is_join(n)) {
		if (catalog_kinds_fit(n, f->objects, k))
			return true;
		catalog_kinds_set(k, true);
		return false;
	}
	exact = bound(f, i - 1, k, first);
	exact = bound(f, *first - 1, &left, first) && exact;
	catalog_kinds_join(k, &left, n->op == CATALOG_AND);
	return exact;
}

static void
keep_kinds(struct finder *f, struct catalog_codes *s, const struct catalog_kinds *k)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (catalog_kinds_has(k, s->list[i], f->objects))
			s->list[n++] = s->list[i];
	s->n = n;
}

/* Into the first; the other is freed. False: all of a kind, and some others,
   are for SQL to list. */
static bool
join(struct finder *f, struct part *p, struct part *other, bool both)
{
	struct part first = *p, second = *other;
	bool able = true;

	if (first.whole && !second.whole) {
		first = *other;
		second = *p;
	}
	if (first.whole)
		catalog_kinds_join(&first.kinds, &second.kinds, both);
	else if (!second.whole && both)
		catalog_codes_both(&first.codes, &second.codes);
	else if (!second.whole)
		catalog_codes_any(&first.codes, &second.codes);
	else if (both)
		keep_kinds(f, &first.codes, &second.kinds);
	else
		able = !catalog_kinds_any(&second.kinds);
	catalog_codes_free(&second.codes);
	*p = first;
	return able;
}

static bool
is_same(const struct catalog_node *n, const struct catalog_node *other)
{
	return n->op == other->op && n->field == other->field &&
	    n->number == other->number && strcmp(n->text, other->text) == 0;
}

/* Of the conditions that the node at i joins, whether the last is among those
   before: dc:creator and upnp:artist are the same to us. */
static bool
is_repeated(const struct finder *f, size_t i)
{
	const struct catalog_node *last = &f->nodes[i - 1], *n = last;
	size_t left = 1;

	if (f->nodes[i].op != CATALOG_OR || is_join(last))
		return false;
	for (; left > 0; left = n->op == CATALOG_OR ? left + 1 : left - 1) {
		n--;
		if (n->op == CATALOG_AND)
			return false;
		if (n->op != CATALOG_OR && is_same(n, last))
			return true;
	}
	return false;
}

/* 1: *p is what the node at i, with what it joins, is true of; 0, -1. *p is the
   caller's in any case. */
static int
find_part(struct finder *f, size_t i, struct part *p, size_t *first)
{
	const struct catalog_node *n = &f->nodes[i];
	struct part left;
	int ret;

	*p = (struct part){ .whole = false };
	*first = i;
	if (!is_join(n)) {
		if ((p->whole = catalog_kinds_fit(n, f->objects,
		    &p->kinds))) {
			catalog_kinds_join(&p->kinds, &f->within, true);
			return 1;
		}
		return catalog_words_find(f->words, n, f->objects, &f->within,
		    &p->codes);
	}
	if (is_repeated(f, i))
		return find_part(f, i - 2, p, first);
	if ((ret = find_part(f, i - 1, p, first)) != 1)
		return ret;
	if ((ret = find_part(f, *first - 1, &left, first)) != 1) {
		catalog_codes_free(&left.codes);
		return ret;
	}
	if (!join(f, p, &left, n->op == CATALOG_AND))
		return 0;
	return p->codes.failed ? -1 : 1;
}

/* ---- where --------------------------------------------------------------- */

/* 1; 0: what is there is not held, or there is no such place; -1. */
static int
find_place(struct catalog *c, const struct catalog_query *q, struct place *p)
{
	enum media_kind kind;
	int64_t view = q->id, level = 0;
	int found = 1;

	*p = (struct place){ .view = VIEW_NONE };
	if (catalog_scope_is_everywhere(q) || catalog_scope_is_kind(q, &kind))
		return 1;
	if (q->scope == CATALOG_IN_FOLDER) {
		p->holder = -q->id;
		return 1;
	}
	if (q->scope != CATALOG_IN_CONTAINER || !catalog_held_by(q->id))
		return 0;
	if (q->id >= VIEW_IDS && (found = catalog_number_of(c,
	    "SELECT view FROM container WHERE id = ?1", q->id, &view)) == 1)
		found = catalog_number_of(c,
		    "SELECT level FROM container WHERE id = ?1", q->id, &level);
	p->holder = catalog_held_key(q->id, (unsigned)level);
	p->container = q->id;
	p->view = (enum view)view;
	return found;
}

/* Whether a container is beneath another: 1, 0 or -1. What is above one was
   made before it, and has a lesser id. */
static int
is_beneath(struct catalog *c, int64_t id, int64_t above)
{
	int found = 1;

	while (found == 1 && id > above) {
		found = catalog_number_of(c,
		    "SELECT parent FROM container WHERE id = ?1", id, &id);
		if (found == 1 && id == above)
			return 1;
	}
	return found == -1 ? -1 : 0;
}

/* Of containers of its view, those that are beneath one. */
static int
keep_containers(struct finder *f, struct catalog_codes *s)
{
	size_t n = 0;
	int is;

	if (f->place.container < VIEW_IDS)
		return 0;
	for (size_t i = 0; i < s->n; i++) {
		is = is_beneath(f->words->c, s->list[i] >>
		    CATALOG_CONTAINER_BITS, f->place.container);
		if (is == -1)
			return -1;
		if (is == 1)
			s->list[n++] = s->list[i];
	}
	s->n = n;
	return 0;
}

static int
keep_objects(struct finder *f, struct catalog_codes *s)
{
	struct catalog_holds h = { .blocks = NULL };
	int ret;

	if (f->place.holder == 0 || s->n == 0)
		return 0;
	ret = catalog_holds_read(f->words->c, f->place.holder, &h);
	catalog_holds_keep(&h, s, true);
	catalog_holds_free(&h);
	return ret;
}

/* The kinds of objects that have been taken for folders. */
static int
read_kinds(struct catalog *c, struct catalog_codes *s)
{
	int64_t kind = MEDIA_FOLDER;

	for (size_t i = 0; i < s->n; i++) {
		if (catalog_number_of(c, "SELECT kind FROM object WHERE id = ?1",
		    s->list[i] >> CATALOG_OBJECT_BITS, &kind) != 1)
			return -1;
		s->list[i] |= kind;
	}
	return 0;
}

/* All that is there. 1; 0: it is for SQL to list; -1. */
static int
take_whole(struct finder *f, struct part *p)
{
	const struct view_facts *v = view_of(f->place.view);
	const enum media_kind kind = v != NULL ? v->kind : MEDIA_FOLDER;
	struct catalog_holds h = { .blocks = NULL };
	int ret;

	if (!catalog_kinds_any(&p->kinds))
		return 1;
	if (!f->objects || f->place.holder == 0)
		return 0;
	ret = catalog_holds_read(f->words->c, f->place.holder, &h);
	catalog_holds_add(&h, kind, &p->codes);
	catalog_holds_free(&h);
	if (ret == 0 && kind == MEDIA_FOLDER)
		ret = read_kinds(f->words->c, &p->codes);
	keep_kinds(f, &p->codes, &p->kinds);
	return ret == -1 || p->codes.failed ? -1 : 1;
}

/* ---- */

/* The ids of what was found. 1; 0: it is for SQL to list; -1. */
static int
take_ids(struct finder *f, struct part *p, int64_t **ids, size_t *n)
{
	const unsigned bits = f->objects ? CATALOG_OBJECT_BITS :
	    CATALOG_CONTAINER_BITS;
	int ret = 1;

	if (p->whole)
		ret = take_whole(f, p);
	else if ((f->objects ? keep_objects(f, &p->codes) :
	    keep_containers(f, &p->codes)) == -1)
		ret = -1;
	keep_kinds(f, &p->codes, &f->within);
	*ids = p->codes.list;
	*n = p->codes.n;
	p->codes.list = NULL;
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] >>= bits;
	return ret;
}

static int
find_all(struct catalog_words *w, const struct catalog_query *q,
    const struct place *place, bool objects, int64_t **ids, size_t *n)
{
	struct finder f = { .words = w, .place = *place, .nodes = q->nodes,
		.objects = objects };
	struct catalog_kinds scope;
	struct part p;
	size_t first;
	int ret;

	catalog_kinds_scope(&scope, q, objects);
	(void)bound(&f, q->nnodes - 1, &f.within, &first);
	catalog_kinds_join(&f.within, &scope, true);
	if (place->view != VIEW_NONE) {
		catalog_kinds_view(&scope, place->view, objects);
		catalog_kinds_join(&f.within, &scope, true);
	}
	if (!catalog_kinds_any(&f.within))
		return 1;
	ret = find_part(&f, q->nnodes - 1, &p, &first);
	if (ret == 1)
		ret = take_ids(&f, &p, ids, n);
	catalog_codes_free(&p.codes);
	return ret;
}

static void
leave_out(struct catalog_found *found, int64_t id)
{
	size_t n = 0;

	for (size_t i = 0; i < found->nobjects; i++)
		if (found->objects[i] != id)
			found->objects[n++] = found->objects[i];
	found->nobjects = n;
}

void
catalog_found_free(struct catalog_found *found)
{
	free(found->objects);
	free(found->containers);
	*found = (struct catalog_found){ .objects = NULL };
}

int
catalog_find(struct catalog *c, const struct catalog_query *q,
    struct catalog_found *found)
{
	struct catalog_words w;
	struct place place;
	int ret;

	*found = (struct catalog_found){ .objects = NULL };
	if (!q->deep || q->nnodes == 0 ||
	    (ret = find_place(c, q, &place)) == 0)
		return 0;
	catalog_words_init(&w, c);
	if (ret == 1)
		ret = find_all(&w, q, &place, true, &found->objects,
		    &found->nobjects);
	if (ret == 1 && catalog_scope_has_containers(q))
		ret = find_all(&w, q, &place, false, &found->containers,
		    &found->ncontainers);
	catalog_words_free(&w);
	if (ret == 1)
		leave_out(found, q->without);
	else
		catalog_found_free(found);
	return ret;
}

bool
catalog_find_is_kind(const struct catalog_query *q, enum media_kind *kind)
{
	struct finder f = { .nodes = q->nodes, .objects = true };
	struct catalog_kinds is, scope;
	unsigned n = 0;
	size_t first;

	if (!q->deep || q->nnodes == 0 || (!catalog_scope_is_everywhere(q) &&
	    !catalog_scope_is_kind(q, kind)))
		return false;
	if (!bound(&f, q->nnodes - 1, &is, &first))
		return false;
	catalog_kinds_scope(&scope, q, true);
	catalog_kinds_join(&is, &scope, true);
	for (unsigned i = 0; i < MEDIA_KINDS; i++)
		if (is.has[i]) {
			*kind = (enum media_kind)i;
			n++;
		}
	f.objects = false;
	if (n != 1 || *kind == MEDIA_FOLDER)
		return false;
	if (!catalog_scope_has_containers(q))
		return true;
	catalog_kinds_scope(&scope, q, false);
	if (!bound(&f, q->nnodes - 1, &is, &first))
		return false;
	catalog_kinds_join(&is, &scope, true);
	return !catalog_kinds_any(&is);
}
