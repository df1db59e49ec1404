/*
 * Standard output: the few lines for the person who started laresd. Log lines
 * of all programs go to standard error, often the same terminal: the bar
 * therefore leaves the cursor in the first column, and a log line, which ends
 * by wiping the rest of its line, takes its place.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "server/parent/loop.h"
#include "server/parent/screen.h"

#define REDRAW_MS	200
#define LINE_MS		10000
#define WIDTH_DEFAULT	80
#define WIPE		"\033[K"	/* ECMA-48: to the end of the line */

void
screen_open(struct screen *s)
{
	*s = (struct screen){ .terminal = isatty(STDOUT_FILENO) };
	setvbuf(stdout, NULL, _IOLBF, 0);
}

void
screen_say(struct screen *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("%s\n", s->drawn ? WIPE : "");
	fflush(stdout);
	s->drawn = false;
}

static size_t
width(void)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
		return w.ws_col;
	return WIDTH_DEFAULT;
}

static void
redraw(struct screen *s, const struct progress *p, int64_t now_ms)
{
	char line[512];
	size_t columns = width();

	/* A full line would wrap on some terminals. */
	progress_line(p, now_ms, columns - 1, true, line, sizeof(line));
	printf("%s" WIPE "\r", line);
	fflush(stdout);
	s->drawn = true;
}

static void
finish(struct screen *s, const struct progress *p, int64_t now_ms)
{
	char failed[64];

	if (s->drawn)
		fputs(WIPE, stdout);
	s->drawn = false;
	snprintf(failed, sizeof(failed), ", %" PRIu64 " by name only",
	    p->failed);
	screen_say(s, "Scan complete: %" PRIu64 " files in %.1f s%s.", p->done,
	    (double)(now_ms - p->since_ms) / 1000, p->failed > 0 ? failed : "");
	s->over = true;
}

void
screen_progress(struct screen *s, const struct progress *p)
{
	int64_t now_ms = loop_now_ms();
	char line[160];

	if (s->over)
		return;
	if (!p->scanning) {
		finish(s, p, now_ms);
	} else if (now_ms - s->drawn_ms >=
	    (s->terminal ? REDRAW_MS : LINE_MS)) {
		s->drawn_ms = now_ms;
		if (s->terminal) {
			redraw(s, p, now_ms);
			return;
		}
		progress_line(p, now_ms, sizeof(line) - 1, false, line,
		    sizeof(line));
		screen_say(s, "%s", line);
	}
}
