/*
 * Kinds of objects, and of containers, as sets: which a condition is true of,
 * and which there are where a query looks. Pure, in lares-http.
 */
#include "common/catalog_kinds.h"
#include "common/catalog_scope.h"
#include "common/catalog_sql.h"
#include "common/view.h"

/* NULL: there are none of that kind. */
static const char *
class_of(bool objects, unsigned kind)
{
	const enum view view = (enum view)(kind >> 2);
	const unsigned level = kind & 3;

	if (objects)
		return kind < MEDIA_KINDS ?
		    view_item_class((enum media_kind)kind) : NULL;
	return level > 0 && view_of(view) != NULL ? view_class(view, level) :
	    NULL;
}

void
catalog_kinds_set(struct catalog_kinds *k, bool has)
{
	for (size_t i = 0; i < CATALOG_KINDS_MAX; i++)
		k->has[i] = has;
}

bool
catalog_kinds_any(const struct catalog_kinds *k)
{
	for (size_t i = 0; i < CATALOG_KINDS_MAX; i++)
		if (k->has[i])
			return true;
	return false;
}

void
catalog_kinds_join(struct catalog_kinds *k, const struct catalog_kinds *other, bool both)
{
	for (size_t i = 0; i < CATALOG_KINDS_MAX; i++)
		k->has[i] = both ? k->has[i] && other->has[i] :
		    k->has[i] || other->has[i];
}

static void
set_class(const struct catalog_node *n, bool objects,
    struct catalog_kinds *k)
{
	for (unsigned i = 0; i < CATALOG_KINDS_MAX; i++) {
		const char *class = class_of(objects, i);

		k->has[i] = class != NULL &&
		    catalog_sql_class_fits(class, n) != (n->op == CATALOG_LACKS);
	}
}

bool
catalog_kinds_fit(const struct catalog_node *n, bool objects,
    struct catalog_kinds *k)
{
	const bool exists = n->op == CATALOG_EXISTS ||
	    n->op == CATALOG_EXISTS_NOT;

	if (n->op == CATALOG_NEVER)
		catalog_kinds_set(k, false);
	else if (!catalog_sql_knows(n->field, objects))
		catalog_kinds_set(k, n->op == CATALOG_EXISTS_NOT);
	else if (exists && (n->field == CATALOG_TITLE ||
	    n->field == CATALOG_CLASS))
		catalog_kinds_set(k, n->op == CATALOG_EXISTS);
	else if (n->field == CATALOG_CLASS)
		set_class(n, objects, k);
	else
		return false;
	return true;
}

void
catalog_kinds_scope(struct catalog_kinds *k, const struct catalog_query *q, bool objects)
{
	enum media_kind kind = MEDIA_FOLDER;
	const bool one = catalog_scope_is_kind(q, &kind);

	for (unsigned i = 0; i < CATALOG_KINDS_MAX; i++) {
		const struct view_facts *v = view_of((enum view)(i >> 2));

		if (class_of(objects, i) == NULL)
			k->has[i] = false;
		else if (objects)
			k->has[i] = !one || i == (unsigned)kind;
		else
			k->has[i] = (!one || v->kind == kind) &&
			    !catalog_scope_leaves_out(q, v->view, i & 3);
	}
}

void
catalog_kinds_view(struct catalog_kinds *k, enum view view, bool objects)
{
	const struct view_facts *v = view_of(view);

	for (unsigned i = 0; i < CATALOG_KINDS_MAX; i++)
		k->has[i] = v != NULL && class_of(objects, i) != NULL &&
		    (objects ? v->kind == MEDIA_FOLDER ||
		    v->kind == (enum media_kind)i : view == (enum view)(i >> 2));
}
