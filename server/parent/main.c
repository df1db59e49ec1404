/*
 * laresd: the parent of the house. Starts and supervises the programs that do
 * the work, watches the network interfaces, hands down listening sockets. It
 * parses nothing that comes from the network.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "server/parent/closing.h"
#include "server/parent/house.h"
#include "server/parent/reload.h"
#include "server/parent/requests.h"
#include "server/parent/settings.h"
#include "server/parent/setup.h"

/* Our signals arrive as something to read. */
struct signals {
	int		 fd;
	struct loop_watch watch;
	struct house	*house;
};

/*
 * SIGHUP asks for the configuration to be read again. Without one, or from the
 * kernel itself, it only says that the terminal has gone, and its user too.
 */
static bool
is_farewell(const struct house *h, const struct signalfd_siginfo *info)
{
	return h->options.config_file == NULL || info->ssi_code == SI_KERNEL;
}

static void
take_signal(void *arg)
{
	struct signals *s = arg;
	struct signalfd_siginfo info;

	if (read(s->fd, &info, sizeof(info)) != sizeof(info))
		return;
	if (info.ssi_signo != SIGHUP || is_farewell(s->house, &info))
		closing_begin(s->house, EXIT_SUCCESS);
	else if (!s->house->closing)
		reload(s->house);
}

static void
open_signals(struct signals *s, struct house *h)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if ((s->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) == -1)
		fatal("signalfd: %s", strerror(errno));
	s->house = h;
	loop_watch(&h->loop, &s->watch, s->fd, take_signal, s);
}

/* -n: the settings themselves were read already, with these errors. */
static int
check_only(struct house *h, int errors)
{
	if (setup_choose_user(h) == -1 || setup_become_user(h) == -1)
		return EXIT_FAILURE;
	errors += settings_check_media(&h->config, &h->options, &h->user,
	    &h->folders_there);
	if (errors != 0)
		return EXIT_FAILURE;
	screen_say(&h->screen, "The configuration is in order.");
	return EXIT_SUCCESS;
}

static int
check_media(struct house *h)
{
	return settings_check_media(&h->config, &h->options, &h->user,
	    &h->folders_there) == 0 ? 0 : -1;
}

/* The order is the point: rights are given up as soon as they are used. */
static int
move_in(struct house *h)
{
	if (setup_choose_user(h) == -1 ||
	    setup_open_state(h) == -1 ||
	    house_open_programs(h) == -1 ||
	    setup_become_user(h) == -1 ||
	    check_media(h) == -1 ||
	    setup_claim_state(h) == -1)
		return -1;
	house_complete(h, &h->config);
	if (house_open(h) == -1 ||
	    requests_open(h) == -1)
		return -1;
	return setup_enter_sandbox(h);
}

int
main(int argc, char **argv)
{
	static struct house h;		/* large: messages are in it */
	struct signals signals;
	int status, errors;

	umask(077);
	log_open("laresd", LOG_LEVEL_INFO);
	screen_open(&h.screen);
	if ((status = options_read(&h.options, argc, argv)) != -1)
		return status;
	errors = settings_read(&h.config, &h.options);
	if (h.options.check)
		return check_only(&h, errors);
	if (errors != 0)
		return EXIT_FAILURE;
	log_set_level(h.config.log_level);

	if (loop_open(&h.loop) == -1)
		fatal("epoll: %s", strerror(errno));
	open_signals(&signals, &h);
	if (move_in(&h) == -1)
		return EXIT_FAILURE;
	if (house_start(&h) == -1)
		closing_begin(&h, EXIT_FAILURE);
	while (!h.closing || !closing_is_done(&h))
		if (loop_step(&h.loop) == -1)
			fatal("epoll: %s", strerror(errno));
	requests_close(&h);
	house_close(&h);
	return h.exit_status;
}
