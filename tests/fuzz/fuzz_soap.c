/*
 * A SOAP request: the first line is the SOAPACTION header, the rest the body.
 * What parses keeps its bounds, and is then checked as an action's arguments.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "server/upnp/service.h"
#include "server/upnp/soap.h"

static const struct service_variable variables[] = {
	{ "Text", SERVICE_STRING, { NULL } },
	{ "Flag", SERVICE_STRING, { "BrowseMetadata",
	    "BrowseDirectChildren" } },
	{ "Count", SERVICE_UI4, { NULL } },
	{ "Number", SERVICE_I4, { NULL } },
	{ "Blob", SERVICE_BASE64, { NULL } },
};

static const struct service_action actions[] = {
	{ .name = "Browse", .in = {
		{ "ObjectID", "Text", "ContainerID" },
		{ "BrowseFlag", "Flag", NULL },
		{ "Filter", "Text", NULL },
		{ "StartingIndex", "Count", NULL },
		{ "RequestedCount", "Count", NULL },
		{ "SortCriteria", "Text", NULL },
	} },
	{ .name = "GetCurrentConnectionInfo", .in = {
		{ "ConnectionID", "Number", NULL },
	} },
	{ .name = "RegisterDevice", .in = {
		{ "RegistrationReqMsg", "Blob", NULL },
	} },
};

static const struct service service = {
	.variables = variables,
	.nvariables = sizeof(variables) / sizeof(variables[0]),
	.actions = actions,
	.nactions = sizeof(actions) / sizeof(actions[0]),
};

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct soap_request *r)
{
	struct service_value values[SERVICE_ARGUMENTS_MAX];
	const struct service_action *a;
	size_t i;

	if (r->narguments > SOAP_ARGUMENTS_MAX || r->action[0] == '\0')
		abort();
	for (i = 0; i < r->narguments; i++)
		if (!text_is_utf8(r->arguments[i].value,
		    strlen(r->arguments[i].value)))
			abort();
	if ((a = service_action(&service, r->action, 0)) == NULL ||
	    service_check(&service, a, r, values) == -1)
		return;
	for (i = 0; a->in[i].name != NULL; i++)
		if (values[i].text == NULL)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = memchr(data, '\n', size);
	struct soap_request r;
	char *header, *body;
	size_t len;

	if (line == NULL)
		return 0;
	len = size - (size_t)(line + 1 - data);
	header = strndup((const char *)data, (size_t)(line - data));
	body = malloc(len + 1);
	if (header == NULL || body == NULL)
		abort();
	memcpy(body, line + 1, len);
	body[len] = '\0';
	if (soap_parse(header, body, len, &r) == SOAP_OK)
		check(&r);
	soap_free(&r);
	free(header);
	free(body);
	return 0;
}
