#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/heif.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* A file in the making. */
struct file {
	uint8_t	data[2048];
	size_t	len;
};

static void
put(struct file *f, uint64_t value, size_t n)
{
	while (n-- > 0)
		f->data[f->len++] = (uint8_t)(value >> 8 * n);
}

static void
put_type(struct file *f, const char *type)
{
	memcpy(f->data + f->len, type, 4);
	f->len += 4;
}

static size_t
open_box(struct file *f, const char *type)
{
	size_t at = f->len;

	put(f, 0, 4);
	put_type(f, type);
	return at;
}

static size_t
open_full(struct file *f, const char *type, uint32_t version_flags)
{
	size_t at = open_box(f, type);

	put(f, version_flags, 4);
	return at;
}

static void
close_box(struct file *f, size_t at)
{
	size_t end = f->len;

	f->len = at;
	put(f, end - at, 4);
	f->len = end;
}

static void
put_infe(struct file *f, uint32_t id, const char *type, const char *content)
{
	size_t at = open_full(f, "infe", 2u << 24);

	put(f, id, 2);
	put(f, 0, 2);
	put_type(f, type);
	put_type(f, "name");
	put(f, 0, 1);
	if (content != NULL) {
		memcpy(f->data + f->len, content, strlen(content) + 1);
		f->len += strlen(content) + 1;
	}
	close_box(f, at);
}

static void
put_ispe(struct file *f, uint32_t width, uint32_t height)
{
	size_t at = open_full(f, "ispe", 0);

	put(f, width, 4);
	put(f, height, 4);
	close_box(f, at);
}

static void
put_byte_box(struct file *f, const char *type, uint8_t value)
{
	size_t at = open_box(f, type);

	put(f, value, 1);
	close_box(f, at);
}

/* What varies between the samples. */
struct sample {
	const char	*brand, *compatible;
	unsigned	 wide;		/* 32-bit ids, 15-bit indices */
	unsigned	 method;	/* where Exif lies */
	const char	*turns;		/* "0".."3" irot, "t" "l" imir */
};

static void
put_iprp(struct file *f, const struct sample *s)
{
	size_t iprp = open_box(f, "iprp"), ipco = open_box(f, "ipco"), ipma, i;
	size_t turns = strlen(s->turns);
	unsigned id = s->wide ? 4 : 2, index = s->wide ? 2 : 1;

	put_ispe(f, 32, 24);			/* a thumbnail's */
	put_ispe(f, 4032, 3024);
	for (i = 0; i < turns; i++)
		if (s->turns[i] == 't' || s->turns[i] == 'l')
			put_byte_box(f, "imir", s->turns[i] == 'l');
		else
			put_byte_box(f, "irot", (uint8_t)(s->turns[i] - '0'));
	close_box(f, ipco);
	ipma = open_full(f, "ipma", s->wide ? 1u << 24 | 1 : 0);
	put(f, 2, 4);
	put(f, 9, id);				/* the thumbnail comes first */
	put(f, 1, 1);
	put(f, 1, index);
	put(f, 1, id);
	put(f, 1 + turns, 1);
	put(f, s->wide ? 0x8002 : 0x82, index);
	for (i = 0; i < turns; i++)
		put(f, 3 + i, index);
	close_box(f, ipma);
	close_box(f, iprp);
}

static void
put_iloc(struct file *f, const struct sample *s)
{
	size_t at = open_full(f, "iloc", s->wide ? 2u << 24 : 1u << 24);
	unsigned id = s->wide ? 4 : 2;

	put(f, 0x4440, 2);			/* all fields of 4 bytes */
	put(f, 3, id);
	put(f, 1, id);				/* the picture, in two pieces */
	put(f, 0, 4);
	put(f, 0, 4);
	put(f, 2, 2);
	put(f, 11, 8);
	put(f, 22, 8);
	put(f, 5, id);				/* Exif */
	put(f, s->method, 2);
	put(f, 0, 2);
	put(f, s->method == 0 ? 1000 : 0, 4);
	put(f, 1, 2);
	put(f, 3, 4);
	put(f, 40, 4);
	put(f, 6, id);				/* XMP */
	put(f, 0, 4);
	put(f, 2000, 4);
	put(f, 1, 2);
	put(f, 5, 4);
	put(f, 50, 4);
	close_box(f, at);
}

static void
make(struct file *f, const struct sample *s, size_t *idat_at)
{
	size_t at, meta;

	f->len = 0;
	at = open_box(f, "ftyp");
	put_type(f, s->brand);
	put(f, 0, 4);
	put_type(f, "mif1");
	put_type(f, s->compatible);
	close_box(f, at);
	meta = open_full(f, "meta", 0);
	at = open_full(f, "pitm", s->wide ? 1u << 24 : 0);
	put(f, 1, s->wide ? 4 : 2);
	close_box(f, at);
	put_iloc(f, s);
	at = open_full(f, "iinf", s->wide ? 1u << 24 : 0);
	put(f, 2, s->wide ? 4 : 2);
	put_infe(f, 1, "hvc1", NULL);
	put_infe(f, 7, "mime", "text/plain");
	put_infe(f, 5, "Exif", NULL);
	put_infe(f, 6, "mime", "application/rdf+xml");
	close_box(f, at);
	put_iprp(f, s);
	at = open_box(f, "idat");
	*idat_at = f->len;
	put(f, 0, 8);
	close_box(f, at);
	close_box(f, meta);
}

static int
read_sample(const struct sample *s, struct heif *h, size_t *idat_at)
{
	struct bytes b;
	struct file f;

	make(&f, s, idat_at);
	bytes_from_memory(&b, f.data, f.len);
	return heif_read(&b, h);
}

static void
finds_the_primary_item(void **state)
{
	struct sample s = { "heic", "heic", 0, 0, "" };
	struct heif h;
	size_t idat_at;

	(void)state;
	for (s.wide = 0; s.wide < 2; s.wide++) {
		assert_int_equal(read_sample(&s, &h, &idat_at), 0);
		assert_string_equal(h.format, "heic");
		assert_int_equal(h.width, 4032);
		assert_int_equal(h.height, 3024);
		assert_int_equal(h.orientation, 1);
		assert_int_equal(h.exif.offset, 1003);
		assert_int_equal(h.exif.length, 40);
		assert_int_equal(h.xmp.offset, 2005);
		assert_int_equal(h.xmp.length, 50);
	}
}

static void
finds_exif_within_meta(void **state)
{
	struct sample s = { "heic", "heic", 0, 1, "" };
	struct heif h;
	size_t idat_at;

	(void)state;
	assert_int_equal(read_sample(&s, &h, &idat_at), 0);
	assert_int_equal(h.exif.offset, idat_at + 3);
	s.method = 2;			/* made of another item */
	assert_int_equal(read_sample(&s, &h, &idat_at), 0);
	assert_int_equal(h.exif.length, 0);
}

static void
turns_into_exif_orientation(void **state)
{
	static const struct {
		const char	*turns;
		uint32_t	 orientation;
	} cases[] = {
		{ "0", 1 }, { "1", 8 }, { "2", 3 }, { "3", 6 },
		{ "l", 2 }, { "t", 4 }, { "lt", 3 }, { "ll", 1 },
		{ "3l", 5 }, { "1l", 7 }, { "l3", 7 }, { "l1", 5 },
		{ "2l", 4 }, { "11", 3 }, { "13", 1 }, { "3t", 7 },
	};
	struct sample s = { "heic", "heic", 0, 0, NULL };
	struct heif h;
	size_t i, idat_at;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		s.turns = cases[i].turns;
		assert_int_equal(read_sample(&s, &h, &idat_at), 0);
		assert_int_equal(h.orientation, cases[i].orientation);
	}
}

static void
names_the_format_by_brand(void **state)
{
	static const char *const cases[][3] = {
		{ "heic", "heic", "heic" }, { "heix", "xxxx", "heic" },
		{ "avif", "avif", "avif" }, { "mif1", "avif", "avif" },
		{ "mif1", "heic", "heic" }, { "mif1", "xxxx", "heif" },
	};
	struct sample s = { NULL, NULL, 0, 0, "" };
	struct heif h;
	size_t i, idat_at;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		s.brand = cases[i][0];
		s.compatible = cases[i][1];
		assert_int_equal(read_sample(&s, &h, &idat_at), 0);
		assert_string_equal(h.format, cases[i][2]);
	}
	s.brand = "isom";
	assert_int_equal(read_sample(&s, &h, &idat_at), -1);
	assert_false(heif_sniff((const uint8_t *)"\0\0\0\x18" "ftypmp42", 12));
	assert_false(heif_sniff((const uint8_t *)"\0\0\0\x18" "ftypheic", 8));
}

static void
bears_every_cut_and_every_broken_size(void **state)
{
	struct sample s = { "heic", "heic", 1, 1, "3l" };
	struct file f, broken;
	struct bytes b;
	struct heif h;
	size_t i, idat_at;

	(void)state;
	make(&f, &s, &idat_at);
	for (i = 0; i < f.len; i++) {
		bytes_from_memory(&b, f.data, i);
		assert_int_equal(heif_read(&b, &h), -1);
		broken = f;
		broken.data[i] = 0xFF;
		bytes_from_memory(&b, broken.data, f.len);
		heif_read(&b, &h);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_primary_item),
		cmocka_unit_test(finds_exif_within_meta),
		cmocka_unit_test(turns_into_exif_orientation),
		cmocka_unit_test(names_the_format_by_brand),
		cmocka_unit_test(bears_every_cut_and_every_broken_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
