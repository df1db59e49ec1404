/* Growing, bounded text; and the one way text gets into XML. Pure. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/text.h"

#define BUF_FIRST_BYTES	256

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
buf_add(struct buf *b, const void *data, size_t len)
{
	if (!reserve(b, len))
		return;
	if (len > 0)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_add_str(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0) {
		b->failed = true;
		return;
	}
	if (!reserve(b, (size_t)len))
		return;
	va_start(args, fmt);
	vsnprintf(b->data + b->len, (size_t)len + 1, fmt, args);
	va_end(args);
	b->len += (size_t)len;
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

void
buf_add_xml_len(struct buf *b, const char *text, size_t len)
{
	size_t plain = 0, at = 0, n;
	uint32_t c;

	/* Runs that need nothing are added whole: most text is such. */
	while (at < len) {
		const char *stand_in;

		if ((n = text_decode(text + at, len - at, &c)) == 0) {
			stand_in = "\xef\xbf\xbd";
			n = 1;
		} else if ((stand_in = xml_stand_in(c)) == NULL) {
			at += n;
			continue;
		}
		buf_add(b, text + plain, at - plain);
		buf_add_str(b, stand_in);
		at += n;
		plain = at;
	}
	buf_add(b, text + plain, at - plain);
}

void
buf_add_xml(struct buf *b, const char *text)
{
	buf_add_xml_len(b, text, strlen(text));
}
