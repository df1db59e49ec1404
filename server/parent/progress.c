/*
 * How the progress of a scan reads. Pure; showing it is screen.c's affair.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "server/parent/progress.h"

#define BAR_MIN		10	/* columns; with fewer there is no bar */
#define BAR_MAX		40
#define BRACKETS	3	/* "[" and "] " */
#define WARM_UP_MS	1000	/* before that a rate is a guess */

void
progress_begin(struct progress *p, int64_t now_ms)
{
	*p = (struct progress){ .scanning = true, .since_ms = now_ms };
}

/* Done per second since the scan began. */
static double
rate_of(const struct progress *p, int64_t now_ms)
{
	int64_t ran_ms = now_ms - p->since_ms;

	return ran_ms < WARM_UP_MS ? 0 :
	    (double)p->done * 1000 / (double)ran_ms;
}

/* ", 12/s, 1:05 left": what is known of it. */
static void
speed(const struct progress *p, int64_t now_ms, char *out, size_t size)
{
	double rate = rate_of(p, now_ms);
	uint64_t left = p->found > p->done ? p->found - p->done : 0;
	unsigned long sec;
	int n;

	*out = '\0';
	if (rate <= 0)
		return;
	n = snprintf(out, size, ", %.*f/s", rate < 10 ? 1 : 0, rate);
	sec = (unsigned long)((double)left / rate + 0.5);
	if (left == 0 || n < 0 || (size_t)n >= size)
		return;
	if (sec >= 3600)
		snprintf(out + n, size - (size_t)n, ", %lu:%02lu:%02lu left",
		    sec / 3600, sec / 60 % 60, sec % 60);
	else
		snprintf(out + n, size - (size_t)n, ", %lu:%02lu left",
		    sec / 60, sec % 60);
}

/* "[####    ] " of the given number of columns. */
static void
draw_bar(const struct progress *p, size_t columns, char *out)
{
	size_t inner = columns - BRACKETS, full = 0;

	if (p->found > 0)
		full = (size_t)((double)p->done / (double)p->found *
		    (double)inner);
	if (full > inner)
		full = inner;
	*out++ = '[';
	memset(out, '#', full);
	memset(out + full, ' ', inner - full);
	memcpy(out + inner, "] ", sizeof("] "));
}

void
progress_line(const struct progress *p, int64_t now_ms, size_t width,
    bool bar, char *out, size_t size)
{
	char text[160], rest[64], drawn[BAR_MAX + 1] = "";
	size_t room;

	speed(p, now_ms, rest, sizeof(rest));
	snprintf(text, sizeof(text), "Scanning: %" PRIu64 " of %" PRIu64
	    " files%s", p->done, p->found, rest);
	room = width > strlen(text) ? width - strlen(text) : 0;
	if (bar && room >= BAR_MIN)
		draw_bar(p, room < BAR_MAX ? room : BAR_MAX, drawn);
	snprintf(out, size, "%s%s", drawn, text);
	if (strlen(out) > width)
		out[width] = '\0';
}
