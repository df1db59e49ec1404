#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/camera.h"

static void
says_what_people_say(void **state)
{
	static const struct {
		const char	*maker, *model, *name;
	} cases[] = {
		{ "Canon", "Canon EOS 5D", "Canon EOS 5D" },
		{ "NIKON CORPORATION", "NIKON D70", "NIKON D70" },
		{ "NIKON CORPORATION", "COOLPIX P7000",
		    "NIKON COOLPIX P7000" },
		{ "EASTMAN KODAK COMPANY", "KODAK DX6490", "KODAK DX6490" },
		{ "OLYMPUS IMAGING CORP.  ", "E-M5  ", "OLYMPUS E-M5" },
		{ "RICOH IMAGING COMPANY, LTD.", "PENTAX K-3",
		    "RICOH PENTAX K-3" },
		{ "SANYO Electric Co.,Ltd.", "S3", "SANYO S3" },
		{ "Leica Camera AG", "LEICA Q2", "LEICA Q2" },
		{ "Konica Minolta Camera, Inc.", "DiMAGE", "Konica Minolta DiMAGE" },
		{ "Apple", "iPhone 12", "Apple iPhone 12" },
		{ "SONY", "ILCE-7", "SONY ILCE-7" },
		{ "HP", "HPX", "HP HPX" },
		{ "Camera", "X", "Camera X" },
		{ "", "X100", "X100" },
		{ "Canon", "", "Canon" },
		{ " ", "\t", "" },
		{ "", "", "" },
		{ "A\x01", "\xE9", "A \xC3\xA9" },
	};
	char name[MEDIA_TEXT_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		camera_name(cases[i].maker, cases[i].model, name);
		assert_string_equal(name, cases[i].name);
	}
}

static void
keeps_within_bounds(void **state)
{
	char name[MEDIA_TEXT_BYTES], large[1000];

	(void)state;
	memset(large, 'x', sizeof(large));
	large[sizeof(large) - 1] = '\0';
	camera_name(large, "y", name);
	assert_true(strlen(name) > 100 && strlen(name) < sizeof(name));
	camera_name("y", large, name);
	assert_true(strlen(name) > 100 && strlen(name) < sizeof(name));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_people_say),
		cmocka_unit_test(keeps_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
