/*
 * lares-scan: finds the files of the media folders and is the only writer of
 * the catalogue. It reads no media file itself: lares-probe does. One thread,
 * one loop.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "common/catalog_open.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "common/child.h"
#include "common/ipc.h"
#include "common/log.h"
#include "common/sandbox.h"
#include "scanner/library/events.h"
#include "scanner/library/gallery.h"
#include "scanner/library/intake.h"
#include "scanner/library/library.h"
#include "scanner/library/reading.h"
#include "scanner/library/resume.h"
#include "scanner/library/scan.h"
#include "scanner/library/shelf.h"
#include "scanner/library/subtitles.h"
#include "scanner/library/walk.h"
#include "scanner/library/watch.h"

#define FDS_MAX	(3 + POOL_MAX)

static struct library library;
static struct scan scan = { .l = &library };
static struct resume resume;
static struct ipc_in in;

static int64_t
clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- before the sandbox ---------------------------------------------------- */

static int
open_signals(void)
{
	sigset_t set;
	int fd;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if ((fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) == -1)
		fatal("signalfd: %s", strerror(errno));
	return fd;
}

/* The roots keep the order of config.media. */
static void
open_roots(void)
{
	const struct config *c = &library.config;
	char **paths = calloc(c->nmedia + 1, sizeof(*paths));

	if (paths == NULL)
		fatal("out of memory");
	for (size_t i = 0; i < c->nmedia; i++)
		paths[i] = c->media[i].path;
	if (root_set_open(&library.roots, paths, c->nmedia) == -1)
		fatal("out of memory");
	free(paths);
}

static void
open_catalog(void)
{
	const char *error = NULL, *dir = library.config.state_dir;

	library.catalog = catalog_open_write(dir, &error);
	if (library.catalog == NULL)
		fatal("%s/" CATALOG_FILE ": %s", dir, error);
	if (error != NULL)
		log_warn("%s/" CATALOG_FILE ": %s: it was set aside as "
		    CATALOG_FILE ".damaged, a new one is made", dir, error);
}

static void
open_library(void)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	open_roots();
	open_catalog();
	if ((library.walk = walk_new()) == NULL ||
	    (library.reading = reading_new()) == NULL ||
	    (library.subtitles = subtitles_new()) == NULL ||
	    (library.shelves = calloc(1, sizeof(*library.shelves))) == NULL)
		fatal("out of memory");
	if (library.config.inotify && (library.watch = watch_new()) == NULL)
		log_warn("changes cannot be watched: %s", strerror(errno));
	jobs_init(&library.jobs);
	pool_init(&library.pool, IPC_FD_PARENT, cpus > 2 ? (size_t)cpus : 2,
	    intake_finish, gallery_rendered, &library);
	resume_begin(&resume, &library.config, clock_ms());
	library.gallery = gallery_new(library.config.state_dir,
	    library.config.art_cache_mib);
}

static unsigned
enter_sandbox(void)
{
	const struct config *c = &library.config;
	struct sandbox_path *paths = calloc(c->nmedia + 1, sizeof(*paths));
	size_t n = 0;
	unsigned layers;

	if (paths == NULL)
		fatal("out of memory");
	paths[n++] = (struct sandbox_path){ c->state_dir, .writable = true };
	for (size_t i = 0; i < c->nmedia; i++)
		if (root_is_open(&library.roots, i))
			paths[n++].path = c->media[i].path;
	layers = sandbox_enter(SANDBOX_SCAN, paths, n);
	free(paths);
	if (c->require_sandbox && !(layers & SANDBOX_SECCOMP)) {
		log_error("seccomp is required and not there");
		exit(CHILD_EXIT_REFUSED);
	}
	return layers;
}

/* ---- laresd ------------------------------------------------------------------ */

static void
take_worker(void)
{
	int sock = ipc_take_fd(&in), pidfd = ipc_take_fd(&in);

	(void)ipc_get_num(&in, INT32_MAX);	/* its process id */
	if (!ipc_ok(&in) || sock == -1 || pidfd == -1)
		fatal("laresd sent half a worker");
	pool_add(&library.pool, sock, pidfd, library.now_ms);
}

/* False: laresd wants us to leave. */
static bool
hear_parent(void)
{
	int got = ipc_recv(IPC_FD_PARENT, &in);

	if (got != 1)
		return got == -1 && errno == EAGAIN;
	switch (in.type) {
	case IPC_RESCAN:
		scan_request(&scan);
		break;
	case IPC_WORKER:
		take_worker();
		break;
	case IPC_RESUME:
		if (resume_take(&resume, &in) == -1)
			fatal("laresd sent nonsense");
		break;
	case IPC_FORGET:
		if (resume_forget(&resume, &in) == -1)
			fatal("laresd sent nonsense");
		break;
	case IPC_TRY:
		if (child_try(&in) == -1)
			fatal("laresd sent nonsense");
		break;
	default:
		fatal("laresd sent a message that is not for us");
	}
	ipc_drop_fds(&in);
	return true;
}

/* ---- the loop --------------------------------------------------------------- */

/* How long there is nothing to do; -1 without end. */
static int
rest_ms(void)
{
	const int64_t wait = scan_wait_ms(&scan),
	    tidy = resume_tidy(&resume, library.now_ms),
	    least = wait == -1 || (tidy != -1 && tidy < wait) ? tidy : wait;

	return least > INT32_MAX ? INT32_MAX : (int)least;
}

static void
run(int signals)
{
	struct pollfd fds[FDS_MAX];
	bool stay = true;

	while (stay) {
		size_t n;

		library.now_ms = clock_ms();
		scan_turn(&scan);
		fds[0] = (struct pollfd){ IPC_FD_PARENT, POLLIN, 0 };
		fds[1] = (struct pollfd){ signals, POLLIN, 0 };
		fds[2] = (struct pollfd){ library.watch != NULL ?
		    watch_fd(library.watch) : -1, POLLIN, 0 };
		n = pool_poll(&library.pool, fds + 3);
		if (poll(fds, 3 + n, rest_ms()) == -1 && errno != EINTR)
			fatal("poll: %s", strerror(errno));
		library.now_ms = clock_ms();
		pool_handle(&library.pool, fds + 3, n, library.now_ms);
		pool_expire(&library.pool, library.now_ms);
		if (fds[2].revents != 0)
			watch_read(library.watch, events_take, &library);
		if (fds[0].revents != 0)
			stay = hear_parent();
		stay = stay && fds[1].revents == 0;
	}
}

int
main(void)
{
	uint64_t layers;
	int signals;

	log_open("lares-scan", LOG_LEVEL_INFO);
	if (config_read_fd(&library.config, IPC_FD_CONFIG) == -1)
		fatal("no usable settings: laresd starts this program");
	log_set_level(library.config.log_level);
	signals = open_signals();
	open_library();
	layers = enter_sandbox();
	child_tell(IPC_READY, &layers, 1);

	library.now_ms = clock_ms();
	scan_request(&scan);
	run(signals);

	(void)catalog_commit(library.catalog);
	pool_free(&library.pool);
	jobs_clear(&library.jobs);
	reading_free(library.reading);
	walk_free(library.walk);
	subtitles_free(library.subtitles);
	watch_free(library.watch);
	gallery_free(library.gallery);
	resume_end(&resume);
	catalog_close(library.catalog);
	root_set_close(&library.roots);
	config_free(&library.config);
	return 0;
}
