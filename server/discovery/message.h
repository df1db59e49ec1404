#ifndef LARES_DISCOVERY_MESSAGE_H
#define LARES_DISCOVERY_MESSAGE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "common/buf.h"

#define MESSAGE_GROUP		"239.255.255.250"
#define MESSAGE_PORT		1900
#define MESSAGE_MAX_BYTES	1024

/* What is advertised and may be searched for (UDA 1.0, 1.1.2 and 1.2.2). */
enum message_target {
	MESSAGE_ROOT,
	MESSAGE_UUID,
	MESSAGE_SERVER,			/* the device type */
	MESSAGE_CONTENT,
	MESSAGE_CONNECTION,
	MESSAGE_REGISTRAR,
	MESSAGE_TARGETS,		/* how many there are */
	MESSAGE_ALL = MESSAGE_TARGETS,	/* only ever asked for */
};

enum message_kind {
	MESSAGE_ALIVE,
	MESSAGE_BYEBYE,
	MESSAGE_ANSWER,			/* to a search */
};

/* All that the network learns from us here. */
struct message_device {
	char		uuid[37];	/* 36 characters, lower case */
	struct in_addr	address;	/* ours on the link */
	uint16_t	port;		/* of lares-http */
	unsigned	max_age_sec;
};

/* 0, or -1 if the text is not a UUID. */
int	message_set_uuid(struct message_device *d, const char *uuid);

/* The name of a target: "ssdp:all", "uuid:...", "urn:...". */
void	message_add_target(struct buf *b, const struct message_device *d,
	    enum message_target t);

/* Which target bears exactly this name; -1: none. */
int	message_find_target(const struct message_device *d, const char *name,
	    size_t len);

/* Appends a whole datagram. now is for the DATE of an answer. */
void	message_write(struct buf *b, const struct message_device *d,
	    enum message_kind kind, enum message_target t, time_t now);

/*
 * What a datagram that libupnp made says. -1: it is none of those it is there
 * to make. The text is our own library's, not a stranger's.
 */
int	message_read(const struct message_device *d, const char *text,
	    size_t len, enum message_kind *kind, enum message_target *t);

/* The least description from which libupnp learns what to advertise; the one
   that the network gets is made by lares-http. */
void	message_add_description(struct buf *b, const struct message_device *d);

#endif
