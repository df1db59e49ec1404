#ifndef LARES_CTL_FACTS_H
#define LARES_CTL_FACTS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "common/catalog_read.h"
#include "common/catalog_tables.h"
#include "common/config_types.h"
#include "common/devices.h"

/*
 * All that "laresctl privacy" says, before it is put into words. Text of
 * unknown length points into laresd's answer, which outlives this.
 */
#define FACTS_SERVED_MAX	256
#define FACTS_UNSERVED_MAX	128
#define FACTS_PROCESSES_MAX	384
#define FACTS_PROGRAMS_MAX	8
#define FACTS_FILES_MAX		128
#define FACTS_TABLES_MAX	64
#define FACTS_SOCKETS_MAX	64	/* of a process */
#define FACTS_NAMES_MAX		64
#define FACTS_NAME_BYTES	64

struct facts_served {
	const char	*interface, *address, *url;
	unsigned	 prefix;
	bool		 filtered;	/* on its TCP socket, by source */
};
struct facts_unserved {
	const char	*interface, *why;
};
struct facts_allowed {			/* by allow_network */
	const char	*address;
	unsigned	 prefix, hops;
};
struct facts_access {			/* who may look */
	enum config_access mode;
	uint64_t	 allowed, denied;	/* devices, by laresctl */
	uint64_t	 named, rules;		/* in the configuration */
};
struct facts_device {
	const char	*address, *agent;
	uint64_t	 requests, searches, refused, first_ms, last_ms;
};

/* A list of short names, and how many more there are. */
struct facts_names {
	char		 name[FACTS_NAMES_MAX][FACTS_NAME_BYTES];
	size_t		 n, more;
};

struct facts_socket {
	const char	*kind;		/* "tcp", "udp6", "netlink", ... */
	bool		 listening;
	char		 local[64], remote[64];	/* "" where it has none */
};

/* What /proc says. -1: that could not be read. */
struct facts_process {
	const char	*name, *interface;
	pid_t		 pid;
	int64_t		 layers;	/* as it told laresd; -1: it did not */

	bool		 there;		/* when we looked, in /proc */
	int64_t		 user;
	int64_t		 no_new_privs, seccomp, filters;
	uint64_t	 cap_effective, cap_permitted, cap_bounding;
	char		 unit[FACTS_NAME_BYTES];	/* of systemd, or "" */
	int		 own_mounts;	/* another view of files than ours */
	int64_t		 shared_objects;

	bool		 sockets_read;
	struct facts_socket sockets[FACTS_SOCKETS_MAX];
	size_t		 nsockets, more_sockets;
	size_t		 unix_sockets;
	size_t		 other_sockets;	/* in none of the kernel's tables */
};

struct facts_program {
	const char	*name;
	bool		 runs;		/* else: its file was read all the
					   same */
	bool		 read;
	struct facts_names libraries;	/* DT_NEEDED */
	struct facts_names imports;	/* of the network's functions */
	struct facts_names refusing;	/* of those, what it defines itself */
};

struct facts_file {
	char		 name[NAME_MAX + 1];
	const char	*holds;		/* NULL: not known to us */
	uint64_t	 bytes;
};
struct facts_table {
	struct catalog_table t;
	const char	*holds;
};

struct facts {
	/* from laresd */
	const char	*name, *uuid, *server;
	struct facts_served served[FACTS_SERVED_MAX];
	size_t		 nserved;
	struct facts_allowed allowed[CONFIG_NETWORKS_MAX];
	size_t		 nallowed;
	struct facts_access access;
	struct facts_unserved unserved[FACTS_UNSERVED_MAX];
	size_t		 nunserved;
	uint64_t	 more_unserved;
	struct facts_process processes[FACTS_PROCESSES_MAX];
	size_t		 nprocesses;
	struct facts_device devices[DEVICES_MAX];
	size_t		 ndevices;
	enum config_resume resume;
	uint64_t	 resume_days;
	uint64_t	 off_link, unanswered;
	bool		 debug;		/* the log names media */

	/* as they are announced */
	char		 device_type[FACTS_NAME_BYTES];
	struct facts_names services;

	/* from the kernel and the programs' files */
	struct facts_program programs[FACTS_PROGRAMS_MAX];
	size_t		 nprograms;

	/* from the state directory */
	const char	*state_dir;
	struct facts_file files[FACTS_FILES_MAX];
	size_t		 nfiles, more_files;
	int64_t		 positions;	/* resume points; -1: they cannot be
					   read, or there is no file */
	const char	*no_catalog;	/* why it could not be read, or NULL */
	struct catalog_counts counts;
	struct facts_table tables[FACTS_TABLES_MAX];
	size_t		 ntables, more_tables;
};

#endif
