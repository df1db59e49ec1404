/*
 * DLNA profiles: what is true of a file against the conditions in the table.
 * Pure, in lares-scan and lares-http.
 */
#include <stdio.h>
#include <string.h>

#include "common/profile.h"
#include "common/profile_table.h"

#define LENGTH(a)	(sizeof(a) / sizeof((a)[0]))

/* MPEG-TS by its packets: of 188 bytes; of 192 with stamps that are all 0;
   with stamps that are not. */
static const struct variant {
	const char	*format;
	bool		 stamped;
	const char	*ending;
	const char	*mime;
} variants[] = {
	{ "mpegts",	false,	"_ISO",	"video/mpeg" },
	{ "m2ts",	false,	"",	"video/vnd.dlna.mpeg-tts" },
	{ "m2ts",	true,	"_T",	"video/vnd.dlna.mpeg-tts" },
};
#define VARIANTS	LENGTH(variants)

/* Whether a word is in a comma list; an empty list has all words. */
static bool
is_among(const char *list, const char *word)
{
	const size_t len = strlen(word);
	const char *at = list;
	size_t n;

	if (list == NULL)
		return true;
	for (; *at != '\0'; at += n + (at[n] == ',')) {
		n = strcspn(at, ",");
		if (n == len && memcmp(at, word, len) == 0)
			return true;
	}
	return false;
}

/* What is not known is not within limits. */
static bool
is_within(uint64_t value, uint64_t min, uint64_t max)
{
	if (min == 0 && max == 0)
		return true;
	return value != 0 && value >= min && (max == 0 || value <= max);
}

static bool
has_rate(uint32_t milli, unsigned rates)
{
	static const uint32_t known[] = { 23976, 24000, 25000, 29970, 30000,
		59940, 60000 };

	for (size_t i = 0; i < LENGTH(known); i++)
		if (milli + 2 >= known[i] && milli <= known[i] + 2)
			return (rates & 1u << i) != 0;
	return false;
}

static bool
has_size(const struct media_facts *f, const struct profile_size *sizes)
{
	if (sizes == NULL)
		return true;
	for (; sizes->width != 0; sizes++)
		if (sizes->width == f->width && sizes->height == f->height)
			return has_rate(f->frame_rate_milli, sizes->rates);
	return false;
}

static bool
has_level(uint32_t level, const struct profile_video *v)
{
	if (v->levels != 0)
		return level < 32 && (v->levels & 1u << level) != 0;
	return is_within(level, 0, v->level_max);
}

/* A stream's own rate; where the file does not say, no more than all of it. */
static uint64_t
most_bits(uint64_t own, const struct media_facts *f)
{
	return own != 0 && (own < f->bitrate || f->bitrate == 0) ? own :
	    f->bitrate;
}

static bool
is_video(const struct media_facts *f, const struct profile_video *v)
{
	if (v == NULL)
		return true;
	return is_among(v->codecs, f->video_codec) &&
	    is_among(v->profiles, f->video_profile) &&
	    has_level(f->video_level, v) && has_size(f, v->sizes) &&
	    is_within(f->width, 0, v->width_max) &&
	    is_within(f->height, 0, v->height_max) &&
	    is_within(f->frame_rate_milli, 0, v->rate_max_milli) &&
	    is_within(most_bits(f->video_bitrate, f), 0, v->bitrate_max) &&
	    (v->scan == PROFILE_ANY_SCAN ||
	    (v->scan == PROFILE_INTERLACED) == f->interlaced);
}

static bool
is_sound(const struct media_facts *f, const struct profile_sound *s)
{
	if (s == NULL)
		return true;
	return is_among(s->codecs, f->audio_codec) &&
	    is_among(s->profiles, f->audio_profile) &&
	    is_within(f->sample_rate, s->rate_min, s->rate_max) &&
	    is_within(f->channels, s->channels_min, s->channels_max) &&
	    (s->bits == 0 || s->bits == f->bits_per_sample) &&
	    is_within(most_bits(f->audio_bitrate, f), 0, s->bitrate_max) &&
	    (s->bitrate_min == 0 || f->audio_bitrate == 0 ||
	    f->audio_bitrate >= s->bitrate_min);
}

/* A picture of a kind that is not what DLNA means is none of its own. */
static bool
is_plain(const struct media_facts *f)
{
	if (f->kind == MEDIA_PICTURE)
		return strcmp(f->format, "jpeg") == 0 ? f->plain_jpeg :
		    !f->interlaced;
	return !f->quicktime;
}

static const struct variant *
find_variant(const struct media_facts *f)
{
	for (size_t i = 0; i < VARIANTS; i++)
		if (strcmp(variants[i].format, f->format) == 0 &&
		    variants[i].stamped == f->stamped)
			return &variants[i];
	return NULL;
}

static bool
is_profile(const struct media_facts *f, const char *mime,
    const struct variant *v, const struct profile_row *row)
{
	if (row->kind != f->kind || (row->mime == NULL && v == NULL) ||
	    (row->format != NULL && strcmp(row->format, f->format) != 0) ||
	    strcmp(row->mime != NULL ? row->mime : v->mime, mime) != 0)
		return false;
	return is_video(f, row->video) && is_sound(f, row->sound) &&
	    is_within(f->bitrate, 0, row->total_max);
}

void
profile_find(const struct media_facts *f, const char *mime,
    char out[PROFILE_BYTES])
{
	const struct variant *v = find_variant(f);

	out[0] = '\0';
	if (!is_plain(f))
		return;
	for (size_t i = 0; i < profile_nrows; i++)
		if (is_profile(f, mime, v, &profile_rows[i])) {
			snprintf(out, PROFILE_BYTES, "%s%s",
			    profile_rows[i].name,
			    profile_rows[i].mime == NULL ? v->ending : "");
			return;
		}
}

static bool
is_first_of_name(const struct profile_row *row)
{
	const struct profile_row *r;

	for (r = profile_rows; r < row; r++)
		if (strcmp(r->name, row->name) == 0 &&
		    (r->mime == row->mime || (r->mime != NULL &&
		    row->mime != NULL && strcmp(r->mime, row->mime) == 0)))
			return false;
	return true;
}

/* *at counts the variants of each row; rows with a type have but one. */
bool
profile_next(size_t *at, struct profile *out)
{
	const struct profile_row *row;
	const struct variant *v;

	for (; *at / VARIANTS < profile_nrows; ++*at) {
		row = &profile_rows[*at / VARIANTS];
		v = &variants[*at % VARIANTS];
		if (!is_first_of_name(row) ||
		    (row->mime != NULL && v != variants))
			continue;
		out->mime = row->mime != NULL ? row->mime : v->mime;
		out->kind = row->kind;
		snprintf(out->name, sizeof(out->name), "%s%s", row->name,
		    row->mime == NULL ? v->ending : "");
		++*at;
		return true;
	}
	return false;
}
