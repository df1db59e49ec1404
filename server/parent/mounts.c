/*
 * What is mounted where the media directories are. A program's hold on a media
 * directory (descriptor, Landlock rule, inotify watch) is on what was there
 * when it started: once something is mounted over it, it has to start again.
 * Runs in laresd; reads the kernel's list only, since to look at the directory
 * itself may take as long as a network file server is away.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "server/parent/mounts.h"

#define TEXT_BYTES	(1024 * 1024)
#define COALESCE_MS	1000

/* ---- one line of mountinfo ---------------------------------------------- */

struct mount {
	const char	*id;		/* field 1 */
	size_t		 id_len;
	const char	*point;		/* field 5, blanks and \ as \ooo */
	size_t		 point_len;
};

static int
split(const char *line, size_t len, struct mount *m)
{
	const char *end = line + len, *field = line, *blank;
	int i;

	for (i = 1; i <= 5; i++) {
		blank = memchr(field, ' ', (size_t)(end - field));
		if (blank == NULL)
			return -1;
		if (i == 1) {
			m->id = field;
			m->id_len = (size_t)(blank - field);
		} else if (i == 5) {
			m->point = field;
			m->point_len = (size_t)(blank - field);
		}
		field = blank + 1;
	}
	return 0;
}

/* The next byte of a mount point, unescaped. */
static char
next_byte(const char **at, const char *end)
{
	const char *s = *at;

	if (*s == '\\' && end - s >= 4) {
		*at += 4;
		return (char)((s[1] - '0') << 6 | (s[2] - '0') << 3 |
		    (s[3] - '0'));
	}
	++*at;
	return *s;
}

enum relation {
	APART,
	ABOVE,			/* the path is the mount point, or beneath */
	BENEATH,		/* the mount point is beneath the path */
};

static enum relation
relate(const struct mount *m, const char *path)
{
	const char *at = m->point, *end = at + m->point_len;

	if (m->point_len == 1)			/* "/" */
		return ABOVE;
	if (path[1] == '\0')
		return BENEATH;
	while (at < end && *path != '\0')
		if (next_byte(&at, end) != *path++)
			return APART;
	if (at == end)
		return *path == '/' || *path == '\0' ? ABOVE : APART;
	return *at == '/' ? BENEATH : APART;
}

void
mounts_find(const char *mountinfo, size_t len, const char *path,
    struct buf *on, struct buf *beneath)
{
	const char *end = mountinfo + len, *eol;
	struct mount m, best = { 0 };

	for (; mountinfo < end; mountinfo = eol + 1) {
		eol = memchr(mountinfo, '\n', (size_t)(end - mountinfo));
		if (eol == NULL)
			break;
		if (split(mountinfo, (size_t)(eol - mountinfo), &m) == -1)
			continue;
		switch (relate(&m, path)) {
		case ABOVE:	/* the nearest; of equals the last, on top */
			if (m.point_len >= best.point_len)
				best = m;
			break;
		case BENEATH:
			buf_addf(beneath, "%.*s ", (int)m.id_len, m.id);
			break;
		case APART:
			break;
		}
	}
	buf_addf(on, "%.*s ", (int)best.id_len, best.id != NULL ? best.id : "");
}

/* ---- watching ----------------------------------------------------------- */

static void
report(void *arg)
{
	struct mounts *m = arg;

	m->changed(m->arg);
}

static void
hear(void *arg)
{
	struct mounts *m = arg;

	if (!m->timer.armed)
		loop_arm(m->loop, &m->timer, COALESCE_MS, report, m);
}

int
mounts_open(struct mounts *m, struct loop *loop, void (*changed)(void *arg),
    void *arg)
{
	*m = (struct mounts){ .loop = loop, .changed = changed, .arg = arg };
	buf_init(&m->on, TEXT_BYTES);
	buf_init(&m->beneath, TEXT_BYTES);
	m->fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	if (m->fd == -1)
		return -1;
	loop_watch_for(loop, &m->watch, m->fd, EPOLLPRI, hear, m);
	return 0;
}

void
mounts_close(struct mounts *m)
{
	loop_disarm(m->loop, &m->timer);
	loop_unwatch(m->loop, &m->watch);
	close(m->fd);
	buf_free(&m->on);
	buf_free(&m->beneath);
}

static void
read_all(int fd, struct buf *b)
{
	char part[4096];
	ssize_t n;

	lseek(fd, 0, SEEK_SET);
	while ((n = read(fd, part, sizeof(part))) > 0 ||
	    (n == -1 && errno == EINTR))
		if (n > 0)
			buf_add(b, part, (size_t)n);
}

void
mounts_look(struct mounts *m, const struct config *c)
{
	struct buf b;
	size_t i;

	buf_init(&b, TEXT_BYTES);
	read_all(m->fd, &b);
	buf_reset(&m->on);
	buf_reset(&m->beneath);
	buf_add_str(&m->beneath, "");
	for (i = 0; i < c->nmedia && !buf_failed(&b); i++)
		mounts_find(b.data, b.len, c->media[i].path, &m->on,
		    &m->beneath);
	buf_free(&b);
}
