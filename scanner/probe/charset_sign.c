/*
 * Charsets by what only their languages have. Pure; in lares-probe only.
 */
#include <stdint.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/charset_sign.h"

#define MISTAKES	50	/* of so many bytes one may be a mistake */

static bool
is_in(const char *text, size_t i, const char *bytes)
{
	return text[i] != '\0' && strchr(bytes, text[i]) != NULL;
}

static bool
is_beyond(char c)
{
	return (unsigned char)c >= 0x80;
}

bool
charset_is_beyond_latin(const char *text, size_t len)
{
	size_t beyond = 0, letters = 0;

	for (size_t i = 0; i < len; i++) {
		beyond += is_beyond(text[i]);
		letters += text_is_letter(text[i]);
	}
	return beyond > letters;
}

static size_t
count(const char *text, size_t len, const char *bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += is_in(text, i, bytes);
	return n;
}

/* ---- Thai --------------------------------------------------------------------- */

/* What stands above or below a letter. */
static bool
is_thai_mark(uint8_t c)
{
	return c == 0xd1 || (c >= 0xd4 && c <= 0xda) ||
	    (c >= 0xe7 && c <= 0xee);
}

/* What Windows-874 does not have, and a mark above nothing. */
static bool
is_no_thai(uint8_t before, uint8_t c)
{
	if (c < 0xa0)
		return c != 0x80 && c != 0x85 && (c < 0x91 || c > 0x97);
	return (c >= 0xdb && c <= 0xde) || c >= 0xfc || (is_thai_mark(c) &&
	    !is_thai_mark(before) && (before < 0xa1 || before > 0xce));
}

struct thai {
	size_t	beyond;		/* bytes beyond ASCII */
	size_t	wrong;		/* of these, what no Thai has */
	size_t	first;		/* of these, the commonest consonants */
	size_t	odd;		/* runs of them of odd length */
	size_t	joined;		/* with a letter, or what may be half of one */
};

static void
note_run(struct thai *t, const char *text, size_t len)
{
	uint8_t before = 0;

	for (size_t i = 0; i < len; i++) {
		const uint8_t c = (uint8_t)text[i];

		t->wrong += is_no_thai(before, c);
		t->first += c >= 0xa1 && c <= 0xbf;
		before = c;
	}
	t->beyond += len;
	t->odd += len % 2;
}

/* Other charsets with such bytes are those of other letters, which have few of
   the first consonants, and those of two bytes a character: there all runs are
   even, unless the second byte is one of ASCII's. */
static bool
is_thai(const char *text, size_t len)
{
	struct thai t = { 0 };
	size_t n;

	for (size_t i = 0; i < len; i += n > 0 ? n : 1) {
		for (n = 0; i + n < len && is_beyond(text[i + n]);)
			n++;
		if (n == 0)
			continue;
		note_run(&t, text + i, n);
		t.joined += i + n < len && text[i + n] >= 0x40;
	}
	return t.first >= t.beyond / 4 && t.odd > 10 * t.joined &&
	    t.wrong <= t.beyond / MISTAKES;
}

/* ---- Latin letters ---------------------------------------------------------------- */

/* Š and ž together, which Windows-1252 has for Iceland; there are letters of
   Lithuanian or Latvian, and none of Icelandic, Turkish or Romanian, nor
   another š or ž. */
static bool
is_baltic(const char *text, size_t len)
{
	const size_t own = count(text, len,
	    "\xe0\xe2\xe7\xe8\xeb\xec\xee\xef\xf2\xf8\xfb");
	const size_t foreign = count(text, len,
	    "\xe3\xe9\xf3\xf6\xfa\xfd\x8a\x8e\x9a\x9e\xb9\xbe");

	return count(text, len, "\xf0") > 0 && count(text, len, "\xfe") > 0 &&
	    own > 4 * foreign;
}

/* Tones follow their vowels as bytes that are capitals elsewhere. */
static bool
is_vietnamese(const char *text, size_t len)
{
	size_t tones = 0, words = 0;

	for (size_t i = 1; i < len; i++) {
		tones += is_in(text, i, "\xcc\xd2\xde") &&
		    is_in(text, i - 1, "aeiouy\xe2\xe3\xea\xf4\xf5\xfd");
		words += is_in(text, i, " \n");
	}
	return tones > 1 && tones > words / MISTAKES &&
	    count(text, len, "\xf0\xf5\xfd") > 0;
}

bool
charset_is_latin_9(const char *text, size_t len)
{
	for (size_t i = 1; i + 1 < len; i++)
		if (text[i] == '\xbd' && text_is_letter(text[i - 1]) &&
		    text_is_letter(text[i + 1]))
			return true;
	return false;
}

const char *
charset_by_signs(const char *text, size_t len)
{
	if (charset_is_beyond_latin(text, len))
		return is_thai(text, len) ? "windows-874" : NULL;
	return is_vietnamese(text, len) ? "windows-1258" :
	    is_baltic(text, len) ? "windows-1257" : NULL;
}
