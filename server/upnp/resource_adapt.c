/*
 * What an object can be had as, as one client has to be told. Pure, in
 * lares-http.
 */
#include <string.h>

#include "server/upnp/client.h"
#include "server/upnp/resource_adapt.h"

/* ---- types ---------------------------------------------------------------- */

static bool
is_transport_stream(const struct resource *r)
{
	static const char *const extensions[] = {
		"ts", "m2t", "m2ts", "mts", "tts",
	};

	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		if (resource_has_extension(r, extensions[i]))
			return true;
	return false;
}

static bool
is_anything(const struct resource *r)
{
	(void)r;
	return true;
}

static bool
has_no_profile(const struct resource *r)
{
	return r->info.profile[0] == '\0';
}

static const struct renaming {
	enum client_flag flag;
	const char	*from;
	bool		(*is_meant)(const struct resource *r);
	const char	*to;
} renamings[] = {
	{ CLIENT_AVI_AVI, "video/x-msvideo", is_anything, "video/avi" },
	{ CLIENT_AVI_DIVX, "video/x-msvideo", is_anything, "video/divx" },
	{ CLIENT_AVI_MPEG, "video/x-msvideo", is_anything, "video/mpeg" },
	{ CLIENT_MKV_X_MKV, "video/x-matroska", is_anything, "video/x-mkv" },
	{ CLIENT_MKV_DIVX, "video/x-matroska", is_anything, "video/divx" },
	{ CLIENT_MKV_DIVX, "video/mpeg", has_no_profile, "video/divx" },
	{ CLIENT_MOV_MP4, "video/quicktime", is_anything, "video/mp4" },
	{ CLIENT_TS_MP2T, "video/mpeg", is_transport_stream, "video/mp2t" },
	{ CLIENT_TS_MP2T, "video/vnd.dlna.mpeg-tts", is_anything,
	    "video/mp2t" },
	{ CLIENT_FLAC_FLAC, "audio/x-flac", is_anything, "audio/flac" },
	{ CLIENT_WAV_WAV, "audio/x-wav", is_anything, "audio/wav" },
	{ CLIENT_SSA_SSA, "text/x-ssa", is_anything, "text/ssa" },
	{ CLIENT_ADTS_AAC, "audio/vnd.dlna.adts", is_anything, "audio/aac" },
};

void
resource_adapt_type(struct resource *r, const struct client *client)
{
	const struct renaming *a;
	size_t i;

	for (i = 0; i < sizeof(renamings) / sizeof(renamings[0]); i++) {
		a = &renamings[i];
		if (!client_has(client, a->flag) ||
		    strcmp(r->info.mime, a->from) != 0 || !a->is_meant(r))
			continue;
		r->info.mime = a->to;
		/* A profile is one of its own type. */
		if (a->flag == CLIENT_MKV_DIVX)
			r->info.profile = "";
		return;
	}
}

/* ---- profiles ------------------------------------------------------------- */

static bool
begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool
begins_with_one(const char *text, const char *const *starts)
{
	for (; *starts != NULL; starts++)
		if (begins(text, *starts))
			return true;
	return false;
}

/* Before all pictures: who knows no other would take one for the film. */
static void
append(struct resource list[RESOURCES_MAX], size_t *n, const char *profile,
    bool converted)
{
	size_t at = 1;

	if (*n == RESOURCES_MAX || strcmp(list[0].info.profile, profile) == 0)
		return;
	while (at < *n && list[at].kind == RESOURCE_ORIGINAL)
		at++;
	memmove(&list[at + 1], &list[at], (*n - at) * sizeof(list[0]));
	list[at] = list[0];
	list[at].info.profile = profile;
	list[at].size_name = profile;
	list[at].info.converted = converted;
	(*n)++;
}

/* Sony Bravia: an H.264 stream with AC3 has to be of 50 Hz; what its name ends
   in is kept. */
static void
append_avc_50(struct resource list[RESOURCES_MAX], size_t *n)
{
	static const char *const from[] = {
		"AVC_TS_MP_SD_AC3", "AVC_TS_MP_HD_AC3", "AVC_TS_HP_HD_AC3",
		NULL,
	};
	static const char *const to[] = {
		"AVC_TS_HD_50_AC3", "AVC_TS_HD_50_AC3_T",
		"AVC_TS_HD_50_AC3_ISO",
	};
	const size_t len = strlen(to[0]);
	const char *profile = list[0].info.profile;

	if (!begins_with_one(profile, from))
		return;
	for (size_t i = 0; i < sizeof(to) / sizeof(to[0]); i++)
		if (strcmp(to[i] + len, profile + len) == 0)
			append(list, n, to[i], false);
}
_Static_assert(sizeof("AVC_TS_MP_SD_AC3") == sizeof("AVC_TS_HD_50_AC3"),
    "the end of one is looked for behind the other");

/* Toshiba: streams only as the program stream that they are not. */
static void
append_ps_ntsc(struct resource list[RESOURCES_MAX], size_t *n)
{
	static const char *const from[] = {
		"MPEG_TS_HD_NA", "MPEG_TS_SD_NA", "AVC_TS_MP_HD_AC3",
		"AVC_TS_HP_HD_AC3", NULL,
	};

	if (begins_with_one(list[0].info.profile, from))
		append(list, n, "MPEG_PS_NTSC", true);
}

/* Sony's Blu-ray players: as one of the few kinds that they list. */
static void
append_mpeg_sd(struct resource list[RESOURCES_MAX], size_t *n)
{
	static const char *const streams[] = { "AVC_TS", "MPEG_TS", NULL };
	static const char *const files[] = { "AVC_MP4", "MPEG4_P2_MP4", NULL };
	static const char *const types[] = { "video/divx", "video/avi",
	    "video/x-matroska", "video/x-msvideo", NULL };
	const struct protocol_info *info = &list[0].info;

	if (begins_with_one(info->profile, streams)) {
		if (!begins(info->profile, "MPEG_TS_SD_NA"))
			append(list, n, "MPEG_TS_SD_NA", true);
		if (!begins(info->profile, "MPEG_TS_SD_EU"))
			append(list, n, "MPEG_TS_SD_EU", true);
	} else if (begins_with_one(info->profile, files) ||
	    begins_with_one(info->mime, types)) {
		append(list, n, "MPEG_PS_NTSC", true);
		append(list, n, "MPEG_PS_PAL", true);
		for (size_t i = 1; i < *n &&
		    list[i].kind == RESOURCE_ORIGINAL; i++)
			list[i].info.mime = "video/avi";
	}
}

static const struct {
	enum client_flag flag;
	void		(*append)(struct resource list[RESOURCES_MAX],
			    size_t *n);
} disguises[] = {
	{ CLIENT_AS_AVC_50, append_avc_50 },
	{ CLIENT_AS_PS_NTSC, append_ps_ntsc },
	{ CLIENT_AS_MPEG_SD, append_mpeg_sd },
};

void
resource_adapt_info(struct resource *r, const struct client *client)
{
	struct protocol_info *info = &r->info;
	static const char *const mp4[] = { "video/mp4", "video/quicktime",
	    "video/x-matroska", "video/x-mkv", NULL };

	/* What we made is certainly of its profile, which names it, too. */
	if (r->kind == RESOURCE_ORIGINAL &&
	    (client_has(client, CLIENT_NO_PROFILE) ||
	    (client_has(client, CLIENT_NO_PROFILE_MP4) &&
	    begins_with_one(info->mime, mp4))))
		info->profile = "";
	if (client_has(client, CLIENT_NO_TIME_SEEK))
		info->time_seek = false;
	if (client_has(client, CLIENT_ALL_ORIGINAL))
		info->converted = false;
	info->no_flags = client_has(client, CLIENT_NO_DLNA_FLAGS);
}

/* Of a JPEG, which such a set turns and scales itself. */
static void
drop_scaled(struct resource list[RESOURCES_MAX], size_t *n)
{
	size_t kept = 0;

	if (strcmp(list[0].info.mime, "image/jpeg") != 0)
		return;
	for (size_t i = 0; i < *n; i++)
		if (list[i].kind != RESOURCE_SCALED)
			list[kept++] = list[i];
	*n = kept;
}

static size_t
add_subtitles(const struct catalog_object *row, const struct client *client,
    struct resource *list, size_t room)
{
	const size_t n = client_has(client, CLIENT_NO_SUBTITLE_RES) ? 0 :
	    resource_list_subtitles(row, client->language, list, room);

	for (size_t i = 0; i < n; i++)
		resource_adapt_type(&list[i], client);
	return n;
}

size_t
resource_adapt(const struct catalog_object *row, const struct client *client,
    struct resource list[RESOURCES_MAX])
{
	size_t n = resource_list(row, list), i;

	if (n > 0 && client_has(client, CLIENT_NO_SCALED_PICTURES))
		drop_scaled(list, &n);
	/* The others are JPEGs of ours, and called so by everybody. */
	if (n > 0)
		resource_adapt_type(&list[0], client);
	for (i = 0; n > 0 && i < sizeof(disguises) / sizeof(disguises[0]); i++)
		if (client_has(client, disguises[i].flag))
			disguises[i].append(list, &n);
	for (i = 0; i < n; i++)
		resource_adapt_info(&list[i], client);
	return n + add_subtitles(row, client, list + n, RESOURCES_MAX - n);
}

static bool
is_called(const struct resource *r, const char *name, size_t len)
{
	return r->size_name == NULL ? len == 0 : strlen(r->size_name) == len &&
	    memcmp(r->size_name, name, len) == 0;
}

bool
resource_adapt_file(const struct catalog_object *row,
    const struct client *client, const char *profile, size_t len,
    struct resource *r)
{
	struct resource list[RESOURCES_MAX];
	struct client as = *client;
	size_t n, i;

	for (i = 0; len > 0 && i < sizeof(disguises) / sizeof(disguises[0]);
	    i++)
		as.flags |= CLIENT_BIT(disguises[i].flag);
	n = resource_adapt(row, &as, list);
	for (i = 0; i < n && list[i].kind == RESOURCE_ORIGINAL; i++)
		if (is_called(&list[i], profile, len)) {
			*r = list[i];
			return true;
		}
	return false;
}
