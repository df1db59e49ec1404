/* needs: common/num.c server/upnp/object_id.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/upnp/object_id.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static const struct {
	const char	*text;
	struct object_id id;
} good[] = {
	{ "0", { OBJECT_ROOT, MEDIA_FOLDER, 0 } },
	{ "music", { OBJECT_VIEW, MEDIA_AUDIO, 0 } },
	{ "video", { OBJECT_VIEW, MEDIA_VIDEO, 0 } },
	{ "pictures", { OBJECT_VIEW, MEDIA_PICTURE, 0 } },
	{ "folders", { OBJECT_VIEW, MEDIA_FOLDER, 0 } },
	{ "1", { OBJECT_ROW, MEDIA_FOLDER, 1 } },
	{ "9223372036854775807", { OBJECT_ROW, MEDIA_FOLDER, INT64_MAX } },
	{ "m17", { OBJECT_IN_VIEW, MEDIA_AUDIO, 17 } },
	{ "v17", { OBJECT_IN_VIEW, MEDIA_VIDEO, 17 } },
	{ "p9223372036854775807",
	    { OBJECT_IN_VIEW, MEDIA_PICTURE, INT64_MAX } },
};

static void
reads_and_writes_every_form(void **state)
{
	struct object_id id;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		assert_int_equal(object_id_parse(good[i].text, &id), 0);
		assert_int_equal(id.place, good[i].id.place);
		assert_int_equal(id.kind, good[i].id.kind);
		assert_true(id.row == good[i].id.row);
		assert_string_equal(object_id_format(&id).s, good[i].text);
	}
}

static void
refuses_what_it_never_gave_out(void **state)
{
	static const char *const bad[] = {
		"", "-1", "00", "017", "1 ", " 1", "+1", "1a", "0x1", "m", "m0",
		"m01", "m-1", "f1", "x1", "Music", "musics", "folders/", "1/",
		"9223372036854775808", "18446744073709551616",
		"p9223372036854775808", "*",
	};
	struct object_id id = { OBJECT_ROW, MEDIA_FOLDER, 42 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(object_id_parse(bad[i], &id), -1);
	assert_int_equal(id.row, 42);
}

static void
has_the_views_in_order(void **state)
{
	static const char *const ids[] = {
		"music", "video", "pictures", "folders",
	};
	size_t i;

	(void)state;
	assert_int_equal(OBJECT_VIEWS, COUNT(ids));
	for (i = 0; i < OBJECT_VIEWS; i++) {
		assert_string_equal(object_view_get(i)->id, ids[i]);
		assert_ptr_equal(object_view_of(object_view_get(i)->kind),
		    object_view_get(i));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_writes_every_form),
		cmocka_unit_test(refuses_what_it_never_gave_out),
		cmocka_unit_test(has_the_views_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
