/* with: tests/unit/fake_exchange.c tests/unit/small_library.c */
/* From a media URL to the descriptor that the transport sends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/catalog_seek_put.h"
#include "common/catalog_write.h"
#include "common/seek_table.h"
#include "server/upnp/media_get.h"
#include "tests/unit/fake_exchange.h"
#include "tests/unit/small_library.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static struct small_library l;
static int64_t song, picture, bare, folder, film;

static int
open_library(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .duration_ms = 61000 };

	(void)state;
	small_library_open(&l, 1);
	song = small_library_add(&l, 0, "Record", "so ng#1.mp3", 1000, &f);
	folder = small_library_folder(&l, 0, "Record");
	f.kind = MEDIA_VIDEO;
	bare = small_library_add(&l, 0, "", "no extension", 5, &f);
	film = small_library_add(&l, 0, "", "film.mkv", 90, &f);
	f.kind = MEDIA_PICTURE;
	f.duration_ms = 0;
	picture = small_library_add(&l, 0, "", "x.jpg", 70, &f);
	small_library_commit(&l);
	return 0;
}

static int
close_library(void **state)
{
	(void)state;
	small_library_close(&l);
	return 0;
}

static void
get(struct exchange *x, const char *name, const char *header,
    const char *value)
{
	fake_exchange_init(x, REQUEST_GET, "/media/");
	if (header != NULL)
		fake_exchange_header(x, header, value);
	media_get_serve(&l.server, x, name);
	assert_true(x->ended);
}

static const char *
name_of(int64_t id, const char *extension)
{
	static char name[64];

	snprintf(name, sizeof(name), "%lld%s", (long long)id, extension);
	return name;
}

static int
status_of(const char *name)
{
	struct exchange x;
	int status;

	get(&x, name, NULL, NULL);
	status = x.status;
	fake_exchange_free(&x);
	return status;
}

static void
opens_the_file(void **state)
{
	unsigned char bytes[1001];
	struct exchange x;

	(void)state;
	get(&x, name_of(song, ".mp3"), NULL, NULL);
	assert_int_equal(x.status, 200);
	assert_string_equal(x.type, "audio/mpeg");
	assert_int_equal(x.size, 1000);
	assert_int_equal(read(x.fd, bytes, sizeof(bytes)), 1000);
	assert_int_equal(bytes[999], 999 % 251);
	assert_true(fake_exchange_has(&x, "\ncontentFeatures.dlna.org: "
	    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS="
	    "01700000000000000000000000000000\n"));
	assert_true(fake_exchange_has(&x,
	    "\ntransferMode.dlna.org: Streaming\n"));
	assert_false(fake_exchange_has(&x, "\nrealTimeInfo"));
	assert_false(fake_exchange_has(&x, "\nMediaInfo"));
	fake_exchange_free(&x);

	get(&x, name_of(picture, ".jpg"), NULL, NULL);
	assert_string_equal(x.type, "image/jpeg");
	assert_true(fake_exchange_has(&x,
	    "\ntransferMode.dlna.org: Interactive\n"));
	assert_true(fake_exchange_has(&x, "FLAGS=00F00000000"));
	fake_exchange_free(&x);
}

/* The same file by another name is what that name says, also to a player that
   does not say which set it is of; and each set's type of the file itself. */
static void
says_what_its_name_says(void **state)
{
	static const struct {
		const char	*name, *client, *type, *features;
	} cases[] = {
		{ ".mkv", NULL, "video/x-matroska", "DLNA.ORG_OP=01;" },
		{ ".mkv", "mv=\"2.0\"", "video/divx", "DLNA.ORG_OP=01;" },
		{ "/MPEG_PS_NTSC.mkv", "mv=\"2.0\"", "video/avi",
		    "DLNA.ORG_PN=MPEG_PS_NTSC;DLNA.ORG_OP=01;"
		    "DLNA.ORG_CI=1;" },
		{ "/MPEG_PS_PAL.mkv", NULL, "video/avi",
		    "DLNA.ORG_PN=MPEG_PS_PAL;DLNA.ORG_OP=01;DLNA.ORG_CI=1;" },
	};
	char header[120];
	struct exchange x;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		get(&x, name_of(film, cases[i].name), cases[i].client != NULL ?
		    "X-AV-Client-Info" : NULL, cases[i].client);
		assert_int_equal(x.status, 200);
		assert_string_equal(x.type, cases[i].type);
		snprintf(header, sizeof(header),
		    "\ncontentFeatures.dlna.org: %s", cases[i].features);
		assert_true(fake_exchange_has(&x, header));
		assert_int_equal(x.size, 90);
		fake_exchange_free(&x);
	}
	assert_int_equal(status_of(name_of(film, "/MPEG_PS_PAL")), 200);
	assert_int_equal(status_of(name_of(film, "/MPEG_PS.mkv")), 404);
	assert_int_equal(status_of(name_of(film, "/.mkv")), 404);
	assert_int_equal(status_of(name_of(film, "/")), 404);
	assert_int_equal(status_of(name_of(film, "/MPEG_PS_PAL.avi")), 404);
	assert_int_equal(status_of(name_of(film, "/MPEG_PS_PAL/.mkv")), 404);
	assert_int_equal(status_of(name_of(song, "/MPEG_PS_PAL.mp3")), 404);
}

static void
answers_what_a_client_asks_besides(void **state)
{
	struct exchange x;

	(void)state;
	get(&x, name_of(song, ".mp3"), "realTimeInfo.dlna.org",
	    "DLNA.ORG_TLAG=*");
	assert_true(fake_exchange_has(&x,
	    "\nrealTimeInfo.dlna.org: DLNA.ORG_TLAG=*\n"));
	fake_exchange_free(&x);
	get(&x, name_of(song, ".mp3"), "getMediaInfo.sec", "1");
	assert_true(fake_exchange_has(&x,
	    "\nMediaInfo.sec: SEC_Duration=61000\n"));
	fake_exchange_free(&x);
	get(&x, name_of(song, ".mp3"), "transferMode.dlna.org", "Interactive");
	assert_int_equal(x.status, 406);
	assert_int_equal(x.fd, -1);
	fake_exchange_free(&x);
}

/* The song's first 30 s are its first 300 bytes. */
static void
make_seekable(void)
{
	struct catalog_seek file;
	struct seek_table t;

	seek_table_init(&t);
	for (uint64_t i = 0; i < 61; i++)
		assert_int_equal(seek_table_add(&t, &(struct seek_point){
		    i * 1000, i < 30 ? i * 10 : i * 15, false }), 0);
	assert_int_equal(catalog_seek_want(l.writer, song, true), 0);
	assert_int_equal(catalog_seek_next(l.writer, INT64_MAX, &file), 1);
	assert_int_equal(file.id, song);
	assert_int_equal(catalog_seek_put(l.writer, &file, &t, 0), 0);
	small_library_commit(&l);
	seek_table_free(&t);
}

#define TIME_SEEK	"TimeSeekRange.dlna.org"

static int
status_with(const char *value)
{
	struct exchange x;
	int status;

	get(&x, name_of(song, ".mp3"), TIME_SEEK, value);
	status = x.status;
	fake_exchange_free(&x);
	return status;
}

static void
seeks_by_time(void **state)
{
	struct exchange x;
	char path[256];

	(void)state;
	get(&x, name_of(song, ".mp3"), "getAvailableSeekRange.dlna.org", "1");
	assert_true(fake_exchange_has(&x,
	    "\navailableSeekRange.dlna.org: 1 bytes=0-999\n"));
	assert_false(fake_exchange_has(&x, "\nVary:"));
	fake_exchange_free(&x);
	assert_int_equal(status_with("npt=0-"), 406);

	make_seekable();
	get(&x, name_of(song, ".mp3"), TIME_SEEK, "npt=9.8-0:00:31");
	assert_int_equal(x.status, 206);
	assert_int_equal(x.first, 100);
	assert_int_equal(x.last, 31 * 15 - 1);
	assert_true(fake_exchange_has(&x, "\n" TIME_SEEK
	    ": npt=10.000-31.000/61.000 bytes=100-464/1000\n"));
	assert_true(fake_exchange_has(&x,
	    "\nX-AvailableSeekRange: 1 npt=0.000-61.000\n"));
	assert_true(fake_exchange_has(&x, "\nVary: " TIME_SEEK "\n"));
	assert_true(fake_exchange_has(&x, "DLNA.ORG_OP=11;"));
	fake_exchange_free(&x);

	get(&x, name_of(song, ".mp3"), TIME_SEEK, "npt=0-");
	assert_int_equal(x.status, 200);
	assert_true(fake_exchange_has(&x, "\n" TIME_SEEK
	    ": npt=0.000-61.000/61.000 bytes=0-999/1000\n"));
	fake_exchange_free(&x);
	get(&x, name_of(song, ".mp3"), "getAvailableSeekRange.dlna.org", "1");
	assert_int_equal(x.status, 200);
	assert_true(fake_exchange_has(&x, "\navailableSeekRange.dlna.org: "
	    "1 npt=0.000-61.000 bytes=0-999\n"));
	assert_true(fake_exchange_has(&x, "\nVary: " TIME_SEEK "\n"));
	assert_false(fake_exchange_has(&x, "\n" TIME_SEEK));
	fake_exchange_free(&x);

	assert_int_equal(status_with("npt=60.999-"), 206);
	assert_int_equal(status_with("npt=61-"), 416);
	assert_int_equal(status_with("npt=5-4"), 400);
	/* the file is another one than was listed */
	snprintf(path, sizeof(path), "%s/Record/so ng#1.mp3", l.paths[0]);
	assert_int_equal(truncate(path, 999), 0);
	assert_int_equal(status_with("npt=5-"), 406);
}

static void
takes_its_own_names_only(void **state)
{
	(void)state;
	assert_int_equal(status_of(name_of(song, "")), 200);
	assert_int_equal(status_of(name_of(song, ".mp3")), 200);
	assert_int_equal(status_of(name_of(song, ".MP3")), 200);
	assert_int_equal(status_of(name_of(bare, "")), 200);
	assert_int_equal(status_of(name_of(song, ".jpg")), 404);
	assert_int_equal(status_of(name_of(song, ".")), 404);
	assert_int_equal(status_of(name_of(song, ".mp3.mp3")), 404);
	assert_int_equal(status_of(name_of(song, "/")), 404);
	assert_int_equal(status_of(name_of(bare, ".mp4")), 404);
	assert_int_equal(status_of(name_of(folder, "")), 404);
	assert_int_equal(status_of(name_of(99999, "")), 404);
	assert_int_equal(status_of("9223372036854775808"), 404);
	assert_int_equal(status_of("m1"), 404);
}

static void
knows_when_a_file_has_gone(void **state)
{
	char path[256], outside[256], other[] = "/nowhere";
	char *real = l.media[0].path;

	(void)state;
	snprintf(path, sizeof(path), "%s/x.jpg", l.paths[0]);
	snprintf(outside, sizeof(outside), "%s/outside.jpg", l.dir);
	assert_int_equal(rename(path, outside), 0);
	assert_int_equal(status_of(name_of(picture, ".jpg")), 404);
	/* a link that leads out of the media root is not followed */
	assert_int_equal(symlink(outside, path), 0);
	assert_int_equal(status_of(name_of(picture, ".jpg")), 404);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rename(outside, path), 0);
	assert_int_equal(status_of(name_of(picture, ".jpg")), 200);

	/* listed, but its root is not among those served any more */
	l.media[0].path = other;
	assert_int_equal(status_of(name_of(picture, ".jpg")), 404);
	l.media[0].path = real;

	assert_int_equal(catalog_remove(l.writer, picture), 0);
	small_library_commit(&l);
	assert_int_equal(status_of(name_of(picture, ".jpg")), 404);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_the_file),
		cmocka_unit_test(says_what_its_name_says),
		cmocka_unit_test(answers_what_a_client_asks_besides),
		cmocka_unit_test(takes_its_own_names_only),
		cmocka_unit_test(seeks_by_time),
		cmocka_unit_test(knows_when_a_file_has_gone),
	};

	return cmocka_run_group_tests(tests, open_library, close_library);
}
