/*
 * One line per event, to stderr, in one write(2), so that lines of several
 * processes and threads never mix. Every process; this is the one file besides
 * the mains that holds writable state.
 */
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "common/log.h"
#include "common/text.h"

#define LOG_LINE_BYTES	2048

static const char *log_process = "lares";
static atomic_int log_max = LOG_LEVEL_INFO;
static const char *log_end = "\n";
static int log_syslog_prefix;

static const struct {
	const char	*prefix;	/* sd-daemon(3) */
	const char	*word;
} levels[] = {
	[LOG_LEVEL_ERROR] = { "<3>", "error: " },
	[LOG_LEVEL_WARN] = { "<4>", "warning: " },
	[LOG_LEVEL_INFO] = { "<6>", "" },
	[LOG_LEVEL_DEBUG] = { "<7>", "debug: " },
};

void
log_open(const char *process, enum log_level max)
{
	log_process = process;
	log_max = max;
	log_syslog_prefix = getenv("JOURNAL_STREAM") != NULL;
	/* A progress bar may stand on the terminal's line: wipe its rest. */
	if (isatty(STDERR_FILENO))
		log_end = "\033[K\n";
	/* execveat(2) leaves a descriptor's number as the name. */
	prctl(PR_SET_NAME, process);
}

void
log_set_level(enum log_level max)
{
	log_max = max;
}

static void __attribute__((format(printf, 2, 0)))
say(enum log_level level, const char *fmt, va_list args)
{
	char line[LOG_LINE_BYTES];
	int head, body;
	size_t len, room = sizeof(line) - strlen(log_end);
	ssize_t written;

	if ((int)level > log_max)
		return;
	head = snprintf(line, room, "%s%s: %s",
	    log_syslog_prefix ? levels[level].prefix : "", log_process,
	    levels[level].word);
	if (head < 0 || (size_t)head >= room)
		return;
	len = (size_t)head;
	body = vsnprintf(line + len, room - len, fmt, args);
	if (body < 0)
		return;
	len += (size_t)body < room - len ? (size_t)body : room - len - 1;
	memcpy(line + len, log_end, strlen(log_end));
	len += strlen(log_end);
	written = write(STDERR_FILENO, line, len);
	(void)written;		/* there is nobody left to tell */
}

#define SAY(level)					\
	do {						\
		va_list args;				\
							\
		va_start(args, fmt);			\
		say(level, fmt, args);			\
		va_end(args);				\
	} while (0)

void
log_error(const char *fmt, ...)
{
	SAY(LOG_LEVEL_ERROR);
}

void
log_warn(const char *fmt, ...)
{
	SAY(LOG_LEVEL_WARN);
}

void
log_info(const char *fmt, ...)
{
	SAY(LOG_LEVEL_INFO);
}

void
log_debug(const char *fmt, ...)
{
	SAY(LOG_LEVEL_DEBUG);
}

void
fatal(const char *fmt, ...)
{
	SAY(LOG_LEVEL_ERROR);
	exit(1);
}

struct log_quoted
log_quote(const char *text)
{
	struct log_quoted q;
	size_t left = strlen(text), n, pos = 0, room = sizeof(q.s) - 5;
	uint32_t c;

	q.s[pos++] = '\'';
	while (left > 0) {
		n = text_decode(text, left, &c);
		if (n == 0 || c < 0x20 || (c >= 0x7f && c < 0xa0)) {
			n = n == 0 ? 1 : n;
			if (pos + 4 * n > room)
				break;
			for (size_t i = 0; i < n; i++)
				pos += (size_t)snprintf(q.s + pos, 5, "\\x%02x",
				    (unsigned char)text[i]);
		} else {
			if (pos + n > room)
				break;
			memcpy(q.s + pos, text, n);
			pos += n;
		}
		text += n;
		left -= n;
	}
	snprintf(q.s + pos, sizeof(q.s) - pos, left > 0 ? "...'" : "'");
	return q;
}

#define PATH_ROOM	1024	/* log_quote cuts it anyway */

struct log_media
log_media(const char *root, const char *path, const char *fmt, ...)
{
	char whole[PATH_ROOM];
	struct log_media m;
	va_list args;
	size_t len;

	va_start(args, fmt);
	vsnprintf(m.s, sizeof(m.s), fmt, args);
	va_end(args);
	if (log_max < LOG_LEVEL_DEBUG)
		return m;
	snprintf(whole, sizeof(whole), "%s%s%s", root,
	    *path != '\0' ? "/" : "", path);
	len = strlen(m.s);
	snprintf(m.s + len, sizeof(m.s) - len, " (%s)", log_quote(whole).s);
	return m;
}

const char *
log_media_hint(void)
{
	return log_max < LOG_LEVEL_DEBUG ? " (log_level = debug names it)" : "";
}
