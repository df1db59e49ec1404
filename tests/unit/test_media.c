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
	.album_artist = "D", .genre = "E\nE2", .composer = "F",
	.season = 0, .episode = 7, .has_season = true, .compilation = true,
	.movie = true, .stars = 4, .rating = "PG-13", .title_sort = "G",
	.artist_sort = "H", .album_sort = "I", .album_artist_sort = "J",
	.composer_sort = "K", .camera = "L", .series = "M", .director = "N",
	.description = "O", .video_codec = "h264", .video_profile = "High",
	.audio_codec = "aac", .audio_profile = "LC", .video_level = 41,
	.frame_rate_milli = 23976, .video_bitrate = 7000000,
	.audio_bitrate = 320000, .interlaced = true, .stamped = true,
};

/* The texts of the facts, one by one. */
static const size_t texts[] = {
#define TEXT(name)	offsetof(struct media_facts, name)
	TEXT(title), TEXT(artist), TEXT(album), TEXT(album_artist),
	TEXT(genre), TEXT(composer), TEXT(title_sort), TEXT(artist_sort),
	TEXT(album_sort), TEXT(album_artist_sort), TEXT(composer_sort),
	TEXT(camera), TEXT(series), TEXT(director), TEXT(description),
};

static void
arrives_as_sent(void **state)
{
	struct media_facts got;
	struct ipc_in m;
	size_t i;

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
	assert_int_equal(got.season, 0);
	assert_int_equal(got.episode, 7);
	assert_true(got.has_season && got.compilation && got.movie);
	assert_int_equal(got.stars, 4);
	assert_string_equal(got.rating, "PG-13");
	assert_string_equal(got.video_codec, "h264");
	assert_string_equal(got.video_profile, "High");
	assert_string_equal(got.audio_codec, "aac");
	assert_string_equal(got.audio_profile, "LC");
	assert_int_equal(got.video_level, 41);
	assert_int_equal(got.frame_rate_milli, 23976);
	assert_int_equal(got.video_bitrate, 7000000);
	assert_int_equal(got.audio_bitrate, 320000);
	assert_true(got.interlaced && got.stamped);
	assert_false(got.quicktime || got.plain_jpeg);
	for (i = 0; i < COUNT(texts); i++)
		assert_string_equal((const char *)&got + texts[i],
		    (const char *)&sample + texts[i]);
}

static void
fits_a_message_at_its_largest(void **state)
{
	struct media_facts f = sample, got;
	struct ipc_in m;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++)
		memset((char *)&f + texts[i], 't', MEDIA_TEXT_BYTES - 1);
	pass_on(&f, &m);
	assert_int_equal(media_get_facts(&m, &got), 0);
	for (i = 0; i < COUNT(texts); i++)
		assert_int_equal(strlen((const char *)&got + texts[i]),
		    MEDIA_TEXT_BYTES - 1);
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

/* What a field of several values becomes. */
static const char *
arrives_as(const char *sent, struct media_facts *got)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };
	struct ipc_in m;

	snprintf(f.artist, sizeof(f.artist), "%s", sent);
	pass_on(&f, &m);
	assert_int_equal(media_get_facts(&m, got), 0);
	return got->artist;
}

static void
cleans_several_values(void **state)
{
	struct media_facts got;

	(void)state;
	assert_string_equal(arrives_as("A\nB", &got), "A\nB");
	assert_string_equal(arrives_as("\n A\t1\n\n\x01\nB\nA 1\nB\n", &got),
	    "A 1\nB");
	assert_string_equal(arrives_as("\n\n", &got), "");
}

static void
adds_whole_values_once(void **state)
{
	char field[MEDIA_TEXT_BYTES] = "", large[600];
	const char *rest = field;
	size_t len;

	(void)state;
	memset(large, 'x', sizeof(large));
	assert_null(media_next_value(&rest, &len));
	media_add_value(field, " A\n1 ", 5);
	media_add_value(field, "", 0);
	media_add_value(field, "A 1", 3);
	media_add_value(field, "B", 1);
	/* 3 + 1 + 1 and one more separator: 505 fit, and the NUL */
	media_add_value(field, large, 506);
	assert_string_equal(field, "A 1\nB");
	media_add_value(field, large, 505);
	assert_int_equal(strlen(field), MEDIA_TEXT_BYTES - 1);
	assert_string_equal(media_next_value(&rest, &len), field);
	assert_int_equal(len, 3);
	assert_memory_equal(media_next_value(&rest, &len), "B", 1);
	assert_non_null(media_next_value(&rest, &len));
	assert_int_equal(len, 505);
	assert_null(media_next_value(&rest, &len));
	/* One alone is cut where it is too long. */
	field[0] = '\0';
	media_add_value(field, large, sizeof(large));
	assert_int_equal(strlen(field), MEDIA_TEXT_BYTES - 1);
	/* More than anybody looks through are left out, here and there. */
	field[0] = '\0';
	for (char c = 'a'; c <= 'z'; c++)
		media_add_value(field, &c, 1);
	assert_int_equal(strlen(field), 2 * MEDIA_VALUES_MAX - 1);
}

static void
knows_no_season_unless_told(void **state)
{
	struct media_facts f = sample, got;
	struct ipc_in m;

	(void)state;
	f.season = 3;
	f.has_season = false;
	pass_on(&f, &m);
	assert_int_equal(media_get_facts(&m, &got), 0);
	assert_int_equal(got.season, 0);
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
		{ 13, 2, -1 },			/* has_season */
		{ 13, 1, 0 },
		{ 16, 6, -1 },			/* stars */
		{ 16, 5, 0 },
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
		cmocka_unit_test(cleans_several_values),
		cmocka_unit_test(adds_whole_values_once),
		cmocka_unit_test(knows_no_season_unless_told),
		cmocka_unit_test(refuses_every_cut),
		cmocka_unit_test(refuses_numbers_over_their_limits),
		cmocka_unit_test(refuses_what_is_left_over),
		cmocka_unit_test(knows_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
