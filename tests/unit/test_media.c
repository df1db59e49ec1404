/* needs: common/media.c common/text.c common/ipc.c common/buf.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/media.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* A message as its receiver gets it. */
static void
receive(const struct buf *b, struct ipc_in *m)
{
	assert_false(buf_failed(b));
	assert_true(b->len <= sizeof(m->data));
	memset(m, 0, sizeof(*m));
	memcpy(m->data, b->data, b->len);
	m->type = (enum ipc_type)m->data[0];
	m->len = b->len;
	m->pos = 1;
}

static void
pass_on(const struct media_facts *f, struct ipc_in *m)
{
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_FACTS);
	media_put_facts(&b, f);
	receive(&b, m);
	buf_free(&b);
}

static const struct media_facts sample = {
	.kind = MEDIA_VIDEO, .format = "matroska", .duration_ms = 5400000,
	.bitrate = 8000000, .width = 1920, .height = 1080,
	.sample_rate = 48000, .channels = 6, .bits_per_sample = 24,
	.orientation = 6, .track = 3, .disc = 1, .date = "2004-05-12",
	.title = "One & <Two>", .artist = "Bj\xC3\xB6rk", .album = "C",
	.album_artist = "D", .genre = "E", .composer = "F",
};

static void
arrives_as_sent(void **state)
{
	struct media_facts got;
	struct ipc_in m;

	(void)state;
	pass_on(&sample, &m);
	assert_int_equal(media_get_facts(&m, &got), 0);
	assert_int_equal(got.kind, sample.kind);
	assert_string_equal(got.format, "matroska");
	assert_int_equal(got.duration_ms, sample.duration_ms);
	assert_int_equal(got.bitrate, sample.bitrate);
	assert_int_equal(got.width, 1920);
	assert_int_equal(got.height, 1080);
	assert_int_equal(got.sample_rate, 48000);
	assert_int_equal(got.channels, 6);
	assert_int_equal(got.bits_per_sample, 24);
	assert_int_equal(got.orientation, 6);
	assert_int_equal(got.track, 3);
	assert_int_equal(got.disc, 1);
	assert_string_equal(got.date, "2004-05-12");
	assert_string_equal(got.title, "One & <Two>");
	assert_string_equal(got.artist, "Bj\xC3\xB6rk");
	assert_string_equal(got.album, "C");
	assert_string_equal(got.album_artist, "D");
	assert_string_equal(got.genre, "E");
	assert_string_equal(got.composer, "F");
}

static void
fits_a_message_at_its_largest(void **state)
{
	struct media_facts f = sample, got;
	struct ipc_in m;

	(void)state;
	memset(f.title, 't', sizeof(f.title) - 1);
	memset(f.artist, 't', sizeof(f.artist) - 1);
	memset(f.album, 't', sizeof(f.album) - 1);
	memset(f.album_artist, 't', sizeof(f.album_artist) - 1);
	memset(f.genre, 't', sizeof(f.genre) - 1);
	memset(f.composer, 't', sizeof(f.composer) - 1);
	pass_on(&f, &m);
	assert_int_equal(media_get_facts(&m, &got), 0);
	assert_int_equal(strlen(got.composer), MEDIA_TEXT_BYTES - 1);
}

static void
sends_impossible_numbers_as_unknown(void **state)
{
	struct media_facts f = sample, got;
	struct ipc_in m;

	(void)state;
	f.duration_ms = UINT64_MAX;
	f.width = UINT32_MAX;
	f.orientation = 9;
	pass_on(&f, &m);
	assert_int_equal(media_get_facts(&m, &got), 0);
	assert_int_equal(got.duration_ms, 0);
	assert_int_equal(got.width, 0);
	assert_int_equal(got.orientation, 0);
	assert_int_equal(got.height, 1080);
}

static void
cleans_what_it_gets(void **state)
{
	struct media_facts f = sample, got;
	struct ipc_in m;

	(void)state;
	strncpy(f.title, " a\tb\x01\xE9 ", sizeof(f.title));
	strncpy(f.date, "2004-05-12'; --", sizeof(f.date));
	pass_on(&f, &m);
	assert_int_equal(media_get_facts(&m, &got), 0);
	assert_string_equal(got.title, "a b\xC3\xA9");
	assert_string_equal(got.date, "");
}

static void
refuses_every_cut(void **state)
{
	struct media_facts got, before;
	struct ipc_in m;
	size_t len;

	(void)state;
	memset(&got, 7, sizeof(got));
	before = got;
	pass_on(&sample, &m);
	for (len = m.len; len-- > 1; ) {
		m.len = len;
		m.pos = 1;
		m.failed = false;
		assert_int_equal(media_get_facts(&m, &got), -1);
	}
	assert_memory_equal(&got, &before, sizeof(got));
}

/* A hostile sender says what it likes: field is a number's place. */
static int
get_with_number(size_t field, uint64_t value)
{
	struct media_facts got;
	struct ipc_in m;
	size_t i;

	pass_on(&sample, &m);
	for (i = 0; i < 8; i++)
		m.data[1 + 8 * field + i] = (uint8_t)(value >> 8 * i);
	return media_get_facts(&m, &got);
}

static void
refuses_numbers_over_their_limits(void **state)
{
	static const struct {
		size_t		field;
		uint64_t	value;
		int		result;
	} cases[] = {
		{ 0, MEDIA_FOLDER, -1 },	/* kind */
		{ 0, MEDIA_PICTURE, 0 },
		{ 0, MEDIA_KINDS, -1 },
		{ 0, UINT64_MAX, -1 },
		{ 1, UINT64_MAX, -1 },		/* duration */
		{ 1, 1, 0 },
		{ 3, UINT64_C(1) << 32, -1 },	/* width */
		{ 3, (1u << 20) + 1, -1 },
		{ 3, 1u << 20, 0 },
		{ 8, 9, -1 },			/* orientation */
		{ 8, 8, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(get_with_number(cases[i].field,
		    cases[i].value), cases[i].result);
}

static void
refuses_what_is_left_over(void **state)
{
	struct media_facts got;
	struct ipc_in m;

	(void)state;
	pass_on(&sample, &m);
	m.data[m.len++] = 0;
	assert_int_equal(media_get_facts(&m, &got), -1);
}

static void
knows_dates(void **state)
{
	static const struct {
		const char	*text;
		bool		 is;
	} cases[] = {
		{ "2004", true }, { "2004-05", true }, { "2004-05-12", true },
		{ "2004-05-12T10:11:12", true }, { "", false },
		{ "200", false }, { "2004-", false }, { "2004-5", false },
		{ "2004-05-12T", false }, { "2004-05-12T10:11", false },
		{ "2004-05-12T10:11:12Z", false }, { "2004 05", false },
		{ "abcd", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(media_is_date(cases[i].text), cases[i].is);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrives_as_sent),
		cmocka_unit_test(fits_a_message_at_its_largest),
		cmocka_unit_test(sends_impossible_numbers_as_unknown),
		cmocka_unit_test(cleans_what_it_gets),
		cmocka_unit_test(refuses_every_cut),
		cmocka_unit_test(refuses_numbers_over_their_limits),
		cmocka_unit_test(refuses_what_is_left_over),
		cmocka_unit_test(knows_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
