#ifndef LARES_HTTP_VISITORS_H
#define LARES_HTTP_VISITORS_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>

#include "common/devices.h"

/* Who has asked, for "laresctl privacy". Any thread. */
struct visitors {
	pthread_mutex_t	lock;
	struct devices	devices;
};

void	visitors_init(struct visitors *v);
void	visitors_free(struct visitors *v);

/* A request of a device on the link; agent: its User-Agent, or NULL. refused:
   by its Host or Origin. */
void	visitors_note(struct visitors *v, struct in_addr peer,
	    const char *agent, bool refused);

/* A connection from elsewhere, which was closed. */
void	visitors_note_off_link(struct visitors *v);

/* Appends an IPC_DEVICES answer's fields. */
void	visitors_put(struct visitors *v, struct buf *b);

#endif
