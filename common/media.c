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
	bool		wide;		/* 64 bits */
	uint64_t	max;
} numbers[] = {
	{ FIELD(duration_ms),	  true,	 UINT64_C(366) * 24 * 3600 * 1000 },
	{ FIELD(bitrate),	  true,	 UINT64_C(1) << 40 },
	{ FIELD(width),		  false, 1u << 20 },
	{ FIELD(height),	  false, 1u << 20 },
	{ FIELD(sample_rate),	  false, 100000000 },
	{ FIELD(channels),	  false, 1024 },
	{ FIELD(bits_per_sample), false, 64 },
	{ FIELD(orientation),	  false, 8 },
	{ FIELD(track),		  false, 999999 },
	{ FIELD(disc),		  false, 999999 },
};

static const struct {
	size_t		at;
	size_t		size;
} texts[] = {
	{ FIELD(format),	MEDIA_NAME_BYTES },
	{ FIELD(date),		MEDIA_NAME_BYTES },
	{ FIELD(title),		MEDIA_TEXT_BYTES },
	{ FIELD(artist),	MEDIA_TEXT_BYTES },
	{ FIELD(album),		MEDIA_TEXT_BYTES },
	{ FIELD(album_artist),	MEDIA_TEXT_BYTES },
	{ FIELD(genre),		MEDIA_TEXT_BYTES },
	{ FIELD(composer),	MEDIA_TEXT_BYTES },
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static uint64_t
load(const struct media_facts *f, size_t i)
{
	const char *at = (const char *)f + numbers[i].at;
	uint64_t wide;
	uint32_t narrow;

	if (numbers[i].wide) {
		memcpy(&wide, at, sizeof(wide));
		return wide;
	}
	memcpy(&narrow, at, sizeof(narrow));
	return narrow;
}

static void
store(struct media_facts *f, size_t i, uint64_t value)
{
	char *at = (char *)f + numbers[i].at;
	uint32_t narrow = (uint32_t)value;

	if (numbers[i].wide)
		memcpy(at, &value, sizeof(value));
	else
		memcpy(at, &narrow, sizeof(narrow));
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

int
media_get_facts(struct ipc_in *m, struct media_facts *out)
{
	char raw[MEDIA_TEXT_BYTES];
	struct media_facts f;
	size_t i;

	memset(&f, 0, sizeof(f));
	f.kind = (enum media_kind)ipc_get_num(m, MEDIA_KINDS - 1);
	for (i = 0; i < COUNT(numbers); i++)
		store(&f, i, ipc_get_num(m, numbers[i].max));
	for (i = 0; i < COUNT(texts); i++) {
		ipc_get_text(m, raw, texts[i].size);
		text_clean(raw, strlen(raw), (char *)&f + texts[i].at,
		    texts[i].size);
	}
	if (!ipc_ok(m) || f.kind == MEDIA_FOLDER)
		return -1;
	if (!media_is_date(f.date))
		f.date[0] = '\0';
	*out = f;
	return 0;
}
