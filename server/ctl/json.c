/* Writing JSON; pure. Runs in laresctl. */
#include <inttypes.h>
#include <string.h>

#include "common/text.h"
#include "server/ctl/json.h"

static void
add_string(struct buf *b, const char *text)
{
	size_t len = strlen(text), n;
	uint32_t c;

	buf_add_str(b, "\"");
	for (; len > 0; text += n, len -= n) {
		if ((n = text_decode(text, len, &c)) == 0) {
			n = 1;
			buf_add_str(b, "\xef\xbf\xbd");
		} else if (c < 0x20 || c == '"' || c == '\\' ||
		    (c >= 0x7f && c < 0xa0)) {
			buf_addf(b, "\\u%04" PRIx32, c);
		} else {
			buf_add(b, text, n);
		}
	}
	buf_add_str(b, "\"");
}

static void
indent(struct json *j)
{
	buf_addf(j->b, "\n%*s", (int)(2 * j->depth), "");
}

static void
next(struct json *j, const char *key)
{
	if (!j->first)
		buf_add_str(j->b, ",");
	if (j->depth > 0)
		indent(j);
	j->first = false;
	if (key != NULL) {
		add_string(j->b, key);
		buf_add_str(j->b, ": ");
	}
}

void
json_begin(struct json *j, struct buf *b)
{
	*j = (struct json){ .b = b, .first = true };
	json_open(j, NULL, '{');
}

void
json_end(struct json *j)
{
	json_close(j, '}');
	buf_add_str(j->b, "\n");
}

void
json_open(struct json *j, const char *key, char bracket)
{
	next(j, key);
	buf_add(j->b, &bracket, 1);
	j->depth++;
	j->first = true;
}

void
json_close(struct json *j, char bracket)
{
	j->depth--;
	if (!j->first)
		indent(j);
	buf_add(j->b, &bracket, 1);
	j->first = false;
}

void
json_text(struct json *j, const char *key, const char *text)
{
	next(j, key);
	if (text != NULL)
		add_string(j->b, text);
	else
		buf_add_str(j->b, "null");
}

void
json_number(struct json *j, const char *key, uint64_t n)
{
	next(j, key);
	buf_addf(j->b, "%" PRIu64, n);
}

void
json_bool(struct json *j, const char *key, bool value)
{
	next(j, key);
	buf_add_str(j->b, value ? "true" : "false");
}

void
json_known(struct json *j, const char *key, int64_t n)
{
	if (n < 0)
		json_text(j, key, NULL);
	else
		json_number(j, key, (uint64_t)n);
}
