/*
 * lares-probe: a worker that is handed one open file at a time and answers
 * with what it is. It parses what strangers made, so it can do nothing else:
 * after sandbox_enter it opens no file, makes no socket, and writes to its
 * boss only. It cannot even log: what is wrong with a file is in its answer.
 */
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "common/blank_message.h"
#include "common/child.h"
#include "common/ipc.h"
#include "common/log.h"
#include "common/media.h"
#include "common/mime.h"
#include "common/render.h"
#include "common/sandbox.h"
#include "common/seek_message.h"
#include "common/subtitle.h"
#include "scanner/probe/av.h"
#include "scanner/probe/blank.h"
#include "scanner/probe/charset.h"
#include "scanner/probe/convert.h"
#include "scanner/probe/image.h"
#include "scanner/probe/input.h"
#include "scanner/probe/playlist.h"
#include "scanner/probe/render.h"
#include "scanner/probe/seek.h"
#include "scanner/probe/side.h"
#include "scanner/probe/xml.h"

#define MEMORY_MAX_BYTES	(512u << 20)
/* Frames of this size are kept for the next one, and not given back each time
   and fetched anew, page by page. */
#define MEMORY_KEPT_BYTES	(4 << 20)
#define SORT_BYTES		4096	/* more than it takes room for itself */
#define EXTENSION_BYTES		64	/* longer ones belong to no media */

/* One file, and what lies beside it. */
struct job {
	char		extension[EXTENSION_BYTES];
	int		fds[1 + MEDIA_SIDES_MAX];	/* the file's is first */
	enum media_side	sides[MEDIA_SIDES_MAX];
	size_t		nsides;
};

static int
by_nothing(const void *left, const void *right)
{
	(void)left, (void)right;
	return 0;
}

/* qsort(3) asks for the size of the memory when first it sorts much. */
static void
sort_once(void)
{
	static char much[SORT_BYTES];

	qsort(much, sizeof(much), 1, by_nothing);
}

/* Everything libc and the libraries would ask the system for once, later. */
static void
warm_up(void)
{
	time_t now = time(NULL);
	struct tm tm;

	tzset();
	gmtime_r(&now, &tm);
	sort_once();
	/* One arena: a second one would be set up with mprotect(2). */
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT_BYTES);
	mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT_BYTES);
	av_prepare();
	xml_init();
	charset_prepare();
}

/* A limit that is lower already stays. */
static int
set_limit(int what, rlim_t max)
{
	struct rlimit limit;

	if (getrlimit(what, &limit) == -1)
		return -1;
	if (limit.rlim_max > max)	/* RLIM_INFINITY is the largest */
		limit.rlim_max = max;
	limit.rlim_cur = limit.rlim_max;
	return setrlimit(what, &limit);
}

/* Core dumps would hold other people's pictures. */
static int
set_limits(void)
{
	if (set_limit(RLIMIT_CORE, 0) == -1 || set_limit(RLIMIT_FSIZE, 0) == -1)
		return -1;
#ifndef LARES_SANITIZE	/* it maps terabytes of shadow */
	if (set_limit(RLIMIT_AS, MEMORY_MAX_BYTES) == -1)
		return -1;
#endif
	return 0;
}

static int
read_facts(struct input *in, const char *extension, struct media_facts *f,
    const char **reason)
{
	struct bytes bytes = input_bytes(in);
	int found;

	if (in->size == 0) {
		*reason = "it is empty";
		return -1;
	}
	if ((found = image_read(&bytes, f)) == -1)
		*reason = "its picture header is damaged";
	if (found == 0)
		found = av_read(in, extension, f, reason) == 0 ? 1 : -1;
	if (found == -1)
		return -1;
	if (mime_by_facts(extension, f) == NULL) {
		*reason = "nothing that is served";
		return -1;
	}
	return 0;
}

static void
put_unreadable(struct buf *b, const char *reason)
{
	ipc_begin(b, IPC_UNREADABLE);
	ipc_put_text(b, reason, strlen(reason));
}

/* What is private in a file goes ahead of what it is. */
static int
send_blanks(struct buf *b, struct input *in)
{
	struct bytes bytes = input_bytes(in);
	enum blank_format format = blank_sniff(&bytes);
	enum blanks_state state;
	struct buf said;
	int ret = 0;

	if (format == BLANK_NO_FORMAT)
		return 0;
	buf_init(&said, BLANKS_PACKED_MAX);
	state = blank_say(&bytes, format, &said);
	if (state != BLANKS_NONE || !blank_is_seldom_private(format)) {
		blank_message_put(b, state, said.data, said.len);
		ret = ipc_send(IPC_FD_PARENT, b, NULL, 0);
	}
	buf_free(&said);
	return ret;
}

static int
answer_probe(struct buf *b, const struct job *job)
{
	const char *reason = "";
	struct media_facts f;
	struct input in;

	if (input_open(&in, job->fds[0]) == -1) {
		put_unreadable(b, "it cannot be read at will");
		return 0;
	}
	if (send_blanks(b, &in) == -1)
		return -1;
	if (read_facts(&in, job->extension, &f, &reason) == 0) {
		for (size_t i = 0; i < job->nsides; i++)
			side_read(job->fds[1 + i], job->sides[i], &f);
		ipc_begin(b, IPC_FACTS);
		media_put_facts(b, &f);
	} else {
		put_unreadable(b, reason);
	}
	return 0;
}

static int
answer_render(struct buf *b, struct ipc_in *m)
{
	const char *reason = "";
	struct render_result r;
	struct render_order o;
	int fd, memfd;

	if (render_get_order(m, &o) == -1 || m->nfds != 2)
		return -1;
	fd = ipc_take_fd(m);
	memfd = ipc_take_fd(m);
	if (render_make(&o, fd, memfd, &r, &reason) == 0) {
		ipc_begin(b, IPC_RENDERED);
		render_put_result(b, &r);
	} else {
		put_unreadable(b, reason);
	}
	close(memfd);
	close(fd);
	return 0;
}

static int
answer_convert(struct buf *b, struct ipc_in *m)
{
	char language[SUBTITLE_SUFFIX_BYTES];
	const char *reason = "";
	uint64_t bytes;
	bool says_place;
	int fd, memfd;

	ipc_get_text(m, language, sizeof(language));
	if (!ipc_ok(m) || m->nfds != 2)
		return -1;
	fd = ipc_take_fd(m);
	memfd = ipc_take_fd(m);
	if (convert_make(fd, memfd, language, &bytes, &says_place,
	    &reason) == 0) {
		ipc_begin(b, IPC_CONVERTED);
		ipc_put_num(b, bytes);
		ipc_put_num(b, says_place);
	} else {
		put_unreadable(b, reason);
	}
	close(memfd);
	close(fd);
	return 0;
}

/* All messages but the last are sent, that is in b. */
static int
answer_playlist(struct buf *b, const struct job *job,
    enum mime_playlist format)
{
	struct playlist p;
	struct input in;
	struct bytes bytes;
	size_t at = 0;
	int ret = 0;

	playlist_init(&p);
	if (input_open(&in, job->fds[0]) == 0) {
		bytes = input_bytes(&in);
		playlist_read(&bytes, format, &p);
	}
	while (ret == 0 && playlist_put(b, &p, &at))
		ret = ipc_send(IPC_FD_PARENT, b, NULL, 0);
	playlist_free(&p);
	return ret;
}

/* What a seek table's points are sent with. */
struct seek_answer {
	struct buf		*b;
	struct seek_message	 m;
};

static bool
send_seek(void *arg, const struct seek_point *p)
{
	struct seek_answer *a = arg;
	bool sent;

	if (p != NULL)
		a->m.points[a->m.n++] = *p;
	if (p != NULL && a->m.n < SEEK_MESSAGE_POINTS)
		return true;
	seek_message_put(a->b, &a->m);
	sent = ipc_send(IPC_FD_PARENT, a->b, NULL, 0) == 0;
	a->m.n = 0;
	return sent;
}

/* As with a playlist, the last message is left in b. */
static int
answer_seek(struct buf *b, struct ipc_in *m)
{
	struct seek_answer a = { .b = b, .m = { .more = true } };
	struct input in;
	struct bytes bytes;
	int fd;

	if (!ipc_ok(m) || m->nfds != 1)
		return -1;
	fd = ipc_take_fd(m);
	if (input_open(&in, fd) == 0) {
		bytes = input_bytes(&in);
		a.m.more = seek_make(&bytes, send_seek, &a,
		    &a.m.duration_ms) == -1;
	}
	if (!a.m.more)
		seek_message_put(b, &a.m);
	else
		put_unreadable(b, "it cannot be started at any time");
	close(fd);
	return 0;
}

static int
take_job(struct ipc_in *m, struct job *job)
{
	ipc_get_text(m, job->extension, sizeof(job->extension));
	job->nsides = (size_t)ipc_get_num(m, MEDIA_SIDES_MAX);
	for (size_t i = 0; i < job->nsides; i++)
		job->sides[i] = (enum media_side)ipc_get_num(m,
		    MEDIA_SIDE_KINDS - 1);
	if (!ipc_ok(m) || m->nfds != 1 + job->nsides)
		return -1;
	for (size_t i = 0; i <= job->nsides; i++)
		job->fds[i] = ipc_take_fd(m);
	return 0;
}

/* One message of the boss, and its answer. -1: it makes no sense. */
static int
serve(struct ipc_in *m, struct buf *b)
{
	enum mime_playlist format;
	struct job job;
	int ret = 0;

	switch (m->type) {
	case IPC_PROBE:
		if (take_job(m, &job) == -1)
			return -1;
		format = mime_playlist(job.extension);
		if (format != MIME_NO_PLAYLIST)
			ret = answer_playlist(b, &job, format);
		else
			ret = answer_probe(b, &job);
		for (size_t i = 0; i <= job.nsides; i++)
			close(job.fds[i]);
		break;
	case IPC_RENDER:
		ret = answer_render(b, m);
		break;
	case IPC_SEEK:
		ret = answer_seek(b, m);
		break;
	case IPC_CONVERT:
		ret = answer_convert(b, m);
		break;
	case IPC_TRY:
		return child_try(m);
	default:
		return -1;
	}
	return ret == -1 ? -1 : ipc_send(IPC_FD_PARENT, b, NULL, 0);
}

/* Whoever it worked for has ended, which is no fault of its own. */
static bool
is_left(int error)
{
	return error == EPIPE || error == ECONNRESET;
}

int
main(void)
{
	static struct ipc_in in;
	struct buf out;
	uint64_t layers;
	int got = 1;

	log_open("lares-probe", LOG_LEVEL_INFO);
	warm_up();
	if (set_limits() == -1)
		fatal("cannot limit its own resources: %m");
	layers = sandbox_enter(SANDBOX_PROBE, NULL, 0);

	buf_init(&out, IPC_MAX_BYTES);
	child_tell(IPC_READY, &layers, 1);
	while (got == 1) {
		errno = 0;
		if ((got = ipc_recv(IPC_FD_PARENT, &in)) == 1 &&
		    serve(&in, &out) == -1)
			got = -1;
	}
	/* Not exit(3): the libraries' farewells are forbidden calls. */
	_exit(got == 0 || is_left(errno) ? 0 : 1);
}
