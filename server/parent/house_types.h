#ifndef LARES_PARENT_HOUSE_TYPES_H
#define LARES_PARENT_HOUSE_TYPES_H

#include <limits.h>

#include "common/config.h"
#include "common/resume.h"
#include "common/station.h"
#include "server/parent/children.h"
#include "server/parent/control.h"
#include "server/parent/decisions.h"
#include "server/parent/gather.h"
#include "server/parent/identity.h"
#include "server/parent/mounts.h"
#include "server/parent/network.h"
#include "server/parent/options.h"
#include "server/parent/progress.h"
#include "server/parent/screen.h"
#include "common/user.h"
#include "server/parent/verify.h"
#include "server/parent/workers.h"

#define HOUSE_CURIOUS_MAX	8
#define HOUSE_SEEN_MAX		64

/* Who waits until the programs have told who has asked. */
struct house_curious {
	int		 reply;
	bool		 devices;	/* "devices", else "privacy" */
};

/* Who waits until resume points are forgotten: by lares-http first, so that it
   tells of none that lares-scan has forgotten. */
struct house_forget {
	bool		 running;
	int		 reply;
	enum child_role	 at;		/* who is to answer */
	uint64_t	 devices[CONFIG_DEVICES_MAX];	/* station_number */
	size_t		 n;		/* 0: all */
};

/* Which MAC an address had when it last asked. */
struct house_seen {
	struct in_addr	 address;
	uint8_t		 mac[STATION_MAC_BYTES];
};

/* Everything laresd holds. main.c opens it, part by part. */
struct house {
	struct options	 options;
	struct config	 config;	/* as in force: nothing left open */
	struct user	 user;		/* who we are */
	int		 folder;	/* the state directory */
	char		 state_dir[PATH_MAX];
	char		 uuid[IDENTITY_UUID_BYTES];
	size_t		 folders_there;	/* media directories that can be read */
	unsigned	 layers;	/* of our own sandbox */
	bool		 by_systemd;	/* in its unit */
	int64_t		 since_ms;

	struct loop	 loop;
	struct network	 network;
	struct mounts	 mounts;
	struct children	 children;
	struct workers	 workers;
	struct control	 control;
	struct verify	 verify;
	int		 verifier;	/* who waits for verify's end */
	struct gather	 gather;
	struct house_curious curious[HOUSE_CURIOUS_MAX];
	size_t		 ncurious;
	struct house_forget forget;
	struct resume_point missed[RESUME_MESSAGE_MAX];	/* for lares-scan, while
					   it starts */
	size_t		 nmissed;
	struct progress	 progress;
	struct screen	 screen;

	struct decisions decisions;	/* whom the owner let in, or not */
	struct house_seen seen[HOUSE_SEEN_MAX];
	size_t		 nseen, next_seen;

	bool		 scan_was_ready, http_was_ready;
	bool		 told_unfiltered;
	unsigned	 told_bare;	/* 1 << role: layers it lacks */
	uint64_t	 streams;	/* as the lares-ssdp were last told */
	bool		 closing, given_up;
	struct loop_timer closing_timer;
	int		 exit_status;
};

#endif
