#ifndef LARES_UPNP_MEDIA_RECEIVER_REGISTRAR_H
#define LARES_UPNP_MEDIA_RECEIVER_REGISTRAR_H

#include "server/upnp/service.h"

/* X_MS_MediaReceiverRegistrar:1, without which an Xbox or Windows shows
   nothing ([MS-DLNHND]). */
extern const struct service media_receiver_registrar;

#endif
