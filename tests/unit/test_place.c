/*
 * Whether and as what a file is listed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/library/place.h"

#define A	MEDIA_BIT(MEDIA_AUDIO)
#define V	MEDIA_BIT(MEDIA_VIDEO)
#define P	MEDIA_BIT(MEDIA_PICTURE)

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
candidates(void **state)
{
	static const struct {
		const char	*name;
		unsigned	 kinds;
		bool		 wanted;
	} cases[] = {
		{ "a.mp3",	A | V | P,	true },
		{ "a.MP3",	A,		true },
		{ "a.mp3",	V | P,		false },
		{ "a.jpg",	P,		true },
		{ "a.jpg",	A | V,		false },
		{ "a.mkv",	V,		true },
		/* Containers of either kind: their bytes tell. */
		{ "a.mp4",	A,		true },
		{ "a.ogg",	V,		true },
		{ "a.mp4",	P,		false },
		/* No extension. */
		{ "a",		P,		true },
		{ "a.",		P,		true },
		/* Playlists, whatever is in them. */
		{ "a.m3u",	P,		true },
		{ "a.M3U8",	A,		true },
		{ "a.xspf",	A,		true },
		{ ".a.pls",	A,		false },
		/* Not the extension of media. */
		{ "a.txt",	A | V | P,	false },
		{ "a.mp3.part",	A | V | P,	false },
		{ "Mr. Smith",	A | V | P,	false },
		/* Hidden. */
		{ ".mp3",	A,		false },
		{ ".a.mp3",	A,		false },
		{ ".a",		A,		false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (place_is_candidate(cases[i].name, cases[i].kinds) !=
		    cases[i].wanted)
			fail_msg("%s for %x", cases[i].name, cases[i].kinds);
}

static void
listing(void **state)
{
	static const struct {
		const char	*name;
		const char	*format;	/* of the facts; NULL: none */
		enum media_kind	 kind;		/* of the facts */
		const char	*tag;
		enum media_kind	 listed;
		const char	*type;
		const char	*title;
	} cases[] = {
		{ "a.mp3", "mp3", MEDIA_AUDIO, "Tag", MEDIA_AUDIO,
		  "audio/mpeg", "Tag" },
		{ "a.b.mp3", "mp3", MEDIA_AUDIO, "", MEDIA_AUDIO,
		  "audio/mpeg", "a.b" },
		/* Tags of films and pictures are mostly junk. */
		{ "a.mkv", "matroska", MEDIA_VIDEO, "Tag", MEDIA_VIDEO,
		  "video/x-matroska", "a" },
		{ "a.JPG", "jpeg", MEDIA_PICTURE, "Tag", MEDIA_PICTURE,
		  "image/jpeg", "a" },
		/* The bytes tell, not the name. */
		{ "a.mp3", "png", MEDIA_PICTURE, "", MEDIA_PICTURE,
		  "image/png", "a" },
		{ "a.mp4", "mov", MEDIA_AUDIO, "Tag", MEDIA_AUDIO,
		  "audio/mp4", "Tag" },
		{ "Blade Runner", "matroska", MEDIA_VIDEO, "", MEDIA_VIDEO,
		  "video/x-matroska", "Blade Runner" },
		/* What cannot be read is listed by its name, if that says
		   what it is. */
		{ "a.mp3", NULL, 0, "", MEDIA_AUDIO, "audio/mpeg", "a" },
		{ "a.avi", NULL, 0, "", MEDIA_VIDEO, "video/x-msvideo", "a" },
		{ "a", NULL, 0, "", MEDIA_FOLDER, NULL, NULL },
		{ "a.txt", NULL, 0, "", MEDIA_FOLDER, NULL, NULL },
		/* Facts that belong to nothing that is served. */
		{ "a.mp3", "xyz", MEDIA_AUDIO, "Tag", MEDIA_AUDIO,
		  "audio/mpeg", "a" },
		{ "a", "xyz", MEDIA_AUDIO, "Tag", MEDIA_FOLDER, NULL, NULL },
		{ "a", "mp3", MEDIA_FOLDER, "", MEDIA_FOLDER, NULL, NULL },
		/* Names that are no text, or nothing to show. */
		{ "\xe9t\xe9.mp3", NULL, 0, "", MEDIA_AUDIO, "audio/mpeg",
		  "\u00e9t\u00e9" },
		{ "a\nb\t\x01.mp3", NULL, 0, "", MEDIA_AUDIO, "audio/mpeg",
		  "a b" },
		{ " .mp3", NULL, 0, "", MEDIA_AUDIO, "audio/mpeg", ".mp3" },
		{ " ", "mp3", MEDIA_AUDIO, "", MEDIA_AUDIO, "audio/mpeg", "?" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct media_facts facts = { .kind = cases[i].kind };
		struct placed placed;
		enum media_kind kind;

		if (cases[i].format != NULL)
			strncpy(facts.format, cases[i].format,
			    sizeof(facts.format) - 1);
		strncpy(facts.title, cases[i].tag, sizeof(facts.title) - 1);
		kind = place_file(cases[i].name,
		    cases[i].format != NULL ? &facts : NULL, &placed);
		if (kind != cases[i].listed || placed.facts.kind != kind)
			fail_msg("%s: kind %d", cases[i].name, (int)kind);
		if (kind == MEDIA_FOLDER)
			continue;
		assert_string_equal(placed.mime->type, cases[i].type);
		assert_string_equal(placed.title, cases[i].title);
	}
}

static void
long_names(void **state)
{
	char name[256];
	struct placed placed;

	(void)state;
	memset(name, '\xe9', sizeof(name));	/* two bytes each in UTF-8 */
	memcpy(name + sizeof(name) - 5, ".mp3", 5);
	assert_int_equal(place_file(name, NULL, &placed), MEDIA_AUDIO);
	assert_int_equal(strlen(placed.title), 2 * (sizeof(name) - 5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(candidates),
		cmocka_unit_test(listing),
		cmocka_unit_test(long_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
