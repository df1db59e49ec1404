#ifndef LARES_COMMON_CONFIG_TYPES_H
#define LARES_COMMON_CONFIG_TYPES_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/log.h"
#include "common/station.h"

struct config_media {
	char		*path;		/* absolute, no trailing slash */
	unsigned	 kinds;		/* MEDIA_BIT()s shown from it */
	unsigned	 line;		/* where it was named; 0: command line */
};

struct config_list {
	char		**items;
	size_t		 n;
};

/* A network beyond the link whose hosts may ask, and how many routers, this
   many less one, what we send them may pass. */
#define CONFIG_NETWORKS_MAX	16
struct config_network {
	struct in_addr	 address;
	unsigned	 prefix;	/* bits, 8..32 */
	unsigned	 hops;
};
struct config_reach {
	struct config_network networks[CONFIG_NETWORKS_MAX];
	size_t		 n;		/* 0: the link, and nothing else */
};

/* What "root_container" makes of the first level. */
enum config_root {
	CONFIG_ROOT_STANDARD,		/* "." every view */
	CONFIG_ROOT_FOLDERS,		/* "B" */
	CONFIG_ROOT_MUSIC,		/* "M" */
	CONFIG_ROOT_VIDEO,		/* "V" */
	CONFIG_ROOT_PICTURES,		/* "P" */
};

/* Which devices may look at all: of those that the owner neither denied nor
   allowed, nor named by a "device" line. */
enum config_access {
	CONFIG_OPEN,			/* all */
	CONFIG_ASK,			/* none; they are told how to ask */
	CONFIG_LIST,			/* none */
};

/* A device that the owner names; one name may stand for several. */
#define CONFIG_DEVICES_MAX	256
struct config_device {
	char		*name;
	struct station	 station;
};

/* Hides a folder from devices, or shows it to them although one above it is
   hidden. Of the rules for a device and an hour that of the nearest folder
   holds; of several for one folder, the last. */
#define CONFIG_RULES_MAX	63
#define CONFIG_ALL		"all"
#define CONFIG_GUESTS		"guests"	/* have no "device" line */
struct config_rule {
	char		*path;		/* absolute, no trailing slash */
	bool		 show;
	char		*who;		/* by single blanks: names of devices,
					   stations, "guests", "all" */
	uint16_t	 from, to;	/* minutes of the day, to excluded;
					   the same: at any time */
	unsigned	 line;		/* where it was given */
};

/* Whether files of one media_dir are sent without where they were made, where
   that is another way than for all. */
struct config_strip {
	char		*path;		/* absolute, no trailing slash */
	bool		 strip;
	unsigned	 line;		/* where it was given */
};

/* What clients need that say this of themselves, or have this address: flags
   (common/client_flag.h), as a change of what is known of them. */
#define CONFIG_CLIENTS_MAX	64
struct config_client {
	char		*pattern;	/* NULL: the address counts */
	struct in_addr	 address;
	uint64_t	 keep, set;	/* flags that stay, and that come */
};

/* What is remembered of where a film or a book was left. */
enum config_resume {
	CONFIG_RESUME_OFF,		/* nothing */
	CONFIG_RESUME_ON,		/* one place, for the house */
	CONFIG_RESUME_DEVICE,		/* one of each device */
};

/* Of the names of views, and of what else we name ourselves. */
enum config_language {
	CONFIG_ENGLISH, CONFIG_GERMAN, CONFIG_FRENCH, CONFIG_SPANISH,
	CONFIG_ITALIAN, CONFIG_DUTCH, CONFIG_POLISH, CONFIG_RUSSIAN,
	CONFIG_JAPANESE, CONFIG_CHINESE,
	CONFIG_LANGUAGES,
};

struct config {
	struct config_media *media;
	size_t		 nmedia;
	struct config_list interfaces;	/* none: choose by kind */
	struct config_list host_names;
	struct config_reach reach;	/* allow_network */
	struct config_list views;	/* what the root lists; none: all */
	enum config_access access;
	struct config_device *devices;
	size_t		 ndevices;
	struct config_rule *rules;
	size_t		 nrules;	/* at most CONFIG_RULES_MAX */
	struct config_client *clients;	/* in their order */
	size_t		 nclients;
	char		*friendly_name;	/* NULL: "Lares" and a short suffix */
	char		*state_dir;	/* NULL: by the environment */
	char		*user;
	char		*uuid;		/* only in the text handed to children */
	unsigned	 port;		/* 0: 8200 or the next free */
	unsigned	 notify_interval_sec;
	enum config_resume resume;
	unsigned	 resume_days;	/* then it is forgotten */
	unsigned	 art_cache_mib;	/* 0: no artwork is made */
	enum config_root root;
	enum config_language language;
	bool		 strip_location;
	struct config_strip *strips;
	size_t		 nstrips;
	bool		 inotify;
	bool		 require_sandbox;
	enum log_level	 log_level;
};

/* One finding in a configuration; line 0 means the command line. */
struct config_finding {
	unsigned	 line;
	bool		 error;		/* else a warning */
	const char	*text;		/* valid during the call */
};
typedef void (*config_report)(void *arg, const struct config_finding *f);

/* Programs, as a mask: which of them a setting concerns. */
enum {
	CONFIG_FOR_PARENT	= 1 << 0,
	CONFIG_FOR_SSDP		= 1 << 1,
	CONFIG_FOR_HTTP		= 1 << 2,
	CONFIG_FOR_SCAN		= 1 << 3,
};

#endif
