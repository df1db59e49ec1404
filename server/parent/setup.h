#ifndef LARES_PARENT_SETUP_H
#define LARES_PARENT_SETUP_H

#include "server/parent/house.h"

/* Steps of the start, in this order; each says why it fails, and is -1 then. */

/* Started by root: whom to become. Else: who we are. */
int	setup_choose_user(struct house *h);

/* Finds, or makes and gives to the user, the state directory. */
int	setup_open_state(struct house *h);

int	setup_become_user(struct house *h);

/* As the user: takes possession of the state directory and learns the
   identity in it. */
int	setup_claim_state(struct house *h);

/* The last step. -1 only if a layer is missing that the settings require. */
int	setup_enter_sandbox(struct house *h);

#endif
