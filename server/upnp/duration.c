/* Times as text. Pure, in lares-http. */
#include <string.h>

#include "common/buf.h"
#include "common/num.h"
#include "server/upnp/duration.h"

#define HOURS_MAX	1000000

int
duration_parse(const char *text, uint64_t *ms)
{
	const char *colon = strchr(text, ':');
	uint64_t h, m, s, f = 0;
	const char *dot;
	size_t digits = 0;

	if (colon == NULL || strlen(colon) < 6 || colon[3] != ':' ||
	    num_parse_len(text, (size_t)(colon - text), HOURS_MAX, &h) == -1 ||
	    num_parse_len(colon + 1, 2, 59, &m) == -1 ||
	    num_parse_len(colon + 4, 2, 59, &s) == -1)
		return -1;
	dot = colon + 6;
	if (*dot == '.') {
		digits = strspn(dot + 1, "0123456789");
		for (size_t i = 0; i < 3; i++)
			f = f * 10 + (i < digits ?
			    (uint64_t)(dot[1 + i] - '0') : 0);
		dot += 1 + digits;
	}
	if (*dot != '\0')
		return -1;
	*ms = ((h * 60 + m) * 60 + s) * 1000 + f;
	return 0;
}

/* A number of so many digits. */
static void
add_digits(struct buf *b, unsigned n, unsigned digits)
{
	char text[8];

	for (unsigned i = digits; i-- > 0; n /= 10)
		text[i] = (char)('0' + n % 10);
	buf_add(b, text, digits);
}

/* By hand: a page has some hundred. */
void
duration_add(struct buf *b, uint64_t ms)
{
	buf_add_num(b, ms / 3600000);
	buf_add_str(b, ":");
	add_digits(b, (unsigned)(ms / 60000 % 60), 2);
	buf_add_str(b, ":");
	add_digits(b, (unsigned)(ms / 1000 % 60), 2);
	buf_add_str(b, ".");
	add_digits(b, (unsigned)(ms % 1000), 3);
}
