/* The list of the services that this device has. In lares-http. */
#include <string.h>

#include "common/config.h"
#include "server/upnp/connection_manager.h"
#include "server/upnp/content_directory.h"
#include "server/upnp/media_receiver_registrar.h"
#include "server/upnp/services.h"

static const struct service *const services[] = {
	&content_directory,
	&connection_manager,
	&media_receiver_registrar,
};

const struct service *
services_get(size_t i)
{
	return i < sizeof(services) / sizeof(services[0]) ? services[i] : NULL;
}

const struct service *
services_find(const char *name)
{
	const struct service *s;
	size_t i;

	for (i = 0; (s = services_get(i)) != NULL; i++)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}

unsigned
services_there(const struct config *c)
{
	return c->resume != CONFIG_RESUME_OFF ? SERVICE_RESUME : 0;
}
