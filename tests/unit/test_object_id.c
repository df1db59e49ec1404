#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/buf.h"
#include "server/upnp/object_id.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static const struct {
	const char	*text;
	struct object_id id;
} good[] = {
	{ "0", { .place = OBJECT_ROOT } },
	{ "music", { .place = OBJECT_GROUP, .kind = MEDIA_AUDIO } },
	{ "video", { .place = OBJECT_GROUP, .kind = MEDIA_VIDEO } },
	{ "pictures", { .place = OBJECT_GROUP, .kind = MEDIA_PICTURE } },
	{ "folders", { .place = OBJECT_CONTAINER,
	    .container = VIEW_FOLDERS } },
	{ "music-albums", { .place = OBJECT_CONTAINER,
	    .container = VIEW_MUSIC_ALBUMS } },
	{ "c100", { .place = OBJECT_CONTAINER, .container = 100 } },
	{ "c9223372036854775807", { .place = OBJECT_CONTAINER,
	    .container = INT64_MAX } },
	{ "1", { .place = OBJECT_ROW, .row = 1 } },
	{ "9223372036854775807", { .place = OBJECT_ROW, .row = INT64_MAX } },
	{ "17c1", { .place = OBJECT_IN_CONTAINER, .row = 17,
	    .container = VIEW_MUSIC_ALL } },
	{ "9223372036854775807c9223372036854775807",
	    { .place = OBJECT_IN_CONTAINER, .row = INT64_MAX,
	    .container = INT64_MAX } },
};

static void
reads_and_writes_every_form(void **state)
{
	struct object_id id;
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, OBJECT_ID_BYTES - 1);
	for (i = 0; i < COUNT(good); i++) {
		assert_int_equal(object_id_parse(good[i].text, &id), 0);
		assert_int_equal(id.place, good[i].id.place);
		assert_int_equal(id.kind, good[i].id.kind);
		assert_true(id.row == good[i].id.row);
		assert_true(id.container == good[i].id.container);
		buf_reset(&b);
		object_id_add(&b, &id);
		assert_string_equal(b.data, good[i].text);
	}
	buf_free(&b);
}

static void
refuses_what_it_never_gave_out(void **state)
{
	static const char *const bad[] = {
		"", "-1", "00", "017", "1 ", " 1", "+1", "1a", "0x1", "c", "c0",
		"c01", "c-1", "c1", "c99", "x1", "Music", "musics", "folders/",
		"1/", "9223372036854775808", "18446744073709551616",
		"c9223372036854775808", "*", "1c", "1c0", "1c01", "01c1",
		"1c1c1", "1d1", "c1c1", "m17", "music-", "none",
	};
	struct object_id id = { .place = OBJECT_ROW, .row = 42 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(object_id_parse(bad[i], &id), -1);
	assert_int_equal(id.row, 42);
}

static void
every_view_has_a_name_and_a_number(void **state)
{
	const struct view_facts *v;
	struct object_id id;
	size_t i;

	(void)state;
	for (i = 0; (v = view_get(i)) != NULL; i++) {
		assert_true(v->view > VIEW_NONE && (int)v->view < VIEW_IDS);
		assert_ptr_equal(view_of(v->view), v);
		assert_int_equal(object_id_parse(v->name, &id), 0);
		assert_int_equal(id.container, v->view);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_writes_every_form),
		cmocka_unit_test(refuses_what_it_never_gave_out),
		cmocka_unit_test(every_view_has_a_name_and_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
