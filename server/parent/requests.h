#ifndef LARES_PARENT_REQUESTS_H
#define LARES_PARENT_REQUESTS_H

#include "server/parent/house.h"

/* Opens the control socket and answers what is asked there. -1: said why. */
int	requests_open(struct house *h);
void	requests_close(struct house *h);

#endif
