#ifndef LARES_PARENT_CHILD_H
#define LARES_PARENT_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "common/buf.h"
#include "common/config_types.h"
#include "common/sandbox.h"
#include "common/wire.h"
#include "server/parent/backoff.h"
#include "server/parent/loop.h"

/* The programs that run for as long as the house does. */
enum child_role {
	CHILD_SCAN,
	CHILD_HTTP,
	CHILD_SSDP,
};
#define CHILD_ROLES	3

struct child_kind {
	const char		*name;
	enum sandbox_role	 sandbox;
	unsigned		 settings;	/* CONFIG_FOR_ */
	int64_t			 leave_ms;	/* then killed; 0: never */
	bool			 overlaps;	/* its successor need not
						   wait */
};

enum child_state {
	CHILD_WAITING,		/* is started when its timer is due */
	CHILD_STARTING,		/* runs, has not said IPC_READY */
	CHILD_READY,
	CHILD_LEAVING,		/* was asked to go */
};

struct child {
	struct child	*next;
	struct children	*all;
	enum child_role	 role;
	struct wire_link link;		/* lares-ssdp: the one it serves */
	enum child_state state;
	bool		 wanted;	/* is started again when it has gone */
	bool		 owes_devices;	/* was asked IPC_DEVICES */
	bool		 excused;	/* tries something it may die of */
	pid_t		 pid;		/* -1, and the next two, if it does */
	int		 pidfd;		/* not run */
	int		 sock;
	unsigned	 layers;
	uint64_t	 streams;	/* lares-http: transfers it runs */
	int64_t		 since_ms;
	unsigned	 restarts;
	struct backoff	 backoff;
	struct buf	 settings;	/* what it is started with */
	struct loop_watch heard, ended;
	struct loop_timer timer;
};

const struct child_kind	*child_kind(enum child_role role);
const char	*child_state_name(enum child_state state);

/* Starts program with its settings; sets pid, pidfd, sock, since_ms.
   -1 with errno. */
int	child_start(struct child *child, int program);

/* After it has ended and was waited for. */
void	child_release(struct child *child);

/* Its socket reads as ended: it leaves in peace. We still hear it. */
void	child_ask_to_leave(struct child *child);
void	child_signal(const struct child *child, int sig);

/* Sends a message; a child that does not take it is killed. */
void	child_send(struct child *child, const struct buf *message,
	    const int *fds, size_t nfds);

#endif
