/* Headings, paragraphs and rows for a terminal. Pure; runs in laresctl. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/ctl/page.h"

#define WIDTH		78
#define LABEL_INDENT	2
#define ROW_INDENT	16
#define COMMAND_INDENT	4

struct log_quoted
page_text(const char *text)
{
	struct log_quoted q = log_quote(text);
	size_t i, len = strlen(text);

	for (i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~' || text[i] == '\'' ||
		    text[i] == '\\')
			return q;
	if (len > 0 && len < sizeof(q.s) - 4)
		memcpy(q.s, text, len + 1);
	return q;
}

void
page_heading(struct buf *b, const char *text)
{
	buf_addf(b, "%s%s\n\n", b->len > 0 ? "\n" : "", text);
}

/* Behind at columns that are written already; a word longer than a line has
   one of its own. */
static void
add_wrapped(struct buf *b, unsigned at, unsigned indent, const char *text)
{
	size_t len, column = at;

	buf_addf(b, "%*s", (int)(indent > at ? indent - at : 0), "");
	column = indent > at ? indent : at;
	for (; *text != '\0'; text += len) {
		text += strspn(text, " ");
		if ((len = strcspn(text, " ")) == 0)
			break;
		if (column > indent && column + 1 + len > WIDTH) {
			buf_addf(b, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			buf_add_str(b, " ");
			column++;
		}
		buf_add(b, text, len);
		column += len;
	}
	buf_add_str(b, "\n");
}

static void __attribute__((format(printf, 4, 0)))
add(struct buf *b, unsigned at, unsigned indent, const char *fmt, va_list args)
{
	char *text;

	if (vasprintf(&text, fmt, args) == -1)
		abort();
	add_wrapped(b, at, indent, text);
	free(text);
}

void
page_say(struct buf *b, unsigned indent, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	add(b, 0, indent, fmt, args);
	va_end(args);
}

void
page_row(struct buf *b, const char *label, const char *fmt, ...)
{
	va_list args;

	buf_addf(b, "%*s%s", LABEL_INDENT, "", label);
	va_start(args, fmt);
	add(b, LABEL_INDENT + (unsigned)strlen(label), ROW_INDENT, fmt, args);
	va_end(args);
}

/* The length of a command's next word, quoted blanks included. */
static size_t
word_length(const char *command)
{
	bool quoted = false;
	size_t n;

	for (n = 0; command[n] != '\0' && (quoted || command[n] != ' '); n++)
		quoted ^= command[n] == '\'';
	return n;
}

void
page_command(struct buf *b, const char *command)
{
	size_t len, column = COMMAND_INDENT;

	buf_addf(b, "%*s", COMMAND_INDENT, "");
	while ((len = word_length(command)) > 0) {
		buf_add(b, command, len);
		column += len;
		command += len;
		if (*command == ' ')
			command++;
		if (*command == '\0')
			break;
		if (column + 1 + word_length(command) + 2 > WIDTH) {
			column = COMMAND_INDENT + 2;
			buf_addf(b, " \\\n%*s", (int)column, "");
		} else {
			buf_add_str(b, " ");
			column++;
		}
	}
	buf_add_str(b, "\n");
}
