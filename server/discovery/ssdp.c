/*
 * Runs libupnp, for discovery only. The one file that includes its header;
 * written against what versions 1.8 and 1.14 have in common.
 */
#include <upnp.h>
#include <upnptools.h>

#include "common/buf.h"
#include "common/log.h"
#include "server/discovery/channel.h"
#include "server/discovery/ssdp.h"

#define DESCRIPTION_MAX_BYTES	4096

/* Control and events come in over TCP, which libupnp has not got. */
static int
ignore_event(Upnp_EventType type, const void *event, void *cookie)
{
	(void)type;
	(void)event;
	(void)cookie;
	return 0;
}

static int
register_device(struct channel *c, UpnpDevice_Handle *handle)
{
	struct buf b;
	int error = UPNP_E_OUTOF_MEMORY;

	buf_init(&b, DESCRIPTION_MAX_BYTES);
	message_add_description(&b, &c->device);
	if (!buf_failed(&b))
		error = UpnpRegisterRootDevice2(UPNPREG_BUF_DESC, b.data,
		    b.len, 1, ignore_event, NULL, handle);
	buf_free(&b);
	return error;
}

int
ssdp_start(struct channel *c)
{
	UpnpDevice_Handle handle;
	int error;

	if ((error = UpnpInit2(c->link.name, c->device.port)) !=
	    UPNP_E_SUCCESS) {
		log_error("%s: libupnp does not start: %s", c->link.name,
		    UpnpGetErrorMessage(error));
		return -1;
	}
	if ((error = register_device(c, &handle)) != UPNP_E_SUCCESS) {
		log_error("%s: libupnp does not take the description: %s",
		    c->link.name, UpnpGetErrorMessage(error));
		return -1;
	}
	return handle;
}

void
ssdp_advertise(struct channel *c, int handle)
{
	const int error = UpnpSendAdvertisement(handle,
	    (int)c->device.max_age_sec);

	if (error != UPNP_E_SUCCESS)
		log_warn("%s: libupnp does not advertise: %s", c->link.name,
		    UpnpGetErrorMessage(error));
}

void
ssdp_stop(void)
{
	UpnpFinish();
}
