/* Growing, bounded text; and the one way text gets into XML. Pure. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/text.h"

#define BUF_FIRST_BYTES	256
#define SHORT_BYTES	512		/* put together before they are added */
#define STAND_IN_BYTES	16		/* what stands for a character, at most */

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void
buf_free(struct buf *b)
{
	free(b->data);
	buf_init(b, b->max);
}

void
buf_reset(struct buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->data != NULL)
		b->data[0] = '\0';
}

bool
buf_failed(const struct buf *b)
{
	return b->failed;
}

/* Makes room for more bytes and the NUL behind them. */
static bool
reserve(struct buf *b, size_t more)
{
	size_t size = b->size > 0 ? b->size : BUF_FIRST_BYTES;
	char *data;

	if (b->failed || more > b->max - b->len) {
		b->failed = true;
		return false;
	}
	while (size < b->len + more + 1)
		size *= 2;
	if (size - 1 > b->max)
		size = b->max + 1;
	if (size == b->size)
		return true;
	if ((data = realloc(b->data, size)) == NULL) {
		b->failed = true;
		return false;
	}
	b->data = data;
	b->size = size;
	return true;
}

void
buf_add_growing(struct buf *b, const void *data, size_t len)
{
	if (reserve(b, len))
		buf_add(b, data, len);
}

void
buf_add_num(struct buf *b, uint64_t n)
{
	static const char pairs[] =
	    "0001020304050607080910111213141516171819"
	    "2021222324252627282930313233343536373839"
	    "4041424344454647484950515253545556575859"
	    "6061626364656667686970717273747576777879"
	    "8081828384858687888990919293949596979899";
	char digits[20];
	size_t at = sizeof(digits);

	for (; n >= 10; n /= 100)
		memcpy(digits + (at -= 2), pairs + n % 100 * 2, 2);
	if (n > 0 || at == sizeof(digits))
		digits[--at] = (char)('0' + n);
	buf_add(b, digits + at, sizeof(digits) - at);
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	char text[SHORT_BYTES];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (len < 0)
		b->failed = true;
	else if ((size_t)len < sizeof(text))
		buf_add(b, text, (size_t)len);
	else if (reserve(b, (size_t)len)) {
		va_start(args, fmt);
		vsnprintf(b->data + b->len, (size_t)len + 1, fmt, args);
		va_end(args);
		b->len += (size_t)len;
	}
}

/* What stands for a character in XML, or NULL: the character itself. */
static const char *
xml_stand_in(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&apos;";
	case 0xfffe:
	case 0xffff:
		return "\xef\xbf\xbd";
	case '\t':
	case '\n':
	case '\r':
		return NULL;
	default:
		return c < 0x20 ? "" : NULL;
	}
}

/* The characters of ASCII that stand for themselves, by bits: all but the
   controls and " & ' < >. */
static const uint64_t plain[4] = { 0xafffff3b00000000, UINT64_MAX };

/* How many bytes at the start of text are characters that stand for
   themselves. */
static size_t
plain_run(const char *text, size_t len)
{
	size_t at = 0, n;
	uint32_t c;

	for (;;) {
		while (at < len && (plain[(unsigned char)text[at] >> 6] >>
		    (text[at] & 63) & 1) != 0)
			at++;
		if (at == len || (unsigned char)text[at] < 0x80 ||
		    (n = text_decode(text + at, len - at, &c)) == 0 ||
		    xml_stand_in(c) != NULL)
			return at;
		at += n;
	}
}

static char *
put(char *out, const char *text, size_t len)
{
	memcpy(out, text, len);
	return out + len;
}

/* Writes what comes instead of the character at text; *n: how long that is.
   Returns where it ends. */
static char *
put_escaped(char *out, const char *text, size_t len, size_t *n, bool twice)
{
	const char *stand_in;
	uint32_t c;

	if ((*n = text_decode(text, len, &c)) == 0) {
		*n = 1;
		stand_in = "\xef\xbf\xbd";
	} else if ((stand_in = xml_stand_in(c)) == NULL) {
		return put(out, text, *n);
	}
	if (twice && stand_in[0] == '&') {
		out = put(out, "&amp;", 5);
		stand_in++;
	}
	return put(out, stand_in, strlen(stand_in));
}

/* Pieces are put together before they are added: there are many. */
static void
add_escaped(struct buf *b, const char *text, size_t len, bool twice)
{
	char out[SHORT_BYTES];
	size_t at, run = plain_run(text, len), n, used = 0;

	if (run == len) {		/* as most text is */
		buf_add(b, text, len);
		return;
	}
	for (at = 0; at < len; at += n, run = plain_run(text + at, len - at)) {
		if (used + run > sizeof(out) - STAND_IN_BYTES) {
			buf_add(b, out, used);
			buf_add(b, text + at, run);
			used = 0;
		} else {
			memcpy(out + used, text + at, run);
			used += run;
		}
		if ((at += run) == len)
			break;
		used = (size_t)(put_escaped(out + used, text + at, len - at,
		    &n, twice) - out);
	}
	buf_add(b, out, used);
}

void
buf_add_xml_len(struct buf *b, const char *text, size_t len)
{
	add_escaped(b, text, len, false);
}

void
buf_add_xml_twice(struct buf *b, const char *text, size_t len)
{
	add_escaped(b, text, len, true);
}

void
buf_add_xml(struct buf *b, const char *text)
{
	buf_add_xml_len(b, text, strlen(text));
}
