/*
 * lares-http: answers devices on the links it is handed listening sockets
 * for. It reads the catalogue and the media roots and writes nothing; it opens
 * no socket and connects nowhere.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "common/art.h"
#include "common/catalog_open.h"
#include "common/child.h"
#include "common/config.h"
#include "common/ipc.h"
#include "common/log.h"
#include "common/root.h"
#include "common/sandbox.h"
#include "common/wire.h"
#include "common/xml.h"
#include "server/http/rarely.h"
#include "server/http/stream.h"
#include "server/http/verdicts.h"
#include "server/http/workers.h"
#include "server/upnp/client_cache.h"
#include "server/upnp/listing.h"
#include "server/upnp/media_server.h"
#include "server/upnp/positions.h"
#include "server/upnp/prints.h"
#include "server/upnp/routes.h"
#include "server/upnp/soap.h"
#include "server/upnp/studio.h"

/* Threads share this many heaps: resting memory counts, and none of them
   allocates while it streams. */
#define HEAPS	2

static struct config config;
static struct root_set roots, art;
static struct verdicts verdicts;
static struct rarely unmade;
static struct media_server server = { .config = &config, .roots = &roots, .art = &art,
    .verdicts = &verdicts, .unmade = &unmade };
static struct workers *workers;

static void *
must(void *p)
{
	if (p == NULL)
		fatal("out of memory");
	return p;
}

/* ---- before the sandbox ---- */

/* A socket and a file for each connection. */
static void
raise_descriptor_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		fatal("RLIMIT_NOFILE: %s", strerror(errno));
	if (limit.rlim_cur >= LIMIT_DESCRIPTORS)
		return;
	limit.rlim_cur = limit.rlim_max < LIMIT_DESCRIPTORS
	    ? limit.rlim_max : LIMIT_DESCRIPTORS;
	if (limit.rlim_cur < LIMIT_DESCRIPTORS)
		log_warn("only %llu descriptors allowed, %d wanted: many "
		    "clients at once will not find room",
		    (unsigned long long)limit.rlim_cur, LIMIT_DESCRIPTORS);
	if (setrlimit(RLIMIT_NOFILE, &limit) == -1)
		fatal("RLIMIT_NOFILE: %s", strerror(errno));
}

/* The roots keep the order of config.media. */
static void
open_roots(void)
{
	char **paths = must(calloc(config.nmedia + 1, sizeof(*paths)));
	size_t i;

	for (i = 0; i < config.nmedia; i++)
		paths[i] = config.media[i].path;
	if (root_set_open(&roots, paths, config.nmedia) == -1)
		fatal("media roots: %s", strerror(errno));
	for (i = 0; i < config.nmedia; i++)
		if (!root_is_open(&roots, i))
			log_warn("%s cannot be opened: its files are listed, "
			    "and answered with 404",
			    log_media(paths[i], "", "media_dir %zu", i + 1).s);
	free(paths);
}

/* lares-scan has made it, unless it makes none: then there is none to serve. */
static void
open_art(void)
{
	char path[PATH_MAX], *paths[] = { path };
	const int n = snprintf(path, sizeof(path), "%s/" ART_DIR,
	    config.state_dir);

	if (n < 0 || (size_t)n >= sizeof(path) ||
	    root_set_open(&art, paths, 1) == -1)
		fatal("%s: " ART_DIR " cannot be opened", config.state_dir);
}

static void
want_worker(void *arg)
{
	(void)arg;
	child_tell(IPC_WORKER_WANTED, NULL, 0);
}

static void
stop_worker(void *arg, pid_t worker)
{
	const uint64_t number = (uint64_t)worker;

	(void)arg;
	child_tell(IPC_WORKER_STOP, &number, 1);
}

/* Tells laresd, which passes it on to lares-scan. */
static void
tell_positions(void *arg, const struct resume_point *points, size_t n)
{
	struct buf b;

	(void)arg;
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_RESUME);
	resume_put(&b, points, n);
	(void)ipc_send(IPC_FD_PARENT, &b, NULL, 0);
	buf_free(&b);
}

static const struct studio_limits studio_limits = STUDIO_LIMITS_DEFAULT;
static const struct studio_parent studio_parent = {
	.want = want_worker, .stop = stop_worker,
};

static void
prepare(void)
{
	mallopt(M_ARENA_MAX, HEAPS);
	signal(SIGPIPE, SIG_IGN);
	raise_descriptor_limit();
	tzset();			/* rules know hours */
	xml_init();
	server.catalog = must(catalog_pool_new(config.state_dir));
	server.listings = must(listings_new());
	server.studio = must(studio_new(&studio_limits, &studio_parent));
	server.prints = must(prints_new());
	rarely_init(&unmade);
	server.clients = must(client_cache_new());
	if (config.resume != CONFIG_RESUME_OFF)
		server.positions = must(positions_new(&config,
		    tell_positions, NULL));
	open_roots();
	open_art();
}

/* ---- the sandbox ---- */

static unsigned
enter_sandbox(void)
{
	struct sandbox_path *paths;
	unsigned layers;
	size_t i, n = 0;

	paths = must(calloc(config.nmedia + 1, sizeof(*paths)));
	paths[n++].path = config.state_dir;
	for (i = 0; i < config.nmedia; i++)
		if (root_is_open(&roots, i))
			paths[n++].path = config.media[i].path;
	layers = sandbox_enter(SANDBOX_HTTP, paths, n);
	free(paths);
	if (config.require_sandbox && !(layers & SANDBOX_SECCOMP)) {
		log_error("seccomp is required and not there");
		exit(CHILD_EXIT_REFUSED);
	}
	return layers;
}

/* ---- the parent ---- */

static void
tell_streams(void *arg, unsigned running)
{
	const uint64_t number = running;

	(void)arg;
	child_tell(IPC_STREAMS, &number, 1);
}

static void
ask_who(void *arg, struct in_addr address)
{
	const uint64_t number = ntohl(address.s_addr);

	(void)arg;
	child_tell(IPC_WHO, &number, 1);
}

static void
start_workers(void)
{
	const struct workers_config wanted = {
		.limits = LIMITS_DEFAULT,
		.host_names = config.host_names.items,
		.nhost_names = config.host_names.n,
		.reach = &config.reach,
		.handler = routes_serve,
		.handler_arg = &server,
		.streams = tell_streams,
	};

	if ((workers = workers_start(&wanted)) == NULL)
		fatal("cannot start threads: %s", strerror(errno));
}

static void
add_listener(struct ipc_in *m)
{
	struct wire_link link = { .index = 0 };
	int fd;

	ipc_get_text(m, link.name, sizeof(link.name));
	link.index = (unsigned)ipc_get_num(m, INT32_MAX);
	link.address.s_addr = htonl((uint32_t)ipc_get_num(m, UINT32_MAX));
	link.prefix = (unsigned)ipc_get_num(m, 32);
	fd = ipc_take_fd(m);
	if (!ipc_ok(m) || fd == -1)
		fatal("parent: bad listener");
	if (workers_listener_add(workers, fd, &link) == -1)
		log_error("%s is not served: %s", link.name, strerror(errno));
}

static void
drop_listener(struct ipc_in *m)
{
	struct in_addr address;

	address.s_addr = htonl((uint32_t)ipc_get_num(m, UINT32_MAX));
	if (!ipc_ok(m))
		fatal("parent: bad listener to drop");
	workers_listener_drop(workers, address);
}

/* Also of somebody who streams and may no longer. */
static void
take_verdict(struct ipc_in *m)
{
	struct access_verdict said;
	struct in_addr address;

	address.s_addr = htonl((uint32_t)ipc_get_num(m, UINT32_MAX));
	said.state = (enum access_state)ipc_get_num(m, ACCESS_ADMITTED);
	said.rules = ipc_get_num(m, UINT64_MAX);
	said.device = ipc_get_num(m, UINT64_MAX);
	if (!ipc_ok(m))
		fatal("parent: bad verdict");
	verdicts_put(&verdicts, address, &said);
	if (said.state != ACCESS_ADMITTED)
		workers_end_media(workers, address);
}

/* Asks about all who stream, as many as may be asked about at a time. */
static void
change_verdicts(struct ipc_in *m)
{
	struct in_addr peers[LIMIT_VERDICT_QUESTIONS];
	const bool ask = ipc_get_num(m, 1) == 1;
	size_t n;

	if (!ipc_ok(m))
		fatal("parent: bad change of verdicts");
	verdicts_change(&verdicts, ask);
	if (!ask)
		return;
	n = workers_audience(workers, peers, LIMIT_VERDICT_QUESTIONS);
	if (n == LIMIT_VERDICT_QUESTIONS)
		workers_end_media_but(workers, peers, n);
	for (size_t i = 0; i < n; i++)
		ask_who(NULL, peers[i]);
}

static void
tell_devices(const struct ipc_in *m)
{
	struct buf b;

	if (!ipc_ok(m))
		fatal("parent: bad question");
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_DEVICES);
	workers_put_devices(workers, &b);
	(void)ipc_send(IPC_FD_PARENT, &b, NULL, 0);
	buf_free(&b);
}

static void
add_worker(struct ipc_in *m)
{
	const pid_t pid = (pid_t)ipc_get_num(m, INT32_MAX);
	const int sock = ipc_take_fd(m);

	if (!ipc_ok(m) || sock == -1)
		fatal("parent: bad worker");
	studio_add(server.studio, sock, pid);
}

/* Answered so that whatever was told of them before has been passed on. */
static void
forget(struct ipc_in *m)
{
	uint64_t devices[CONFIG_DEVICES_MAX];
	const size_t n = (size_t)ipc_get_num(m, CONFIG_DEVICES_MAX);

	for (size_t i = 0; i < n; i++)
		devices[i] = ipc_get_num(m, UINT64_MAX);
	if (!ipc_ok(m))
		fatal("parent: bad devices to forget");
	if (server.positions != NULL)
		positions_forget(server.positions, devices, n);
	child_tell(IPC_FORGOT, (const uint64_t[]){ 1, 0 }, 2);
}

static void
obey(struct ipc_in *m)
{
	switch (m->type) {
	case IPC_LISTENER_ADD:
		add_listener(m);
		break;
	case IPC_LISTENER_DROP:
		drop_listener(m);
		break;
	case IPC_WHO:
		take_verdict(m);
		break;
	case IPC_WHO_CHANGED:
		change_verdicts(m);
		break;
	case IPC_DEVICES:
		tell_devices(m);
		break;
	case IPC_WORKER:
		add_worker(m);
		break;
	case IPC_FORGET:
		forget(m);
		break;
	case IPC_TRY:
		if (child_try(m) == -1)
			fatal("parent: bad attempt");
		break;
	default:
		fatal("parent: message of type %d", (int)m->type);
	}
	ipc_drop_fds(m);
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return a == -1 || (b != -1 && b < a) ? b : a;
}

/* Waits for the parent's word, and meanwhile lets go of what nobody has asked
   for lately, and tells where things were left. */
static void
wait_for_word(void)
{
	struct positions *positions = server.positions;
	struct pollfd p[] = {
		{ IPC_FD_PARENT, POLLIN, 0 },
		{ positions != NULL ? positions_fd(positions) : -1, POLLIN, 0 },
	};
	int64_t wait_ms;

	do {
		wait_ms = sooner(studio_rest(server.studio),
		    prints_rest(server.prints));
		if (positions != NULL)
			wait_ms = sooner(wait_ms, positions_tell(positions,
			    (int64_t)stream_now()));
	} while (poll(p, 2, (int)wait_ms) >= 0 && p[0].revents == 0);
}

/* Until the parent closes its end. SIGTERM just ends the process: nothing here
   needs to be put away. */
static void
serve(void)
{
	static struct ipc_in message;
	int ret;

	for (;;) {
		wait_for_word();
		if ((ret = ipc_recv(IPC_FD_PARENT, &message)) == 0)
			return;
		if (ret == 1)
			obey(&message);
		else if (errno != EINTR)
			fatal("parent: %s", strerror(errno));
	}
}

int
main(void)
{
	uint64_t layers;

	log_open("lares-http", LOG_LEVEL_INFO);
	if (config_read_fd(&config, IPC_FD_CONFIG) == -1 ||
	    config.state_dir == NULL || config.friendly_name == NULL ||
	    config.uuid == NULL)
		fatal("no usable settings from the parent");
	log_set_level(config.log_level);
	prepare();
	layers = enter_sandbox();
	verdicts_init(&verdicts, LIMIT_VERDICT_WAIT_MS, ask_who, NULL);
	start_workers();
	child_tell(IPC_READY, &layers, 1);
	serve();
	if (server.positions != NULL)
		positions_tell_all(server.positions);
	verdicts_close(&verdicts);
	workers_drain(workers);
	verdicts_free(&verdicts);
	prints_free(server.prints);
	rarely_free(&unmade);
	studio_free(server.studio);
	positions_free(server.positions);
	client_cache_free(server.clients);
	listings_free(server.listings);
	catalog_pool_free(server.catalog);
	root_set_close(&roots);
	root_set_close(&art);
	config_free(&config);
	return 0;
}
