/*
 * The entries of a playlist, and how they travel from lares-probe to
 * lares-scan. Pure.
 */
#include <string.h>

#include "common/num.h"
#include "common/playlist.h"
#include "common/text.h"

/* Of a message, without paths. */
#define HEAD_BYTES	(1 + 8 + 4 + MEDIA_TEXT_BYTES + 8)
#define LENGTH_BYTES	4

void
playlist_init(struct playlist *p)
{
	*p = (struct playlist){ 0 };
	buf_init(&p->paths, PLAYLIST_MAX_BYTES);
}

void
playlist_free(struct playlist *p)
{
	buf_free(&p->paths);
	playlist_init(p);
}

bool
playlist_add(struct playlist *p, const char *path, size_t len)
{
	/* buf has a NUL of its own behind all. */
	if (len == 0 || len >= PLAYLIST_PATH_BYTES ||
	    memchr(path, '\0', len) != NULL ||
	    p->n == PLAYLIST_ENTRIES_MAX ||
	    p->paths.len + len + 2 > PLAYLIST_MAX_BYTES)
		return false;
	buf_add(&p->paths, path, len);
	buf_add(&p->paths, "", 1);
	p->n++;
	return !buf_failed(&p->paths);
}

size_t
playlist_unescape(char *text, size_t len)
{
	size_t n = 0;
	int high, low;

	for (size_t i = 0; i < len; i++) {
		high = low = -1;
		if (text[i] == '%' && len - i > 2) {
			high = num_hex_digit(text[i + 1]);
			low = num_hex_digit(text[i + 2]);
		}
		if (high != -1 && low != -1) {
			text[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			text[n++] = text[i];
		}
	}
	return n;
}

const char *
playlist_next(const struct playlist *p, size_t *at)
{
	const char *path;

	if (*at >= p->paths.len)
		return NULL;
	path = p->paths.data + *at;
	*at += strlen(path) + 1;
	return path;
}

bool
playlist_put(struct buf *b, const struct playlist *p, size_t *at)
{
	size_t room = IPC_MAX_BYTES - HEAD_BYTES, end = *at, next = *at;
	const char *path;
	bool more;

	while ((path = playlist_next(p, &next)) != NULL &&
	    LENGTH_BYTES + strlen(path) <= room) {
		room -= LENGTH_BYTES + strlen(path);
		end = next;
	}
	more = path != NULL;
	ipc_begin(b, IPC_ENTRIES);
	ipc_put_num(b, more);
	ipc_put_text(b, p->title, strlen(p->title));
	ipc_put_num(b, p->skipped);
	while (*at < end) {
		path = playlist_next(p, at);
		ipc_put_text(b, path, strlen(path));
	}
	return more;
}

int
playlist_get(struct ipc_in *m, struct playlist *p, bool *more)
{
	char path[PLAYLIST_PATH_BYTES], title[MEDIA_TEXT_BYTES];
	const size_t before = p->n;

	*more = ipc_get_num(m, 1) != 0;
	ipc_get_text(m, title, sizeof(title));
	text_clean(title, strlen(title), p->title, sizeof(p->title));
	p->skipped = (size_t)ipc_get_num(m, PLAYLIST_MAX_BYTES);
	while (!m->failed && m->pos < m->len) {
		ipc_get_text(m, path, sizeof(path));
		if (!playlist_add(p, path, strlen(path)))
			return -1;
	}
	return ipc_ok(m) && (p->n > before || !*more) ? 0 : -1;
}
