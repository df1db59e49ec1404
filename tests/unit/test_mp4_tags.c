/* The tags of MP4 files, whose values are boxes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/mp4_tags.h"

#define FILE_BYTES	1024

/* A file in the making. */
struct film {
	uint8_t		 data[FILE_BYTES];
	size_t		 len;
};

static void
put(struct film *f, const void *data, size_t len)
{
	assert_true(len <= sizeof(f->data) - f->len);
	memcpy(f->data + f->len, data, len);
	f->len += len;
}

static size_t
begin_box(struct film *f, const char *type)
{
	const size_t at = f->len;

	put(f, "\0\0\0\0", 4);
	put(f, type, 4);
	return at;
}

static void
end_box(struct film *f, size_t at)
{
	f->data[at + 2] = (uint8_t)((f->len - at) >> 8);
	f->data[at + 3] = (uint8_t)(f->len - at);
}

static void
put_box(struct film *f, const char *type, const char *text)
{
	const size_t at = begin_box(f, type);

	put(f, text, strlen(text));
	end_box(f, at);
}

/* What is there of one tag: text in its values' boxes, all of one kind. */
struct tag {
	const char	*type;
	char		 kind;
	const char	*values[4];
};

static void
put_tag(struct film *f, const struct tag *tag)
{
	const size_t box = begin_box(f, tag->type);
	const char kind[8] = { 0, 0, 0, tag->kind };
	size_t data;

	put_box(f, "name", "x");	/* skipped */
	for (size_t i = 0; i < 4 && tag->values[i] != NULL; i++) {
		data = begin_box(f, "data");
		put(f, kind, sizeof(kind));
		put(f, tag->values[i], strlen(tag->values[i]));
		end_box(f, data);
	}
	end_box(f, box);
}

static void
make_film(struct film *f, const struct tag *tags, size_t n)
{
	size_t moov, udta, meta, ilst;

	f->len = 0;
	put_box(f, "ftyp", "M4A ");
	put_box(f, "mdat", "sound");
	moov = begin_box(f, "moov");
	put_box(f, "mvhd", "");
	udta = begin_box(f, "udta");
	meta = begin_box(f, "meta");
	put(f, "\0\0\0\0", 4);
	put_box(f, "hdlr", "mdir");
	ilst = begin_box(f, "ilst");
	for (size_t i = 0; i < n; i++)
		put_tag(f, &tags[i]);
	end_box(f, ilst);
	end_box(f, meta);
	end_box(f, udta);
	end_box(f, moov);
}

static void
read_film(const struct film *f, size_t len, struct media_facts *facts)
{
	struct bytes b;

	memset(facts, 0, sizeof(*facts));
	bytes_from_memory(&b, f->data, len);
	mp4_tags_read(&b, facts);
}

static const struct tag several[] = {
	{ "\xA9nam", 1, { "Duet" } },
	{ "\xA9" "ART", 1, { "Ann", "Bob" } },
	{ "aART", 1, { "Various Artists" } },
	{ "\xA9wrt", 1, { "Clara", "Clara", "Dora" } },
	{ "\xA9gen", 1, { "17", "Pop", "" } },
};
#define SEVERAL	(sizeof(several) / sizeof(several[0]))

static void
reads_all_values(void **state)
{
	struct media_facts facts;
	struct film f;

	(void)state;
	make_film(&f, several, SEVERAL);
	read_film(&f, f.len, &facts);
	assert_string_equal(facts.artist, "Ann\nBob");
	assert_string_equal(facts.album_artist, "Various Artists");
	assert_string_equal(facts.composer, "Clara\nDora");
	assert_string_equal(facts.genre, "Rock\nPop");
	assert_string_equal(facts.title, "");
}

/* A picture, or a number, is no name. */
static void
reads_text_alone(void **state)
{
	static const struct tag picture = { "\xA9" "ART", 13, { "JFIF" } };
	struct media_facts facts;
	struct film f;

	(void)state;
	make_film(&f, &picture, 1);
	read_film(&f, f.len, &facts);
	assert_string_equal(facts.artist, "");
}

/* Cut anywhere, no box is whole that holds what is cut off. */
static void
bears_every_cut(void **state)
{
	struct media_facts facts;
	struct film f;

	(void)state;
	make_film(&f, several, SEVERAL);
	for (size_t len = 0; len < f.len; len++) {
		read_film(&f, len, &facts);
		assert_string_equal(facts.artist, "");
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_all_values),
		cmocka_unit_test(reads_text_alone),
		cmocka_unit_test(bears_every_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
