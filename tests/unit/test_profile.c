/* Files that just meet the conditions of a profile, and that just do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/mime.h"
#include "common/profile.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

/* Streams as the samples have them: sound, then pictures. */
#define MP3_128		.audio_codec = "mp3", .sample_rate = 44100,	\
			.channels = 2, .audio_bitrate = 128000
#define AAC_LC		.audio_codec = "aac", .audio_profile = "LC",	\
			.sample_rate = 48000, .channels = 2,		\
			.audio_bitrate = 128000
#define AC3_192		.audio_codec = "ac3", .sample_rate = 48000,	\
			.channels = 2, .audio_bitrate = 192000
#define AVC(p, l, w, h, fps)						\
			.kind = MEDIA_VIDEO, .video_codec = "h264",	\
			.video_profile = p, .video_level = l, .width = w, \
			.height = h, .frame_rate_milli = fps
#define MPEG2(w, h, fps)						\
			.kind = MEDIA_VIDEO, .video_codec = "mpeg2video", \
			.video_profile = "Main", .video_level = 8,	\
			.width = w, .height = h, .frame_rate_milli = fps
#define IN(f)		.format = f
#define PICTURE(f, w, h)						\
			.kind = MEDIA_PICTURE, .format = f, .width = w,	\
			.height = h

#define MP4		"video/mp4"
#define TTS		"video/vnd.dlna.mpeg-tts"
#define MPEG		"video/mpeg"

static const struct {
	struct media_facts	 f;
	const char		*mime, *profile;
} cases[] = {
	{ { PICTURE("jpeg", 160, 160), .plain_jpeg = true }, "image/jpeg",
	    "JPEG_TN" },
	{ { PICTURE("jpeg", 161, 160), .plain_jpeg = true }, "image/jpeg",
	    "JPEG_SM" },
	{ { PICTURE("jpeg", 480, 640), .plain_jpeg = true }, "image/jpeg",
	    "JPEG_MED" },
	{ { PICTURE("jpeg", 4096, 4096), .plain_jpeg = true }, "image/jpeg",
	    "JPEG_LRG" },
	{ { PICTURE("jpeg", 4097, 100), .plain_jpeg = true }, "image/jpeg",
	    "" },
	{ { PICTURE("jpeg", 100, 100) }, "image/jpeg", "" },
	{ { PICTURE("png", 160, 1) }, "image/png", "PNG_TN" },
	{ { PICTURE("png", 4096, 1) }, "image/png", "PNG_LRG" },
	{ { PICTURE("png", 160, 1), .interlaced = true }, "image/png", "" },
	{ { PICTURE("gif", 1600, 1200) }, "image/gif", "GIF_LRG" },
	{ { PICTURE("gif", 1600, 1201) }, "image/gif", "" },
	{ { PICTURE("webp", 16, 16) }, "image/webp", "" },

	{ { .kind = MEDIA_AUDIO, IN("mp3"), MP3_128 }, "audio/mpeg", "MP3" },
	{ { .kind = MEDIA_AUDIO, IN("mp3"), .audio_codec = "mp3",
	    .sample_rate = 22050, .channels = 1, .audio_bitrate = 32000 },
	    "audio/mpeg", "MP3X" },
	{ { .kind = MEDIA_AUDIO, IN("mp3"), .audio_codec = "mp3",
	    .sample_rate = 11025, .channels = 1 }, "audio/mpeg", "" },
	{ { .kind = MEDIA_AUDIO, IN("mp3"), .audio_codec = "mp2",
	    .sample_rate = 44100, .channels = 2 }, "audio/mpeg", "" },
	{ { .kind = MEDIA_AUDIO, IN("aac"), AAC_LC }, "audio/vnd.dlna.adts",
	    "AAC_ADTS_320" },
	{ { .kind = MEDIA_AUDIO, IN("mov"), AAC_LC }, "audio/mp4",
	    "AAC_ISO_320" },
	{ { .kind = MEDIA_AUDIO, IN("mov"), AAC_LC }, "audio/3gpp",
	    "AAC_ISO_320" },
	{ { .kind = MEDIA_AUDIO, IN("mov"), AAC_LC, .quicktime = true },
	    "audio/mp4", "" },
	{ { .kind = MEDIA_AUDIO, IN("mov"), .audio_codec = "aac",
	    .audio_profile = "LC", .sample_rate = 48000, .channels = 2,
	    .audio_bitrate = 400000 }, "audio/mp4", "AAC_ISO" },
	{ { .kind = MEDIA_AUDIO, IN("mov"), .audio_codec = "aac",
	    .audio_profile = "LC", .sample_rate = 48000, .channels = 6,
	    .audio_bitrate = 300000 }, "audio/mp4", "AAC_MULT5_ISO" },
	{ { .kind = MEDIA_AUDIO, IN("mov"), .audio_codec = "aac",
	    .audio_profile = "HE-AAC", .sample_rate = 48000, .channels = 2,
	    .audio_bitrate = 64000 }, "audio/mp4", "" },
	{ { .kind = MEDIA_AUDIO, IN("ac3"), AC3_192 },
	    "audio/vnd.dolby.dd-raw", "AC3" },
	{ { .kind = MEDIA_AUDIO, IN("ac3"), .audio_codec = "ac3",
	    .sample_rate = 48000, .channels = 2, .audio_bitrate = 56000 },
	    "audio/vnd.dolby.dd-raw", "" },
	{ { .kind = MEDIA_AUDIO, IN("asf"), .audio_codec = "wmav2",
	    .sample_rate = 44100, .channels = 2, .audio_bitrate = 192000 },
	    "audio/x-ms-wma", "WMABASE" },
	{ { .kind = MEDIA_AUDIO, IN("asf"), .audio_codec = "wmav2",
	    .sample_rate = 44100, .channels = 2, .audio_bitrate = 193000 },
	    "audio/x-ms-wma", "WMAFULL" },
	{ { .kind = MEDIA_AUDIO, IN("wav"), .audio_codec = "pcm_s16le",
	    .sample_rate = 44100, .channels = 2 }, "audio/x-wav", "" },

	{ { MPEG2(720, 576, 25000), IN("mpeg"), AC3_192,
	    .bitrate = 5000000 }, MPEG, "MPEG_PS_PAL" },
	{ { MPEG2(720, 480, 29970), IN("mpeg"), AC3_192,
	    .bitrate = 5000000 }, MPEG, "MPEG_PS_NTSC" },
	{ { MPEG2(720, 576, 24000), IN("mpeg"), AC3_192,
	    .bitrate = 5000000 }, MPEG, "" },
	{ { MPEG2(640, 576, 25000), IN("mpeg"), AC3_192,
	    .bitrate = 5000000 }, MPEG, "" },
	/* The file is more, but its pictures alone are not. */
	{ { MPEG2(720, 576, 25000), IN("mpeg"), AC3_192, .bitrate = 9900000,
	    .video_bitrate = 9500000 }, MPEG, "MPEG_PS_PAL" },
	{ { MPEG2(720, 576, 25000), IN("mpeg"), AC3_192,
	    .bitrate = 9900000 }, MPEG, "" },
	/* The rate that a stream declares may be more than there is. */
	{ { MPEG2(720, 576, 25000), IN("mpeg"), AC3_192, .bitrate = 5000000,
	    .video_bitrate = 15000000 }, MPEG, "MPEG_PS_PAL" },

	{ { MPEG2(720, 576, 25000), IN("mpegts"), AC3_192,
	    .bitrate = 5000000 }, MPEG, "MPEG_TS_SD_EU_ISO" },
	{ { MPEG2(720, 576, 25000), IN("m2ts"), AC3_192,
	    .bitrate = 5000000 }, TTS, "MPEG_TS_SD_EU" },
	{ { MPEG2(720, 576, 25000), IN("m2ts"), AC3_192, .bitrate = 5000000,
	    .stamped = true }, TTS, "MPEG_TS_SD_EU_T" },
	{ { MPEG2(704, 480, 29970), IN("mpegts"), AC3_192,
	    .bitrate = 5000000 }, MPEG, "MPEG_TS_SD_NA_ISO" },
	{ { MPEG2(1920, 1080, 29970), IN("mpegts"), AC3_192,
	    .bitrate = 19000000, .video_bitrate = 18000000 }, MPEG,
	    "MPEG_TS_HD_NA_ISO" },
	{ { MPEG2(1920, 1080, 25000), IN("mpegts"), AC3_192,
	    .bitrate = 15000000 }, MPEG, "" },

	{ { AVC("Constrained Baseline", 12, 352, 288, 15000), IN("mov"),
	    AAC_LC, .bitrate = 500000, .video_bitrate = 360000 }, MP4,
	    "AVC_MP4_BL_CIF15_AAC_520" },
	{ { AVC("Constrained Baseline", 12, 352, 288, 15000), IN("mov"),
	    AAC_LC, .bitrate = 530000, .video_bitrate = 380000 }, MP4,
	    "AVC_MP4_BL_CIF15_AAC" },
	{ { AVC("Constrained Baseline", 13, 352, 288, 25000), IN("mov"),
	    AAC_LC, .bitrate = 900000 }, MP4, "AVC_MP4_BL_CIF30_AAC_940" },
	{ { AVC("Constrained Baseline", 30, 720, 576, 25000), IN("mov"),
	    AAC_LC, .bitrate = 4000000 }, MP4, "AVC_MP4_BL_L3L_SD_AAC" },
	{ { AVC("Baseline", 30, 720, 480, 29970), IN("mov"), AAC_LC,
	    .bitrate = 4000000 }, MP4, "AVC_MP4_BL_L3_SD_AAC" },
	{ { AVC("Main", 30, 720, 576, 25000), IN("mov"), AC3_192,
	    .bitrate = 4000000 }, MP4, "AVC_MP4_MP_SD_AC3" },
	{ { AVC("Main", 30, 720, 576, 25000), IN("mov"), MP3_128,
	    .bitrate = 4000000 }, MP4, "AVC_MP4_MP_SD_MPEG1_L3" },
	{ { AVC("Main", 31, 1280, 720, 25000), IN("mov"), AAC_LC,
	    .bitrate = 4000000 }, MP4, "AVC_MP4_MP_HD_720p_AAC" },
	{ { AVC("Main", 40, 1920, 1080, 25000), IN("mov"), AAC_LC,
	    .bitrate = 4000000 }, MP4, "" },
	{ { AVC("Main", 40, 1920, 1080, 25000), IN("mov"), AAC_LC,
	    .bitrate = 4000000, .interlaced = true }, MP4,
	    "AVC_MP4_MP_HD_1080i_AAC" },
	{ { AVC("High", 40, 1920, 800, 23976), IN("mov"), AAC_LC,
	    .bitrate = 8000000 }, MP4, "AVC_MP4_HP_HD_AAC" },
	{ { AVC("High", 41, 1920, 800, 23976), IN("mov"), AAC_LC,
	    .bitrate = 8000000 }, MP4, "" },
	{ { AVC("High 10", 40, 1920, 800, 23976), IN("mov"), AAC_LC,
	    .bitrate = 8000000 }, MP4, "" },
	{ { AVC("", 0, 1920, 800, 23976), IN("mov"), AAC_LC,
	    .bitrate = 8000000 }, MP4, "" },
	{ { AVC("High", 40, 1920, 800, 23976), IN("mov"), AAC_LC }, MP4, "" },
	{ { AVC("High", 40, 1920, 800, 0), IN("mov"), AAC_LC,
	    .bitrate = 8000000 }, MP4, "" },
	{ { AVC("High", 40, 1920, 800, 23976), IN("mov"),
	    .bitrate = 8000000 }, MP4, "" },
	{ { AVC("High", 40, 1920, 800, 23976), IN("mov"), AAC_LC,
	    .bitrate = 8000000, .quicktime = true }, MP4, "" },
	{ { AVC("High", 40, 1920, 800, 23976), IN("mov"), AAC_LC,
	    .bitrate = 8000000 }, "video/quicktime", "" },
	{ { AVC("High", 41, 1920, 1080, 25000), IN("m2ts"), AC3_192,
	    .bitrate = 17000000, .interlaced = true, .stamped = true }, TTS,
	    "AVC_TS_HD_50_AC3_T" },
	{ { AVC("High", 41, 1280, 720, 59940), IN("mpegts"), AC3_192,
	    .bitrate = 17000000 }, MPEG, "AVC_TS_HD_60_AC3_ISO" },
	{ { AVC("High", 40, 1920, 1080, 25000), IN("mpegts"), AC3_192,
	    .bitrate = 17000000 }, MPEG, "AVC_TS_HP_HD_AC3_ISO" },
	{ { AVC("Main", 40, 1920, 1080, 25000), IN("mpegts"), AAC_LC,
	    .bitrate = 17000000 }, MPEG, "AVC_TS_MP_HD_AAC_MULT5_ISO" },
	{ { AVC("High", 40, 1920, 1080, 23976), IN("matroska"), AC3_192,
	    .bitrate = 17000000 }, "video/x-matroska", "AVC_MKV_HP_HD_AC3" },
	{ { AVC("Main", 40, 1920, 1080, 23976), IN("matroska"), AAC_LC,
	    .bitrate = 17000000 }, "video/x-matroska",
	    "AVC_MKV_MP_HD_AAC_MULT5" },

	{ { .kind = MEDIA_VIDEO, IN("mov"), .video_codec = "mpeg4",
	    .video_profile = "Simple Profile", .video_level = 3, .width = 352,
	    .height = 288, .frame_rate_milli = 25000, AAC_LC,
	    .bitrate = 500000, .video_bitrate = 370000 }, MP4,
	    "MPEG4_P2_MP4_SP_AAC" },
	{ { .kind = MEDIA_VIDEO, IN("mov"), .video_codec = "mpeg4",
	    .video_profile = "Simple Profile", .video_level = 9, .width = 176,
	    .height = 144, .frame_rate_milli = 15000, .audio_codec = "amr_nb",
	    .sample_rate = 8000, .channels = 1, .bitrate = 100000 },
	    "video/3gpp", "MPEG4_P2_3GPP_SP_L0B_AMR" },
	{ { .kind = MEDIA_VIDEO, IN("asf"), .video_codec = "wmv3",
	    .video_profile = "Main", .width = 720, .height = 576,
	    .audio_codec = "wmapro", .sample_rate = 48000, .channels = 6,
	    .audio_bitrate = 384000, .bitrate = 2000000 }, "video/x-ms-wmv",
	    "WMVMED_PRO" },
	{ { .kind = MEDIA_VIDEO, IN("asf"), .video_codec = "wmv2",
	    .width = 720, .height = 576, .audio_codec = "wmav2",
	    .sample_rate = 48000, .channels = 2, .bitrate = 2000000 },
	    "video/x-ms-wmv", "" },
};

static void
names_what_is_certain(void **state)
{
	char name[PROFILE_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		profile_find(&cases[i].f, cases[i].mime, name);
		if (strcmp(name, cases[i].profile) != 0)
			fail_msg("case %zu: \"%s\", not \"%s\"", i, name,
			    cases[i].profile);
	}
}

/* A file of which nothing is known but its name. */
static void
says_nothing_of_what_it_does_not_know(void **state)
{
	struct media_facts f = { 0 };
	char name[PROFILE_BYTES];
	const struct mime *m;

	(void)state;
	for (size_t i = 0; (m = mime_get(i)) != NULL; i++) {
		f.kind = m->kind;
		snprintf(f.format, sizeof(f.format), "%s", m->format);
		profile_find(&f, m->type, name);
		assert_string_equal(name, "");
	}
}

/* What is found is among what is listed, and of types that are served. */
static void
lists_each_once(void **state)
{
	static struct profile all[256];
	size_t n = 0, at = 0, i, k;
	const struct mime *m;

	(void)state;
	while (n < COUNT(all) && profile_next(&at, &all[n])) {
		for (i = 0; (m = mime_get(i)) != NULL; i++)
			if (strcmp(m->type, all[n].mime) == 0)
				break;
		assert_non_null(m);
		assert_int_equal(m->kind, all[n].kind);
		assert_true(strlen(all[n].name) < PROFILE_BYTES - 1);
		for (k = 0; k < n; k++)
			assert_false(strcmp(all[k].name, all[n].name) == 0 &&
			    strcmp(all[k].mime, all[n].mime) == 0);
		n++;
	}
	assert_true(n > 100 && n < COUNT(all));
	for (i = 0; i < COUNT(cases); i++) {
		for (k = 0; k < n; k++)
			if (strcmp(all[k].name, cases[i].profile) == 0 &&
			    strcmp(all[k].mime, cases[i].mime) == 0)
				break;
		assert_true(cases[i].profile[0] == '\0' || k < n);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_what_is_certain),
		cmocka_unit_test(says_nothing_of_what_it_does_not_know),
		cmocka_unit_test(lists_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
