/*
 * Whom the owner has allowed and denied: a table, and the file that keeps it.
 * Runs in laresd, which alone writes that file.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/state.h"
#include "server/parent/decisions.h"
#include "server/parent/keep.h"

#define LINE_BYTES	64
#define BLANKS		" \t\r"

static const char header[] =
    "# Devices that were allowed or denied, with laresctl(1). laresd writes\n"
    "# this file: change it by hand only while none runs.\n";

/* ---- the table ---------------------------------------------------------- */

/* d->n: it is not there. */
static size_t
find(const struct decisions *d, const struct station *s)
{
	size_t i = 0;

	while (i < d->n && !station_same(&d->items[i].station, s))
		i++;
	return i;
}

const struct decision *
decisions_find(const struct decisions *d, const struct station *s)
{
	const size_t at = find(d, s);

	return at < d->n ? &d->items[at] : NULL;
}

int
decisions_set(struct decisions *d, const struct station *s, bool allow)
{
	const size_t at = find(d, s);

	if (at == DECISIONS_MAX)
		return -1;
	d->items[at] = (struct decision){ *s, allow };
	d->n += at == d->n;
	return 0;
}

void
decisions_drop(struct decisions *d, const struct station *s)
{
	const size_t at = find(d, s);

	if (at < d->n)
		memmove(&d->items[at], &d->items[at + 1],
		    (--d->n - at) * sizeof(d->items[0]));
}

/* ---- its text ----------------------------------------------------------- */

/* 0, or -1: the line is none. Empty lines and comments are not given. */
static int
parse_line(struct decisions *d, char *line)
{
	struct station station;
	char *rest = line + strcspn(line, BLANKS);
	size_t len;

	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, BLANKS);
	for (len = strlen(rest); len > 0 &&
	    strchr(BLANKS, rest[len - 1]) != NULL; len--)
		rest[len - 1] = '\0';
	if ((strcmp(line, "allow") != 0 && strcmp(line, "deny") != 0) ||
	    station_parse(rest, &station) == -1)
		return -1;
	return decisions_set(d, &station, line[0] == 'a');
}

static void
take_line(struct decisions *d, const char *text, size_t len, unsigned number,
    decisions_wrong wrong, void *arg)
{
	char line[LINE_BYTES], shown[LINE_BYTES];
	bool fits = len < sizeof(line) && memchr(text, '\0', len) == NULL;
	size_t n = len < sizeof(line) ? len : sizeof(line) - 1;

	if (n > 0)
		memcpy(line, text, n);
	line[n] = '\0';
	memcpy(shown, line, sizeof(shown));
	if (line[strspn(line, BLANKS)] == '\0' && fits)
		return;
	if (line[strspn(line, BLANKS)] == '#')
		return;
	if (!fits || parse_line(d, line + strspn(line, BLANKS)) == -1)
		wrong(arg, number, shown);
}

void
decisions_parse(struct decisions *d, const char *text, size_t len,
    decisions_wrong wrong, void *arg)
{
	const char *end = text + len, *eol;
	unsigned number;

	d->n = 0;
	for (number = 1; text < end; number++) {
		eol = memchr(text, '\n', (size_t)(end - text));
		if (eol == NULL)
			eol = end;
		take_line(d, text, (size_t)(eol - text), number, wrong, arg);
		text = eol == end ? end : eol + 1;
	}
}

void
decisions_write(struct buf *b, const struct decisions *d)
{
	buf_add_str(b, header);
	for (size_t i = 0; i < d->n; i++)
		buf_addf(b, "%s %s\n", d->items[i].allow ? "allow" : "deny",
		    station_text(&d->items[i].station).s);
}

/* ---- its file ----------------------------------------------------------- */

/* All of the file; -1 with errno. */
static ssize_t
read_file(int fd, char text[DECISIONS_FILE_BYTES])
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return -1;
	if (!S_ISREG(st.st_mode) || st.st_size > DECISIONS_FILE_BYTES) {
		errno = EFBIG;
		return -1;
	}
	return read(fd, text, DECISIONS_FILE_BYTES);
}

int
decisions_load(struct decisions *d, int dir, decisions_wrong wrong, void *arg)
{
	int fd = openat(dir, STATE_DEVICES, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK), saved;
	char text[DECISIONS_FILE_BYTES];
	ssize_t n;

	d->n = 0;
	if (fd == -1)
		return errno == ENOENT ? 0 : -1;
	n = read_file(fd, text);
	saved = errno;
	close(fd);
	errno = saved;
	if (n == -1)
		return -1;
	decisions_parse(d, text, (size_t)n, wrong, arg);
	return 0;
}

int
decisions_save(const struct decisions *d, int dir)
{
	struct buf b;
	int ret = -1;

	buf_init(&b, DECISIONS_FILE_BYTES);
	decisions_write(&b, d);
	if (buf_failed(&b))
		errno = EFBIG;
	else
		ret = keep(dir, STATE_DEVICES, b.data, b.len);
	buf_free(&b);
	return ret;
}
