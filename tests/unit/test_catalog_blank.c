/* with: tests/unit/catalog_kit.c */
/* What is known of a file's private bytes in the catalogue, as it comes and
   goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_blank.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

/* Beyond what 32 bits, and what a signed number, hold. */
#define INODE	UINT64_C(0xfedcba9876543210)

static const struct catalog_blank
found = {
	.state = BLANKS_FOUND, .size = 5000000000, .mtime_ns = -7,
	.inode = INODE, .ctime_ns = -9, .said = "\x05\0\x81", .len = 3,
},
nothing = {
	.state = BLANKS_NONE, .size = 1, .mtime_ns = 2, .inode = 3,
	.said = "",
},
unknown = {
	.state = BLANKS_UNKNOWN, .size = 1, .mtime_ns = 2, .inode = 3,
	.said = "a track of telemetry", .len = 20,
};

static void
put_photo(struct catalog_kit *k, int64_t id, const struct catalog_blank *b)
{
	static const struct media_facts photo = { .kind = MEDIA_PICTURE };
	const struct catalog_file file = {
		.title = "Photo", .mime = "image/jpeg", .extension = "jpg",
		.size = 9, .mtime_ns = 9, .facts = &photo, .blank = b,
	};

	assert_int_equal(catalog_put_file(k->w, id, &file), 0);
	catalog_kit_commit(k);
}

static void
expect(struct catalog_kit *k, int64_t id, const struct catalog_blank *expected)
{
	struct catalog_blank b;
	struct buf said;

	buf_init(&said, 64);
	assert_int_equal(catalog_blank_read(k->r, id, &b, &said),
	    expected != NULL);
	if (expected != NULL) {
		assert_int_equal(b.state, expected->state);
		assert_true(b.size == expected->size);
		assert_true(b.mtime_ns == expected->mtime_ns);
		assert_true(b.inode == expected->inode);
		assert_int_equal(b.len, expected->len);
		assert_memory_equal(b.said, expected->said, b.len);
	}
	buf_free(&said);
}

static void
goes_with_its_file(void **state)
{
	struct catalog_kit *k = *state;
	int64_t id = catalog_kit_folder(k, k->root, "a.jpg");

	expect(k, id, NULL);
	put_photo(k, id, &found);
	expect(k, id, &found);
	put_photo(k, id, &nothing);
	expect(k, id, &nothing);
	put_photo(k, id, &unknown);
	expect(k, id, &unknown);
	put_photo(k, id, NULL);		/* it is another file by now */
	expect(k, id, NULL);
	put_photo(k, id, &found);
	assert_int_equal(catalog_refuse(k->w, id, MEDIA_PICTURE, 9, 9), 0);
	catalog_kit_commit(k);
	expect(k, id, NULL);
}

/* With a folder above it, in one statement. */
static void
goes_with_its_folder(void **state)
{
	struct catalog_kit *k = *state;
	int64_t folder = catalog_kit_folder(k, k->root, "Photos");
	int64_t id = catalog_kit_folder(k, folder, "a.jpg");

	put_photo(k, id, &found);
	assert_int_equal(catalog_remove(k->w, folder), 0);
	catalog_kit_commit(k);
	expect(k, id, NULL);
}

static void
too_much_is_a_failure(void **state)
{
	struct catalog_kit *k = *state;
	int64_t id = catalog_kit_folder(k, k->root, "a.jpg");
	struct catalog_blank b;
	struct buf said;

	put_photo(k, id, &unknown);
	buf_init(&said, unknown.len - 1);
	assert_int_equal(catalog_blank_read(k->r, id, &b, &said), -1);
	buf_free(&said);
}

static void
keep_stamp(void *arg, const struct catalog_stamp *s)
{
	if (s->listed)
		*(struct catalog_stamp *)arg = *s;
}

/* By these the scanner sees that another file is in the place of one, or that
   something was done to it. */
static void
its_inode_is_compared(void **state)
{
	struct catalog_kit *k = *state;
	struct catalog_stamp kept = { .inode = 1, .ctime_ns = 1 };
	int64_t folder = catalog_kit_folder(k, k->root, "Photos");
	int64_t id = catalog_kit_folder(k, folder, "a.jpg");

	put_photo(k, id, NULL);
	assert_int_equal(catalog_stamps(k->w, folder, keep_stamp, &kept), 0);
	assert_true(kept.inode == 0 && kept.ctime_ns == 0);
	put_photo(k, id, &found);
	assert_int_equal(catalog_stamps(k->w, folder, keep_stamp, &kept), 0);
	assert_true(kept.inode == INODE && kept.ctime_ns == -9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name,		\
    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(goes_with_its_file),
		TEST(goes_with_its_folder),
		TEST(too_much_is_a_failure),
		TEST(its_inode_is_compared),
	};

	return cmocka_run_group_tests_name("private bytes in the catalogue",
	    tests, NULL, NULL);
}
