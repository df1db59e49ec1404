#ifndef LARES_COMMON_CLIENT_FLAG_H
#define LARES_COMMON_CLIENT_FLAG_H

#include <stddef.h>
#include <stdint.h>

/*
 * What a client is given that others are not. The names, as "client" lines
 * have them, and what each does: lares.conf(5).
 */
enum client_flag {
	CLIENT_LENIENT_MODE,		/* Interactive, for what is streamed */
	CLIENT_LENIENT_SORT,		/* unknown keys are left out */
	CLIENT_FAKE_EVENTS,		/* may subscribe, hears nothing */
	/* Subtitles: a res of their own is for everybody else. */
	CLIENT_SUBTITLE_SEC,		/* sec:CaptionInfo(Ex), CaptionInfo.sec */
	CLIENT_SUBTITLE_PV,		/* res@pv:subtitleFileUri */
	CLIENT_NO_SUBTITLE_RES,
	CLIENT_ART_ONE,			/* a single albumArtURI, JPEG_TN */
	CLIENT_NO_SCALED_PICTURES,	/* of JPEG: it and a thumbnail */
	CLIENT_NO_TIME_SEEK,		/* OP=01 only */
	/* Types that go by another name. */
	CLIENT_AVI_AVI,			/* video/avi */
	CLIENT_AVI_DIVX,		/* video/divx */
	CLIENT_AVI_MPEG,		/* video/mpeg */
	CLIENT_MKV_X_MKV,		/* video/x-mkv */
	CLIENT_MKV_DIVX,		/* with MPEG of no profile: video/divx */
	CLIENT_MOV_MP4,			/* video/mp4 */
	CLIENT_TS_MP2T,			/* video/mp2t */
	CLIENT_FLAC_FLAC,		/* audio/flac */
	CLIENT_WAV_WAV,			/* audio/wav */
	CLIENT_ADTS_AAC,		/* audio/aac */
	CLIENT_SSA_SSA,			/* text/ssa */
	/* protocolInfo. */
	CLIENT_NO_PROFILE,		/* no DLNA.ORG_PN */
	CLIENT_NO_PROFILE_MP4,		/* none of MP4 and Matroska */
	CLIENT_NO_DLNA_FLAGS,		/* no DLNA.ORG_FLAGS */
	CLIENT_ALL_ORIGINAL,		/* DLNA.ORG_CI=0, whatever it is */
	/* The same file once more, under a profile that is let through. */
	CLIENT_AS_AVC_50,		/* AVC_TS_HD_50_AC3 */
	CLIENT_AS_PS_NTSC,		/* MPEG_PS_NTSC */
	CLIENT_AS_MPEG_SD,		/* MPEG_TS_SD_*, MPEG_PS_* */
	/* DIDL-Lite. */
	CLIENT_BITRATE_EIGHTH,		/* of the bytes per second */
	CLIENT_PLAIN_CLASSES,		/* object.container */
	CLIENT_DATE_ONLY,		/* no time of the day */
	CLIENT_NO_FOLDER_DATE,
	CLIENT_ASCII_XML,		/* the rest as references */
	CLIENT_TITLE_DOT,		/* of what has subtitles */
	CLIENT_TITLE_EXTENSION,		/* at the end of titles */
	CLIENT_TITLE_23,		/* characters, of the same */
	CLIENT_TITLE_100,		/* characters */
	CLIENT_BOOKMARK,		/* sec:dcmInfo */
	CLIENT_BOOKMARK_MS,		/* milliseconds, there and back */
	CLIENT_POSITION_SECONDS,	/* lastPlaybackPosition is a number */
	CLIENT_ALBUM_KEYWORDS,		/* pictures have an album */
	/* The tree. */
	CLIENT_OWN_ORDER,		/* whatever order is asked for */
	CLIENT_MUSIC_ROOT,		/* nothing but music */
	CLIENT_MS_IDS,			/* of PlaysForSure */
	CLIENT_SAMSUNG_IDS,
	CLIENT_VERSIONED_IDS,		/* a file that changes is another */
	/* What the server says it is. */
	CLIENT_XBOX_DEVICE,
	CLIENT_SAMSUNG_DEVICE,
	CLIENT_SAMSUNG_DCM10,		/* with that, too */
	CLIENT_SONY_DEVICE,
	CLIENT_DLINK_DEVICE,
	CLIENT_FLAGS,			/* how many; at most 64 */
};
#define CLIENT_BIT(flag)	(UINT64_C(1) << (flag))

/* "lenient_mode", ... */
const char	*client_flag_name(enum client_flag flag);

/* The flag of a name of so many bytes, or CLIENT_FLAGS: there is none. */
enum client_flag client_flag_find(const char *name, size_t len);

#endif
