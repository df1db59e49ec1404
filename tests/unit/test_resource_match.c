/* What is asked of the ways in which an object can be had: of any of them, or
   of all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/art.h"
#include "common/catalog_read.h"
#include "server/upnp/client.h"
#include "server/upnp/resource_match.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define PIXELS(w, h)	((int64_t)(w) << 16 | (h))
#define INFO		CATALOG_PROTOCOL_INFO
#define SIZE		CATALOG_RESOLUTION

enum { SONG, SONG_WITH_ART, FILM, PNG, FOLDER, OBJECTS };

static struct catalog_object objects[OBJECTS] = {
	[SONG] = { .kind = MEDIA_AUDIO, .mime = "audio/mpeg", .profile = "MP3",
	    .extension = "mp3", .subtitles = "" },
	[SONG_WITH_ART] = { .kind = MEDIA_AUDIO, .mime = "audio/mpeg",
	    .profile = "", .extension = "mp3", .subtitles = "",
	    .duration_ms = 1, .seekable = true },
	[FILM] = { .kind = MEDIA_VIDEO, .mime = "video/x-matroska",
	    .profile = "", .extension = "mkv", .width = 720, .height = 576,
	    .subtitles = "de.srt\nen.idx" },
	[PNG] = { .kind = MEDIA_PICTURE, .mime = "image/png",
	    .profile = "PNG_LRG", .extension = "png", .width = 2000,
	    .height = 1000, .subtitles = "" },
	[FOLDER] = { .kind = MEDIA_FOLDER, .mime = "", .profile = "",
	    .extension = "", .subtitles = "" },
};

#define IS(object)	(1u << (object))
#define ANY		(IS(SONG) | IS(SONG_WITH_ART) | IS(FILM) | IS(PNG))

static const struct {
	struct catalog_node n;
	unsigned	 fits;		/* IS()s */
	uint64_t	 client;
} cases[] = {
	/* the file */
	{ { CATALOG_CONTAINS, INFO, "HTTP-GET", 0 }, ANY, 0 },
	{ { CATALOG_EXISTS, INFO, "", 0 }, ANY, 0 },
	{ { CATALOG_EXISTS_NOT, INFO, "", 0 }, IS(FOLDER), 0 },
	{ { CATALOG_CONTAINS, INFO, ":audio/mpeg:", 0 },
	    IS(SONG) | IS(SONG_WITH_ART), 0 },
	{ { CATALOG_CONTAINS, INFO, "DLNA.ORG_OP=11", 0 }, IS(SONG_WITH_ART),
	    0 },
	{ { CATALOG_CONTAINS, INFO, "PN=MP3;", 0 }, IS(SONG), 0 },
	/* as a client is told of it */
	{ { CATALOG_CONTAINS, INFO, "PN=MP3;", 0 }, 0,
	    CLIENT_BIT(CLIENT_NO_PROFILE) },
	{ { CATALOG_CONTAINS, INFO, "x-mkv", 0 }, 0, 0 },
	{ { CATALOG_CONTAINS, INFO, "x-mkv", 0 }, IS(FILM),
	    CLIENT_BIT(CLIENT_MKV_X_MKV) },
	{ { CATALOG_STARTS_WITH, INFO, "http-get:*:video/avi:", 0 }, IS(FILM),
	    CLIENT_BIT(CLIENT_AS_MPEG_SD) },
	/* artwork, subtitles, and what is scaled */
	{ { CATALOG_CONTAINS, INFO, ":image/jpeg:DLNA.ORG_PN=JPEG_TN;", 0 },
	    IS(SONG_WITH_ART) | IS(FILM), 0 },
	{ { CATALOG_CONTAINS, INFO, "=JPEG_SM;", 0 }, IS(FILM) | IS(PNG), 0 },
	{ { CATALOG_CONTAINS, INFO, "=JPEG_MED;", 0 }, IS(PNG), 0 },
	{ { CATALOG_EQUAL, INFO, "http-get:*:text/srt:*", 0 }, IS(FILM), 0 },
	{ { CATALOG_EQUAL, INFO, "http-get:*:text/srt:*", 0 }, 0,
	    CLIENT_BIT(CLIENT_NO_SUBTITLE_RES) },
	{ { CATALOG_CONTAINS, INFO, ":text/sub:", 0 }, IS(FILM), 0 },
	/* that it be not so: of none */
	{ { CATALOG_LACKS, INFO, "image/jpeg", 0 }, IS(SONG), 0 },
	{ { CATALOG_LACKS, INFO, "http-get", 0 }, 0, 0 },
	{ { CATALOG_UNEQUAL, INFO, "http-get:*:text/srt:*", 0 },
	    ANY & ~IS(FILM), 0 },
	/* what cannot be asked */
	{ { CATALOG_LESS, INFO, "i", 0 }, 0, 0 },
	{ { CATALOG_DERIVED_FROM, INFO, "http-get", 0 }, 0, 0 },

	{ { CATALOG_EQUAL, SIZE, "", PIXELS(720, 576) }, IS(FILM), 0 },
	{ { CATALOG_EQUAL, SIZE, "", PIXELS(160, 128) }, IS(FILM), 0 },
	{ { CATALOG_EQUAL, SIZE, "", PIXELS(90, 90) }, IS(SONG_WITH_ART), 0 },
	{ { CATALOG_EQUAL, SIZE, "", PIXELS(1024, 512) }, IS(PNG), 0 },
	{ { CATALOG_EQUAL, SIZE, "", PIXELS(1024, 512) }, IS(PNG),
	    CLIENT_BIT(CLIENT_NO_SCALED_PICTURES) },	/* of JPEGs only */
	{ { CATALOG_UNEQUAL, SIZE, "", PIXELS(160, 128) },
	    IS(SONG_WITH_ART) | IS(PNG), 0 },
	{ { CATALOG_GREATER, SIZE, "", PIXELS(720, 576) }, IS(PNG), 0 },
	{ { CATALOG_GREATER_OR_EQUAL, SIZE, "", PIXELS(720, 576) },
	    IS(FILM) | IS(PNG), 0 },
	{ { CATALOG_LESS, SIZE, "", PIXELS(160, 128) }, IS(SONG_WITH_ART), 0 },
	{ { CATALOG_LESS_OR_EQUAL, SIZE, "", PIXELS(160, 128) },
	    IS(SONG_WITH_ART) | IS(FILM), 0 },
	{ { CATALOG_EXISTS, SIZE, "", 0 }, ANY & ~IS(SONG), 0 },
	{ { CATALOG_EXISTS_NOT, SIZE, "", 0 }, IS(SONG) | IS(FOLDER), 0 },
	{ { CATALOG_CONTAINS, SIZE, "720", 0 }, 0, 0 },
	{ { CATALOG_LACKS, SIZE, "720", 0 }, 0, 0 },
};

static void
is_asked_of_each(void **state)
{
	const struct art square = { 1, { { 90, 90 }, { 0, 0 } } };
	const struct art frame = { 2, { { 160, 128 }, { 600, 480 } } };
	unsigned fits;

	(void)state;
	objects[SONG_WITH_ART].art = art_pack(&square);
	objects[FILM].art = art_pack(&frame);
	for (size_t i = 0; i < COUNT(cases); i++) {
		fits = 0;
		for (unsigned k = 0; k < OBJECTS; k++)
			if (resource_match(&cases[i].n, &objects[k],
			    cases[i].client))
				fits |= IS(k);
		if (fits != cases[i].fits)
			fail_msg("case %zu (%s): %#x, not %#x", i,
			    cases[i].n.text, fits, cases[i].fits);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_asked_of_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
