#ifndef LARES_PARENT_CLOSING_H
#define LARES_PARENT_CLOSING_H

#include "server/parent/house_types.h"

/* Tells everybody to leave; who has not after a while is made to. Asked again,
   makes them at once. */
void	closing_begin(struct house *h, int exit_status);

/* Whether all have gone. */
bool	closing_is_done(const struct house *h);

#endif
