/*
 * What lies where a query looks. Pure, in lares-http.
 */
#include "common/catalog_scope.h"

/* Of the view itself, what is everything of a kind. */
bool
catalog_scope_is_kind(const struct catalog_query *q, enum media_kind *kind)
{
	const struct view_facts *v;

	if (q->scope == CATALOG_OF_KIND) {
		*kind = q->kind;
		return true;
	}
	if (q->scope != CATALOG_IN_CONTAINER || q->id >= VIEW_IDS)
		return false;
	v = view_of((enum view)q->id);
	*kind = v != NULL ? v->kind : MEDIA_FOLDER;
	return v != NULL && view_of_all(*kind) == v->view;
}

bool
catalog_scope_is_everywhere(const struct catalog_query *q)
{
	return q->scope == CATALOG_EVERYWHERE ||
	    (q->scope == CATALOG_IN_CONTAINER && q->id == VIEW_FOLDERS) ||
	    (q->scope == CATALOG_IN_FOLDER && q->id == 0);
}

bool
catalog_scope_has_containers(const struct catalog_query *q)
{
	enum media_kind kind;

	if (q->scope == CATALOG_IN_CONTAINER)
		return !catalog_scope_is_kind(q, &kind) &&
		    q->id != VIEW_FOLDERS;
	return q->deep && q->scope != CATALOG_IN_FOLDER &&
	    q->scope != CATALOG_GIVEN;
}

bool
catalog_scope_leaves_out(const struct catalog_query *q, enum view view,
    unsigned level)
{
	return q->without != 0 && level == 1 && view_is_of_folders(view);
}
