/*
 * lares-ssdp: answers searches and announces the server on one link. laresd
 * runs one of these per served address. It holds one UDP socket; it opens no
 * file, no stream and no further socket, and resolves nothing.
 *
 *	lares-ssdp NAME INDEX ADDRESS/PREFIX [MAX_AGE]
 */
#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "common/child.h"
#include "common/config.h"
#include "common/ipc.h"
#include "common/log.h"
#include "common/num.h"
#include "common/sandbox.h"
#include "server/discovery/channel.h"
#include "server/discovery/link.h"
#include "server/discovery/seam.h"
#include "server/discovery/ssdp.h"

/* Seconds for which others may believe an announcement. Long, since some
   players stop when it is renewed (see schedule.h). */
#define MAX_AGE_SEC	14400

/* UDA 1.0, 1.1.2 has a minimum, but tests do not want to wait. */
#define MAX_AGE_LEAST	64
#define MAX_AGE_MOST	86400

/* What libupnp gets to end in, after byebye has been said. */
#define FINISH_MS	600

static struct channel channel;

static unsigned
read_max_age(const char *text)
{
	uint64_t n;

	if (text == NULL)
		return MAX_AGE_SEC;
	if (num_parse(text, MAX_AGE_MOST, &n) == -1 || n < MAX_AGE_LEAST)
		fatal("not a max-age: %s", text);
	return (unsigned)n;
}

/* libupnp hangs: byebye has been said, so that nothing is lost. */
static void
on_alarm(int sig)
{
	(void)sig;
	_exit(0);
}

/* Before any thread exists, so that all inherit it: only poll sees SIGTERM. */
static int
open_signals(void)
{
	const struct sigaction alarmed = { .sa_handler = on_alarm };
	const struct sigaction ignored = { .sa_handler = SIG_IGN };
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (sigaction(SIGALRM, &alarmed, NULL) == -1 ||
	    sigaction(SIGPIPE, &ignored, NULL) == -1 ||
	    sigprocmask(SIG_BLOCK, &set, NULL) == -1 ||
	    (fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) == -1)
		fatal("signals: %s", strerror(errno));
	return fd;
}

static void
open_channel(char *argv[], const struct config *cfg)
{
	struct wire_link link;
	struct message_device device;

	if (link_parse(&link, argv[1], argv[2], argv[3]) == -1)
		fatal("not a link: %s %s %s", argv[1], argv[2], argv[3]);
	memset(&device, 0, sizeof device);
	device.address = link.address;
	device.port = (uint16_t)cfg->port;
	device.max_age_sec = read_max_age(argv[4]);
	if (cfg->port == 0 || cfg->uuid == NULL ||
	    message_set_uuid(&device, cfg->uuid) == -1)
		fatal("the settings lack a port or a UUID");
	if (channel_open(&channel, &link, &cfg->reach, &device,
	    cfg->notify_interval_sec) == -1)
		fatal("%s: UDP port %d: %s", link.name, MESSAGE_PORT,
		    strerror(errno));
	if (seam_open(&channel) == -1)
		fatal("eventfd: %s", strerror(errno));
}

static unsigned
enter_sandbox(bool required)
{
	unsigned layers;

	tzset();			/* else gmtime_r() would read a file */
	mallopt(M_ARENA_MAX, 1);	/* a dozen idle threads need no more */
	layers = sandbox_enter(SANDBOX_SSDP, NULL, 0);
	if (required && !(layers & SANDBOX_SECCOMP)) {
		log_error("seccomp is required and not there");
		exit(CHILD_EXIT_REFUSED);
	}
	return layers;
}

/* ---- the parent ---- */

static void
set_streams(struct ipc_in *m)
{
	const uint64_t n = ipc_get_num(m, UINT64_MAX);

	if (!ipc_ok(m))
		fatal("parent: malformed message");
	channel_set_streaming(&channel, n > 0);
}

static void
tell_devices(const struct ipc_in *m)
{
	struct buf b;

	if (!ipc_ok(m))
		fatal("parent: malformed message");
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_DEVICES);
	channel_put_devices(&channel, &b);
	(void)ipc_send(IPC_FD_PARENT, &b, NULL, 0);
	buf_free(&b);
}

/* false: the parent wants us to leave, or is no more. */
static bool
hear_parent(void)
{
	struct ipc_in m;

	switch (ipc_recv(IPC_FD_PARENT, &m)) {
	case 0:
		return false;
	case -1:
		if (errno == EAGAIN || errno == EINTR)
			return true;
		if (errno == ECONNRESET)
			return false;
		fatal("parent: %s", strerror(errno));
	}
	ipc_drop_fds(&m);
	if (m.type == IPC_STREAMS)
		set_streams(&m);
	else if (m.type == IPC_DEVICES)
		tell_devices(&m);
	else if (m.type != IPC_TRY || child_try(&m) == -1)
		fatal("parent: message %d is not for us", (int)m.type);
	return true;
}

/* ---- */

static void
loop(int signals)
{
	struct pollfd fds[] = {
		{ .fd = IPC_FD_PARENT, .events = POLLIN },
		{ .fd = signals, .events = POLLIN },
	};

	for (;;) {
		const int n = poll(fds, 2, channel_wait_ms(&channel));

		if (n == -1 && errno != EINTR)
			fatal("poll: %s", strerror(errno));
		if (n > 0 && fds[1].revents != 0)
			return;
		if (n > 0 && fds[0].revents != 0 && !hear_parent())
			return;
		if (channel_wait_ms(&channel) == 0)
			channel_announce(&channel, MESSAGE_ALIVE);
	}
}

static void
finish(void)
{
	const struct itimerval left = { .it_value.tv_usec = FINISH_MS * 1000 };

	channel_mute(&channel);
	channel_announce(&channel, MESSAGE_BYEBYE);
	setitimer(ITIMER_REAL, &left, NULL);
	ssdp_stop();
}

int
main(int argc, char *argv[])
{
	struct config cfg;
	unsigned layers;
	int signals, handle;

	log_open("lares-ssdp", LOG_LEVEL_INFO);
	if (argc != 4 && argc != 5)
		fatal("usage: lares-ssdp NAME INDEX ADDRESS/PREFIX [MAX_AGE]");
	config_init(&cfg);
	if (config_read_fd(&cfg, IPC_FD_CONFIG) == -1)
		fatal("cannot use the settings that I was given");
	log_set_level(cfg.log_level);

	signals = open_signals();
	open_channel(argv, &cfg);
	layers = enter_sandbox(cfg.require_sandbox);
	config_free(&cfg);

	if ((handle = ssdp_start(&channel)) == -1)
		return 1;
	child_tell(IPC_READY, (const uint64_t[]){ layers }, 1);
	/* Byebye first: it clears what clients remember of an earlier run. */
	channel_announce(&channel, MESSAGE_BYEBYE);
	ssdp_advertise(&channel, handle);
	loop(signals);
	finish();
	return 0;
}
