/*
 * Object ids: text to struct and back, and the table of views that they
 * name. Pure, in lares-http.
 */
#include <stdio.h>
#include <string.h>

#include "common/num.h"
#include "server/upnp/object_id.h"

static const struct object_view views[OBJECT_VIEWS] = {
	{ "music",	'm', MEDIA_AUDIO,	"All Music" },
	{ "video",	'v', MEDIA_VIDEO,	"All Video" },
	{ "pictures",	'p', MEDIA_PICTURE,	"All Pictures" },
	{ "folders",	0,   MEDIA_FOLDER,	"Folders" },
};

const struct object_view *
object_view_get(size_t i)
{
	return &views[i];
}

const struct object_view *
object_view_of(enum media_kind kind)
{
	size_t i;

	for (i = 0; i < OBJECT_VIEWS; i++)
		if (views[i].kind == kind)
			return &views[i];
	return NULL;
}

/* One spelling per row: digits that do not start with 0. */
static int
parse_row(const char *text, int64_t *row)
{
	uint64_t n;

	if (text[0] == '0' || num_parse(text, INT64_MAX, &n) == -1)
		return -1;
	*row = (int64_t)n;
	return 0;
}

static const struct object_view *
find_view(const char *text)
{
	size_t i;

	for (i = 0; i < OBJECT_VIEWS; i++)
		if (strcmp(views[i].id, text) == 0)
			return &views[i];
	return NULL;
}

static const struct object_view *
find_letter(char letter)
{
	size_t i;

	for (i = 0; i < OBJECT_VIEWS; i++)
		if (letter != 0 && views[i].letter == letter)
			return &views[i];
	return NULL;
}

int
object_id_parse(const char *text, struct object_id *id)
{
	struct object_id found = { .place = OBJECT_ROOT };
	const struct object_view *view;

	if (strcmp(text, "0") == 0) {
		found.place = OBJECT_ROOT;
	} else if ((view = find_view(text)) != NULL) {
		found.place = OBJECT_VIEW;
		found.kind = view->kind;
	} else if ((view = find_letter(text[0])) != NULL) {
		found.place = OBJECT_IN_VIEW;
		found.kind = view->kind;
		if (parse_row(text + 1, &found.row) == -1)
			return -1;
	} else {
		found.place = OBJECT_ROW;
		if (parse_row(text, &found.row) == -1)
			return -1;
	}
	*id = found;
	return 0;
}

struct object_id_text
object_id_format(const struct object_id *id)
{
	struct object_id_text out;

	switch (id->place) {
	case OBJECT_ROOT:
		snprintf(out.s, sizeof(out.s), "0");
		break;
	case OBJECT_VIEW:
		snprintf(out.s, sizeof(out.s), "%s",
		    object_view_of(id->kind)->id);
		break;
	case OBJECT_ROW:
		snprintf(out.s, sizeof(out.s), "%lld", (long long)id->row);
		break;
	case OBJECT_IN_VIEW:
		snprintf(out.s, sizeof(out.s), "%c%lld",
		    object_view_of(id->kind)->letter, (long long)id->row);
		break;
	}
	return out;
}
