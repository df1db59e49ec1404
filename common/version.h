#ifndef LARES_COMMON_VERSION_H
#define LARES_COMMON_VERSION_H

#define LARES_VERSION	"0.1.0"

/*
 * SERVER in SSDP (UDA 1.0, 1.1.2) and HTTP: DLNADOC/1.50 is what DLNA clients
 * look for; the operating system part is there because the form demands one,
 * and says nothing about this machine.
 */
#define LARES_SERVER	"Linux/0 UPnP/1.0 DLNADOC/1.50 Lares/" LARES_VERSION

#endif
