#ifndef LARES_UPNP_DESCRIBE_H
#define LARES_UPNP_DESCRIBE_H

struct buf;
struct client;
struct config;
struct exchange;
struct media_server;

/* The device description (UPnP Device Architecture 1.0, 2.1) as this client
   has to read it: pure. Names only what it must: no host, user, serial number
   or address. */
void	describe_add_device(struct buf *b, const struct config *config,
	    const struct client *client);

/* GET /description.xml */
void	describe_serve_device(const struct media_server *server,
	    struct exchange *x, const char *name);

/* GET /scpd/<service>.xml */
void	describe_serve_service(const struct media_server *server,
	    struct exchange *x, const char *name);

#endif
