/* with: tests/unit/fake_exchange.c tests/unit/small_library.c */
/* Which files are sent without the place where they were taken, which are not
   sent at all, and by what entity tags that is told apart. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/catalog_blank.h"
#include "common/catalog_write.h"
#include "common/mime.h"
#include "server/upnp/media_get.h"
#include "tests/unit/fake_exchange.h"
#include "tests/unit/small_library.h"

/* Ten bytes from offset 3 on are 'x'; and one more range. */
#define LIST		"\x03\x14x"
#define LONGER_LIST	LIST "\x01\x02y"

struct strips {
	struct small_library	l;
	int64_t			photo, song;
	struct stat		st;	/* of the photo, as it was noted */
	char			path[160];
	char			etag[32];	/* of the last answer */
	size_t			nblanks;
	bool			guarded;
};

static const struct media_facts picture = { .kind = MEDIA_PICTURE };
static const struct media_facts audio = { .kind = MEDIA_AUDIO };
static const struct media_facts video = { .kind = MEDIA_VIDEO };

/* What lares-scan would write of a file. */
static void
note(struct strips *s, int64_t id, const char *extension,
    const struct media_facts *facts, const struct catalog_blank *b)
{
	const struct catalog_file file = {
		.size = 100, .mtime_ns = 1, .title = "x",
		.mime = mime_by_extension(extension)->type,
		.extension = extension, .facts = facts, .blank = b,
	};

	assert_int_equal(catalog_put_file(s->l.writer, id, &file), 0);
	small_library_commit(&s->l);
}

/* ... of the photo as it is now. */
static void
note_photo(struct strips *s, enum blanks_state state, const char *said)
{
	assert_int_equal(stat(s->path, &s->st), 0);
	note(s, s->photo, "jpg", &picture, &(struct catalog_blank){
		.state = state, .size = (uint64_t)s->st.st_size,
		.mtime_ns = root_mtime_ns(&s->st), .inode = s->st.st_ino,
		.said = said, .len = strlen(said) });
}

static int
open_library(void **state)
{
	static struct strips s;

	small_library_open(&s.l, 2);
	s.l.config.strip_location = true;
	s.photo = small_library_add(&s.l, 0, "", "a.jpg", 100, &picture);
	s.song = small_library_add(&s.l, 0, "", "a.mp3", 100, &audio);
	small_library_commit(&s.l);
	snprintf(s.path, sizeof(s.path), "%s/a.jpg", s.l.paths[0]);
	*state = &s;
	return 0;
}

static int
close_library(void **state)
{
	small_library_close(&((struct strips *)*state)->l);
	return 0;
}

static int
get(struct strips *s, int64_t id)
{
	struct exchange x;
	char name[32];
	int status;

	snprintf(name, sizeof(name), "%lld", (long long)id);
	fake_exchange_init(&x, REQUEST_GET, "/media/");
	media_get_serve(&s->l.server, &x, name);
	assert_true(x.ended);
	if ((status = x.status) == 503)
		assert_true(fake_exchange_has(&x, "\nRetry-After: 10\n"));
	memcpy(s->etag, x.etag, sizeof(s->etag));
	s->nblanks = x.nblanks;
	s->guarded = x.guarded;
	fake_exchange_free(&x);
	return status;
}

static void
expect(struct strips *s, int status, bool guarded, size_t nblanks)
{
	assert_int_equal(get(s, s->photo), status);
	if (status != 200)
		return;
	assert_int_equal(s->guarded, guarded);
	assert_int_equal(s->nblanks, nblanks);
}

static void
is_sent_once_it_was_looked_at(void **state)
{
	struct strips *s = *state;
	char etag[32];

	expect(s, 503, false, 0);
	note_photo(s, BLANKS_FOUND, LIST);
	expect(s, 200, true, 1);
	memcpy(etag, s->etag, sizeof(etag));
	expect(s, 200, true, 1);
	assert_string_equal(s->etag, etag);
	note_photo(s, BLANKS_FOUND, LONGER_LIST);
	expect(s, 200, true, 2);
	assert_string_not_equal(s->etag, etag);
	memcpy(etag, s->etag, sizeof(etag));
	note_photo(s, BLANKS_NONE, "");
	expect(s, 200, true, 0);
	assert_string_not_equal(s->etag, etag);
}

static void
is_withheld_where_nothing_is_known(void **state)
{
	struct strips *s = *state;

	note_photo(s, BLANKS_UNKNOWN, "a track of telemetry");
	expect(s, 403, false, 0);
	note_photo(s, BLANKS_UNKNOWN, "");
	expect(s, 403, false, 0);
	/* A list that is none. */
	note_photo(s, BLANKS_FOUND, "\x03\x14");
	expect(s, 500, false, 0);
}

/* Another file in its place is not sent with its list, however alike. */
static void
is_not_taken_for_another(void **state)
{
	struct strips *s = *state;
	struct timespec times[2];
	char other[200];
	FILE *f;

	note_photo(s, BLANKS_FOUND, LIST);
	times[0] = s->st.st_mtim;
	times[1] = s->st.st_mtim;
	/* Its time by a nanosecond. */
	times[1].tv_nsec = times[1].tv_nsec > 0 ? times[1].tv_nsec - 1 : 1;
	assert_int_equal(utimensat(AT_FDCWD, s->path, times, 0), 0);
	expect(s, 503, false, 0);
	times[1] = s->st.st_mtim;
	assert_int_equal(utimensat(AT_FDCWD, s->path, times, 0), 0);
	expect(s, 200, true, 1);
	/* Grown. */
	f = fopen(s->path, "a");
	assert_int_equal(fputc('g', f), 'g');
	assert_int_equal(fclose(f), 0);
	assert_int_equal(utimensat(AT_FDCWD, s->path, times, 0), 0);
	expect(s, 503, false, 0);
	assert_int_equal(truncate(s->path, s->st.st_size), 0);
	assert_int_equal(utimensat(AT_FDCWD, s->path, times, 0), 0);
	expect(s, 200, true, 1);
	/* Of the same size and time. */
	snprintf(other, sizeof(other), "%s.new", s->path);
	f = fopen(other, "w");
	assert_int_equal(fclose(f), 0);
	assert_int_equal(truncate(other, s->st.st_size), 0);
	assert_int_equal(utimensat(AT_FDCWD, other, times, 0), 0);
	assert_int_equal(rename(other, s->path), 0);
	expect(s, 503, false, 0);
	note_photo(s, BLANKS_FOUND, LIST);
	expect(s, 200, true, 1);
	/* Where nothing tells it from another. */
	note(s, s->photo, "jpg", &picture, &(struct catalog_blank){
		.state = BLANKS_NONE, .size = (uint64_t)s->st.st_size,
		.mtime_ns = root_mtime_ns(&s->st), .said = "" });
	expect(s, 200, true, 0);
}

static void
follows_the_setting(void **state)
{
	struct strips *s = *state;
	struct config_strip one = { .path = s->l.media[0].path };
	char etag[32];

	note_photo(s, BLANKS_FOUND, LIST);
	expect(s, 200, true, 1);
	memcpy(etag, s->etag, sizeof(etag));
	s->l.config.strip_location = false;
	expect(s, 200, false, 0);
	assert_string_not_equal(s->etag, etag);
	/* One folder otherwise than all. */
	s->l.config.strips = &one;
	s->l.config.nstrips = 1;
	one.strip = true;
	expect(s, 200, true, 1);
	s->l.config.strip_location = true;
	one.strip = false;
	expect(s, 200, false, 0);
	note_photo(s, BLANKS_UNKNOWN, "a track of telemetry");
	expect(s, 200, false, 0);
	one.path = s->l.media[1].path;
	expect(s, 403, false, 0);
	/* Who has a part of one does not get the rest of the other, be it that
	   they are the same. */
	note_photo(s, BLANKS_NONE, "");
	expect(s, 200, true, 0);
	memcpy(etag, s->etag, sizeof(etag));
	s->l.config.strip_location = false;
	expect(s, 200, false, 0);
	assert_string_not_equal(s->etag, etag);
	s->l.config.strip_location = true;
	s->l.config.nstrips = 0;
}

/* Others are sent as they are, unless something was found in them all the
   same. */
static void
is_for_some_types(void **state)
{
	static const struct {
		const char	*name;
		const struct media_facts *facts;
		int		 status;
	} cases[] = {
		{ "b.jpeg", &picture, 503 }, { "b.tif", &picture, 503 },
		{ "b.png", &picture, 503 }, { "b.webp", &picture, 503 },
		{ "b.heic", &picture, 503 }, { "b.avif", &picture, 503 },
		{ "b.heif", &picture, 503 }, { "b.mp4", &video, 503 },
		{ "b.mov", &video, 503 }, { "b.3gp", &video, 503 },
		{ "b.m4a", &audio, 503 }, { "b.gif", &picture, 200 },
		{ "b.bmp", &picture, 200 }, { "b.mkv", &video, 200 },
		{ "b.ts", &video, 200 }, { "b.mp3", &audio, 200 },
	};
	struct strips *s = *state;
	int64_t id;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		id = small_library_add(&s->l, 0, "", cases[i].name, 10,
		    cases[i].facts);
		small_library_commit(&s->l);
		if (get(s, id) != cases[i].status)
			fail_msg("%s", cases[i].name);
		assert_false(s->guarded);
	}
	note(s, s->song, "mp3", &audio, &(struct catalog_blank){
		.state = BLANKS_UNKNOWN, .said = "" });
	assert_int_equal(get(s, s->song), 503);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_sent_once_it_was_looked_at),
		cmocka_unit_test(is_withheld_where_nothing_is_known),
		cmocka_unit_test(is_not_taken_for_another),
		cmocka_unit_test(follows_the_setting),
		cmocka_unit_test(is_for_some_types),
	};

	return cmocka_run_group_tests(tests, open_library, close_library);
}
