/*
 * Text of any charset becomes UTF-8, for subtitles: these are as old as the
 * habit of writing them in whatever the machine spoke, and none says which.
 * Pure, but for what ICU remembers. In lares-probe, and the only file of it
 * that knows ICU.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/udata.h>

#include "common/text.h"
#include "scanner/probe/charset.h"
#include "scanner/probe/charset_sign.h"

#define SAMPLE_BYTES	(64u << 10)	/* what statistics are made of */
#define UTF16_SHARE	20		/* of its bytes, one in so many is 0 */
#define CANDIDATES	4

/* The charsets in which a language is written, the likeliest first. Where
   nothing of it is likelier than Windows-1252, it has no row. */
static const struct {
	const char	*languages;	/* by blanks */
	const char	*charsets[CANDIDATES];
} scripts[] = {
	{ "cs hr hu pl ro sk sl sq bs",
	    { "windows-1250", "ISO-8859-2" } },
	{ "sr",	{ "windows-1250", "windows-1251", "ISO-8859-2",
	    "ISO-8859-5" } },
	{ "be bg mk ru uk", { "windows-1251", "KOI8-U", "ISO-8859-5" } },
	{ "el",	{ "windows-1253", "ISO-8859-7" } },
	{ "tr az", { "windows-1254" } },
	{ "he yi", { "windows-1255", "ISO-8859-8" } },
	{ "ar fa ur", { "windows-1256", "ISO-8859-6" } },
	{ "et lt lv", { "windows-1257", "ISO-8859-13" } },
	{ "vi",	{ "windows-1258" } },
	{ "th",	{ "windows-874" } },
	{ "ja",	{ "windows-31j", "EUC-JP" } },
	{ "ko",	{ "windows-949" } },
	{ "zh",	{ "GB18030", "Big5-HKSCS" } },
	{ "ca da de en es eu fi fr ga gl id is it ms nb nl nn no pt sv",
	    { "windows-1252" } },
};

/* What the library tells, and that which has the same letters and more: its
   authors went by the bytes of the text, ours by what systems wrote. */
static const struct {
	const char	*told, *meant;
} wider[] = {
	{ "ISO-8859-1",		"windows-1252" },
	{ "ISO-8859-8",		"windows-1255" },
	{ "ISO-8859-8-I",	"windows-1255" },
	{ "ISO-8859-9",		"windows-1254" },
	{ "KOI8-R",		"KOI8-U" },	/* letters for box drawings */
	{ "Shift_JIS",		"windows-31j" },
	{ "EUC-KR",		"windows-949" },
	{ "Big5",		"Big5-HKSCS" },
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

void
charset_prepare(void)
{
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *d;

	/* All it knows is in a library, that is there by now. */
	udata_setFileAccess(UDATA_NO_FILES, &error);
	d = ucsdet_open(&error);
	ucsdet_close(d);
	for (size_t i = 0; i < COUNT(scripts); i++) {
		error = U_ZERO_ERROR;
		ucnv_close(ucnv_open(scripts[i].charsets[0], &error));
	}
}

/* ---- what can be seen without statistics ------------------------------------ */

static const struct mark {
	const char	*bytes;
	size_t		 len;
	const char	*charset;
} marks[] = {		/* UTF-32's little one begins as UTF-16's */
	{ "\xff\xfe\0\0",	4, "UTF-32LE" },
	{ "\0\0\xfe\xff",	4, "UTF-32BE" },
	{ "\xff\xfe",		2, "UTF-16LE" },
	{ "\xfe\xff",		2, "UTF-16BE" },
	{ "\xef\xbb\xbf",	3, "UTF-8" },
};

static const struct mark *
find_mark(const char *text, size_t len)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (len >= marks[i].len &&
		    memcmp(text, marks[i].bytes, marks[i].len) == 0)
			return &marks[i];
	return NULL;
}

/* Times and line ends are ASCII in every language: half of each is 0. */
static const char *
by_zeros(const char *text, size_t len)
{
	size_t zeros[2] = { 0, 0 };
	unsigned more;

	if (len > SAMPLE_BYTES)
		len = SAMPLE_BYTES;
	for (size_t i = 0; i < len; i++)
		zeros[i % 2] += text[i] == '\0';
	more = zeros[1] > zeros[0];
	if (zeros[more] < len / UTF16_SHARE + 1 ||
	    zeros[!more] > zeros[more] / UTF16_SHARE)
		return NULL;
	return more == 1 ? "UTF-16LE" : "UTF-16BE";
}

/* Bytes beyond ASCII make characters of UTF-8 by intent only; a few that do
   not are those of a text that somebody cut, or mixed with another. */
static bool
is_utf8(const char *text, size_t len)
{
	size_t good = 0, bad = 0, n;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		n = (unsigned char)text[i] < 0x80 ? 1 :
		    text_decode(text + i, len - i, &c);
		good += n > 1;
		bad += n == 0;
		n += n == 0;
	}
	return bad <= good / 10;
}

/* ---- statistics ----------------------------------------------------------------- */

/* A line without markup, if it has bytes beyond ASCII; else nothing. "<" is no
   part of a character in any charset. */
static size_t
take_line(const char *line, size_t len, char *out, size_t room)
{
	const char *end = line + len;
	bool says = false, markup = false;
	size_t used = 0;

	for (; line < end && used < room; line++) {
		says = says || (unsigned char)*line >= 0x80;
		markup = markup || *line == '<';
		if (!markup)
			out[used++] = *line;
		markup = markup && *line != '>';
	}
	return says ? used : 0;
}

/* The lines that say something of the charset. How long they are together. */
static size_t
take_sample(const char *text, size_t len, char sample[SAMPLE_BYTES])
{
	const char *line = text, *end = text + len, *next;
	size_t used = 0;

	for (; line < end; line = next) {
		next = memchr(line, '\n', (size_t)(end - line));
		next = next != NULL ? next + 1 : end;
		used += take_line(line, (size_t)(next - line), sample + used,
		    SAMPLE_BYTES - used);
	}
	return used;
}

static const char *const *
candidates_of(const char *language)
{
	size_t len = strlen(language);
	const char *at;

	for (size_t i = 0; i < COUNT(scripts) && len == 2; i++) {
		at = strstr(scripts[i].languages, language);
		if (at != NULL)
			return scripts[i].charsets;
	}
	return NULL;
}

static const char *
what_is_meant(const char *told)
{
	for (size_t i = 0; i < COUNT(wider); i++)
		if (strcmp(wider[i].told, told) == 0)
			return wider[i].meant;
	return told;
}

/* Control characters of the second kind are in no text: where they seem to be,
   the charset is another one. */
static bool
has_controls(const UChar *s, const UChar *end)
{
	while (s < end && (*s < 0x80 || *s > 0x9f || *s == 0x85))
		s++;
	return s < end;
}

/* Whether all that there is in a sample is text in a charset. */
static bool
knows(const char *charset, const char *sample, size_t len)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *c = ucnv_open(charset, &error);
	const char *at = sample;
	UChar out[512], *to;
	bool clean = true;

	ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
	    &error);
	while (clean && (U_SUCCESS(error) ||
	    error == U_BUFFER_OVERFLOW_ERROR) && at < sample + len) {
		error = U_ZERO_ERROR;
		to = out;
		/* A sample may end within a character: no flush. */
		ucnv_toUnicode(c, &to, out + COUNT(out), &at, sample + len,
		    NULL, false, &error);
		clean = !has_controls(out, to);
	}
	ucnv_close(c);
	return clean && (U_SUCCESS(error) ||
	    error == U_BUFFER_OVERFLOW_ERROR);
}

static bool
is_among(const char *charset, const char *const *candidates)
{
	for (size_t i = 0; i < CANDIDATES && candidates[i] != NULL; i++)
		if (strcmp(candidates[i], charset) == 0)
			return true;
	return false;
}

static const char *const latin[CANDIDATES] = {
	"windows-1252", "windows-1250", "windows-1254", "ISO-8859-2",
};

/* The likeliest of those that may be, by the library's statistics; NULL: none
   of them. The name is static. */
static const char *
likeliest(UCharsetDetector *d, const char *sample, size_t len,
    const char *const *candidates)
{
	const bool beyond = charset_is_beyond_latin(sample, len);
	UErrorCode error = U_ZERO_ERROR;
	const UCharsetMatch **matches;
	const char *name;
	int32_t n = 0;

	ucsdet_setText(d, sample, (int32_t)len, &error);
	matches = ucsdet_detectAll(d, &n, &error);
	for (int32_t i = 0; U_SUCCESS(error) && i < n; i++) {
		name = ucsdet_getName(matches[i], &error);
		/* "IBM": EBCDIC, which no subtitles are in. */
		if (U_FAILURE(error) || strncmp(name, "IBM", 3) == 0 ||
		    strncmp(name, "UTF-", 4) == 0)
			continue;
		name = what_is_meant(name);
		if (candidates != NULL ? is_among(name, candidates) :
		    !beyond || !is_among(name, latin))
			if (knows(name, sample, len))
				return name;
	}
	return NULL;
}

static const char *
by_statistics(const char *sample, size_t len, const char *const *candidates)
{
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *d = ucsdet_open(&error);
	const char *found = NULL;

	if (U_SUCCESS(error))
		found = likeliest(d, sample, len, candidates);
	ucsdet_close(d);
	for (size_t i = 0; found == NULL && candidates != NULL &&
	    i < CANDIDATES && candidates[i] != NULL; i++)
		if (knows(candidates[i], sample, len))
			found = candidates[i];
	if (found == NULL && candidates != NULL)
		found = candidates[0];
	return found != NULL ? found : "windows-1252";
}

static const char *
by_sample(const char *sample, size_t len, const char *language)
{
	const char *const *candidates = candidates_of(language);
	const char *found = NULL;

	if (candidates == NULL)
		found = charset_by_signs(sample, len);
	if (found == NULL)
		found = by_statistics(sample, len, candidates);
	return strcmp(found, "windows-1252") == 0 &&
	    charset_is_latin_9(sample, len) ? "ISO-8859-15" : found;
}

/* Some charsets say all with bytes of ASCII, once they have said ESC $. */
static const char *
by_escapes(const char *text, size_t len)
{
	static const char *const escaped[CANDIDATES] = {
		"ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN",
	};
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *d;
	const char *found = NULL;

	if (memmem(text, len, "\033$", 2) == NULL)
		return NULL;
	d = ucsdet_open(&error);
	if (U_SUCCESS(error))
		found = likeliest(d, text, len < SAMPLE_BYTES ? len :
		    SAMPLE_BYTES, escaped);
	ucsdet_close(d);
	return found;
}

const char *
charset_guess(const char *text, size_t len, const char *language)
{
	const struct mark *mark = find_mark(text, len);
	const char *found = mark != NULL ? mark->charset : by_zeros(text, len);
	char *sample;

	if (found == NULL)
		found = by_escapes(text, len);
	if (found == NULL && is_utf8(text, len))
		found = "UTF-8";
	if (found != NULL)
		return found;
	if ((sample = malloc(SAMPLE_BYTES)) == NULL)
		return "windows-1252";
	found = by_sample(sample, take_sample(text, len, sample), language);
	free(sample);
	return found;
}

/* ---- conversion ------------------------------------------------------------------- */

static size_t
drop_zeros(char *text, size_t len)
{
	size_t used = 0;

	for (size_t i = 0; i < len; i++)
		if (text[i] != '\0')
			text[used++] = text[i];
	return used;
}

int64_t
charset_to_utf8(const char *text, size_t len, const char *language, char *out)
{
	const struct mark *mark = find_mark(text, len);
	const char *charset = charset_guess(text, len, language);
	const char *end = text + len;
	UErrorCode error = U_ZERO_ERROR;
	UConverter *from = ucnv_open(charset, &error);
	UConverter *to = ucnv_open("UTF-8", &error);
	UChar pivot[1024], *source = pivot, *target = pivot;
	char *at = out;

	text += mark != NULL ? mark->len : 0;
	if (U_SUCCESS(error))
		ucnv_convertEx(to, from, &at, out + CHARSET_ROOM(len), &text,
		    end, pivot, &source, &target, pivot + COUNT(pivot), true,
		    true, &error);
	ucnv_close(from);
	ucnv_close(to);
	return U_SUCCESS(error) ?
	    (int64_t)drop_zeros(out, (size_t)(at - out)) : -1;
}
