#ifndef LARES_DISCOVERY_SSDP_H
#define LARES_DISCOVERY_SSDP_H

struct channel;

/*
 * Starts libupnp on a channel for which seam_open has been called: searches
 * are answered from now on. Returns its handle, or -1; the reason is logged.
 */
int	ssdp_start(struct channel *c);

/* Has libupnp advertise, now and on its own account from then on. */
void	ssdp_advertise(struct channel *c, int handle);

/* Ends libupnp. It is known to hang here: set an alarm first. */
void	ssdp_stop(void);

#endif
