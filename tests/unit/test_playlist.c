/*
 * Playlists: what each format names, and the way of the entries to the scanner.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/playlist.h"
#include "scanner/probe/xml.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define PATHS_MAX	6

struct expected {
	const char	*text;
	const char	*title;
	const char	*paths[PATHS_MAX];
	size_t		 skipped;
};

static void
check(enum mime_playlist format, const struct expected *cases, size_t n)
{
	struct playlist p;
	struct bytes b;
	const char *path;

	for (size_t i = 0; i < n; i++) {
		const struct expected *c = &cases[i];
		size_t at = 0, k = 0;

		bytes_from_memory(&b, c->text, strlen(c->text));
		playlist_init(&p);
		playlist_read(&b, format, &p);
		assert_string_equal(p.title, c->title);
		while ((path = playlist_next(&p, &at)) != NULL) {
			if (k == PATHS_MAX || c->paths[k] == NULL ||
			    strcmp(path, c->paths[k]) != 0)
				fail_msg("format %d, case %zu: %s", format, i,
				    path);
			k++;
		}
		if (k < PATHS_MAX && c->paths[k] != NULL)
			fail_msg("format %d, case %zu: no %s", format, i,
			    c->paths[k]);
		assert_int_equal(p.n, k);
		if (p.skipped != c->skipped)
			fail_msg("format %d, case %zu: skips %zu", format, i,
			    p.skipped);
		playlist_free(&p);
	}
}

static void
m3u(void **state)
{
	static const struct expected cases[] = {
		{ "", "", { NULL }, 0 },
		{ "#EXTM3U\n#EXTINF:1,A - B\na.mp3\n\nb/c.mp3\n", "",
		    { "a.mp3", "b/c.mp3" }, 0 },
		/* Line ends, blanks, the mark of UTF-8, no end. */
		{ "\xef\xbb\xbf" "a.mp3\r\n  b c.mp3 \r\rc.mp3", "",
		    { "a.mp3", "b c.mp3", "c.mp3" }, 0 },
		{ "\xef\xbb\xbf#PLAYLIST: My  list \r\na.mp3", "My list",
		    { "a.mp3" }, 0 },
		{ "#playlist:L\xe4rm\n", "L\xc3\xa4rm", { NULL }, 0 },
		/* Bytes stay what they are; percent signs too. */
		{ "Bj\xf6rk.mp3\nBj\xc3\xb6rk.mp3\n100%25.mp3", "",
		    { "Bj\xf6rk.mp3", "Bj\xc3\xb6rk.mp3", "100%25.mp3" }, 0 },
		/* Other systems' separators, places and machines. */
		{ "..\\b\\c.mp3\nC:\\b.mp3\nC:b.mp3\n\\\\host\\b.mp3\n"
		    "\\b.mp3\n//host/b.mp3", "",
		    { "../b/c.mp3", "C:b.mp3", "/b.mp3" }, 3 },
		/* The same twice. */
		{ "a.mp3\na.mp3\n", "", { "a.mp3", "a.mp3" }, 0 },
		/* Addresses. */
		{ "http://h/a.mp3\nHTTPS://h/a\nrtsp://h/\nfile://h/a.mp3\n"
		    "file://localhostile/a.mp3\nmms://x", "", { NULL }, 6 },
		{ "file:///m/a%20b%C3%A4%e4.mp3\nFILE://localhost/m/%2e%zz%4\n"
		    "file:/m/c%5c.mp3\nfile:///m\\d.mp3\n", "",
		    { "/m/a b\xc3\xa4\xe4.mp3", "/m/.%zz%4", "/m/c\\.mp3",
		    "/m/d.mp3" }, 0 },
		{ "file:///m/a%00.mp3\n", "", { NULL }, 1 },
		/* Names that only look like it. */
		{ "Live: one.mp3\nfile: 2.mp3\n9://a.mp3\n", "",
		    { "Live: one.mp3", "file: 2.mp3", "9://a.mp3" }, 0 },
		/* The pieces of one film. */
		{ "#EXTM3U\nx.ts\n#EXT-X-TARGETDURATION:9\n1.ts\n2.ts\n", "",
		    { NULL }, 0 },
	};

	(void)state;
	check(MIME_M3U, cases, COUNT(cases));
}

/* What Windows calls Unicode, in either order. */
static void
utf_16(void **state)
{
	static const char little[] = "\xff\xfe" "b\0\xf6\0.\0m\0\r\0\n\0"
	    "c\0" "\0\x4e";
	static const char big[] = "\xfe\xff" "\0b\0\xf6\0.\0m\0\r\0\n"
	    "\0c" "\x4e\0";
	static const char *const files[] = { little, big };
	struct playlist p;
	struct bytes b;
	size_t at;

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		at = 0;
		bytes_from_memory(&b, files[i], sizeof(little) - 1);
		playlist_init(&p);
		playlist_read(&b, MIME_M3U, &p);
		assert_int_equal(p.n, 2);
		assert_string_equal(playlist_next(&p, &at), "b\xc3\xb6.m");
		assert_string_equal(playlist_next(&p, &at), "c\xe4\xb8\x80");
		playlist_free(&p);
	}
}

static void
pls(void **state)
{
	static const struct expected cases[] = {
		{ "[playlist]\nFile1=a.mp3\nTitle1=A\nLength1=1\nFile2=b.mp3\n"
		    "NumberOfEntries=2\nVersion=2\n", "",
		    { "a.mp3", "b.mp3" }, 0 },
		{ "[playlist]\r\nfile10=j.mp3\r\nFILE9=i=i.mp3\r\n"
		    "File9=k.mp3", "", { "i=i.mp3", "k.mp3", "j.mp3" }, 0 },
		{ "File1=http://h/\nFile=a\nFilex=a\nFile-1=a\nFile1\n"
		    "File99999999999=a\nFile2= b \nFile3=\n", "", { "b" }, 1 },
	};

	(void)state;
	check(MIME_PLS, cases, COUNT(cases));
}

static void
xspf(void **state)
{
#define XSPF(body) "<?xml version='1.0'?>\n<playlist version='1' " \
	"xmlns='http://xspf.org/ns/0/'>" body "</playlist>"
	static const struct expected cases[] = {
		{ XSPF("<title>Mine &amp; yours</title><trackList>"
		    "<track><title>No</title><location>a%20b.mp3</location>"
		    "</track><track><location>\n file:///m/c&amp;d.mp3 "
		    "</location><location>http://h/</location></track>"
		    "</trackList>"), "Mine & yours",
		    { "a b.mp3", "/m/c&d.mp3" }, 0 },
		{ XSPF("<trackList><track><location>http://h/a</location>"
		    "<location>a.mp3</location></track><track/>"
		    "<track><location>urn:a</location></track></trackList>"),
		    "", { NULL }, 2 },
		/* As far as it goes. */
		{ "<playlist><trackList><track><location>a</location></track>"
		    "<track><location>b", "", { "a" }, 0 },
		{ "<!DOCTYPE playlist [<!ENTITY x SYSTEM 'file:///etc/passwd'>"
		    "]>" XSPF("<trackList><track><location>&x;</location>"
		    "</track></trackList>"), "", { NULL }, 0 },
		{ "<other><trackList><track><location>a</location></track>"
		    "</trackList></other>", "", { NULL }, 0 },
		{ "a.mp3\n", "", { NULL }, 0 },
	};

	(void)state;
	check(MIME_XSPF, cases, COUNT(cases));
}

static void
asx(void **state)
{
	static const struct expected cases[] = {
		{ "<ASX version=\"3.0\"><Title>L\xe4rm</Title>"
		    "<Entry><Title>x</Title><Ref HREF=\"a &amp; b.wma\" />"
		    "<ref href='http://h/'/></Entry>"
		    "<entry><ref href=\"..\\c%20d.wma\"/></entry>"
		    "<entryref href='http://h/'/>"
		    "<entry><ref href='mms://h/a.wma'/></entry>"
		    "<entry><ref href='file:///m/c%20d.wma'/></entry></ASX>",
		    "L\xc3\xa4rm",
		    { "a & b.wma", "../c%20d.wma", "/m/c d.wma" }, 2 },
		/* Tags that differ in case are a mistake, at the end of all. */
		{ "<ASX><entry><ref href='a.wma'/></entry></asx>", "",
		    { "a.wma" }, 0 },
	};

	(void)state;
	check(MIME_ASX, cases, COUNT(cases));
}

/* ---- limits ------------------------------------------------------------------ */

static void
has_limits(void **state)
{
	const size_t lines = PLAYLIST_ENTRIES_MAX + 5;
	static char path[PLAYLIST_PATH_BYTES];
	char *text = malloc(lines * 3 + 1);
	struct playlist p;
	struct bytes b;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < lines; i++)
		memcpy(text + i * 3, "ab\n", 3);
	bytes_from_memory(&b, text, lines * 3);
	playlist_init(&p);
	playlist_read(&b, MIME_M3U, &p);
	assert_int_equal(p.n, PLAYLIST_ENTRIES_MAX);
	assert_int_equal(p.skipped, 5);
	playlist_free(&p);
	free(text);

	memset(path, 'a', sizeof(path));
	assert_false(playlist_add(&p, path, sizeof(path)));
	while (playlist_add(&p, path, sizeof(path) - 1))
		n++;
	assert_int_equal(n, PLAYLIST_MAX_BYTES / PLAYLIST_PATH_BYTES - 1);
	assert_false(buf_failed(&p.paths));
	playlist_free(&p);
}

/* ---- messages ------------------------------------------------------------------ */

static struct ipc_in in;

static void
deliver(const struct buf *b)
{
	assert_false(buf_failed(b));
	memcpy(in.data, b->data, b->len);
	in.type = (enum ipc_type)in.data[0];
	in.len = b->len;
	in.pos = 1;
	in.failed = false;
}

static void
arrives_as_it_was_sent(void **state)
{
	struct playlist p, got;
	char path[PLAYLIST_PATH_BYTES];
	size_t at = 0, messages = 0;
	bool more = true, told;
	struct buf b;

	(void)state;
	buf_init(&b, IPC_MAX_BYTES);
	playlist_init(&p);
	playlist_init(&got);
	strcpy(p.title, "A title");
	p.skipped = 7;
	for (int i = 0; i < 300; i++) {
		memset(path, 'x', sizeof(path));
		sprintf(path, "%d", i);
		path[strlen(path)] = 'x';
		assert_true(playlist_add(&p, path, i < 20 ?
		    sizeof(path) - 1 : 40));
	}
	while (more) {
		more = playlist_put(&b, &p, &at);
		deliver(&b);
		assert_int_equal(playlist_get(&in, &got, &told), 0);
		assert_int_equal(told, more);
		messages++;
	}
	assert_in_range(messages, 2, 12);
	assert_string_equal(got.title, "A title");
	assert_int_equal(got.skipped, 7);
	assert_int_equal(got.n, 300);
	assert_int_equal(got.paths.len, p.paths.len);
	assert_memory_equal(got.paths.data, p.paths.data, p.paths.len);
	playlist_free(&p);
	playlist_free(&got);
	buf_free(&b);
}

static int
get(uint64_t more, uint64_t skipped, const char *path, size_t len)
{
	struct playlist p;
	struct buf b;
	bool told;
	int ret;

	buf_init(&b, IPC_MAX_BYTES);
	playlist_init(&p);
	ipc_begin(&b, IPC_ENTRIES);
	ipc_put_num(&b, more);
	ipc_put_text(&b, "t", 1);
	ipc_put_num(&b, skipped);
	if (path != NULL)
		ipc_put_text(&b, path, len);
	deliver(&b);
	ret = playlist_get(&in, &p, &told);
	playlist_free(&p);
	buf_free(&b);
	return ret;
}

static void
refuses_nonsense(void **state)
{
	static char longest[PLAYLIST_PATH_BYTES];

	(void)state;
	memset(longest, 'a', sizeof(longest));
	assert_int_equal(get(1, 1, "a", 1), 0);
	assert_int_equal(get(0, 1, NULL, 0), 0);
	assert_int_equal(get(0, 1, longest, sizeof(longest) - 1), 0);
	assert_int_equal(get(0, 1, longest, sizeof(longest)), -1);
	assert_int_equal(get(0, 1, "", 0), -1);
	assert_int_equal(get(0, 1, "a\0b", 3), -1);
	assert_int_equal(get(1, 1, NULL, 0), -1);	/* only promises */
	assert_int_equal(get(2, 1, "a", 1), -1);
	assert_int_equal(get(1, UINT64_MAX, "a", 1), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(m3u),
		cmocka_unit_test(utf_16),
		cmocka_unit_test(pls),
		cmocka_unit_test(xspf),
		cmocka_unit_test(asx),
		cmocka_unit_test(has_limits),
		cmocka_unit_test(arrives_as_it_was_sent),
		cmocka_unit_test(refuses_nonsense),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
