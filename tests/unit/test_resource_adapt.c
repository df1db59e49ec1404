/* What each flag makes of what an object can be had as: that, and no more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/catalog_read.h"
#include "server/upnp/client.h"
#include "server/upnp/resource_adapt.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define AVC_ISO		"AVC_TS_MP_HD_AC3_ISO"

/* What is offered: "mime profile CI", by bars. */
static const struct {
	enum client_flag flag;
	const char	*mime, *profile, *extension;
	const char	*offered;
} cases[] = {
	{ CLIENT_AVI_AVI, "video/x-msvideo", "", "avi", "video/avi  0|" },
	{ CLIENT_AVI_DIVX, "video/x-msvideo", "", "avi", "video/divx  0|" },
	{ CLIENT_AVI_MPEG, "video/x-msvideo", "", "avi", "video/mpeg  0|" },
	{ CLIENT_MKV_X_MKV, "video/x-matroska", "", "mkv", "video/x-mkv  0|" },
	{ CLIENT_MKV_DIVX, "video/x-matroska", "AVC_MKV_HP_HD_AC3", "mkv",
	    "video/divx  0|" },
	{ CLIENT_MKV_DIVX, "video/mpeg", "", "mpg", "video/divx  0|" },
	{ CLIENT_MKV_DIVX, "video/mpeg", "MPEG_PS_PAL", "mpg",
	    "video/mpeg MPEG_PS_PAL 0|" },
	{ CLIENT_MOV_MP4, "video/quicktime", "", "mov", "video/mp4  0|" },
	{ CLIENT_TS_MP2T, "video/mpeg", AVC_ISO, "ts",
	    "video/mp2t " AVC_ISO " 0|" },
	{ CLIENT_TS_MP2T, "video/mpeg", "", "mpg", "video/mpeg  0|" },
	{ CLIENT_TS_MP2T, "video/vnd.dlna.mpeg-tts", "", "m2ts",
	    "video/mp2t  0|" },
	{ CLIENT_FLAC_FLAC, "audio/x-flac", "", "flac", "audio/flac  0|" },
	{ CLIENT_WAV_WAV, "audio/x-wav", "", "wav", "audio/wav  0|" },
	{ CLIENT_ADTS_AAC, "audio/vnd.dlna.adts", "AAC_ADTS", "aac",
	    "audio/aac AAC_ADTS 0|" },

	{ CLIENT_NO_PROFILE, "audio/mpeg", "MP3", "mp3", "audio/mpeg  0|" },
	{ CLIENT_NO_PROFILE_MP4, "video/mp4", "AVC_MP4_HP_HD_AAC", "mp4",
	    "video/mp4  0|" },
	{ CLIENT_NO_PROFILE_MP4, "video/x-matroska", "AVC_MKV_HP_HD_AC3",
	    "mkv", "video/x-matroska  0|" },
	{ CLIENT_NO_PROFILE_MP4, "audio/mpeg", "MP3", "mp3",
	    "audio/mpeg MP3 0|" },

	{ CLIENT_AS_AVC_50, "video/mpeg", AVC_ISO, "ts",
	    "video/mpeg " AVC_ISO " 0|video/mpeg AVC_TS_HD_50_AC3_ISO 0|" },
	{ CLIENT_AS_AVC_50, "video/vnd.dlna.mpeg-tts", "AVC_TS_HP_HD_AC3_T",
	    "m2ts", "video/vnd.dlna.mpeg-tts AVC_TS_HP_HD_AC3_T 0|"
	    "video/vnd.dlna.mpeg-tts AVC_TS_HD_50_AC3_T 0|" },
	{ CLIENT_AS_AVC_50, "video/mpeg", "MPEG_PS_PAL", "mpg",
	    "video/mpeg MPEG_PS_PAL 0|" },
	{ CLIENT_AS_PS_NTSC, "video/mpeg", "MPEG_TS_HD_NA_ISO", "ts",
	    "video/mpeg MPEG_TS_HD_NA_ISO 0|video/mpeg MPEG_PS_NTSC 1|" },
	{ CLIENT_AS_PS_NTSC, "video/mpeg", "MPEG_PS_PAL", "mpg",
	    "video/mpeg MPEG_PS_PAL 0|" },
	{ CLIENT_AS_MPEG_SD, "video/mpeg", "MPEG_TS_SD_EU_ISO", "ts",
	    "video/mpeg MPEG_TS_SD_EU_ISO 0|video/mpeg MPEG_TS_SD_NA 1|" },
	{ CLIENT_AS_MPEG_SD, "video/mpeg", AVC_ISO, "ts", "video/mpeg "
	    AVC_ISO " 0|video/mpeg MPEG_TS_SD_NA 1|"
	    "video/mpeg MPEG_TS_SD_EU 1|" },
	{ CLIENT_AS_MPEG_SD, "video/mp4", "AVC_MP4_HP_HD_AAC", "mp4",
	    "video/mp4 AVC_MP4_HP_HD_AAC 0|video/avi MPEG_PS_NTSC 1|"
	    "video/avi MPEG_PS_PAL 1|" },
	{ CLIENT_AS_MPEG_SD, "video/x-matroska", "", "mkv",
	    "video/x-matroska  0|video/avi MPEG_PS_NTSC 1|"
	    "video/avi MPEG_PS_PAL 1|" },
	{ CLIENT_AS_MPEG_SD, "audio/mpeg", "MP3", "mp3", "audio/mpeg MP3 0|" },
};

static size_t
offer(size_t i, uint64_t flags, struct resource list[RESOURCES_MAX])
{
	const struct client client = { .flags = flags };
	const struct catalog_object row = {
		.id = 17, .kind = cases[i].mime[0] == 'a' ? MEDIA_AUDIO :
		MEDIA_VIDEO, .mime = cases[i].mime,
		.profile = cases[i].profile, .extension = cases[i].extension,
		.subtitles = "",
	};

	return resource_adapt(&row, &client, list);
}

static void
expect(size_t i, uint64_t flags, const char *offered)
{
	struct resource list[RESOURCES_MAX];
	const size_t n = offer(i, flags, list);
	char text[512] = "";
	size_t at = 0;

	for (size_t k = 0; k < n; k++) {
		at += (size_t)snprintf(text + at, sizeof(text) - at,
		    "%s %s %d|", list[k].info.mime, list[k].info.profile,
		    list[k].info.converted);
		/* Each is fetched by another URL. */
		assert_true((k == 0) == (list[k].size_name == NULL));
	}
	if (strcmp(text, offered) != 0)
		fail_msg("%zu: %s, not %s", i, text, offered);
}

static void
does_what_each_flag_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		expect(i, CLIENT_BIT(cases[i].flag), cases[i].offered);
}

/* Who has no flags, and who has only flags that mean other things. */
static void
leaves_the_rest_alone(void **state)
{
	uint64_t others = ~UINT64_C(0);
	char plain[256];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		others &= ~CLIENT_BIT(cases[i].flag);
	for (i = 0; i < COUNT(cases); i++) {
		snprintf(plain, sizeof(plain), "%s %s 0|", cases[i].mime,
		    cases[i].profile);
		expect(i, 0, plain);
		expect(i, others, plain);
	}
}

static void
changes_the_fourth_field(void **state)
{
	static const struct {
		uint64_t	 flags;
		const char	*features;
	} fields[] = {
		{ 0, "DLNA.ORG_PN=MP3;DLNA.ORG_OP=01;DLNA.ORG_CI=0;"
		    "DLNA.ORG_FLAGS=01700000000000000000000000000000" },
		{ CLIENT_BIT(CLIENT_NO_DLNA_FLAGS),
		    "DLNA.ORG_PN=MP3;DLNA.ORG_OP=01;DLNA.ORG_CI=0" },
	};
	const struct catalog_object row = { .kind = MEDIA_AUDIO,
	    .mime = "audio/mpeg", .profile = "MP3", .extension = "mp3" };
	struct resource list[RESOURCES_MAX];
	char features[PROTOCOL_INFO_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++) {
		const struct client client = { .flags = fields[i].flags };

		assert_int_equal(resource_adapt(&row, &client, list), 1);
		protocol_info_features(&list[0].info, features);
		assert_string_equal(features, fields[i].features);
	}
}

/* A JPEG that has to be turned, and a PNG, which not every set can show. */
static void
leaves_scaling_of_jpegs_to_a_set(void **state)
{
	static const struct {
		const char	*mime;
		uint64_t	 flags;
		size_t		 n;
	} pictures[] = {
		{ "image/jpeg", 0, 2 },
		{ "image/jpeg", CLIENT_BIT(CLIENT_NO_SCALED_PICTURES), 1 },
		{ "image/jpeg", ~CLIENT_BIT(CLIENT_NO_SCALED_PICTURES), 2 },
		{ "image/png", CLIENT_BIT(CLIENT_NO_SCALED_PICTURES), 2 },
	};
	struct resource list[RESOURCES_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(pictures); i++) {
		const struct client client = { .flags = pictures[i].flags };
		const struct catalog_object row = { .kind = MEDIA_PICTURE,
		    .mime = pictures[i].mime, .profile = "",
		    .extension = "x", .width = 300, .height = 200,
		    .orientation = 6 };

		assert_int_equal(resource_adapt(&row, &client, list),
		    pictures[i].n);
		assert_int_equal(list[0].kind, RESOURCE_ORIGINAL);
		if (pictures[i].n < 2)
			continue;
		/* By its profile it is found; its own it never loses. */
		assert_string_equal(list[1].info.profile, "JPEG_SM");
		assert_int_equal(list[1].info.converted, !client_has(&client,
		    CLIENT_ALL_ORIGINAL));
	}
}

/* Which of them, and by which name. */
static void
fits_subtitles(void **state)
{
	static const struct client nobody = { 0 }, kodi = {
		.flags = CLIENT_BIT(CLIENT_SSA_SSA) }, none = {
		.flags = CLIENT_BIT(CLIENT_NO_SUBTITLE_RES) };
	const struct catalog_object row = {
		.id = 17, .kind = MEDIA_VIDEO, .mime = "video/mpeg",
		.profile = AVC_ISO, .extension = "ts",
		.subtitles = "de.srt\nde.ass",
	};
	struct catalog_object many = row;
	struct resource list[RESOURCES_MAX];
	char lines[64 * 4 + 1] = "";

	(void)state;
	assert_int_equal(resource_adapt(&row, &nobody, list), 3);
	assert_string_equal(list[2].info.mime, "text/x-ssa");
	assert_int_equal(resource_adapt(&row, &kodi, list), 3);
	assert_string_equal(list[1].info.mime, "text/srt");
	assert_string_equal(list[2].info.mime, "text/ssa");
	assert_int_equal(resource_adapt(&row, &none, list), 1);
	for (int i = 0; i < 64; i++)
		strcat(lines, "srt\n");
	many.subtitles = lines;
	assert_int_equal(resource_adapt(&many, &nobody, list),
	    1 + SUBTITLES_MAX);
	assert_int_equal(list[SUBTITLES_MAX].number, SUBTITLES_MAX);
}

/* Who takes one only takes the first. */
static void
names_the_nearest_subtitle_first(void **state)
{
	static const struct client english = { .language = "en" };
	const struct catalog_object row = {
		.id = 17, .kind = MEDIA_VIDEO, .mime = "video/mpeg",
		.profile = "", .extension = "mpg",
		.subtitles = "ar.srt\nen.ass\nen.sdh.srt\nen.srt\n"
		    "en.forced.srt\nidx\nda.srt",
	};
	static const unsigned order[] = { 4, 2, 3, 6, 6, 1, 7, 5 };
	struct resource list[RESOURCES_MAX];

	(void)state;
	assert_int_equal(resource_adapt(&row, &english, list),
	    1 + sizeof(order) / sizeof(order[0]));
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		assert_int_equal(list[1 + i].number, order[i]);
	assert_string_equal(list[4].extension, "idx");
	assert_string_equal(list[5].extension, "sub");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(does_what_each_flag_says),
		cmocka_unit_test(fits_subtitles),
		cmocka_unit_test(names_the_nearest_subtitle_first),
		cmocka_unit_test(leaves_the_rest_alone),
		cmocka_unit_test(changes_the_fourth_field),
		cmocka_unit_test(leaves_scaling_of_jpegs_to_a_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
