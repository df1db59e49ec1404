/*
 * A process as the kernel describes it in /proc, whatever laresd thinks of it.
 * What only its own user and root may read is left unknown for others. Runs in
 * laresctl.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/ctl/proc.h"

#define PATH_BYTES	64
#define LINK_BYTES	PATH_MAX

static FILE *
open_text(pid_t pid, const char *what)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, what);
	return fopen(path, "re");
}

/* -1, or its length; out is terminated. */
static ssize_t
read_link(pid_t pid, const char *what, char *out, size_t size)
{
	char path[PATH_BYTES];
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, what);
	if ((n = readlink(path, out, size - 1)) == -1)
		return -1;
	out[n] = '\0';
	return n;
}

/* ---- status ------------------------------------------------------------- */

static void
take_status_line(struct facts_process *p, const char *line)
{
	char name[FACTS_NAME_BYTES];
	long long n;

	if (sscanf(line, "Name: %63s", name) == 1)
		p->there = strcmp(name, p->name) == 0;
	else if (sscanf(line, "Uid: %*u %lld", &n) == 1)
		p->user = n;
	else if (sscanf(line, "NoNewPrivs: %lld", &n) == 1)
		p->no_new_privs = n;
	else if (sscanf(line, "Seccomp: %lld", &n) == 1)
		p->seccomp = n;
	else if (sscanf(line, "Seccomp_filters: %lld", &n) == 1)
		p->filters = n;
	else if (sscanf(line, "CapPrm: %llx", (unsigned long long *)&n) == 1)
		p->cap_permitted = (uint64_t)n;
	else if (sscanf(line, "CapEff: %llx", (unsigned long long *)&n) == 1)
		p->cap_effective = (uint64_t)n;
	else if (sscanf(line, "CapBnd: %llx", (unsigned long long *)&n) == 1)
		p->cap_bounding = (uint64_t)n;
}

/* A process by that number and not by that name is another one by now. */
static void
read_status(struct facts_process *p)
{
	FILE *f = open_text(p->pid, "status");
	char line[1024];

	p->there = false;
	p->user = p->no_new_privs = p->seccomp = p->filters = -1;
	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL)
		take_status_line(p, line);
	fclose(f);
}

/* ---- what else tells something ------------------------------------------ */

/* "0::/system.slice/lares.service": the last part that is a service. */
static void
read_unit(struct facts_process *p)
{
	static const char suffix[] = ".service";
	FILE *f = open_text(p->pid, "cgroup");
	char line[PATH_MAX], *part;
	size_t len;

	p->unit[0] = '\0';
	if (f == NULL)
		return;
	/* The last part: a session's shell lies beneath a service, too. */
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if ((part = strrchr(line, '/')) == NULL)
			continue;
		len = strlen(++part);
		if (len >= sizeof(suffix) && len < sizeof(p->unit) &&
		    strcmp(part + len - (sizeof(suffix) - 1), suffix) == 0)
			memcpy(p->unit, part, len + 1);
	}
	fclose(f);
}

static void
read_mounts(struct facts_process *p)
{
	char its[PATH_BYTES], ours[PATH_BYTES];

	p->own_mounts = -1;
	if (read_link(p->pid, "ns/mnt", its, sizeof(its)) != -1 &&
	    read_link(getpid(), "ns/mnt", ours, sizeof(ours)) != -1)
		p->own_mounts = strcmp(its, ours) != 0;
}

/*
 * Files with machine code in them, the program itself not counted. The parts of
 * one file stand together.
 */
static void
read_maps(struct facts_process *p)
{
	FILE *f = open_text(p->pid, "maps");
	char line[PATH_MAX + 128], code[8], last[32] = "", inode[32];
	int64_t n = -1;

	p->shared_objects = -1;
	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "%*s %7s %*s %*s %31s", code, inode) != 2 ||
		    code[2] != 'x' || strcmp(inode, "0") == 0 ||
		    strcmp(inode, last) == 0)
			continue;
		memcpy(last, inode, sizeof(last));
		n++;
	}
	fclose(f);
	p->shared_objects = n;
}

void
proc_read(struct facts_process *p)
{
	read_status(p);
	if (!p->there)
		return;
	read_unit(p);
	read_mounts(p);
	read_maps(p);
}

int
proc_open_program(pid_t pid, const char *beside)
{
	char path[LINK_BYTES], *name;

	if (beside == NULL)
		snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	else if (read_link(pid, "exe", path, sizeof(path)) == -1 ||
	    (name = strrchr(path, '/')) == NULL ||
	    strlen(beside) >= sizeof(path) - (size_t)(name + 1 - path))
		return -1;
	else
		memcpy(name + 1, beside, strlen(beside) + 1);
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}
