/*
 * UTF-8: telling it from other bytes, and making it of any bytes. Pure, in
 * every process. Folding and sorting are in fold.c.
 */
#include <string.h>

#include "common/text.h"

#define REPLACEMENT	0xFFFD

/* Windows-1252, 0x80 to 0x9F; the rest of its upper half is Unicode's. */
static const uint16_t cp1252[32] = {
	0x20AC, REPLACEMENT, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, REPLACEMENT, 0x017D, REPLACEMENT,
	REPLACEMENT, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, REPLACEMENT, 0x017E, 0x0178,
};

size_t
text_decode(const char *s, size_t len, uint32_t *c)
{
	static const uint32_t shortest[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint8_t first;
	uint32_t value;
	size_t n, i;

	if (len == 0)
		return 0;
	first = (uint8_t)s[0];
	if (first < 0x80) {
		*c = first;
		return 1;
	}
	if (first < 0xC2 || first > 0xF4)
		return 0;
	n = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	if (len < n)
		return 0;
	value = first & (0x7Fu >> n);
	for (i = 1; i < n; i++) {
		if (((uint8_t)s[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | ((uint8_t)s[i] & 0x3F);
	}
	if (value < shortest[n] || value > 0x10FFFF ||
	    (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*c = value;
	return n;
}

size_t
text_first(const char *s, size_t characters)
{
	size_t len = strlen(s), at = 0, n;
	uint32_t c;

	while (characters-- > 0 && at < len) {
		n = text_decode(s + at, len - at, &c);
		at += n > 0 ? n : 1;
	}
	return at;
}

bool
text_is_utf8(const char *s, size_t len)
{
	uint32_t c;
	size_t n;

	for (; len > 0; s += n, len -= n)
		if ((n = text_decode(s, len, &c)) == 0)
			return false;
	return true;
}

size_t
text_encode(uint32_t c, char out[4])
{
	static const uint8_t lead[5] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	size_t i;

	for (i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(lead[n] | c);
	return n;
}

/* The next character of any bytes; len is not 0. Returns the bytes it took. */
static size_t
next(const char *s, size_t len, uint32_t *c)
{
	uint8_t byte = (uint8_t)s[0];
	size_t n;

	if ((n = text_decode(s, len, c)) != 0)
		return n;
	*c = byte < 0xA0 ? cp1252[byte - 0x80] : byte;
	return 1;
}

/* Appends c at *pos, keeping room for the NUL. False: it does not fit. */
static bool
put(uint32_t c, char *out, size_t *pos, size_t size)
{
	char bytes[4];
	size_t n = text_encode(c, bytes);

	if (size - *pos <= n)
		return false;
	memcpy(out + *pos, bytes, n);
	*pos += n;
	return true;
}

void
text_to_utf8(const char *s, size_t len, char *out, size_t size)
{
	size_t n, pos = 0;
	uint32_t c;

	for (; len > 0; s += n, len -= n) {
		n = next(s, len, &c);
		if (c != 0 && !put(c, out, &pos, size))
			break;
	}
	out[pos] = '\0';
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 ||
	    c == 0x2028 || c == 0x2029;
}

static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE ||
	    c == 0xFFFF;
}

void
text_clean(const char *s, size_t len, char *out, size_t size)
{
	size_t n, pos = 0;
	bool blank = false;
	uint32_t c;

	for (; len > 0; s += n, len -= n) {
		n = next(s, len, &c);
		if (is_blank(c)) {
			blank = pos > 0;
			continue;
		}
		if (is_control(c))
			continue;
		if (blank && !put(' ', out, &pos, size))
			break;
		if (!put(c, out, &pos, size)) {
			pos -= blank;
			break;
		}
		blank = false;
	}
	out[pos] = '\0';
}

char *
text_keep(char *store, size_t size, size_t *used, const char *text,
    size_t len)
{
	char *copy = store + *used;

	if (len >= size - *used)
		return NULL;
	memcpy(copy, text, len);
	copy[len] = '\0';
	*used += len + 1;
	return copy;
}

const char *
text_beneath(const char *path, const char *folder)
{
	const size_t n = strcmp(folder, "/") == 0 ? 0 : strlen(folder);

	if (strncmp(path, folder, n) != 0 ||
	    (path[n] != '/' && path[n] != '\0'))
		return NULL;
	return path[n] == '/' ? path + n + 1 : path + n;
}
