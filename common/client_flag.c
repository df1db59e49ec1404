/* The names of what a client may need. Pure. */
#include <string.h>

#include "common/client_flag.h"

static const char *const names[CLIENT_FLAGS] = {
	[CLIENT_LENIENT_MODE]		= "lenient_mode",
	[CLIENT_LENIENT_SORT]		= "lenient_sort",
	[CLIENT_FAKE_EVENTS]		= "fake_events",
	[CLIENT_SUBTITLE_SEC]		= "subtitle_sec",
	[CLIENT_SUBTITLE_PV]		= "subtitle_pv",
	[CLIENT_NO_SUBTITLE_RES]	= "no_subtitle_res",
	[CLIENT_ART_ONE]		= "art_one",
	[CLIENT_NO_SCALED_PICTURES]	= "no_scaled_pictures",
	[CLIENT_NO_TIME_SEEK]		= "no_time_seek",
	[CLIENT_AVI_AVI]		= "avi_avi",
	[CLIENT_AVI_DIVX]		= "avi_divx",
	[CLIENT_AVI_MPEG]		= "avi_mpeg",
	[CLIENT_MKV_X_MKV]		= "mkv_x_mkv",
	[CLIENT_MKV_DIVX]		= "mkv_divx",
	[CLIENT_MOV_MP4]		= "mov_mp4",
	[CLIENT_TS_MP2T]		= "ts_mp2t",
	[CLIENT_FLAC_FLAC]		= "flac_flac",
	[CLIENT_WAV_WAV]		= "wav_wav",
	[CLIENT_SSA_SSA]		= "ssa_ssa",
	[CLIENT_ADTS_AAC]		= "adts_aac",
	[CLIENT_NO_PROFILE]		= "no_profile",
	[CLIENT_NO_PROFILE_MP4]		= "no_profile_mp4",
	[CLIENT_NO_DLNA_FLAGS]		= "no_dlna_flags",
	[CLIENT_ALL_ORIGINAL]		= "all_original",
	[CLIENT_AS_AVC_50]		= "as_avc_50",
	[CLIENT_AS_PS_NTSC]		= "as_ps_ntsc",
	[CLIENT_AS_MPEG_SD]		= "as_mpeg_sd",
	[CLIENT_BITRATE_EIGHTH]		= "bitrate_eighth",
	[CLIENT_PLAIN_CLASSES]		= "plain_classes",
	[CLIENT_DATE_ONLY]		= "date_only",
	[CLIENT_NO_FOLDER_DATE]		= "no_folder_date",
	[CLIENT_ASCII_XML]		= "ascii_xml",
	[CLIENT_TITLE_DOT]		= "title_dot",
	[CLIENT_TITLE_EXTENSION]	= "title_extension",
	[CLIENT_TITLE_23]		= "title_23",
	[CLIENT_TITLE_100]		= "title_100",
	[CLIENT_BOOKMARK]		= "bookmark",
	[CLIENT_BOOKMARK_MS]		= "bookmark_ms",
	[CLIENT_POSITION_SECONDS]	= "position_seconds",
	[CLIENT_ALBUM_KEYWORDS]		= "album_keywords",
	[CLIENT_OWN_ORDER]		= "own_order",
	[CLIENT_MUSIC_ROOT]		= "music_root",
	[CLIENT_MS_IDS]			= "ms_ids",
	[CLIENT_SAMSUNG_IDS]		= "samsung_ids",
	[CLIENT_VERSIONED_IDS]		= "versioned_ids",
	[CLIENT_XBOX_DEVICE]		= "xbox_device",
	[CLIENT_SAMSUNG_DEVICE]		= "samsung_device",
	[CLIENT_SAMSUNG_DCM10]		= "samsung_dcm10",
	[CLIENT_SONY_DEVICE]		= "sony_device",
	[CLIENT_DLINK_DEVICE]		= "dlink_device",
};
_Static_assert(CLIENT_FLAGS <= 64, "flags are the bits of a uint64_t");

const char *
client_flag_name(enum client_flag flag)
{
	return names[flag];
}

enum client_flag
client_flag_find(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < CLIENT_FLAGS; i++)
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
			break;
	return (enum client_flag)i;
}
