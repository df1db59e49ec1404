/*
 * The table of what is served: extension, MIME type, kind, and the format
 * that the file's bytes must have. Pure, in every process that needs it.
 *
 * A container may hold several kinds (mp4 and m4a, wmv and wma): there the
 * kind comes from the facts. The first row of a format and kind is the one
 * for files whose extension does not fit, the first of an extension the one
 * for files of which no more is known.
 */
#include <string.h>
#include <strings.h>

#include "common/mime.h"

static const struct mime table[] = {
	{ "mp4",  "video/mp4",			MEDIA_VIDEO,	"mov" },
	{ "m4v",  "video/mp4",			MEDIA_VIDEO,	"mov" },
	{ "mov",  "video/quicktime",		MEDIA_VIDEO,	"mov" },
	{ "qt",	  "video/quicktime",		MEDIA_VIDEO,	"mov" },
	{ "3gp",  "video/3gpp",			MEDIA_VIDEO,	"mov" },
	{ "3g2",  "video/3gpp2",		MEDIA_VIDEO,	"mov" },
	{ "mkv",  "video/x-matroska",		MEDIA_VIDEO,	"matroska" },
	{ "webm", "video/webm",			MEDIA_VIDEO,	"matroska" },
	{ "avi",  "video/x-msvideo",		MEDIA_VIDEO,	"avi" },
	{ "divx", "video/x-msvideo",		MEDIA_VIDEO,	"avi" },
	/* Packets of 188 bytes, or of 192 with a time stamp in front. */
	{ "ts",	  "video/mpeg",			MEDIA_VIDEO,	"mpegts" },
	{ "m2t",  "video/mpeg",			MEDIA_VIDEO,	"mpegts" },
	{ "tp",	  "video/mpeg",			MEDIA_VIDEO,	"mpegts" },
	{ "trp",  "video/mpeg",			MEDIA_VIDEO,	"mpegts" },
	{ "m2ts", "video/vnd.dlna.mpeg-tts",	MEDIA_VIDEO,	"m2ts" },
	{ "mts",  "video/vnd.dlna.mpeg-tts",	MEDIA_VIDEO,	"m2ts" },
	{ "tts",  "video/vnd.dlna.mpeg-tts",	MEDIA_VIDEO,	"m2ts" },
	{ "mpg",  "video/mpeg",			MEDIA_VIDEO,	"mpeg" },
	{ "mpeg", "video/mpeg",			MEDIA_VIDEO,	"mpeg" },
	{ "mpe",  "video/mpeg",			MEDIA_VIDEO,	"mpeg" },
	{ "m2p",  "video/mpeg",			MEDIA_VIDEO,	"mpeg" },
	{ "vob",  "video/mpeg",			MEDIA_VIDEO,	"mpeg" },
	{ "wmv",  "video/x-ms-wmv",		MEDIA_VIDEO,	"asf" },
	{ "asf",  "video/x-ms-asf",		MEDIA_VIDEO,	"asf" },
	{ "flv",  "video/x-flv",		MEDIA_VIDEO,	"flv" },
	{ "ogv",  "video/ogg",			MEDIA_VIDEO,	"ogg" },

	{ "mp3",  "audio/mpeg",			MEDIA_AUDIO,	"mp3" },
	{ "flac", "audio/x-flac",		MEDIA_AUDIO,	"flac" },
	{ "m4a",  "audio/mp4",			MEDIA_AUDIO,	"mov" },
	{ "m4b",  "audio/mp4",			MEDIA_AUDIO,	"mov" },
	{ "3gp",  "audio/3gpp",			MEDIA_AUDIO,	"mov" },
	{ "aac",  "audio/vnd.dlna.adts",	MEDIA_AUDIO,	"aac" },
	{ "adts", "audio/vnd.dlna.adts",	MEDIA_AUDIO,	"aac" },
	{ "ogg",  "audio/ogg",			MEDIA_AUDIO,	"ogg" },
	{ "oga",  "audio/ogg",			MEDIA_AUDIO,	"ogg" },
	{ "opus", "audio/opus",			MEDIA_AUDIO,	"ogg" },
	{ "wav",  "audio/x-wav",		MEDIA_AUDIO,	"wav" },
	{ "wma",  "audio/x-ms-wma",		MEDIA_AUDIO,	"asf" },
	{ "aiff", "audio/aiff",			MEDIA_AUDIO,	"aiff" },
	{ "aif",  "audio/aiff",			MEDIA_AUDIO,	"aiff" },
	{ "dsf",  "audio/x-dsd",		MEDIA_AUDIO,	"dsf" },
	{ "dff",  "audio/x-dsd",		MEDIA_AUDIO,	"iff" },
	{ "ape",  "audio/x-ape",		MEDIA_AUDIO,	"ape" },
	{ "wv",	  "audio/x-wavpack",		MEDIA_AUDIO,	"wv" },
	{ "mka",  "audio/x-matroska",		MEDIA_AUDIO,	"matroska" },
	{ "weba", "audio/webm",			MEDIA_AUDIO,	"matroska" },
	{ "webm", "audio/webm",			MEDIA_AUDIO,	"matroska" },
	{ "ac3",  "audio/vnd.dolby.dd-raw",	MEDIA_AUDIO,	"ac3" },
	{ "eac3", "audio/eac3",			MEDIA_AUDIO,	"eac3" },
	{ "ec3",  "audio/eac3",			MEDIA_AUDIO,	"eac3" },
	{ "mp2",  "audio/mpeg",			MEDIA_AUDIO,	"mp3" },

	{ "jpg",  "image/jpeg",			MEDIA_PICTURE,	"jpeg" },
	{ "jpeg", "image/jpeg",			MEDIA_PICTURE,	"jpeg" },
	{ "jpe",  "image/jpeg",			MEDIA_PICTURE,	"jpeg" },
	{ "png",  "image/png",			MEDIA_PICTURE,	"png" },
	{ "gif",  "image/gif",			MEDIA_PICTURE,	"gif" },
	{ "webp", "image/webp",			MEDIA_PICTURE,	"webp" },
	{ "bmp",  "image/bmp",			MEDIA_PICTURE,	"bmp" },
	{ "tif",  "image/tiff",			MEDIA_PICTURE,	"tiff" },
	{ "tiff", "image/tiff",			MEDIA_PICTURE,	"tiff" },
	{ "heic", "image/heic",			MEDIA_PICTURE,	"heic" },
	{ "heif", "image/heif",			MEDIA_PICTURE,	"heif" },
	{ "avif", "image/avif",			MEDIA_PICTURE,	"avif" },
};
#define ROWS	(sizeof(table) / sizeof(table[0]))

const char *
mime_extension(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash != NULL ? slash + 1 : name;
	const char *dot = strrchr(base, '.');

	return dot != NULL && dot != base ? dot + 1 : "";
}

const struct mime *
mime_by_extension(const char *extension)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strcasecmp(table[i].extension, extension) == 0)
			return &table[i];
	return NULL;
}

static bool
agrees(const struct mime *m, const struct media_facts *f)
{
	return m->kind == f->kind && strcmp(m->format, f->format) == 0;
}

const struct mime *
mime_by_facts(const char *extension, const struct media_facts *f)
{
	const struct mime *fitting = NULL;

	for (size_t i = ROWS; i-- > 0; ) {
		if (!agrees(&table[i], f))
			continue;
		if (strcasecmp(table[i].extension, extension) == 0)
			return &table[i];
		fitting = &table[i];
	}
	return fitting;
}

bool
mime_has_format(const char *format)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strcmp(table[i].format, format) == 0)
			return true;
	return false;
}

bool
mime_tells_place(const char *type)
{
	static const char *const formats[] = {
		"jpeg", "png", "webp", "tiff", "heic", "heif", "avif", "mov",
	};

	for (size_t i = 0; i < ROWS; i++) {
		if (strcmp(table[i].type, type) != 0)
			continue;
		for (size_t k = 0; k < sizeof(formats) / sizeof(formats[0]); k++)
			if (strcmp(table[i].format, formats[k]) == 0)
				return true;
	}
	return false;
}

enum mime_playlist
mime_playlist(const char *extension)
{
	static const struct {
		const char		*extension;
		enum mime_playlist	 format;
	} playlists[] = {
		{ "m3u", MIME_M3U }, { "m3u8", MIME_M3U },
		{ "pls", MIME_PLS }, { "xspf", MIME_XSPF },
		{ "asx", MIME_ASX },
	};

	for (size_t i = 0; i < sizeof(playlists) / sizeof(playlists[0]); i++)
		if (strcasecmp(playlists[i].extension, extension) == 0)
			return playlists[i].format;
	return MIME_NO_PLAYLIST;
}

const struct mime *
mime_get(size_t i)
{
	return i < ROWS ? &table[i] : NULL;
}
