/*
 * Which sockets a process holds: its descriptors, looked up in the kernel's
 * tables of sockets (proc(5), /proc/PID/fd and /proc/PID/net). Runs in
 * laresctl.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/ctl/proc_sockets.h"

#define INODES_MAX	2048		/* more than lares-http may hold */
#define COLUMNS_MAX	12
#define TCP_LISTEN	"0A"
#define UNBOUND_PORT	":0000"

static const struct table {
	const char	*file;		/* and what it is called */
	bool		 internet;	/* has addresses, and columns so */
	int		 inode;		/* its column */
} tables[] = {
	{ "tcp",	true,	9 },
	{ "tcp6",	true,	9 },
	{ "udp",	true,	9 },
	{ "udp6",	true,	9 },
	{ "udplite",	true,	9 },
	{ "udplite6",	true,	9 },
	{ "raw",	true,	9 },
	{ "raw6",	true,	9 },
	{ "icmp",	true,	9 },
	{ "icmp6",	true,	9 },
	{ "packet",	false,	8 },
	{ "netlink",	false,	9 },
	{ "unix",	false,	6 },
};

struct inodes {
	unsigned long	 of[INODES_MAX];	/* 0: found in a table */
	size_t		 n;
};

/* ---- descriptors -------------------------------------------------------- */

/* Copies of one socket count once. */
static void
add(struct inodes *held, unsigned long inode)
{
	for (size_t i = 0; i < held->n; i++)
		if (held->of[i] == inode)
			return;
	if (held->n < INODES_MAX)
		held->of[held->n++] = inode;
}

/* -1: we may not see them. */
static int
list_inodes(pid_t pid, struct inodes *held)
{
	char path[64], target[64];
	const struct dirent *e;
	unsigned long inode;
	ssize_t n;
	DIR *dir;

	held->n = 0;
	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	if ((dir = opendir(path)) == NULL)
		return -1;
	while ((e = readdir(dir)) != NULL) {
		n = readlinkat(dirfd(dir), e->d_name, target,
		    sizeof(target) - 1);
		if (n == -1)
			continue;
		target[n] = '\0';
		if (sscanf(target, "socket:[%lu]", &inode) == 1)
			add(held, inode);
	}
	closedir(dir);
	return 0;
}

/* ---- the kernel's tables ------------------------------------------------ */

/* An IPv6 address stands as four words of the machine's byte order. */
static void
add_ipv6(const char *hex, char *out, size_t size)
{
	char word[9] = "";
	size_t len = 0;
	uint32_t w;

	for (int i = 0; i < 4; i++) {
		memcpy(word, hex + 8 * i, 8);
		w = ntohl((uint32_t)strtoul(word, NULL, 16));
		len += (size_t)snprintf(out + len, size - len, "%s%x:%x",
		    i == 0 ? "[" : ":", w >> 16, w & 0xffff);
	}
	snprintf(out + len, size - len, "]");
}

void
proc_sockets_address(const char *hex, char *out, size_t size)
{
	const char *colon = strchr(hex, ':');
	char address[48] = "";
	struct in_addr a;

	out[0] = '\0';
	if (colon == NULL)
		return;
	if (colon - hex == 8) {
		a.s_addr = (in_addr_t)strtoul(hex, NULL, 16);
		inet_ntop(AF_INET, &a, address, sizeof(address));
	} else if (colon - hex == 32) {
		add_ipv6(hex, address, sizeof(address));
	}
	snprintf(out, size, "%s:%lu", address, strtoul(colon + 1, NULL, 16));
}

static size_t
split(char *line, char *column[COLUMNS_MAX])
{
	char *rest, *word = strtok_r(line, " \n", &rest);
	size_t n = 0;

	for (; word != NULL && n < COLUMNS_MAX;
	    word = strtok_r(NULL, " \n", &rest))
		column[n++] = word;
	return n;
}

static void
note(struct facts_process *p, const struct table *t, char *const *column)
{
	struct facts_socket *s = &p->sockets[p->nsockets];

	if (strcmp(t->file, "unix") == 0) {
		p->unix_sockets++;
		return;
	}
	if (p->nsockets == FACTS_SOCKETS_MAX) {
		p->more_sockets++;
		return;
	}
	*s = (struct facts_socket){ .kind = t->file };
	if (t->internet) {
		proc_sockets_address(column[1], s->local, sizeof(s->local));
		if (strstr(column[2], UNBOUND_PORT) == NULL)
			proc_sockets_address(column[2], s->remote,
			    sizeof(s->remote));
		s->listening = strcmp(column[3], TCP_LISTEN) == 0 &&
		    strncmp(t->file, "tcp", 3) == 0;
	}
	p->nsockets++;
}

static void
look_up(struct facts_process *p, const struct table *t, struct inodes *held)
{
	char path[64], line[1024], *column[COLUMNS_MAX];
	unsigned long inode;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/net/%s", (int)p->pid, t->file);
	if ((f = fopen(path, "re")) == NULL)
		return;			/* this kernel has no such sockets */
	while (fgets(line, sizeof(line), f) != NULL) {
		if (split(line, column) <= (size_t)t->inode)
			continue;
		inode = strtoul(column[t->inode], NULL, 10);
		for (size_t i = 0; inode != 0 && i < held->n; i++) {
			if (held->of[i] != inode)
				continue;
			held->of[i] = 0;
			note(p, t, column);
		}
	}
	fclose(f);
}

/* Those in no table that are held even now: not closed while we looked. */
static size_t
count_lasting(pid_t pid, const struct inodes *held)
{
	struct inodes now;
	size_t i, j, n = 0;

	if (list_inodes(pid, &now) == -1)
		return 0;
	for (i = 0; i < held->n; i++)
		for (j = 0; held->of[i] != 0 && j < now.n; j++)
			n += now.of[j] == held->of[i];
	return n;
}

void
proc_sockets_read(struct facts_process *p)
{
	struct inodes held;

	p->nsockets = p->more_sockets = 0;
	p->unix_sockets = p->other_sockets = 0;
	p->sockets_read = list_inodes(p->pid, &held) == 0;
	if (!p->sockets_read)
		return;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		look_up(p, &tables[i], &held);
	p->other_sockets = count_lasting(p->pid, &held);
}
