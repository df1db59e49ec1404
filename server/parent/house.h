#ifndef LARES_PARENT_HOUSE_H
#define LARES_PARENT_HOUSE_H

#include "server/parent/house_types.h"

/* Opens the helper programs, while still root. -1: said why. */
int	house_open_programs(struct house *h);

/* Opens what the events come from. -1: said why. */
int	house_open(struct house *h);

/* Starts what there is to start; the rest follows by events. -1: the port that
   the user chose cannot be had. */
int	house_start(struct house *h);

/* Fills in what the user left open: the name, the uuid, the state directory. */
void	house_complete(const struct house *h, struct config *c);

/* The banner of log_level = debug, if that is the level. */
void	house_say_debug(const struct house *h);
/* The networks beyond the link that may ask, if there are any. */
void	house_say_reach(const struct house *h);

/* Puts h->config into force, after it or the folders have changed: listeners
   are moved, or opened anew, and every program that is concerned is followed
   by a new one. */
void	house_apply(struct house *h, bool reach_changed);

void	house_close(struct house *h);

#endif
