/*
 * The facts about one file as a message. The sender is the probe worker, which
 * has parsed bytes from outside and may be anybody's by now: the reader takes
 * nothing on trust. Pure, in lares-probe and lares-scan.
 */
#include <ctype.h>
#include <string.h>

#include "common/media.h"
#include "common/text.h"

#define FIELD(name)	offsetof(struct media_facts, name)

/* What no real file exceeds; a number above its limit is not a number. */
static const struct {
	size_t		at;
	size_t		size;		/* that of bool, uint32_t, uint64_t */
	uint64_t	max;
} numbers[] = {
#define NUMBER(name, max) \
	{ FIELD(name), sizeof(((struct media_facts *)NULL)->name), max }
	NUMBER(duration_ms,	UINT64_C(366) * 24 * 3600 * 1000),
	NUMBER(bitrate,		UINT64_C(1) << 40),
	NUMBER(width,		1u << 20),
	NUMBER(height,		1u << 20),
	NUMBER(sample_rate,	100000000),
	NUMBER(channels,	1024),
	NUMBER(bits_per_sample,	64),
	NUMBER(orientation,	8),
	NUMBER(track,		999999),
	NUMBER(disc,		999999),
	NUMBER(season,		9999),
	NUMBER(episode,		999999),
	NUMBER(has_season,	true),
	NUMBER(compilation,	true),
	NUMBER(movie,		true),
	NUMBER(stars,		5),
	NUMBER(video_level,	255),
	NUMBER(frame_rate_milli, 1000000),
	NUMBER(video_bitrate,	UINT64_C(1) << 40),
	NUMBER(audio_bitrate,	UINT64_C(1) << 40),
	NUMBER(interlaced,	true),
	NUMBER(quicktime,	true),
	NUMBER(stamped,		true),
	NUMBER(plain_jpeg,	true),
	NUMBER(cover,		UINT64_MAX),
};

static const struct {
	size_t		at;
	size_t		size;
	bool		several;
} texts[] = {
	{ FIELD(format),	MEDIA_NAME_BYTES, false },
	{ FIELD(date),		MEDIA_NAME_BYTES, false },
	{ FIELD(rating),	MEDIA_NAME_BYTES, false },
	{ FIELD(title),		MEDIA_TEXT_BYTES, false },
	{ FIELD(artist),	MEDIA_TEXT_BYTES, true },
	{ FIELD(album),		MEDIA_TEXT_BYTES, false },
	{ FIELD(album_artist),	MEDIA_TEXT_BYTES, true },
	{ FIELD(genre),		MEDIA_TEXT_BYTES, true },
	{ FIELD(composer),	MEDIA_TEXT_BYTES, true },
	{ FIELD(title_sort),	MEDIA_TEXT_BYTES, false },
	{ FIELD(artist_sort),	MEDIA_TEXT_BYTES, false },
	{ FIELD(album_sort),	MEDIA_TEXT_BYTES, false },
	{ FIELD(album_artist_sort), MEDIA_TEXT_BYTES, false },
	{ FIELD(composer_sort),	MEDIA_TEXT_BYTES, false },
	{ FIELD(camera),	MEDIA_TEXT_BYTES, false },
	{ FIELD(series),	MEDIA_TEXT_BYTES, false },
	{ FIELD(director),	MEDIA_TEXT_BYTES, true },
	{ FIELD(description),	MEDIA_TEXT_BYTES, false },
	{ FIELD(video_codec),	MEDIA_NAME_BYTES, false },
	{ FIELD(video_profile),	MEDIA_NAME_BYTES, false },
	{ FIELD(audio_codec),	MEDIA_NAME_BYTES, false },
	{ FIELD(audio_profile),	MEDIA_NAME_BYTES, false },
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* The largest message: each field has at most 8 bytes or a text besides. */
_Static_assert(1 + 8 * (1 + COUNT(numbers)) + COUNT(texts) *
    (4 + MEDIA_TEXT_BYTES) <= IPC_MAX_BYTES, "facts may not fit a message");

static uint64_t
load(const struct media_facts *f, size_t i)
{
	const char *at = (const char *)f + numbers[i].at;
	uint64_t wide;
	uint32_t narrow;

	switch (numbers[i].size) {
	case sizeof(wide):
		memcpy(&wide, at, sizeof(wide));
		return wide;
	case sizeof(narrow):
		memcpy(&narrow, at, sizeof(narrow));
		return narrow;
	default:
		return *(const bool *)at;
	}
}

static void
store(struct media_facts *f, size_t i, uint64_t value)
{
	char *at = (char *)f + numbers[i].at;
	uint32_t narrow = (uint32_t)value;

	switch (numbers[i].size) {
	case sizeof(value):
		memcpy(at, &value, sizeof(value));
		break;
	case sizeof(narrow):
		memcpy(at, &narrow, sizeof(narrow));
		break;
	default:
		*(bool *)at = value != 0;
	}
}

const char *
media_next_value(const char **rest, size_t *len)
{
	const char *value = *rest;

	if (*value == '\0')
		return NULL;
	*len = (size_t)(strchrnul(value, MEDIA_SEPARATOR) - value);
	*rest = value + *len + (value[*len] == MEDIA_SEPARATOR);
	return value;
}

/* It is not there already, and there are not too many. */
static bool
is_welcome(const char *field, const char *wanted)
{
	const char *value;
	size_t len, n = 0;

	for (; (value = media_next_value(&field, &len)) != NULL; n++)
		if (len == strlen(wanted) && memcmp(value, wanted, len) == 0)
			return false;
	return n < MEDIA_VALUES_MAX;
}

void
media_add_value(char field[MEDIA_TEXT_BYTES], const char *value, size_t len)
{
	char clean[MEDIA_TEXT_BYTES];
	size_t used = strlen(field);

	text_clean(value, len, clean, sizeof(clean));
	len = strlen(clean);
	if (len == 0 || !is_welcome(field, clean))
		return;
	if (used > 0 && used + 1 + len >= MEDIA_TEXT_BYTES)
		return;
	if (used > 0)
		field[used++] = MEDIA_SEPARATOR;
	memcpy(field + used, clean, len + 1);
}

void
media_put_facts(struct buf *b, const struct media_facts *f)
{
	const char *text;
	uint64_t value;
	size_t i;

	ipc_put_num(b, f->kind);
	for (i = 0; i < COUNT(numbers); i++) {
		value = load(f, i);
		ipc_put_num(b, value <= numbers[i].max ? value : 0);
	}
	for (i = 0; i < COUNT(texts); i++) {
		text = (const char *)f + texts[i].at;
		ipc_put_text(b, text, strnlen(text, texts[i].size - 1));
	}
}

bool
media_is_date(const char *text)
{
	static const char form[] = "0000-00-00T00:00:00";
	size_t i;

	for (i = 0; form[i] != '\0' && text[i] != '\0'; i++)
		if (form[i] == '0' ? !isdigit((unsigned char)text[i]) :
		    form[i] != text[i])
			return false;
	return text[i] == '\0' && (i == 4 || i == 7 || i == 10 ||
	    i == sizeof(form) - 1);
}

static void
get_text(struct ipc_in *m, size_t i, struct media_facts *f)
{
	char raw[MEDIA_TEXT_BYTES], *field = (char *)f + texts[i].at;
	const char *rest = raw, *value;
	size_t len;

	ipc_get_text(m, raw, texts[i].size);
	if (!texts[i].several)
		text_clean(raw, strlen(raw), field, texts[i].size);
	else
		while ((value = media_next_value(&rest, &len)) != NULL)
			media_add_value(field, value, len);
}

int
media_get_facts(struct ipc_in *m, struct media_facts *out)
{
	struct media_facts f;
	size_t i;

	memset(&f, 0, sizeof(f));
	f.kind = (enum media_kind)ipc_get_num(m, MEDIA_KINDS - 1);
	for (i = 0; i < COUNT(numbers); i++)
		store(&f, i, ipc_get_num(m, numbers[i].max));
	for (i = 0; i < COUNT(texts); i++)
		get_text(m, i, &f);
	if (!ipc_ok(m) || f.kind == MEDIA_FOLDER)
		return -1;
	if (!media_is_date(f.date))
		f.date[0] = '\0';
	if (!f.has_season)
		f.season = 0;
	*out = f;
	return 0;
}
