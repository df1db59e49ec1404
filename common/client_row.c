/*
 * The clients that are known by what they say of themselves, and what each
 * needs that the standard does not say. Pure.
 *
 * The line above a row says where it is known from, in public. Nobody has yet
 * seen the traffic of such a device with this server, unless "seen" says so:
 * the rest is unverified, and taken on the word of that source.
 */
#include <ctype.h>
#include <string.h>

#include "common/client_flag.h"
#include "common/client_row.h"

#define BIT(flag)	CLIENT_BIT(CLIENT_ ## flag)

#define SAMSUNG		(BIT(LENIENT_MODE) | BIT(SAMSUNG_IDS) |		\
			 BIT(SAMSUNG_DEVICE) | BIT(NO_SCALED_PICTURES) | \
			 BIT(MKV_X_MKV) | BIT(MOV_MP4) |		\
			 BIT(SUBTITLE_SEC) | BIT(BOOKMARK))
#define LG		(BIT(FLAC_FLAC) | BIT(AVI_AVI) | BIT(NO_PROFILE_MP4))
#define PLAYS_FOR_SURE	(BIT(MS_IDS) | BIT(BITRATE_EIGHTH))

static const struct client_row rows[] = {
/* minidlna clients.c ESonyBDP; UMS RendererConfigurationTest (UBP-X800M2) */
{ "sony-bdp", CLIENT_AV_INFO, "mv=\"2.0\"", true,
    BIT(AVI_AVI) | BIT(MKV_DIVX) | BIT(AS_MPEG_SD) | BIT(NO_FOLDER_DATE) },
/* minidlna clients.c ESonyBravia; Jellyfin DLNA SonyBravia2010Profile */
{ "sony-bravia", CLIENT_AV_INFO, "BRAVIA|KDL-", true,
    BIT(AS_AVC_50) | BIT(NO_DLNA_FLAGS) | BIT(ART_ONE) | BIT(SONY_DEVICE) },
/* UMS RendererConfigurationTest: fetches name the set in this header too */
{ "sony-bravia", CLIENT_UNIT_INFO, "BRAVIA|KDL-", true,
    BIT(AS_AVC_50) | BIT(NO_DLNA_FLAGS) | BIT(ART_ONE) | BIT(SONY_DEVICE) },
/* minidlna clients.c EPS3; Rygel rygel-seek-hacks.vala */
{ "ps3", CLIENT_AV_INFO, "PLAYSTATION 3", true,
    BIT(AVI_DIVX) | BIT(ART_ONE) | BIT(NO_TIME_SEEK) },
/* the same: its fetches */
{ "ps3", CLIENT_AGENT, "PLAYSTATION 3", true,
    BIT(AVI_DIVX) | BIT(ART_ONE) | BIT(NO_TIME_SEEK) },
/* UMS RendererConfigurationTest; its max-age trap: Gerbera issue 821 */
{ "ps4", CLIENT_AGENT, "PlayStation 4", true, 0 },

/* minidlna clients.c: AllShare on a PC wants no Samsung ways */
{ "samsung-pc", CLIENT_AGENT, "SEC_HHP_[PC]", false, 0 },
/* minidlna clients.c ESamsungBDJ5500 */
{ "samsung-j5500", CLIENT_AGENT, "[BD]J5500", true,
    SAMSUNG | BIT(NO_PROFILE) },
/* minidlna clients.c ESamsungSeriesCDEBDP: DCM10 breaks its browsing */
{ "samsung-bdp", CLIENT_AGENT, "SEC_HHP_BD", true, SAMSUNG },
/* minidlna clients.c; Gerbera client_manager.cc; UMS DIDL: versioned ids */
{ "samsung-q", CLIENT_AGENT, "SEC_HHP_[TV] Samsung Q|SEC_HHP_Samsung QN", true,
    SAMSUNG | BIT(SAMSUNG_DCM10) | BIT(VERSIONED_IDS) | BIT(BOOKMARK_MS) },
/* minidlna clients.c ESamsungSeriesA */
{ "samsung-a", CLIENT_AGENT, "SamsungWiselinkPro", true,
    SAMSUNG | BIT(AVI_MPEG) },
/* minidlna clients.c ESamsungSeriesCDE; Gerbera client_manager.cc */
{ "samsung", CLIENT_AGENT, "SEC_HHP_", true, SAMSUNG | BIT(SAMSUNG_DCM10) },
/* minidlna upnphttp.c: other Samsung players ask for Interactive as well */
{ "samsung-other", CLIENT_AGENT, "samsung", false, BIT(LENIENT_MODE) },

/* UMS LG-WebOS.conf */
{ "lg-webos", CLIENT_AGENT, "LG*webOS", true, LG },
/* minidlna clients.c ELGNetCastDevice; Rygel rygel-lg-tv-hacks.vala */
{ "lg-netcast", CLIENT_AGENT, "LGE_DLNA_SDK/1.6.0", true, LG },
/* minidlna clients.c ELGDevice: no subtitles where a title has no dot */
{ "lg", CLIENT_AGENT, "LGE_DLNA_SDK", true, LG | BIT(TITLE_DOT) },

/* minidlna clients.c EPanasonic; Gerbera client_manager.cc */
{ "panasonic", CLIENT_AGENT, "Panasonic", true,
    BIT(LENIENT_SORT) | BIT(OWN_ORDER) | BIT(NO_FOLDER_DATE) |
    BIT(SUBTITLE_PV) },
/* minidlna clients.c ENetFrontLivingConnect; Rygel's client hacks */
{ "netfront", CLIENT_AGENT, "IPI/1", true, BIT(OWN_ORDER) | BIT(AVI_AVI) },
/* UMS RendererConfigurationTest, Philips TV; minidlna NEWS 1.1.4 */
{ "philips", CLIENT_AGENT, "PhilipsIntelSDK|Streamium/1.0|PUS*/12", true, 0 },
/* Rygel rygel-seek-hacks.vala; Jellyfin DLNA SharpSmartTvProfile */
{ "sharp", CLIENT_AGENT, "SHARP-AQUOS-DMP", true,
    BIT(PLAIN_CLASSES) | BIT(NO_TIME_SEEK) },
/* minidlna clients.c EToshibaTV */
{ "toshiba", CLIENT_AGENT,
    "UPnP/1.0 DLNADOC/1.50 Intel_SDK_for_UPnP_devices/1.2", true,
    BIT(AS_PS_NTSC) },
/* minidlna clients.c EHyundaiTV */
{ "hyundai", CLIENT_NAME, "HYUNDAITV", true, BIT(TITLE_EXTENSION) },

/* minidlna clients.c EXbox; wiki.gnome.org Rygel/XBox360; UMS Xbox360.conf */
{ "xbox360", CLIENT_AGENT, "Xbox/|Xenon", true,
    BIT(LENIENT_SORT) | BIT(AVI_AVI) | BIT(MS_IDS) | BIT(XBOX_DEVICE) },
/* UMS RendererConfigurationTest, Xbox One */
{ "xbox-one", CLIENT_NAME, "XboxOne|Xbox-SystemOS", true, BIT(AVI_AVI) },
/* minidlna clients.c "Windows"; UMS Microsoft-WindowsMediaPlayer.conf */
{ "windows", CLIENT_AGENT,
    "FDSSDP|Windows-Media-Player/|Microsoft-DLNA|NSPlayer/12", false,
    BIT(AVI_AVI) },
/* minidlna clients.c EMediaRoom, upnpsoap.c */
{ "mediaroom", CLIENT_AGENT, "Microsoft-IPTV-Client", true,
    PLAYS_FOR_SURE | BIT(ALBUM_KEYWORDS) },
/* minidlna clients.c ENetgearEVA2000 */
{ "eva2000", CLIENT_AGENT, "Verismo,", true, PLAYS_FOR_SURE },
/* minidlna clients.c ELifeTab */
{ "lifetab", CLIENT_NAME, "LIFETAB", true, PLAYS_FOR_SURE },
/* minidlna clients.c ERokuSoundBridge, which it knows by its description */
{ "soundbridge", CLIENT_AGENT, "Roku SoundBridge", true,
    PLAYS_FOR_SURE | BIT(MUSIC_ROOT) | BIT(WAV_WAV) | BIT(OWN_ORDER) },
/* UMS RendererConfigurationTest, Roku */
{ "roku", CLIENT_AGENT, "Roku/", true, 0 },

/* minidlna clients.c EDenonReceiver; HEOS: its SSDP SERVER */
{ "denon", CLIENT_AGENT, "bridgeCo-DMP/3|Denon-Heos", true, 0 },
/* minidlna clients.c EMarantzDMP, which it knows by its description */
{ "marantz", CLIENT_AGENT, "marantz DMP|DigiOn DiXiM", true, BIT(WAV_WAV) },
/* Gerbera client_manager.cc, Yamaha RX; Rygel rygel-seek-hacks.vala */
{ "yamaha", CLIENT_AGENT, "KnOS/3.2", true,
    BIT(ASCII_XML) | BIT(NO_TIME_SEEK) },
/* Gerbera client_manager.cc: ' and " escaped, which they are for everybody */
{ "bose", CLIENT_AGENT, "Allegro-Software-WebClient", true, 0 },
/* Gerbera client_manager.cc, Technisat DigitRadio 580 */
{ "frontier", CLIENT_AGENT, "FSL DLNADOC", true, BIT(DATE_ONLY) },
/* Gerbera client_manager.cc, Dual CR 510: no <?xml?> within a Result */
{ "dual", CLIENT_AGENT, "EC-IRADIO", true, 0 },
/* Rygel rygel-seek-hacks.vala, Onkyo and WD TV Live */
{ "onkyo", CLIENT_AGENT, "Mediabolic-IMHTTP|alphanetworks", true,
    BIT(NO_TIME_SEEK) },

/* minidlna clients.c EFreeBox; Gerbera client_manager.cc */
{ "freebox", CLIENT_AGENT, "fbxupnpav/", true,
    BIT(TS_MP2T) | BIT(ALL_ORIGINAL) },
/* minidlna clients.c EDirecTV; Jellyfin DLNA DirectTvProfile */
{ "directv", CLIENT_AGENT, "DIRECTV ", true, BIT(PLAIN_CLASSES) },
/* minidlna clients.c EPopcornHour */
{ "popcorn-hour", CLIENT_AGENT, "SMP8634", true, BIT(FLAC_FLAC) },
/* minidlna clients.c EAsusOPlay: a longer title with subtitles reboots it */
{ "oplay", CLIENT_AGENT, "O!Play", true, BIT(AVI_AVI) | BIT(TITLE_23) },
/* UMS DLink-DSM510.conf and its test; docs.gerbera.io, supported devices */
{ "dlink-dsm", CLIENT_AGENT, "DLNADOC/1.50 INTEL_NMPR/2.1", true,
    BIT(AVI_AVI) | BIT(DLINK_DEVICE) },
/* minidlna NEWS 1.3.0: malformed criteria */
{ "control4", CLIENT_AGENT, "Control4", true, BIT(LENIENT_SORT) },

/* minidlna clients.c EKodi, and upnpsoap.c: positions; Rygel; UMS Kodi.conf;
   Kodi's UPnPInternal.cpp has the types of subtitles it takes */
{ "kodi", CLIENT_AGENT, "Kodi|XBMC/|Platinum/", false,
    BIT(AVI_AVI) | BIT(ADTS_AAC) | BIT(SSA_SSA) | BIT(NO_TIME_SEEK) |
    BIT(POSITION_SECONDS) },
/* UMS RendererConfigurationTest, VLC for desktop; VLC 3.0 seen */
{ "vlc", CLIENT_AGENT, "LibVLC|Portable SDK for UPnP devices", false, 0 },
/* minidlna clients.c EBubbleUPnP */
{ "bubbleupnp", CLIENT_AGENT, "BubbleUPnP", false, 0 },
};
#define NROWS	(sizeof(rows) / sizeof(rows[0]))

const struct client_row *
client_row_get(size_t i)
{
	return i < NROWS ? &rows[i] : NULL;
}

const struct client_row *
client_row_named(const char *name, size_t len)
{
	const struct client_row *row;

	for (row = rows; row < rows + NROWS; row++)
		if (strlen(row->name) == len && memcmp(row->name, name, len) == 0)
			return row;
	return NULL;
}

static bool
same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Whether text begins as one alternative says. Behind a "*" the first place
   that fits is kept; *starred: there it failed, and so it would for any later
   beginning. That keeps the time to about the product of the lengths. */
static bool
fits_here(const char *pattern, size_t len, const char *text, bool *starred)
{
	const char *end = pattern + len, *star = NULL, *from = text;

	while (pattern < end) {
		if (*pattern == '*') {
			star = ++pattern;
			from = text;
		} else if (*text != '\0' && same_letter(*pattern, *text)) {
			pattern++;
			text++;
		} else if (star != NULL && *from != '\0') {
			pattern = star;
			text = ++from;
		} else {
			*starred = star != NULL;
			return false;
		}
	}
	return true;
}

static bool
is_within(const char *pattern, size_t len, const char *text)
{
	bool starred = false;

	if (len == 0)
		return false;
	do {
		if (fits_here(pattern, len, text, &starred))
			return true;
	} while (!starred && *text++ != '\0');
	return false;
}

bool
client_row_matches(const char *pattern, const char *text)
{
	size_t len;

	for (;; pattern += len + 1) {
		len = strcspn(pattern, "|");
		if (is_within(pattern, len, text))
			return true;
		if (pattern[len] == '\0')
			return false;
	}
}

const struct client_row *
client_row_find(const struct client_marks *marks)
{
	const struct client_row *row;
	const char *text;

	for (row = rows; row < rows + NROWS; row++) {
		text = marks->of[row->mark];
		if (text != NULL && client_row_matches(row->pattern, text))
			return row;
	}
	return NULL;
}
