/*
 * The conditions of DLNA's media format profiles, as other servers and their
 * rule files have them: those of GUPnP-DLNA 0.12 (in its strict mode for bit
 * rates, in its relaxed one for sizes), and of minidlna 1.3 where these have
 * nothing. Constrained Baseline streams are Main streams, too.
 *
 * Not among them: raw LPCM, which no container here holds; icons, since who
 * looks for photos takes thumbnails; profiles of MPEG-4 part 2 and H.263 that
 * no header tells apart; HEVC, of which no such name is in use.
 */
#include "common/profile_table.h"

#define KBIT		* UINT64_C(1000)
#define MBIT		* UINT64_C(1000000)
#define FPS		* 1000u
#define LEVEL(n)	(1u << (n))

/* ---- sound ---------------------------------------------------------------- */

/* The rates of MPEG audio begin at 8 kHz; all that libav reads are standard. */
#define AAC(channels, bits)						\
	{ .codecs = "aac", .profiles = "LC", .rate_min = 8000,		\
	    .rate_max = 48000, .channels_max = channels, .bitrate_max = bits }

static const struct profile_sound mp3 = { .codecs = "mp3", .rate_min = 32000,
    .rate_max = 48000, .channels_max = 2, .bitrate_min = 32 KBIT };
static const struct profile_sound mp3x = { .codecs = "mp3", .rate_min = 16000,
    .rate_max = 48000, .channels_max = 2 };
static const struct profile_sound aac_128 = AAC(2, 128 KBIT);
static const struct profile_sound aac_200 = AAC(2, 200 KBIT);
static const struct profile_sound aac_216 = AAC(2, 216 KBIT);
static const struct profile_sound aac_256 = AAC(2, 256 KBIT);
static const struct profile_sound aac_320 = AAC(2, 320 KBIT);
/* No more than these fits into its frames. */
static const struct profile_sound aac_576 = AAC(2, 0);
static const struct profile_sound aac_mult5 = AAC(6, 0);
static const struct profile_sound ac3 = { .codecs = "ac3", .rate_min = 32000,
    .rate_max = 48000, .channels_max = 6, .bitrate_min = 64 KBIT };
static const struct profile_sound ac3_48k = { .codecs = "ac3",
    .rate_min = 48000, .rate_max = 48000, .channels_max = 6,
    .bitrate_max = 448 KBIT };
static const struct profile_sound ac3_mpeg_eu = { .codecs = "ac3,mp2,mp1",
    .rate_min = 32000, .rate_max = 48000, .channels_max = 6,
    .bitrate_max = 448 KBIT };
static const struct profile_sound of_ps = { .codecs = "ac3,mp2,mp1,pcm_dvd",
    .rate_min = 48000, .rate_max = 48000 };
static const struct profile_sound of_vcd = { .codecs = "mp2",
    .rate_min = 44100, .rate_max = 44100, .channels_min = 2,
    .channels_max = 2, .bitrate_min = 224 KBIT, .bitrate_max = 224 KBIT };
static const struct profile_sound eac3 = { .codecs = "eac3",
    .rate_min = 32000, .rate_max = 48000, .channels_max = 6,
    .bitrate_min = 32 KBIT, .bitrate_max = 6144 KBIT };
static const struct profile_sound eac3_3024 = { .codecs = "eac3",
    .rate_min = 32000, .rate_max = 48000, .channels_max = 6,
    .bitrate_max = 3024 KBIT };
static const struct profile_sound amr = { .codecs = "amr_nb",
    .rate_max = 8000, .channels_max = 1 };
static const struct profile_sound wma_base = { .codecs = "wmav1,wmav2",
    .rate_max = 48000, .channels_max = 2, .bitrate_max = 192999 };
static const struct profile_sound wma_full = { .codecs = "wmav1,wmav2",
    .rate_max = 48000, .channels_max = 2, .bitrate_max = 385 KBIT };
static const struct profile_sound wma_pro = { .codecs = "wmapro",
    .rate_max = 96000, .channels_max = 8, .bitrate_max = 1500 KBIT };
static const struct profile_sound wma_lossless = { .codecs = "wmalossless",
    .rate_max = 48000, .channels_max = 2, .bits = 16 };
static const struct profile_sound wma_lossless_mult5 = {
    .codecs = "wmalossless", .rate_max = 96000, .channels_max = 6,
    .bits = 24 };

/* ---- MPEG-1 and -2 -------------------------------------------------------- */

#define FILM_NA	(PROFILE_23 | PROFILE_24 | PROFILE_29 | PROFILE_30)
#define OLD_NA	(PROFILE_24 | PROFILE_29 | PROFILE_30)

static const struct profile_size vcd_sizes[] = {
	{ 352, 288, PROFILE_25 }, { 352, 240, PROFILE_23 | PROFILE_29 },
	{ 0, 0, 0 }
};
static const struct profile_size pal_sizes[] = {
	{ 720, 576, PROFILE_25 }, { 704, 576, PROFILE_25 },
	{ 544, 576, PROFILE_25 }, { 480, 576, PROFILE_25 },
	{ 352, 576, PROFILE_25 }, { 352, 288, PROFILE_25 }, { 0, 0, 0 }
};
static const struct profile_size ntsc_sizes[] = {
	{ 720, 480, PROFILE_29 }, { 704, 480, OLD_NA },
	{ 544, 480, PROFILE_29 }, { 480, 480, PROFILE_29 },
	{ 352, 480, PROFILE_29 }, { 352, 240, PROFILE_29 }, { 0, 0, 0 }
};
static const struct profile_size eu_sizes[] = {
	{ 720, 576, PROFILE_25 }, { 544, 576, PROFILE_25 },
	{ 480, 576, PROFILE_25 }, { 352, 576, PROFILE_25 },
	{ 352, 288, PROFILE_25 }, { 0, 0, 0 }
};
static const struct profile_size na_sizes[] = {
	{ 720, 480, PROFILE_29 }, { 704, 480, OLD_NA }, { 640, 480, OLD_NA },
	{ 544, 480, PROFILE_29 }, { 480, 480, PROFILE_29 },
	{ 352, 480, PROFILE_29 }, { 0, 0, 0 }
};
static const struct profile_size hd_na_sizes[] = {
	{ 1920, 1080, FILM_NA }, { 1440, 1080, FILM_NA },
	{ 1280, 1080, FILM_NA }, { 1280, 720, FILM_NA }, { 0, 0, 0 }
};

/* Levels of 13818-2, 8.2: 10 is Low, 8 Main, 6 High 1440, 4 High. */
#define MPEG2(set, of_sizes, bits)					\
	{ .codecs = "mpeg2video", .profiles = "Main,Simple",		\
	    .levels = set, .sizes = of_sizes, .bitrate_max = bits }
#define SD_LEVELS	(LEVEL(8) | LEVEL(10))
#define TS_LEVELS	(SD_LEVELS | LEVEL(6) | LEVEL(4))
#define TS_BITS		18881700

static const struct profile_video vcd = { .codecs = "mpeg1video",
    .sizes = vcd_sizes, .bitrate_max = 1152 KBIT };
static const struct profile_video ps_pal = MPEG2(SD_LEVELS, pal_sizes,
    9800 KBIT);
static const struct profile_video ps_ntsc = MPEG2(SD_LEVELS, ntsc_sizes,
    9800 KBIT);
static const struct profile_video ts_sd_eu = MPEG2(TS_LEVELS, eu_sizes,
    TS_BITS);
static const struct profile_video ts_sd_na = MPEG2(TS_LEVELS, na_sizes,
    TS_BITS);
static const struct profile_video ts_hd_na = MPEG2(TS_LEVELS, hd_na_sizes,
    TS_BITS);

/* ---- H.264 ---------------------------------------------------------------- */

#define AVC(names, level, w, h, fps, bits)				\
	{ .codecs = "h264", .profiles = names, .level_max = level,	\
	    .width_max = w, .height_max = h, .rate_max_milli = fps,	\
	    .bitrate_max = bits }
#define CB	"Constrained Baseline"
#define BASE	"Constrained Baseline,Baseline"
#define MAIN	"Constrained Baseline,Main"
#define HIGH	"High"

static const struct profile_video bl_cif15 = AVC(CB, 12, 352, 288, 15 FPS,
    384 KBIT);
static const struct profile_video bl_cif15_small = AVC(CB, 12, 240, 180,
    30 FPS, 384 KBIT);
static const struct profile_video bl_cif30 = AVC(CB, 20, 352, 288, 30 FPS,
    3 MBIT);
static const struct profile_video bl_l3l_pal = AVC(CB, 30, 720, 576, 25 FPS,
    4500 KBIT);
static const struct profile_video bl_l3l_ntsc = AVC(CB, 30, 720, 480, 30 FPS,
    4500 KBIT);
static const struct profile_video bl_l3_pal = AVC("Baseline", 30, 720, 576,
    25 FPS, 4 MBIT);
static const struct profile_video bl_l3_ntsc = AVC("Baseline", 30, 720, 480,
    30 FPS, 4 MBIT);
static const struct profile_video bl_l31 = AVC(BASE, 31, 1280, 720, 30 FPS,
    0);
static const struct profile_video bl_l32 = AVC(BASE, 32, 1280, 720, 60 FPS,
    0);
static const struct profile_video mp_sd = AVC(MAIN, 30, 720, 576, 30 FPS,
    10 MBIT);
static const struct profile_video mp_720p = AVC(MAIN, 31, 1280, 720, 30 FPS,
    14 MBIT);
static const struct profile_video mp_720p60 = AVC(MAIN, 40, 1280, 720, 60 FPS,
    20 MBIT);
static const struct profile_video mp_1080i = { .codecs = "h264",
    .profiles = MAIN, .level_max = 40, .width_max = 1920, .height_max = 1080,
    .rate_max_milli = 30 FPS, .bitrate_max = 20 MBIT,
    .scan = PROFILE_INTERLACED };
static const struct profile_video hp_hd = AVC(HIGH, 40, 1920, 1080, 60 FPS,
    25 MBIT);
static const struct profile_video mkv_mp_hd = AVC("Main", 40, 1920, 1152,
    60 FPS, 20 MBIT);
static const struct profile_video mkv_hp_hd = AVC("High,Main", 40, 1920, 1152,
    60 FPS, 30 MBIT);

/* Of broadcasts and camcorders: fields of 50 or 59.94 a second, and 720p. */
static const struct profile_size hd_50_sizes[] = {
	{ 1920, 1080, PROFILE_25 }, { 1440, 1080, PROFILE_25 }, { 0, 0, 0 }
};
static const struct profile_size hd_60i_sizes[] = {
	{ 1920, 1080, PROFILE_29 }, { 1440, 1080, PROFILE_29 },
	{ 720, 480, PROFILE_29 }, { 0, 0, 0 }
};
static const struct profile_size hd_60p_sizes[] = {
	{ 1280, 720, PROFILE_59 }, { 0, 0, 0 }
};
#define AVC_TS_HD(of_sizes, how)					\
	{ .codecs = "h264", .profiles = "High,Main", .level_max = 41,	\
	    .sizes = of_sizes, .bitrate_max = 30 MBIT, .scan = how }
static const struct profile_video ts_hd_50 = AVC_TS_HD(hd_50_sizes,
    PROFILE_INTERLACED);
static const struct profile_video ts_hd_60i = AVC_TS_HD(hd_60i_sizes,
    PROFILE_INTERLACED);
static const struct profile_video ts_hd_60p = AVC_TS_HD(hd_60p_sizes,
    PROFILE_PROGRESSIVE);
static const struct profile_video ts_mp_hd = AVC(MAIN, 40, 1920, 1152, 60 FPS,
    20 MBIT);
static const struct profile_video ts_hp_hd = AVC(HIGH, 41, 1920, 1152, 60 FPS,
    30 MBIT);

/* ---- MPEG-4 part 2, WMV --------------------------------------------------- */

/* Levels of 14496-2, table G.1: 8 is L0, 9 L0b. */
#define SIMPLE(set, w, h, bits)						\
	{ .codecs = "mpeg4", .profiles = "Simple Profile", .levels = set, \
	    .width_max = w, .height_max = h, .rate_max_milli = 30 FPS,	\
	    .bitrate_max = bits }
#define TO_L3	(LEVEL(8) | LEVEL(9) | LEVEL(1) | LEVEL(2) | LEVEL(3))

static const struct profile_video sp = SIMPLE(TO_L3, 352, 288, 384 KBIT);
static const struct profile_video sp_vga = SIMPLE(TO_L3, 640, 480, 3 MBIT);
static const struct profile_video sp_l5 = SIMPLE(TO_L3 | LEVEL(5), 720, 576,
    8 MBIT);
static const struct profile_video sp_l6 = SIMPLE(TO_L3 | LEVEL(4) | LEVEL(5) |
    LEVEL(6), 1280, 720, 12 MBIT);
static const struct profile_video sp_l0b = { .codecs = "mpeg4",
    .profiles = "Simple Profile", .levels = LEVEL(8) | LEVEL(9),
    .width_max = 176, .height_max = 144, .rate_max_milli = 15 FPS,
    .bitrate_max = 128 KBIT };

#define WMV(names, w, h, bits)						\
	{ .codecs = "wmv3", .profiles = names, .width_max = w,		\
	    .height_max = h, .bitrate_max = bits }
static const struct profile_video wmv_spll = WMV("Simple", 176, 144, 0);
static const struct profile_video wmv_spml = WMV("Simple", 352, 288,
    384 KBIT);
static const struct profile_video wmv_med = WMV("Simple,Main", 720, 576,
    10 MBIT);
static const struct profile_video wmv_high = WMV("Simple,Main", 1920, 1080,
    20 MBIT);

/* ---- pictures ------------------------------------------------------------- */

#define UP_TO(w, h)	{ .width_max = w, .height_max = h }

static const struct profile_video to_160 = UP_TO(160, 160);
static const struct profile_video to_640 = UP_TO(640, 480);
static const struct profile_video to_1024 = UP_TO(1024, 768);
static const struct profile_video to_1600 = UP_TO(1600, 1200);
static const struct profile_video to_4096 = UP_TO(4096, 4096);

/* ---- the profiles --------------------------------------------------------- */

#define PICTURE(name, mime, format, size)				\
	{ name, mime, MEDIA_PICTURE, format, size, NULL, 0 }
#define SOUND(name, mime, format, sound)				\
	{ name, mime, MEDIA_AUDIO, format, NULL, sound, 0 }
#define MP4(name, video, sound, total)					\
	{ name, "video/mp4", MEDIA_VIDEO, "mov", video, sound, total }
#define THREEGP(name, video, sound)					\
	{ name, "video/3gpp", MEDIA_VIDEO, "mov", video, sound, 0 }
#define MKV(name, video, sound)						\
	{ name, "video/x-matroska", MEDIA_VIDEO, "matroska", video, sound, 0 }
#define PS(name, video, sound)						\
	{ name, "video/mpeg", MEDIA_VIDEO, "mpeg", video, sound, 0 }
#define TS(name, video, sound)						\
	{ name, NULL, MEDIA_VIDEO, NULL, video, sound, 0 }
#define ASF(name, video, sound)						\
	{ name, "video/x-ms-wmv", MEDIA_VIDEO, "asf", video, sound, 0 }

const struct profile_row profile_rows[] = {
	PICTURE("JPEG_TN", "image/jpeg", "jpeg", &to_160),
	PICTURE("JPEG_SM", "image/jpeg", "jpeg", &to_640),
	PICTURE("JPEG_MED", "image/jpeg", "jpeg", &to_1024),
	PICTURE("JPEG_LRG", "image/jpeg", "jpeg", &to_4096),
	PICTURE("PNG_TN", "image/png", "png", &to_160),
	PICTURE("PNG_LRG", "image/png", "png", &to_4096),
	PICTURE("GIF_LRG", "image/gif", "gif", &to_1600),

	SOUND("MP3", "audio/mpeg", "mp3", &mp3),
	SOUND("MP3X", "audio/mpeg", "mp3", &mp3x),
	SOUND("AAC_ADTS_320", "audio/vnd.dlna.adts", "aac", &aac_320),
	SOUND("AAC_ADTS", "audio/vnd.dlna.adts", "aac", &aac_576),
	SOUND("AAC_MULT5_ADTS", "audio/vnd.dlna.adts", "aac", &aac_mult5),
	SOUND("AAC_ISO_320", "audio/mp4", "mov", &aac_320),
	SOUND("AAC_ISO", "audio/mp4", "mov", &aac_576),
	SOUND("AAC_MULT5_ISO", "audio/mp4", "mov", &aac_mult5),
	SOUND("AAC_ISO_320", "audio/3gpp", "mov", &aac_320),
	SOUND("AAC_ISO", "audio/3gpp", "mov", &aac_576),
	SOUND("AAC_MULT5_ISO", "audio/3gpp", "mov", &aac_mult5),
	SOUND("AC3", "audio/vnd.dolby.dd-raw", "ac3", &ac3),
	SOUND("EAC3", "audio/eac3", "eac3", &eac3),
	SOUND("AMR_3GPP", "audio/mp4", "mov", &amr),
	SOUND("AMR_3GPP", "audio/3gpp", "mov", &amr),
	SOUND("WMABASE", "audio/x-ms-wma", "asf", &wma_base),
	SOUND("WMAFULL", "audio/x-ms-wma", "asf", &wma_full),
	SOUND("WMAPRO", "audio/x-ms-wma", "asf", &wma_pro),
	SOUND("WMALSL", "audio/x-ms-wma", "asf", &wma_lossless),
	SOUND("WMALSL_MULT5", "audio/x-ms-wma", "asf", &wma_lossless_mult5),

	PS("MPEG1", &vcd, &of_vcd),
	PS("MPEG_PS_PAL", &ps_pal, &of_ps),
	PS("MPEG_PS_NTSC", &ps_ntsc, &of_ps),
	TS("MPEG_TS_SD_NA", &ts_sd_na, &ac3_48k),
	TS("MPEG_TS_SD_EU", &ts_sd_eu, &ac3_mpeg_eu),
	TS("MPEG_TS_HD_NA", &ts_hd_na, &ac3_48k),

	MP4("AVC_MP4_BL_CIF15_AAC_520", &bl_cif15, &aac_128, 520 KBIT),
	MP4("AVC_MP4_BL_CIF15_AAC_520", &bl_cif15_small, &aac_128, 520 KBIT),
	MP4("AVC_MP4_BL_CIF15_AAC", &bl_cif15, &aac_200, 600 KBIT),
	MP4("AVC_MP4_BL_CIF15_AAC", &bl_cif15_small, &aac_200, 600 KBIT),
	MP4("AVC_MP4_BL_CIF30_AAC_940", &bl_cif30, &aac_200, 940 KBIT),
	MP4("AVC_MP4_BL_L3L_SD_AAC", &bl_l3l_pal, &aac_256, 0),
	MP4("AVC_MP4_BL_L3L_SD_AAC", &bl_l3l_ntsc, &aac_256, 0),
	MP4("AVC_MP4_BL_L3_SD_AAC", &bl_l3_pal, &aac_256, 0),
	MP4("AVC_MP4_BL_L3_SD_AAC", &bl_l3_ntsc, &aac_256, 0),
	MP4("AVC_MP4_MP_SD_AAC_MULT5", &mp_sd, &aac_mult5, 0),
	MP4("AVC_MP4_MP_SD_AC3", &mp_sd, &ac3, 0),
	MP4("AVC_MP4_MP_SD_MPEG1_L3", &mp_sd, &mp3, 0),
	MP4("AVC_MP4_MP_SD_EAC3", &mp_sd, &eac3_3024, 0),
	MP4("AVC_MP4_MP_HD_720p_AAC", &mp_720p, &aac_576, 0),
	MP4("AVC_MP4_MP_HD_1080i_AAC", &mp_720p60, &aac_576, 0),
	MP4("AVC_MP4_MP_HD_1080i_AAC", &mp_1080i, &aac_576, 0),
	MP4("AVC_MP4_BL_L31_HD_AAC", &bl_l31, &aac_576, 15 MBIT),
	MP4("AVC_MP4_BL_L32_HD_AAC", &bl_l32, &aac_576, 21 MBIT),
	MP4("AVC_MP4_HP_HD_AAC", &hp_hd, &aac_576, 0),
	MP4("AVC_MP4_HP_HD_EAC3", &hp_hd, &eac3_3024, 0),

	TS("AVC_TS_HD_50_AC3", &ts_hd_50, &ac3),
	TS("AVC_TS_HD_60_AC3", &ts_hd_60i, &ac3),
	TS("AVC_TS_HD_60_AC3", &ts_hd_60p, &ac3),
	TS("AVC_TS_BL_CIF15_AAC_MULT5", &bl_cif15, &aac_mult5),
	TS("AVC_TS_BL_CIF15_AC3", &bl_cif15, &ac3),
	TS("AVC_TS_BL_CIF15_MPEG1_L3", &bl_cif15, &mp3),
	TS("AVC_TS_BL_CIF30_AAC_MULT5", &bl_cif30, &aac_mult5),
	TS("AVC_TS_BL_CIF30_AC3", &bl_cif30, &ac3),
	TS("AVC_TS_BL_CIF30_MPEG1_L3", &bl_cif30, &mp3),
	TS("AVC_TS_MP_SD_AAC_MULT5", &mp_sd, &aac_mult5),
	TS("AVC_TS_MP_SD_AC3", &mp_sd, &ac3),
	TS("AVC_TS_MP_SD_MPEG1_L3", &mp_sd, &mp3),
	TS("AVC_TS_MP_HD_AAC_MULT5", &ts_mp_hd, &aac_mult5),
	TS("AVC_TS_MP_HD_AC3", &ts_mp_hd, &ac3),
	TS("AVC_TS_MP_HD_MPEG1_L3", &ts_mp_hd, &mp3),
	TS("AVC_TS_HP_HD_AC3", &ts_hp_hd, &ac3),

	MKV("AVC_MKV_MP_HD_AAC_MULT5", &mkv_mp_hd, &aac_mult5),
	MKV("AVC_MKV_MP_HD_AC3", &mkv_mp_hd, &ac3),
	MKV("AVC_MKV_MP_HD_MPEG1_L3", &mkv_mp_hd, &mp3),
	MKV("AVC_MKV_MP_HD_EAC3", &mkv_mp_hd, &eac3_3024),
	MKV("AVC_MKV_HP_HD_AAC_MULT5", &mkv_hp_hd, &aac_mult5),
	MKV("AVC_MKV_HP_HD_AC3", &mkv_hp_hd, &ac3),
	MKV("AVC_MKV_HP_HD_MPEG1_L3", &mkv_hp_hd, &mp3),
	MKV("AVC_MKV_HP_HD_EAC3", &mkv_hp_hd, &eac3_3024),

	MP4("MPEG4_P2_MP4_SP_AAC", &sp, &aac_216, 600 KBIT),
	MP4("MPEG4_P2_MP4_SP_VGA_AAC", &sp_vga, &aac_256, 0),
	MP4("MPEG4_P2_MP4_SP_L5_AAC", &sp_l5, &aac_576, 0),
	MP4("MPEG4_P2_MP4_SP_L6_AAC", &sp_l6, &aac_576, 0),
	THREEGP("MPEG4_P2_3GPP_SP_L0B_AAC", &sp_l0b, &aac_128),
	THREEGP("MPEG4_P2_3GPP_SP_L0B_AMR", &sp_l0b, &amr),

	ASF("WMVSPLL_BASE", &wmv_spll, &wma_base),
	ASF("WMVSPML_BASE", &wmv_spml, &wma_base),
	ASF("WMVSPML_MP3", &wmv_spml, &mp3),
	ASF("WMVMED_BASE", &wmv_med, &wma_base),
	ASF("WMVMED_FULL", &wmv_med, &wma_full),
	ASF("WMVMED_PRO", &wmv_med, &wma_pro),
	ASF("WMVHIGH_FULL", &wmv_high, &wma_full),
	ASF("WMVHIGH_PRO", &wmv_high, &wma_pro),
};
const size_t profile_nrows = sizeof(profile_rows) / sizeof(profile_rows[0]);
