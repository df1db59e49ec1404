/*
 * laresctl privacy: what confines the processes, in words, and only what was
 * seen. Pure; runs in laresctl.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/sandbox.h"
#include "server/ctl/missing.h"
#include "server/ctl/page.h"
#include "server/ctl/privacy_processes.h"

#define LIST_BYTES	(16 * 1024)
#define UNREADABLE	"cannot be read without root"

static void
add_list(struct buf *b, const struct facts_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		buf_addf(b, "%s%s", i > 0 ? ", " : "", names->name[i]);
	if (names->more > 0)
		buf_addf(b, " and %zu more", names->more);
}

/* ---- one process -------------------------------------------------------- */

static void
add_user(struct buf *b, const struct facts_process *p)
{
	page_row(b, "  user", "id %" PRId64 "%s, %s (CapEff %" PRIx64
	    ", CapPrm %" PRIx64 ", CapBnd %" PRIx64 "), %s", p->user,
	    p->user == 0 ? " (root)" : "", (p->cap_effective |
	    p->cap_permitted) == 0 ? "no capabilities" : "HAS CAPABILITIES",
	    p->cap_effective, p->cap_permitted, p->cap_bounding,
	    p->no_new_privs == 1 ? "can gain none (NoNewPrivs 1)" :
	    "NoNewPrivs is not set");
}

static void
add_kernel(struct buf *b, const struct facts_process *p)
{
	if (p->seccomp == -1)
		page_row(b, "  seccomp", "none");
	else if (p->filters == -1)	/* before Linux 5.9 */
		page_row(b, "  seccomp", "mode %" PRId64, p->seccomp);
	else
		page_row(b, "  seccomp", "mode %" PRId64 ", %" PRId64
		    " filter%s", p->seccomp, p->filters,
		    p->filters == 1 ? "" : "s");
	if (p->layers == -1)
		page_row(b, "  Landlock", "not reported to laresd");
	else if (!((unsigned)p->layers & SANDBOX_LANDLOCK))
		page_row(b, "  Landlock", "none, as it reported itself");
	else
		page_row(b, "  Landlock", "version %u, as it reported itself",
		    SANDBOX_LANDLOCK_ABI((unsigned)p->layers));
}

/* Those without an address are counted, at the first of their kind. */
static size_t
count_alike(const struct facts_process *p, const struct facts_socket *s)
{
	const struct facts_socket *other;
	size_t n = 0;

	if (s->local[0] != '\0')
		return 1;
	for (other = p->sockets; other < p->sockets + p->nsockets; other++) {
		if (strcmp(other->kind, s->kind) != 0)
			continue;
		if (other < s)
			return 0;
		n++;
	}
	return n;
}

static void
add_socket(struct buf *list, const struct facts_process *p,
    const struct facts_socket *s)
{
	const size_t n = count_alike(p, s);

	if (n == 0)
		return;
	buf_addf(list, "%s%s", list->len > 0 ? ", " : "", s->kind);
	if (n > 1)
		buf_addf(list, " (%zu)", n);
	if (s->local[0] != '\0')
		buf_addf(list, " %s", s->local);
	if (s->remote[0] != '\0')
		buf_addf(list, " with %s", s->remote);
	else if (s->listening)
		buf_add_str(list, " listening");
}

static void
add_sockets(struct buf *b, const struct facts_process *p)
{
	struct buf list;

	if (!p->sockets_read) {
		page_row(b, "  sockets", UNREADABLE);
		return;
	}
	buf_init(&list, LIST_BYTES);
	for (size_t i = 0; i < p->nsockets; i++)
		add_socket(&list, p, &p->sockets[i]);
	if (p->more_sockets > 0)
		buf_addf(&list, " and %zu more", p->more_sockets);
	if (p->other_sockets > 0)
		buf_addf(&list, "%s%zu of an unknown kind", list.len > 0 ?
		    ", " : "", p->other_sockets);
	page_row(b, "  sockets", "%s; unix (%zu)",
	    list.len > 0 ? list.data : "none of any network",
	    p->unix_sockets);
	buf_free(&list);
}

static void
add_code(struct buf *b, const struct facts_process *p)
{
	if (p->shared_objects == -1)
		page_row(b, "  libraries", UNREADABLE);
	else
		page_row(b, "  libraries", "%" PRId64 " shared objects mapped",
		    p->shared_objects);
}

static void
add_missing(struct buf *b, const struct facts_process *p)
{
	struct facts_names missing;
	struct buf list;

	missing_list(p, &missing);
	if (missing.n == 0)
		return;
	buf_init(&list, LIST_BYTES);
	add_list(&list, &missing);
	page_row(b, "  MISSING", "%s", list.data);
	buf_free(&list);
}

static void
add_process(struct buf *b, const struct facts_process *p)
{
	buf_addf(b, "  %s, pid %d", p->name, (int)p->pid);
	if (p->interface[0] != '\0')
		buf_addf(b, ", on interface %s", page_text(p->interface).s);
	if (!p->there) {
		buf_add_str(b, "\n    cannot be seen: it has ended, or /proc "
		    "hides it from this user\n\n");
		return;
	}
	buf_add_str(b, "\n");
	add_user(b, p);
	add_kernel(b, p);
	add_sockets(b, p);
	add_code(b, p);
	if (p->unit[0] != '\0')
		page_row(b, "  systemd", "in the unit %s%s", p->unit,
		    p->own_mounts == 1 ? ", with its own view of the files" :
		    "");
	add_missing(b, p);
	buf_add_str(b, "\n");
}

void
privacy_processes(struct buf *b, const struct facts *f)
{
	page_heading(b, "WHAT CONFINES EACH RUNNING PROGRAM");
	page_say(b, 2, "As the kernel tells in /proc, read just now:");
	buf_add_str(b, "\n");
	for (size_t i = 0; i < f->nprocesses; i++)
		add_process(b, &f->processes[i]);
	page_say(b, 2, "Of Landlock /proc says nothing: its version is what "
	    "each program reported to laresd. \"laresctl verify\" proves it. "
	    "Nor does it tell what else a systemd unit forbids.  Sockets of "
	    "kind unix stay within this machine, netlink is the kernel's news "
	    "of interfaces.");
}

/* ---- programs ----------------------------------------------------------- */

static void
add_refusing(struct buf *b, const struct facts_names *names)
{
	const size_t all = names->n + names->more;

	if (all < 2)
		page_row(b, "  refuses", "it defines no such function itself");
	else
		page_row(b, "  refuses", "it defines %s, %s and %zu more "
		    "itself: they refuse", names->name[0], names->name[1],
		    all - 2);
}

static void
add_program(struct buf *b, const struct facts_program *p)
{
	struct buf list;

	buf_addf(b, "  %s%s\n", p->name, p->runs ? "" :
	    ", of which none runs just now");
	if (!p->read) {
		page_say(b, 4, "its file cannot be read (without root), or is "
		    "no program");
		return;
	}
	buf_init(&list, LIST_BYTES);
	add_list(&list, &p->libraries);
	page_row(b, "  links", "%s", list.len > 0 ? list.data : "nothing");
	buf_reset(&list);
	add_list(&list, &p->imports);
	page_row(b, "  imports", "%s", list.len > 0 ? list.data :
	    "nothing that has to do with a network");
	add_refusing(b, &p->refusing);
	buf_free(&list);
}

void
privacy_programs(struct buf *b, const struct facts *f)
{
	page_heading(b, "WHICH PROGRAMS IMPORT WHAT");
	page_say(b, 2, "Of the functions for networks, read off the programs' "
	    "files:");
	buf_add_str(b, "\n");
	for (size_t i = 0; i < f->nprograms; i++)
		add_program(b, &f->programs[i]);
	page_say(b, 2, "With syscall the kernel can be asked for anything, and "
	    "dlsym finds whatever there is: they are for \"laresctl verify\", "
	    "which shows what the kernel answers.");
}
