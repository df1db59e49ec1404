/*
 * The start of laresd, step by step: as whom, with what state, in which
 * sandbox. main.c has their order.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/num.h"
#include "common/state.h"
#include "server/parent/folder.h"
#include "server/parent/setup.h"

int
setup_choose_user(struct house *h)
{
	const char *wish = h->config.user;

	user_self(&h->user);
	if (geteuid() != 0) {
		if (wish != NULL && strcmp(wish, h->user.name) != 0)
			log_warn("only root could become user %s: running as "
			    "%s", log_quote(wish).s, h->user.name);
		return 0;
	}
	if (wish == NULL)
		wish = USER_DEFAULT;
	if (user_find(&h->user, wish) == 0)
		return 0;
	log_error("started by root, to become user %s, who does not exist. "
	    "Create it: useradd --system --user-group --home-dir /var/lib/%s "
	    "--shell /usr/sbin/nologin %s", wish, wish, wish);
	return -1;
}

int
setup_open_state(struct house *h)
{
	/* Root's own places are not those of the user we become. */
	if (geteuid() == 0 && h->user.uid != 0)
		unsetenv("XDG_STATE_HOME");
	if (state_dir(&h->config, h->user.home, h->state_dir,
	    sizeof(h->state_dir)) == -1) {
		log_error("where to keep the state? Set state_dir in the "
		    "configuration, or $STATE_DIRECTORY");
		return -1;
	}
	h->folder = folder_open(h->state_dir, &h->user);
	if (h->folder == -1) {
		log_error("the state directory %s cannot be opened or made: "
		    "%s", log_quote(h->state_dir).s, strerror(errno));
		return -1;
	}
	return 0;
}

int
setup_become_user(struct house *h)
{
	const struct user *u = &h->user;

	if (geteuid() != 0)
		return 0;
	if (u->uid == 0) {
		log_warn("runs as root, as the configuration demands: any "
		    "other user is safer");
		return 0;
	}
	if (user_become(u) == 0)
		return 0;
	log_error("cannot become user %s: %s%s", u->name, strerror(errno),
	    errno == EINVAL ? " (does this user namespace lack it? Then set "
	    "user = root)" : "");
	return -1;
}

/* Nothing of the name of the file has to be quoted: it is ours. */
static void
say_wrong(void *arg, unsigned line, const char *text)
{
	(void)arg;
	log_warn("%s, line %u: %s neither allows nor denies a device, and is "
	    "passed over", STATE_DEVICES, line, log_quote(text).s);
}

/* Without them somebody who was denied could be let in. */
static int
load_decisions(struct house *h)
{
	if (decisions_load(&h->decisions, h->folder, say_wrong, NULL) == 0)
		return 0;
	log_error("which devices were denied cannot be read from the file %s "
	    "in %s: %s", STATE_DEVICES, log_quote(h->state_dir).s,
	    strerror(errno));
	return -1;
}

int
setup_claim_state(struct house *h)
{
	const struct log_quoted dir = log_quote(h->state_dir);
	char obstacle[PATH_MAX];
	enum identity_origin origin;

	/* The programs come to it by its path, and without root's rights. */
	if (folder_obstacle(h->state_dir, obstacle)) {
		log_error("the state directory %s is out of reach for user %s. "
		    "To allow it: setfacl -m u:%s:x %s", dir.s, h->user.name,
		    h->user.name, log_quote(obstacle).s);
		return -1;
	}
	if (folder_writable(h->folder) == -1) {
		log_error("the state directory %s cannot be written by user "
		    "%s. To allow it: chown -R %s %s", dir.s, h->user.name,
		    h->user.name, dir.s);
		return -1;
	}
	if (folder_lock(h->folder) == -1) {
		log_error("another laresd uses the state directory %s", dir.s);
		return -1;
	}
	if (identity_uuid(h->folder, h->uuid, &origin) == -1) {
		log_error("the identity in %s cannot be read or made: %s",
		    dir.s, strerror(errno));
		return -1;
	}
	if (origin == IDENTITY_REPLACED)
		log_warn("the file uuid in %s was damaged: players will see "
		    "a new server", dir.s);
	return load_decisions(h);
}

/* It names, in the environment, the process that it has started itself. */
static bool
is_run_by_systemd(void)
{
	const char *text = getenv("SYSTEMD_EXEC_PID");
	uint64_t pid;

	return text != NULL && num_parse(text, INT32_MAX, &pid) == 0 &&
	    pid == (uint64_t)getpid();
}

int
setup_enter_sandbox(struct house *h)
{
	const struct sandbox_path paths[] = {
		{ .path = h->state_dir, .writable = true },
	};
	const char *missing;

	h->by_systemd = is_run_by_systemd();
	if (!h->by_systemd)
		log_info("not started by systemd: what the unit file adds is "
		    "missing");
	h->layers = sandbox_enter(SANDBOX_PARENT, paths, 1);
	if ((missing = sandbox_missing(h->layers)) != NULL)
		log_warn("this kernel does not give %s: that protection is "
		    "missing", missing);
	if (!h->config.require_sandbox || (h->layers & SANDBOX_SECCOMP))
		return 0;
	log_error("require_sandbox is set: not starting without seccomp");
	return -1;
}
