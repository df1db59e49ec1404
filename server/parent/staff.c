/*
 * Which programs should run, with what settings, and what they are told. The
 * scanner comes first, since it makes the catalogue; then lares-http, with the
 * listening sockets; then, since what is announced must be there, one
 * lares-ssdp per link. Runs in laresd.
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "common/config.h"
#include "common/ipc.h"
#include "common/log.h"
#include "common/resume.h"
#include "server/parent/staff.h"

#define SETTINGS_BYTES	(1024 * 1024)

/* ---- who should run ----------------------------------------------------- */

/*
 * What a program is started with, and what tells whether it is to be started
 * anew: its settings and, as a comment, what its folders are.
 */
static struct buf
settings_for(const struct house *h, enum child_role role)
{
	struct buf b;

	buf_init(&b, SETTINGS_BYTES);
	config_write(&b, &h->config, child_kind(role)->settings);
	if (role != CHILD_SSDP)
		buf_addf(&b, "# %zu folders, on mounts %s\n",
		    h->folders_there, h->mounts.on.data);
	if (buf_failed(&b))
		abort();
	return b;
}

static void
add_child(struct house *h, enum child_role role, const struct wire_link *link)
{
	struct buf settings = settings_for(h, role);

	children_add(&h->children, role, link, &settings);
}

/* Whether the one before still has to say byebye there. */
static bool
predecessor_leaves(const struct house *h, const struct wire_link *link)
{
	const struct child *child;

	for (child = h->children.list; child != NULL; child = child->next)
		if (child->role == CHILD_SSDP && !child->wanted &&
		    child->link.index == link->index)
			return true;
	return false;
}

static void
sync_ssdp(struct house *h)
{
	const struct wire_link *link;
	size_t i;

	for (i = 0; i < h->network.listeners.n; i++) {
		link = &h->network.listeners.items[i].link;
		if (children_find(&h->children, CHILD_SSDP,
		    link->index) == NULL && !predecessor_leaves(h, link))
			add_child(h, CHILD_SSDP, link);
	}
}

void
staff_sync(struct house *h)
{
	if (h->closing)
		return;
	if (children_find(&h->children, CHILD_SCAN, 0) == NULL)
		add_child(h, CHILD_SCAN, NULL);
	if (h->scan_was_ready &&
	    children_find(&h->children, CHILD_HTTP, 0) == NULL)
		add_child(h, CHILD_HTTP, NULL);
	if (h->http_was_ready)
		sync_ssdp(h);
}

void
staff_renew(struct house *h)
{
	struct child *child, *next;
	struct buf settings;

	for (child = h->children.list; child != NULL; child = next) {
		next = child->next;
		if (!child->wanted)
			continue;
		settings = settings_for(h, child->role);
		if (strcmp(settings.data, child->settings.data) != 0)
			children_replace(child, &settings);
		buf_free(&settings);
	}
}

/* ---- what they are told ------------------------------------------------- */

/* The one to talk to, or NULL. */
static struct child *
listening(struct house *h, enum child_role role)
{
	struct child *child = children_find(&h->children, role, 0);

	return child != NULL && child->state == CHILD_READY ? child : NULL;
}

static void
begin(struct buf *message, enum ipc_type type)
{
	buf_init(message, IPC_MAX_BYTES);
	ipc_begin(message, type);
}

/* Sends the message, and frees it. -1: there is nobody to hear it. */
static int
tell(struct child *child, struct buf *message, const int *fds, size_t nfds)
{
	if (child != NULL)
		child_send(child, message, fds, nfds);
	buf_free(message);
	return child != NULL ? 0 : -1;
}

void
staff_tell_listener(struct house *h, const struct listener *l)
{
	struct buf b;

	begin(&b, IPC_LISTENER_ADD);
	ipc_put_text(&b, l->link.name, strlen(l->link.name));
	ipc_put_num(&b, l->link.index);
	ipc_put_num(&b, ntohl(l->link.address.s_addr));
	ipc_put_num(&b, l->link.prefix);
	tell(listening(h, CHILD_HTTP), &b, &l->fd, 1);
}

void
staff_tell_all_listeners(struct house *h)
{
	size_t i;

	for (i = 0; i < h->network.listeners.n; i++)
		staff_tell_listener(h, &h->network.listeners.items[i]);
}

void
staff_tell_dropped(struct house *h, const struct wire_link *link)
{
	struct buf b;

	begin(&b, IPC_LISTENER_DROP);
	ipc_put_num(&b, ntohl(link->address.s_addr));
	tell(listening(h, CHILD_HTTP), &b, NULL, 0);
}

void
staff_tell_streams(struct house *h, struct child *ssdp)
{
	struct buf b;

	begin(&b, IPC_STREAMS);
	ipc_put_num(&b, h->streams);
	tell(ssdp, &b, NULL, 0);
}

void
staff_tell_who(struct child *http, struct in_addr address,
    const struct access_verdict *said)
{
	struct buf b;

	begin(&b, IPC_WHO);
	ipc_put_num(&b, ntohl(address.s_addr));
	ipc_put_num(&b, said->state);
	ipc_put_num(&b, said->rules);
	ipc_put_num(&b, said->device);
	tell(http, &b, NULL, 0);
}

void
staff_tell_who_changed(struct child *http, bool ask)
{
	struct buf b;

	begin(&b, IPC_WHO_CHANGED);
	ipc_put_num(&b, ask);
	tell(http, &b, NULL, 0);
}

pid_t
staff_tell_worker(struct house *h, const struct worker *worker, int sock)
{
	struct child *boss = listening(h, worker->role);
	const int fds[] = { sock, worker->pidfd };
	struct buf b;

	begin(&b, IPC_WORKER);
	ipc_put_num(&b, (uint64_t)worker->pid);
	/* Only lares-scan may kill by a pidfd: nobody else gets one. */
	if (tell(boss, &b, fds, worker->role == CHILD_SCAN ? 2 : 1) == -1)
		return -1;
	return boss->pid;
}

int
staff_tell_rescan(struct house *h)
{
	struct buf b;

	begin(&b, IPC_RESCAN);
	if (tell(listening(h, CHILD_SCAN), &b, NULL, 0) == -1)
		return -1;
	if (!h->progress.scanning)
		progress_begin(&h->progress, loop_now_ms());
	return 0;
}

static int
tell_resume(struct house *h, const struct resume_point *points, size_t n)
{
	struct buf b;

	begin(&b, IPC_RESUME);
	resume_put(&b, points, n);
	return tell(listening(h, CHILD_SCAN), &b, NULL, 0);
}

int
staff_pass_resume(struct house *h, struct ipc_in *m)
{
	struct resume_point points[RESUME_MESSAGE_MAX];
	size_t n;

	if (resume_get(m, points, &n) == -1)
		return -1;
	if (tell_resume(h, points, n) == 0)
		return 0;
	if (h->nmissed + n > RESUME_MESSAGE_MAX) {
		log_warn("lares-scan does not run: where %zu of the files "
		    "were left is not kept", n);
		return 0;
	}
	memcpy(h->missed + h->nmissed, points, n * sizeof(points[0]));
	h->nmissed += n;
	return 0;
}

void
staff_tell_missed(struct house *h)
{
	if (h->nmissed > 0)
		(void)tell_resume(h, h->missed, h->nmissed);
	h->nmissed = 0;
}

int
staff_tell_forget(struct house *h, enum child_role role,
    const uint64_t *devices, size_t n)
{
	struct buf b;

	begin(&b, IPC_FORGET);
	ipc_put_num(&b, n);
	for (size_t i = 0; i < n; i++)
		ipc_put_num(&b, devices[i]);
	return tell(listening(h, role), &b, NULL, 0);
}
