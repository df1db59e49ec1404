/* Lines of fields, written and read; pure. In laresd and laresctl. */
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "common/fields.h"

static const char hex[] = "0123456789abcdef";

static bool
needs_escape(unsigned char c)
{
	return c < 0x20 || c == 0x7f || c == '\\';
}

void
fields_begin(struct buf *b, const char *key)
{
	buf_add_str(b, key);
}

void
fields_add(struct buf *b, const char *text)
{
	buf_add(b, "\t", 1);
	for (; *text != '\0'; text++) {
		const unsigned char c = (unsigned char)*text;
		const char escape[] = { '\\', hex[c >> 4], hex[c & 0xf] };

		if (needs_escape(c))
			buf_add(b, escape, sizeof(escape));
		else
			buf_add(b, text, 1);
	}
}

void
fields_add_num(struct buf *b, uint64_t n)
{
	buf_addf(b, "\t%" PRIu64, n);
}

void
fields_end(struct buf *b)
{
	buf_add(b, "\n", 1);
}

/* ---- reading ------------------------------------------------------------ */

static int
digit(char c)
{
	const char *at = c != '\0' ? strchr(hex, c) : NULL;

	return at != NULL ? (int)(at - hex) : -1;
}

/* In place. -1: an escape is malformed, or for what needs none. */
static int
unescape(char *text)
{
	char *out = text;
	int high, low;

	for (; *text != '\0'; text++) {
		if (*text != '\\') {
			if (needs_escape((unsigned char)*text))
				return -1;
			*out++ = *text;
			continue;
		}
		if ((high = digit(text[1])) == -1 ||
		    (low = digit(text[2])) == -1 || high + low == 0 ||
		    !needs_escape((unsigned char)(high << 4 | low)))
			return -1;
		*out++ = (char)(high << 4 | low);
		text += 2;
	}
	*out = '\0';
	return 0;
}

int
fields_next(char **text, struct fields *f)
{
	char *line = *text, *end, *tab;

	f->n = 0;
	if (*line == '\0')
		return 0;
	if ((end = strchr(line, '\n')) == NULL)
		return -1;
	*end = '\0';
	*text = end + 1;
	f->key = line;
	while ((tab = strchr(line, '\t')) != NULL) {
		*tab = '\0';
		line = tab + 1;
		if (f->n == FIELDS_MAX)
			return -1;
		f->field[f->n++] = line;
	}
	for (size_t i = 0; i < f->n; i++)
		if (unescape((char *)(uintptr_t)f->field[i]) == -1)
			return -1;
	return 1;
}
