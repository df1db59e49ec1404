#ifndef LARES_UPNP_BASE_URL_H
#define LARES_UPNP_BASE_URL_H

struct exchange;

#define BASE_URL_BYTES	32	/* http://255.255.255.255:65535 */

/* What the URLs in an answer start with: the address that the client reached
   us at. */
void	base_url(const struct exchange *x, char out[BASE_URL_BYTES]);

#endif
