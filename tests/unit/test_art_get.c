/* with: tests/unit/fake_exchange.c tests/unit/small_library.c */
/* From the URL of a picture to the file that the transport sends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/catalog_art.h"
#include "common/catalog_write.h"
#include "server/upnp/art_get.h"
#include "tests/unit/fake_exchange.h"
#include "tests/unit/small_library.h"

static struct small_library l;
static struct root_set art_roots;
static int64_t song, bare, picture;

/* ---- helpers ---- */

static void
write_file(int64_t id, enum art_size size, const char *text)
{
	const struct art_path path = art_path(id, size);
	char name[160];
	FILE *f;

	snprintf(name, sizeof(name), "%s/" ART_DIR "/%.2s", l.dir, path.s);
	(void)mkdir(name, 0700);
	snprintf(name, sizeof(name), "%s/" ART_DIR "/%s", l.dir, path.s);
	assert_non_null(f = fopen(name, "w"));
	fputs(text, f);
	fclose(f);
}

/* The picture of the object whose turn it is, in both sizes; its id. */
static int64_t
give(uint8_t n)
{
	static const struct art sizes = {
		.sizes = { { 160, 120 }, { 640, 480 } },
	};
	const struct catalog_art_key key = { { n } };
	struct catalog_artless a;
	int64_t id, art;

	assert_int_equal(catalog_artless_next(l.writer, &a), 1);
	assert_int_equal(catalog_art_add(l.writer, &key, a.kind, &id), 0);
	assert_int_equal(catalog_art_made(l.writer, id, &sizes, 9), 0);
	assert_int_equal(catalog_art_find(l.writer, &key, &art), 1);
	assert_int_equal(catalog_art_set(l.writer, &a, art, false), 0);
	write_file(id, ART_TN, "small");
	write_file(id, ART_SM, "not so small");
	return id;
}

static int
open_library(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };
	char path[96], *paths[] = { path };

	(void)state;
	small_library_open(&l, 1);
	snprintf(path, sizeof(path), "%s/" ART_DIR, l.dir);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(root_set_open(&art_roots, paths, 1), 0);
	l.server.art = &art_roots;
	song = small_library_add(&l, 0, "Record", "song.mp3", 1000, &f);
	picture = give(1);
	bare = small_library_add(&l, 0, "", "bare.mp3", 1000, &f);
	small_library_commit(&l);
	return 0;
}

static int
close_library(void **state)
{
	(void)state;
	root_set_close(&art_roots);
	small_library_close(&l);
	return 0;
}

static void
get(struct exchange *x, int64_t id, int64_t art, const char *file)
{
	char name[96];

	snprintf(name, sizeof(name), "%lld/%lld/%s", (long long)id,
	    (long long)art, file);
	fake_exchange_init(x, REQUEST_GET, "/art/");
	art_get_serve(&l.server, x, name);
	assert_true(x->ended);
}

static int
status_of(int64_t id, int64_t art, const char *file)
{
	struct exchange x;
	int status;

	get(&x, id, art, file);
	status = x.status;
	fake_exchange_free(&x);
	return status;
}

/* ---- tests ---- */

static void
opens_the_file(void **state)
{
	struct exchange x;
	char bytes[32];

	(void)state;
	get(&x, song, picture, "JPEG_TN.jpg");
	assert_int_equal(x.status, 200);
	assert_string_equal(x.type, "image/jpeg");
	assert_int_equal(x.size, strlen("small"));
	assert_int_equal(read(x.fd, bytes, sizeof(bytes)), strlen("small"));
	assert_true(fake_exchange_has(&x, "\ncontentFeatures.dlna.org: "
	    "DLNA.ORG_PN=JPEG_TN;DLNA.ORG_OP=01;DLNA.ORG_CI=1;"
	    "DLNA.ORG_FLAGS=00F00000000000000000000000000000\n"));
	assert_true(fake_exchange_has(&x,
	    "\ntransferMode.dlna.org: Interactive\n"));
	fake_exchange_free(&x);
	get(&x, song, picture, "JPEG_SM.jpg");
	assert_int_equal(x.size, strlen("not so small"));
	fake_exchange_free(&x);
}

static void
knows_whose_it_is(void **state)
{
	static const char *const names[] = {
		"", "/", "1", "1/1", "1/1/", "c", "c/1/JPEG_TN.jpg",
		"01/1/JPEG_TN.jpg", "1/01/JPEG_TN.jpg", "-1/1/JPEG_TN.jpg",
		"99999999999999999999/1/JPEG_TN.jpg",
	};
	struct exchange x;

	(void)state;
	assert_int_equal(status_of(bare, picture, "JPEG_TN.jpg"), 404);
	assert_int_equal(status_of(song, picture + 1, "JPEG_TN.jpg"), 404);
	assert_int_equal(status_of(song + 99, picture, "JPEG_TN.jpg"), 404);
	assert_int_equal(status_of(song, picture, "JPEG_LRG.jpg"), 404);
	assert_int_equal(status_of(song, picture, "JPEG_TN"), 404);
	assert_int_equal(status_of(song, picture, "JPEG_TN.jpg/x"), 404);
	assert_int_equal(status_of(song, picture, "../JPEG_TN.jpg"), 404);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		fake_exchange_init(&x, REQUEST_GET, "/art/");
		art_get_serve(&l.server, &x, names[i]);
		assert_int_equal(x.status, 404);
		fake_exchange_free(&x);
	}
}

static int
status_of_largest(int64_t id, uint64_t *size)
{
	struct exchange x;
	int status;

	fake_exchange_init(&x, REQUEST_GET, "/media/");
	art_get_serve_largest(&l.server, &x, id);
	status = x.status;
	*size = x.size;
	fake_exchange_free(&x);
	return status;
}

static void
finds_the_largest(void **state)
{
	uint64_t size;

	(void)state;
	assert_int_equal(status_of_largest(song, &size), 200);
	assert_int_equal(size, strlen("not so small"));
	assert_int_equal(status_of_largest(bare, &size), 404);
	assert_int_equal(status_of_largest(song + 99, &size), 404);
	fake_verdict.state = ACCESS_WAITING;
	assert_int_equal(status_of_largest(song, &size), 403);
	fake_verdict.state = ACCESS_ADMITTED;
}

static void
sends_no_lost_file(void **state)
{
	(void)state;
	write_file(picture, ART_TN, "");
	assert_int_equal(status_of(song, picture, "JPEG_TN.jpg"), 404);
	assert_int_equal(status_of(song, picture, "JPEG_SM.jpg"), 200);
	write_file(picture, ART_TN, "small");
}

static void
heeds_who_asks(void **state)
{
	(void)state;
	fake_verdict.state = ACCESS_WAITING;
	assert_int_equal(status_of(song, picture, "JPEG_TN.jpg"), 403);
	fake_verdict.state = ACCESS_ADMITTED;
	assert_int_equal(status_of(song, picture, "JPEG_TN.jpg"), 200);
}

static void
heeds_the_mode(void **state)
{
	char name[96];
	struct exchange x;

	(void)state;
	snprintf(name, sizeof(name), "%lld/%lld/JPEG_TN.jpg", (long long)song,
	    (long long)picture);
	fake_exchange_init(&x, REQUEST_GET, "/art/");
	fake_exchange_header(&x, "transferMode.dlna.org", "Streaming");
	art_get_serve(&l.server, &x, name);
	assert_int_equal(x.status, 406);
	fake_exchange_free(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_the_file),
		cmocka_unit_test(knows_whose_it_is),
		cmocka_unit_test(finds_the_largest),
		cmocka_unit_test(sends_no_lost_file),
		cmocka_unit_test(heeds_who_asks),
		cmocka_unit_test(heeds_the_mode),
	};

	return cmocka_run_group_tests(tests, open_library, close_library);
}
