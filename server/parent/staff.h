#ifndef LARES_PARENT_STAFF_H
#define LARES_PARENT_STAFF_H

#include "common/access.h"
#include "server/parent/house_types.h"

/* Starts what should run by now and does not. */
void	staff_sync(struct house *h);

/* Has every program whose settings or folders are others now followed by a
   new one. */
void	staff_renew(struct house *h);

/* What the programs are told; one that does not run is not. */
void	staff_tell_listener(struct house *h, const struct listener *l);
void	staff_tell_all_listeners(struct house *h);
void	staff_tell_dropped(struct house *h, const struct wire_link *link);
void	staff_tell_streams(struct house *h, struct child *ssdp);
void	staff_tell_who(struct child *http, struct in_addr address,
	    const struct access_verdict *said);
void	staff_tell_who_changed(struct child *http, bool ask);
/* Hands a worker over; the pid of who has got it, or -1. */
pid_t	staff_tell_worker(struct house *h, const struct worker *worker,
	    int sock);
int	staff_tell_rescan(struct house *h);	/* -1: it does not run */
/* Passes on what a lares-http has said; if lares-scan is just starting, once it
   is ready. -1: it is nonsense. */
int	staff_pass_resume(struct house *h, struct ipc_in *m);
void	staff_tell_missed(struct house *h);
/* To lares-http or lares-scan: forget what is of these devices, or, if there
   are none, all. -1: it does not run. */
int	staff_tell_forget(struct house *h, enum child_role role,
	    const uint64_t *devices, size_t n);

#endif
