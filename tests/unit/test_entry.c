/*
 * Where the entries of playlists lead, by their text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/library/entry.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static char music[] = "/srv/music", pictures[] = "/srv/pictures",
    inner[] = "/srv/music/inner";
static struct config_media media[] = {
	{ .path = music, .kinds = MEDIA_ALL },
	{ .path = pictures, .kinds = MEDIA_BIT(MEDIA_PICTURE) },
	{ .path = inner, .kinds = MEDIA_ALL },
};

static void
leads(void **state)
{
	static const struct {
		size_t		 root;
		const char	*folder, *entry;
		int		 to;
		const char	*path;
	} cases[] = {
		{ 0, "", "a.mp3", 0, "a.mp3" },
		{ 0, "lists", "a.mp3", 0, "lists/a.mp3" },
		{ 0, "lists", "./b//c/../a.mp3", 0, "lists/b/a.mp3" },
		{ 0, "lists/old", "../../a.mp3", 0, "a.mp3" },
		{ 0, "lists", "/srv/music/x/a.mp3", 0, "x/a.mp3" },
		{ 0, "lists", "/srv/./x/../music/a.mp3", 0, "a.mp3" },
		/* In another media folder. */
		{ 0, "lists", "../../pictures/a.jpg", 1, "a.jpg" },
		{ 1, "", "/srv/music/a.mp3", 0, "a.mp3" },
		/* Its own first. */
		{ 0, "", "inner/a.mp3", 0, "inner/a.mp3" },
		{ 2, "", "a.mp3", 2, "a.mp3" },
		{ 2, "", "../a.mp3", 0, "a.mp3" },
		/* Outside. */
		{ 0, "", "../a.mp3", -1, NULL },
		{ 0, "lists", "../../../../../../etc/a.mp3", -1, NULL },
		{ 0, "", "/etc/a.mp3", -1, NULL },
		{ 0, "", "/srv/musical/a.mp3", -1, NULL },
		{ 0, "", "/srv/music/../a.mp3", -1, NULL },
		{ 0, "", "/srv/music", -1, NULL },
		{ 0, "", "..", -1, NULL },
		{ 0, "", "/", -1, NULL },
		/* Never listed. */
		{ 0, "", ".hidden/a.mp3", -1, NULL },
		{ 0, "", ".a.mp3", -1, NULL },
		{ 0, "", "a.txt", -1, NULL },
		{ 0, "", "a.m3u", -1, NULL },
		{ 0, "", "../pictures/a.mp3", -1, NULL },
	};
	const struct config config = { .media = media,
	    .nmedia = COUNT(media) };
	char path[LIBRARY_PATH_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t root = cases[i].root;
		bool found = entry_resolve(&config, cases[i].folder,
		    cases[i].entry, &root, path);

		if (found != (cases[i].to != -1) || (found &&
		    ((int)root != cases[i].to ||
		    strcmp(path, cases[i].path) != 0)))
			fail_msg("%s: %d %zu %s", cases[i].entry, found, root,
			    found ? path : "");
	}
}

/* From "/" itself all is beneath. */
static void
leads_from_the_top(void **state)
{
	static char top[] = "/";
	struct config_media all = { .path = top, .kinds = MEDIA_ALL };
	const struct config config = { .media = &all, .nmedia = 1 };
	char path[LIBRARY_PATH_BYTES];
	size_t root = 0;

	(void)state;
	assert_true(entry_resolve(&config, "m", "../a.mp3", &root, path));
	assert_string_equal(path, "a.mp3");
}

static void
has_limits(void **state)
{
	const struct config config = { .media = media,
	    .nmedia = COUNT(media) };
	char entry[LIBRARY_PATH_BYTES], path[LIBRARY_PATH_BYTES];
	size_t root = 0;

	(void)state;
	/* Folders in folders. */
	for (size_t i = 0; i < sizeof(entry) - 6; i += 2)
		memcpy(entry + i, "a/", 2);
	strcpy(entry + 2 * 64, "a.mp3");
	assert_true(entry_resolve(&config, "", entry, &root, path));
	strcpy(entry + 2 * 64, "a/a.mp3");
	assert_false(entry_resolve(&config, "", entry, &root, path));
	/* One name. */
	memset(entry, 'a', sizeof(entry));
	strcpy(entry + 251, ".mp3");
	assert_true(entry_resolve(&config, "", entry, &root, path));
	memset(entry, 'a', 255);
	strcpy(entry + 252, ".mp3");
	assert_false(entry_resolve(&config, "", entry, &root, path));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leads),
		cmocka_unit_test(leads_from_the_top),
		cmocka_unit_test(has_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
