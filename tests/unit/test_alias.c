#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "server/upnp/alias.h"
#include "server/upnp/client.h"

#define ALIAS_MAX	64
#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static const struct client nobody = { .flags = 0 },
    microsoft = { .flags = CLIENT_BIT(CLIENT_MS_IDS) },
    samsung = { .flags = CLIENT_BIT(CLIENT_SAMSUNG_IDS) },
    versioned = { .flags = CLIENT_BIT(CLIENT_VERSIONED_IDS) };

static void
reads_the_numbers_that_a_client_knows(void **state)
{
	static const struct {
		const struct client *client;
		const char	*text, *id;	/* NULL: there is none */
	} cases[] = {
		{ &microsoft, "4", "music-all" },
		{ &microsoft, "5", "music-genres" },
		{ &microsoft, "6", "music-artists" },
		{ &microsoft, "7", "music-albums" },
		{ &microsoft, "8", "video-all" },
		{ &microsoft, "B", "pictures-all" },
		{ &microsoft, "C", "pictures-dates" },
		{ &microsoft, "F", "playlists" },
		{ &microsoft, "14", "music-folders" },
		{ &microsoft, "15", "video-folders" },
		{ &microsoft, "16", "pictures-folders" },
		{ &microsoft, "D2", "pictures-cameras" },
		{ &microsoft, "17", "17" },
		{ &microsoft, "14c4", "14c4" },
		{ &microsoft, "A", NULL },
		{ &microsoft, "0", "0" },
		{ &samsung, "A", "music" },
		{ &samsung, "V", "video" },
		{ &samsung, "I", "pictures" },
		{ &samsung, "14", "14" },
		{ &samsung, "F", NULL },
		{ &versioned, "17v1700000000", "17" },
		{ &versioned, "17c4v1", "17c4" },
		{ &versioned, "video-all", "video-all" },
		{ &versioned, "17v", NULL },
		{ &versioned, "17v1x", NULL },
		{ &versioned, "v1", NULL },
		{ &nobody, "14", "14" },
		{ &nobody, "A", NULL },
		{ &nobody, "17v1", NULL },
	};
	struct object_id id, wanted;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const int ret = alias_parse(cases[i].client, cases[i].text,
		    &id);

		if ((ret == -1) != (cases[i].id == NULL))
			fail_msg("%s: %d", cases[i].text, ret);
		if (ret == -1)
			continue;
		assert_int_equal(object_id_parse(cases[i].id, &wanted), 0);
		assert_memory_equal(&id, &wanted, sizeof(id));
	}
}

/* Whatever is said to a client is understood again, and means that. */
static void
never_says_what_means_another_thing(void **state)
{
	static const struct client *const clients[] = { &nobody, &microsoft,
	    &samsung, &versioned };
	struct object_id id = { .place = OBJECT_ROW }, back;
	struct buf said;

	(void)state;
	buf_init(&said, ALIAS_MAX);
	for (size_t i = 0; i < COUNT(clients); i++)
		for (id.row = 1000; id.row < 1300; id.row++) {
			buf_reset(&said);
			alias_add(&said, clients[i], &id, 1700000000);
			assert_int_equal(alias_parse(clients[i], said.data,
			    &back), 0);
			assert_int_equal(back.place, OBJECT_ROW);
			assert_int_equal(back.row, id.row);
		}
	buf_free(&said);
}

static void
spells_ids_for_a_client(void **state)
{
	static const struct {
		const struct client *client;
		int64_t		 row, version;
		const char	*text;
	} cases[] = {
		{ &nobody, 14, 1700000000, "14" },
		{ &microsoft, 17, 1700000000, "17" },
		{ &samsung, 14, 1700000000, "14" },
		{ &versioned, 14, 1700000000, "14v1700000000" },
		{ &versioned, 14, 0, "14" },
		{ &versioned, 14, -1, "14" },
		{ &versioned, INT64_MAX, INT64_MAX,
		    "9223372036854775807v9223372036854775807" },
	};
	struct object_id id = { .place = OBJECT_ROW };
	struct buf said;

	(void)state;
	buf_init(&said, ALIAS_MAX);
	for (size_t i = 0; i < COUNT(cases); i++) {
		id.row = cases[i].row;
		buf_reset(&said);
		alias_add(&said, cases[i].client, &id, cases[i].version);
		assert_string_equal(said.data, cases[i].text);
	}
	buf_free(&said);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_numbers_that_a_client_knows),
		cmocka_unit_test(never_says_what_means_another_thing),
		cmocka_unit_test(spells_ids_for_a_client),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
