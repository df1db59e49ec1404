#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/mime.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
finds_the_extension_of_a_name(void **state)
{
	static const char *const cases[][2] = {
		{ "a.mp3", "mp3" }, { "a.b.MKV", "MKV" }, { "a", "" },
		{ ".hidden", "" }, { ".hidden.jpg", "jpg" }, { "a.", "" },
		{ "", "" }, { "x.y/a", "" }, { "x.y/.a", "" },
		{ "x.y/a.ts", "ts" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_string_equal(mime_extension(cases[i][0]), cases[i][1]);
}

static void
knows_extensions_in_any_case(void **state)
{
	static const struct {
		const char	*extension, *type;
		enum media_kind	 kind;
	} cases[] = {
		{ "mp4", "video/mp4", MEDIA_VIDEO },
		{ "MKV", "video/x-matroska", MEDIA_VIDEO },
		{ "m2ts", "video/vnd.dlna.mpeg-tts", MEDIA_VIDEO },
		{ "ts", "video/mpeg", MEDIA_VIDEO },
		{ "Flac", "audio/x-flac", MEDIA_AUDIO },
		{ "m4a", "audio/mp4", MEDIA_AUDIO },
		{ "JPG", "image/jpeg", MEDIA_PICTURE },
		{ "heic", "image/heic", MEDIA_PICTURE },
	};
	const struct mime *m;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		m = mime_by_extension(cases[i].extension);
		assert_non_null(m);
		assert_string_equal(m->type, cases[i].type);
		assert_int_equal(m->kind, cases[i].kind);
	}
	assert_null(mime_by_extension(""));
	assert_null(mime_by_extension("txt"));
	assert_null(mime_by_extension("mp44"));
}

/* The file's own word counts, but an extension that fits it is kept. */
static void
tells_the_truth_by_facts(void **state)
{
	static const struct {
		const char	*extension;
		enum media_kind	 kind;
		const char	*format, *type;	/* NULL: nothing */
	} cases[] = {
		{ "mov",  MEDIA_VIDEO,	 "mov",	     "video/quicktime" },
		{ "webm", MEDIA_VIDEO,	 "matroska", "video/webm" },
		{ "MTS",  MEDIA_VIDEO,	 "m2ts",     "video/vnd.dlna.mpeg-tts" },
		{ "m2ts", MEDIA_VIDEO,	 "mpegts",   "video/mpeg" },
		{ "mp4",  MEDIA_AUDIO,	 "mov",	     "audio/mp4" },
		{ "3gp",  MEDIA_AUDIO,	 "mov",	     "audio/3gpp" },
		{ "3gp",  MEDIA_VIDEO,	 "mov",	     "video/3gpp" },
		{ "webm", MEDIA_AUDIO,	 "matroska", "audio/webm" },
		{ "mkv",  MEDIA_AUDIO,	 "matroska", "audio/x-matroska" },
		{ "ac3",  MEDIA_AUDIO,	 "eac3",     "audio/eac3" },
		{ "ts",	  MEDIA_VIDEO,	 "m2ts",     "video/vnd.dlna.mpeg-tts" },
		{ "wmv",  MEDIA_AUDIO,	 "asf",	     "audio/x-ms-wma" },
		{ "ogg",  MEDIA_VIDEO,	 "ogg",	     "video/ogg" },
		{ "mp3",  MEDIA_VIDEO,	 "mov",	     "video/mp4" },
		{ "",	  MEDIA_PICTURE, "jpeg",     "image/jpeg" },
		{ "jpg",  MEDIA_PICTURE, "png",	     "image/png" },
		{ "heif", MEDIA_PICTURE, "heic",     "image/heic" },
		{ "flv",  MEDIA_AUDIO,	 "flv",	     NULL },
		{ "mp3",  MEDIA_AUDIO,	 "",	     NULL },
		{ "mp3",  MEDIA_AUDIO,	 "other",    NULL },
	};
	struct media_facts f;
	const struct mime *m;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(&f, 0, sizeof(f));
		f.kind = cases[i].kind;
		snprintf(f.format, sizeof(f.format), "%s", cases[i].format);
		m = mime_by_facts(cases[i].extension, &f);
		if (cases[i].type == NULL) {
			assert_null(m);
			continue;
		}
		assert_non_null(m);
		assert_string_equal(m->type, cases[i].type);
	}
}

/* Each row is found, and complete; each extension finds the first of its own. */
static void
has_a_sound_table(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };
	const struct mime *m, *first;
	size_t i;

	(void)state;
	for (i = 0; (m = mime_get(i)) != NULL; i++) {
		first = mime_by_extension(m->extension);
		assert_true(first <= m);
		assert_string_equal(first->extension, m->extension);
		f.kind = m->kind;
		snprintf(f.format, sizeof(f.format), "%s", m->format);
		assert_ptr_equal(mime_by_facts(m->extension, &f), m);
		assert_true(strlen(m->format) < MEDIA_NAME_BYTES);
		assert_true(mime_has_format(m->format));
		assert_non_null(strchr(m->type, '/'));
		assert_int_not_equal(m->kind, MEDIA_FOLDER);
	}
	assert_true(i > 40);
	assert_false(mime_has_format("hls"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_extension_of_a_name),
		cmocka_unit_test(knows_extensions_in_any_case),
		cmocka_unit_test(tells_the_truth_by_facts),
		cmocka_unit_test(has_a_sound_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
