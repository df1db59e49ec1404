/*
 * ConnectionManager:1: which formats there are. Files are fetched by plain
 * HTTP, so there is one standing connection, number 0, and nothing about it
 * ever changes. In lares-http.
 */
#include "common/buf.h"
#include "server/upnp/call.h"
#include "server/upnp/connection_manager.h"
#include "server/upnp/soap.h"
#include "server/upnp/sources.h"

#define SOURCES_MAX	16384

static int
get_protocol_info(struct call *c)
{
	struct buf sources;

	buf_init(&sources, SOURCES_MAX);
	sources_add(&sources, &c->client);
	if (buf_failed(&sources)) {
		buf_free(&sources);
		return SOAP_ACTION_FAILED;
	}
	call_out_text(c, 0, sources.data);
	call_out_text(c, 1, "");
	buf_free(&sources);
	return 0;
}

static int
get_current_connection_info(struct call *c)
{
	if (c->in[0].i4 != 0)
		return SOAP_BAD_CONNECTION;
	call_out_number(c, 0, -1);
	call_out_number(c, 1, -1);
	call_out_text(c, 2, "");
	call_out_text(c, 3, "");
	call_out_number(c, 4, -1);
	call_out_text(c, 5, "Output");
	call_out_text(c, 6, "OK");
	return 0;
}

static const struct service_variable variables[] = {
	{ "SourceProtocolInfo", SERVICE_STRING, { NULL } },
	{ "SinkProtocolInfo", SERVICE_STRING, { NULL } },
	{ "CurrentConnectionIDs", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_ConnectionStatus", SERVICE_STRING,
	    { "OK", "ContentFormatMismatch", "InsufficientBandwidth",
	    "UnreliableChannel", "Unknown" } },
	{ "A_ARG_TYPE_ConnectionManager", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Direction", SERVICE_STRING, { "Input", "Output" } },
	{ "A_ARG_TYPE_ProtocolInfo", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_ConnectionID", SERVICE_I4, { NULL } },
	{ "A_ARG_TYPE_AVTransportID", SERVICE_I4, { NULL } },
	{ "A_ARG_TYPE_RcsID", SERVICE_I4, { NULL } },
};

static const struct service_action actions[] = {
	{
		.name = "GetProtocolInfo",
		.run = get_protocol_info,
		.out = {
			{ "Source", "SourceProtocolInfo", NULL },
			{ "Sink", "SinkProtocolInfo", NULL },
		},
	},
	{
		.name = "GetCurrentConnectionIDs",
		.says = "0",
		.out = { { "ConnectionIDs", "CurrentConnectionIDs", NULL } },
	},
	{
		.name = "GetCurrentConnectionInfo",
		.run = get_current_connection_info,
		.in = { { "ConnectionID", "A_ARG_TYPE_ConnectionID", NULL } },
		.out = {
			{ "RcsID", "A_ARG_TYPE_RcsID", NULL },
			{ "AVTransportID", "A_ARG_TYPE_AVTransportID", NULL },
			{ "ProtocolInfo", "A_ARG_TYPE_ProtocolInfo", NULL },
			{ "PeerConnectionManager",
			    "A_ARG_TYPE_ConnectionManager", NULL },
			{ "PeerConnectionID", "A_ARG_TYPE_ConnectionID", NULL },
			{ "Direction", "A_ARG_TYPE_Direction", NULL },
			{ "Status", "A_ARG_TYPE_ConnectionStatus", NULL },
		},
	},
};

const struct service connection_manager = {
	.name = "ConnectionManager",
	.type = "urn:schemas-upnp-org:service:ConnectionManager:1",
	.id = "urn:upnp-org:serviceId:ConnectionManager",
	.variables = variables,
	.nvariables = sizeof(variables) / sizeof(variables[0]),
	.actions = actions,
	.nactions = sizeof(actions) / sizeof(actions[0]),
};
