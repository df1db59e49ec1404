#ifndef LARES_UPNP_MEDIA_SERVER_H
#define LARES_UPNP_MEDIA_SERVER_H

#include "common/config.h"

struct catalog_pool;
struct client_cache;
struct listings;
struct positions;
struct prints;
struct rarely;
struct root_set;
struct studio;
struct verdicts;

/* What this server is, to all who answer for it. Nothing here changes while
   the process serves, so that threads share it freely. */
struct media_server {
	const struct config	*config;	/* names, uuid, media roots */
	struct catalog_pool	*catalog;
	const struct root_set	*roots;		/* config->media, opened */
	const struct root_set	*art;		/* the folder of artwork */
	struct listings		*listings;	/* has its own lock */
	struct verdicts		*verdicts;	/* who is admitted; the same */
	struct studio		*studio;	/* makes pictures; the same */
	struct prints		*prints;	/* and keeps them; the same */
	struct positions	*positions;	/* the same; NULL: none are
						   kept */
	struct rarely		*unmade;	/* those that cannot be made */
	struct client_cache	*clients;	/* the same; NULL: none */
};

#endif
