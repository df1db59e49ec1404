/*
 * What libav leaves of an ID3v2 tag: it takes the first of several values
 * (ID3v2.4 puts NULs between them), and the first genre number of several.
 * Tags that are not plain (unsynchronised, compressed, encrypted) are libav's.
 * Pure.
 */
#include <string.h>

#include "common/text.h"
#include "scanner/probe/id3.h"
#include "scanner/probe/values.h"

#define HEADER_BYTES	10	/* of the tag, and of each frame */
#define FRAMES_MAX	1000
#define FRAME_TEXT_BYTES 1024	/* as much of a frame as is read */
/* A character of UTF-16, two bytes, is at most three of UTF-8. */
#define VALUE_BYTES	(FRAME_TEXT_BYTES * 2)

static const struct frame {
	char		id[5];
	size_t		field;
	void		(*add)(char *field, const char *text);
} frames[] = {
#define FIELD(name)	offsetof(struct media_facts, name)
	{ "TPE1",	FIELD(artist),		values_add_names },
	{ "TPE2",	FIELD(album_artist),	values_add_names },
	{ "TCOM",	FIELD(composer),	values_add_names },
	{ "TCON",	FIELD(genre),		values_add_genres },
};

/* The text encodings (ID3v2.4, section 4). */
enum {
	LATIN_1,		/* or whatever the writer's machine had */
	UTF_16,			/* with a byte order mark */
	UTF_16BE,
	UTF_8,
};

struct text {
	const uint8_t	*at;
	size_t		 len;
	unsigned	 encoding;
	bool		 little;	/* UTF_16 */
};

/* The next unit of UTF-16. */
static uint32_t
take_unit(struct text *t)
{
	uint32_t unit = (uint32_t)(t->little ? bytes_le(t->at, 2) :
	    bytes_be(t->at, 2));

	t->at += 2;
	t->len -= 2;
	return unit;
}

/* One value of UTF-16, up to its NUL. */
static void
take_wide(struct text *t, char *out)
{
	uint32_t unit, high = 0;

	while (t->len >= 2 && (unit = take_unit(t)) != 0) {
		if (unit == 0xFFFE) {		/* a mark, the other way */
			t->little = !t->little;
		} else if (unit >= 0xD800 && unit < 0xDC00) {
			high = unit;
		} else if (unit >= 0xDC00 && unit < 0xE000) {
			if (high != 0)
				out += text_encode(0x10000 +
				    ((high & 0x3FF) << 10 | (unit & 0x3FF)),
				    out);
			high = 0;
		} else if (unit != 0xFEFF) {
			out += text_encode(unit, out);
		}
	}
	*out = '\0';
	if (t->len < 2)
		t->len = 0;
}

/* One value of bytes, up to its NUL. */
static void
take_narrow(struct text *t, char *out)
{
	size_t len = strnlen((const char *)t->at, t->len);

	memcpy(out, t->at, len);
	out[len] = '\0';
	len += len < t->len;		/* the NUL */
	t->at += len;
	t->len -= len;
}

static void
read_text(const struct frame *frame, struct text *t, struct media_facts *f)
{
	char value[VALUE_BYTES];

	while (t->len > 0) {
		if (t->encoding == UTF_16 || t->encoding == UTF_16BE)
			take_wide(t, value);
		else
			take_narrow(t, value);
		frame->add((char *)f + frame->field, value);
	}
}

static const struct frame *
find_frame(const uint8_t *id)
{
	for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++)
		if (memcmp(frames[i].id, id, 4) == 0)
			return &frames[i];
	return NULL;
}

static void
read_frame(const struct bytes *b, uint64_t at, uint64_t len,
    const struct frame *frame, struct media_facts *f)
{
	uint8_t body[FRAME_TEXT_BYTES];
	struct text t = { .at = body + 1 };

	if (len > sizeof(body))
		len = sizeof(body);
	if (len < 2 || !bytes_get(b, at, body, (size_t)len) ||
	    body[0] > UTF_8)
		return;
	t.encoding = body[0];
	t.len = (size_t)len - 1;
	read_text(frame, &t, f);
}

/* Seven bits a byte. */
static uint64_t
syncsafe(const uint8_t *p)
{
	return (uint64_t)(p[0] & 0x7F) << 21 | (uint64_t)(p[1] & 0x7F) << 14 |
	    (uint64_t)(p[2] & 0x7F) << 7 | (p[3] & 0x7F);
}

static void
read_frames(const struct bytes *b, uint64_t at, uint64_t end, bool is_v4,
    struct media_facts *f)
{
	const struct frame *frame;
	uint8_t head[HEADER_BYTES];
	uint64_t len;
	int i;

	for (i = 0; i < FRAMES_MAX && end - at > HEADER_BYTES; i++) {
		if (!bytes_get(b, at, head, sizeof(head)) || head[0] == 0)
			return;
		len = is_v4 ? syncsafe(head + 4) : bytes_be(head + 4, 4);
		at += HEADER_BYTES;
		if (len > end - at)
			return;
		/* The second byte of its flags: how it is packed. */
		if (head[9] == 0 && (frame = find_frame(head)) != NULL)
			read_frame(b, at, len, frame, f);
		at += len;
	}
}

void
id3_read(const struct bytes *b, struct media_facts *f)
{
	uint8_t head[HEADER_BYTES], extended[4];
	uint64_t at = HEADER_BYTES, end;
	bool is_v4;

	if (!bytes_get(b, 0, head, sizeof(head)) ||
	    memcmp(head, "ID3", 3) != 0 || (head[3] != 3 && head[3] != 4) ||
	    (head[5] & 0x80) != 0)		/* unsynchronised */
		return;
	is_v4 = head[3] == 4;
	end = at + syncsafe(head + 6);
	if ((head[5] & 0x40) != 0) {
		if (!bytes_get(b, at, extended, sizeof(extended)))
			return;
		/* 2.4 counts these four bytes, 2.3 does not. */
		at += is_v4 ? syncsafe(extended) :
		    4 + bytes_be(extended, 4);
	}
	if (at < end)
		read_frames(b, at, end, is_v4, f);
}
