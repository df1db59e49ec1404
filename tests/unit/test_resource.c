/* Which pictures are offered as JPEGs besides, and as which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/render.h"
#include "server/upnp/resource.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* "LRG 4096x2731, SM 640x480" of what is offered besides the original. */
static void
list(const struct catalog_object *row, struct buf *b)
{
	struct resource found[RESOURCES_MAX];
	const size_t n = resource_list(row, found);

	assert_true(n >= 1);
	assert_int_equal(found[0].kind, RESOURCE_ORIGINAL);
	for (size_t i = 1; i < n; i++) {
		const struct resource *r = &found[i];

		if (r->kind != RESOURCE_SCALED)
			continue;
		assert_string_equal(r->info.mime, "image/jpeg");
		assert_true(r->info.converted);
		assert_false(r->sized || r->info.byte_seek);
		assert_true(r->width <= r->box_width);
		assert_true(r->height <= r->box_height);
		buf_addf(b, "%s%s %ux%u", b->len > 0 ? ", " : "",
		    r->info.profile, r->width, r->height);
	}
}

static void
offers_what_sets_can_show(void **state)
{
	static const struct {
		const char	*mime, *profile;
		uint32_t	 width, height, orientation;
		const char	*offered;
	} cases[] = {
		/* fit as they are */
		{ "image/jpeg", "JPEG_LRG", 4000, 3000, 0, "" },
		{ "image/jpeg", "JPEG_SM", 640, 480, 1, "" },
		/* turned, too large, or of a kind without a name */
		{ "image/jpeg", "JPEG_LRG", 4000, 3000, 6, "JPEG_LRG "
		    "3000x4000, JPEG_MED 576x768, JPEG_SM 360x480" },
		{ "image/jpeg", "JPEG_SM", 640, 480, 3, "JPEG_SM 640x480" },
		{ "image/jpeg", "", 6000, 4000, 1, "JPEG_LRG 4096x2730, "
		    "JPEG_MED 1024x682, JPEG_SM 640x426" },
		{ "image/jpeg", "", 800, 600, 1, "JPEG_MED 800x600, "
		    "JPEG_SM 640x480" },
		{ "image/jpeg", "", 12000, 9000, 1, "JPEG_LRG 4096x3072, "
		    "JPEG_MED 1024x768, JPEG_SM 640x480" },
		/* of other formats, whatever their profile */
		{ "image/png", "PNG_LRG", 640, 480, 1, "JPEG_SM 640x480" },
		{ "image/webp", "", 650, 480, 1, "JPEG_MED 650x480, "
		    "JPEG_SM 640x472" },
		{ "image/gif", "GIF_LRG", 16, 16, 0, "JPEG_SM 16x16" },
		{ "image/bmp", "", 1026, 10, 0, "JPEG_LRG 1026x10, "
		    "JPEG_MED 1024x10, JPEG_SM 640x6" },
		{ "image/tiff", "", 480, 640, 5, "JPEG_SM 640x480" },
		{ "image/heic", "", 400, 300, 8, "JPEG_SM 300x400" },
		{ "image/avif", "", 640, 480, 1, "JPEG_SM 640x480" },
		/* cannot be decoded, or not in the memory there is */
		{ "image/png", "", 10000, 10000, 0, "" },
		{ "image/png", "", 0, 0, 0, "" },
		{ "image/svg+xml", "", 640, 480, 0, "" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, 1024);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct catalog_object row = {
			.id = 17, .kind = MEDIA_PICTURE, .extension = "x",
			.mime = cases[i].mime, .profile = cases[i].profile,
			.width = cases[i].width, .height = cases[i].height,
			.orientation = cases[i].orientation,
		};

		buf_reset(&b);
		buf_add_str(&b, "");
		list(&row, &b);
		assert_string_equal(b.len > 0 ? b.data : "",
		    cases[i].offered);
	}
	buf_free(&b);
}

static void
nothing_else_is_a_picture(void **state)
{
	struct catalog_object row = { .id = 17, .kind = MEDIA_VIDEO,
	    .mime = "image/png", .profile = "", .extension = "png",
	    .width = 640, .height = 480 };
	struct resource found[RESOURCES_MAX];

	(void)state;
	assert_int_equal(resource_list_scaled(&row, found), 0);
	row.kind = MEDIA_PICTURE;
	assert_int_equal(resource_list_scaled(&row, found), 1);
}

static void
has_a_path_of_its_own(void **state)
{
	const struct catalog_object row = { .id = 17, .kind = MEDIA_PICTURE,
	    .mime = "image/png", .profile = "", .extension = "png",
	    .width = 640, .height = 480 };
	struct resource found[RESOURCES_MAX];
	struct buf b;

	(void)state;
	assert_int_equal(resource_list_scaled(&row, found), 1);
	buf_init(&b, 256);
	resource_add_path(&b, &found[0]);
	assert_string_equal(b.data, "/picture/17/JPEG_SM.jpg");
	buf_free(&b);
	assert_true(resource_has_extension(&found[0], "jpg"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_what_sets_can_show),
		cmocka_unit_test(nothing_else_is_a_picture),
		cmocka_unit_test(has_a_path_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
