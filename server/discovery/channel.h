#ifndef LARES_DISCOVERY_CHANNEL_H
#define LARES_DISCOVERY_CHANNEL_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/devices.h"
#include "common/wire.h"
#include "server/discovery/allowance.h"
#include "server/discovery/message.h"
#include "server/discovery/schedule.h"

/*
 * The one socket of this process, UDP port 1900 on its link, with everything
 * that guards it. Any thread may send; one receives.
 */
struct channel {
	struct wire_link	link;
	struct config_reach	reach;
	struct message_device	device;
	int			sock;
	struct allowance	allowance;	/* of the receiving thread */
	pthread_mutex_t		lock;		/* of the three below */
	struct devices		devices;	/* that searched */
	struct schedule		schedule;
	bool			muted;
	atomic_bool		failing;	/* the last datagram did not go */
};

/*
 * Opens the socket and joins the group. reach: who beyond the link may search.
 * interval_sec: between alive sets. The channel must stay where it is. 0, or
 * -1 with errno.
 */
int	channel_open(struct channel *c, const struct wire_link *link,
	    const struct config_reach *reach,
	    const struct message_device *device, unsigned interval_sec);

/*
 * Takes what has arrived, up to the first search that is to be answered.
 * false: there was none. Never blocks.
 */
bool	channel_receive(struct channel *c, enum message_target *t,
	    struct sockaddr_in *from);

/* Answers a search; to someone who is neither on the link nor in the reach
   nothing is sent. */
void	channel_answer(struct channel *c, enum message_target t,
	    const struct sockaddr_in *to);

/* A datagram that libupnp wants to send to everybody: held back when it is an
   alive at the wrong time. */
void	channel_notify(struct channel *c, enum message_kind kind,
	    enum message_target t);

/* Sends the whole set of alives or byebyes to everybody, twice. */
void	channel_announce(struct channel *c, enum message_kind kind);

/* From now on channel_notify says nothing: all has been said. */
void	channel_mute(struct channel *c);

void	channel_set_streaming(struct channel *c, bool streaming);

/* Appends the fields of an IPC_DEVICES answer. */
void	channel_put_devices(struct channel *c, struct buf *b);

/* Milliseconds until the next alive set is due; 0 if it is. */
int	channel_wait_ms(struct channel *c);

#endif
