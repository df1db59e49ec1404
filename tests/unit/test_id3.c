#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/id3.h"

#define BYTES(text)	(text), sizeof(text) - 1
/* The sizes are less than 128, and so the same in both versions. */
#define TAG(version, flags, size) "ID3" version "\0" flags "\0\0\0" size
#define FRAME(id, size)	id "\0\0\0" size "\0\0"

static const struct sample {
	const char	*data;
	size_t		 len;
	const char	*artist;
	const char	*genre;
} samples[] = {
	/* UTF-8, two values; a frame that is not asked for in between */
	{ BYTES(TAG("\4", "\0", "\x28") FRAME("TPE1", "\4") "\3A\0B"
	    FRAME("TIT2", "\2") "\3x" FRAME("TCON", "\4") "\3" "17\0"),
	    "A\nB", "Rock" },
	/* the last value ends in a NUL as well */
	{ BYTES(TAG("\4", "\0", "\x0F") FRAME("TPE1", "\5") "\3A\0B\0"),
	    "A\nB", "" },
	/* the same twice, as a list and as two frames */
	{ BYTES(TAG("\3", "\0", "\x1A") FRAME("TPE1", "\4") "\0A\0A"
	    FRAME("TPE1", "\2") "\0B"), "A\nB", "" },
	/* UTF-16 of either order, the second value with a mark of its own */
	{ BYTES(TAG("\3", "\0", "\x17") FRAME("TPE1", "\x0D")
	    "\1\xFF\xFE\xF6\0A\0\0\0\xFE\xFF\0B"), "\xC3\xB6" "A\nB", "" },
	/* without a mark; a pair of surrogates, and half of one */
	{ BYTES(TAG("\4", "\0", "\x13") FRAME("TPE1", "\x09")
	    "\2\xD8\x3C\xDF\xB5\xDC\0\0A"), "\xF0\x9F\x8E\xB5" "A", "" },
	/* bytes outside UTF-8 */
	{ BYTES(TAG("\3", "\0", "\x0D") FRAME("TPE1", "\3") "\0B\xF6"),
	    "B\xC3\xB6", "" },
	/* extended headers of 2.4 and of 2.3 */
	{ BYTES(TAG("\4", "\x40", "\x12") "\0\0\0\6\1\0"
	    FRAME("TPE1", "\2") "\3A"), "A", "" },
	{ BYTES(TAG("\3", "\x40", "\x16") "\0\0\0\6\0\0\0\0\0\0"
	    FRAME("TPE1", "\2") "\0A"), "A", "" },
	/* not ours to read */
	{ BYTES(TAG("\2", "\0", "\x0C") FRAME("TPE1", "\2") "\3A"), "", "" },
	{ BYTES(TAG("\4", "\x80", "\x0C") FRAME("TPE1", "\2") "\3A"), "", "" },
	{ BYTES(TAG("\4", "\0", "\x0C") "TPE1\0\0\0\2\0\2" "\3A"), "", "" },
	{ BYTES(TAG("\4", "\0", "\x0C") FRAME("TPE1", "\2") "\4A"), "", "" },
	{ BYTES(TAG("\4", "\0", "\x0C") FRAME("TPE1", "\x7F") "\3A"), "", "" },
	{ BYTES("ID3\4\0\0\x7F\x7F\x7F\x7F" FRAME("TPE1", "\4") "\3A"),
	    "", "" },
	{ BYTES("ID4" FRAME("TPE1", "\2") "\3A"), "", "" },
	{ BYTES("ID3"), "", "" },
};

static void
reads_all_values(void **state)
{
	struct media_facts f;
	struct bytes b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		memset(&f, 0, sizeof(f));
		bytes_from_memory(&b, samples[i].data, samples[i].len);
		id3_read(&b, &f);
		assert_string_equal(f.artist, samples[i].artist);
		assert_string_equal(f.genre, samples[i].genre);
		assert_string_equal(f.album_artist, "");
	}
}

/* Cut anywhere, it has the values before, whole frames only. */
static void
bears_every_cut(void **state)
{
	const struct sample *s = &samples[0];
	struct media_facts f;
	struct bytes b;
	size_t len;

	(void)state;
	for (len = 0; len < s->len; len++) {
		memset(&f, 0, sizeof(f));
		bytes_from_memory(&b, s->data, len);
		id3_read(&b, &f);
		assert_string_equal(f.artist, len < 24 ? "" : s->artist);
		assert_string_equal(f.genre, "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_all_values),
		cmocka_unit_test(bears_every_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
