/*
 * What libav leaves of an MP4's tags: it takes the first of several values,
 * each of which is a box of its own in that of its tag. Pure.
 */
#include <string.h>

#include "scanner/probe/box.h"
#include "scanner/probe/mp4_tags.h"
#include "scanner/probe/values.h"

#define BOXES_MAX	1000	/* of one box */
#define VALUE_BYTES	1024	/* as much of a value as is read */
#define DATA_HEAD_BYTES	8	/* what the data is, and its country */
#define DATA_UTF_8	1

static const struct tag {
	uint32_t	type;
	size_t		field;
	void		(*add)(char *field, const char *text);
} tags[] = {
#define FIELD(name)	offsetof(struct media_facts, name)
	{ BOX_TYPE(0xA9, 'A', 'R', 'T'), FIELD(artist), values_add_names },
	{ BOX_TYPE('a', 'A', 'R', 'T'), FIELD(album_artist),
	    values_add_names },
	{ BOX_TYPE(0xA9, 'w', 'r', 't'), FIELD(composer), values_add_names },
	{ BOX_TYPE(0xA9, 'g', 'e', 'n'), FIELD(genre), values_add_genres },
};

static void
read_value(const struct bytes *b, const struct box_head *data,
    const struct tag *tag, struct media_facts *f)
{
	char text[VALUE_BYTES + 1];
	uint8_t head[DATA_HEAD_BYTES];
	uint64_t len = data->len;

	if (len <= sizeof(head) || !bytes_get(b, data->body, head,
	    sizeof(head)) || bytes_be(head, 4) != DATA_UTF_8)
		return;
	len -= sizeof(head);
	if (len > VALUE_BYTES)
		len = VALUE_BYTES;
	if (!bytes_get(b, data->body + sizeof(head), text, (size_t)len))
		return;
	text[len] = '\0';
	tag->add((char *)f + tag->field, text);
}

static void
read_tag(const struct bytes *b, const struct box_head *box,
    struct media_facts *f)
{
	const uint64_t end = box->body + box->len;
	uint64_t at = box->body;
	const struct tag *tag = tags;
	struct box_head data;

	while (tag < tags + sizeof(tags) / sizeof(tags[0]) &&
	    tag->type != box->type)
		tag++;
	if (tag == tags + sizeof(tags) / sizeof(tags[0]))
		return;
	for (int i = 0; i < BOXES_MAX && box_read(b, at, end, &data); i++) {
		if (data.type == BOX_TYPE('d', 'a', 't', 'a'))
			read_value(b, &data, tag, f);
		at = data.body + data.len;
	}
}

/* Goes into the first box of that type between *at and *end: they become its
   own. */
static bool
enter(const struct bytes *b, uint32_t type, uint64_t *at, uint64_t *end)
{
	struct box_head box;

	for (int i = 0; i < BOXES_MAX && box_read(b, *at, *end, &box); i++) {
		*at = box.body;
		if (box.type == type) {
			*end = box.body + box.len;
			return true;
		}
		*at += box.len;
	}
	return false;
}

void
mp4_tags_read(const struct bytes *b, struct media_facts *f)
{
	uint64_t at = 0, end = b->size;
	struct box_head box;

	if (!enter(b, BOX_TYPE('m', 'o', 'o', 'v'), &at, &end) ||
	    !enter(b, BOX_TYPE('u', 'd', 't', 'a'), &at, &end) ||
	    !enter(b, BOX_TYPE('m', 'e', 't', 'a'), &at, &end))
		return;
	at += 4;			/* its version and flags */
	if (!enter(b, BOX_TYPE('i', 'l', 's', 't'), &at, &end))
		return;
	for (int i = 0; i < BOXES_MAX && box_read(b, at, end, &box); i++) {
		read_tag(b, &box, f);
		at = box.body + box.len;
	}
}
