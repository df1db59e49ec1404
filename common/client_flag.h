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
	CLIENT_NO_SCALED_PICTURES,	/* the original and a thumbnail */
	CLIENT_NO_TIME_SEEK,		/* OP=01 only */
	CLIENT_FLAGS,			/* how many; at most 64 */
};
#define CLIENT_BIT(flag)	(UINT64_C(1) << (flag))

/* "lenient_mode", ... */
const char	*client_flag_name(enum client_flag flag);

/* The flag of a name of so many bytes, or CLIENT_FLAGS: there is none. */
enum client_flag client_flag_find(const char *name, size_t len);

#endif
