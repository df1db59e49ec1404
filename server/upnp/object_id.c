/*
 * Object ids: text to struct and back. Pure, in lares-http.
 */
#include <string.h>

#include "common/buf.h"
#include "common/num.h"
#include "server/upnp/object_id.h"

static const struct object_group groups[OBJECT_GROUPS] = {
	{ "music",	MEDIA_AUDIO,	"Music" },
	{ "video",	MEDIA_VIDEO,	"Video" },
	{ "pictures",	MEDIA_PICTURE,	"Pictures" },
};

const struct object_group *
object_group_get(size_t i)
{
	return &groups[i];
}

const struct object_group *
object_group_of(enum media_kind kind)
{
	size_t i;

	for (i = 0; i < OBJECT_GROUPS; i++)
		if (groups[i].kind == kind)
			return &groups[i];
	return NULL;
}

/* One spelling per number: digits that do not start with 0. */
static int
parse_number(const char *text, size_t len, int64_t *out)
{
	uint64_t n;

	if (text[0] == '0' || num_parse_len(text, len, INT64_MAX, &n) == -1)
		return -1;
	*out = (int64_t)n;
	return 0;
}

static const struct object_group *
find_group(const char *text)
{
	size_t i;

	for (i = 0; i < OBJECT_GROUPS; i++)
		if (strcmp(groups[i].id, text) == 0)
			return &groups[i];
	return NULL;
}

/* "17" and "17c4" */
static int
parse_row(const char *text, struct object_id *id)
{
	const size_t len = strspn(text, "0123456789");

	if (parse_number(text, len, &id->row) == -1)
		return -1;
	id->place = OBJECT_ROW;
	if (text[len] == '\0')
		return 0;
	id->place = OBJECT_IN_CONTAINER;
	return text[len] != 'c' ? -1 : parse_number(text + len + 1,
	    strlen(text + len + 1), &id->container);
}

int
object_id_parse(const char *text, struct object_id *id)
{
	struct object_id found = { .place = OBJECT_ROOT };
	const struct object_group *group;
	const struct view_facts *view;

	if (strcmp(text, "0") == 0) {
		found.place = OBJECT_ROOT;
	} else if ((group = find_group(text)) != NULL) {
		found.place = OBJECT_GROUP;
		found.kind = group->kind;
	} else if ((view = view_find(text)) != NULL) {
		found.place = OBJECT_CONTAINER;
		found.container = (int64_t)view->view;
	} else if (text[0] == 'c') {
		found.place = OBJECT_CONTAINER;
		/* A view has one name only. */
		if (parse_number(text + 1, strlen(text + 1),
		    &found.container) == -1 || found.container < VIEW_IDS)
			return -1;
	} else if (parse_row(text, &found) == -1) {
		return -1;
	}
	*id = found;
	return 0;
}

static const char *
name_of(const struct object_id *id)
{
	const struct view_facts *view;

	if (id->place == OBJECT_ROOT)
		return "0";
	if (id->place == OBJECT_GROUP)
		return object_group_of(id->kind)->id;
	view = id->place == OBJECT_CONTAINER && id->container < VIEW_IDS ?
	    view_of((enum view)id->container) : NULL;
	return view != NULL ? view->name : NULL;
}

void
object_id_add(struct buf *b, const struct object_id *id)
{
	const char *name = name_of(id);

	if (name != NULL) {
		buf_add_str(b, name);
		return;
	}
	if (id->place != OBJECT_CONTAINER)
		buf_add_num(b, (uint64_t)id->row);
	if (id->place != OBJECT_ROW) {
		buf_add_str(b, "c");
		buf_add_num(b, (uint64_t)id->container);
	}
}
