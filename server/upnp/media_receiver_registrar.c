/*
 * X_MS_MediaReceiverRegistrar:1: may this device look? In lares-http.
 */
#include "server/upnp/call.h"
#include "server/upnp/media_receiver_registrar.h"

/* DeviceID is empty from some (Zyxel), and says nothing that we use. */
static int
say_whether(struct call *c)
{
	call_out_number(c, 0, c->view.admitted);
	return 0;
}

static const struct service_variable variables[] = {
	{ "A_ARG_TYPE_DeviceID", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Result", SERVICE_I4, { NULL } },
	{ "A_ARG_TYPE_RegistrationReqMsg", SERVICE_BASE64, { NULL } },
	{ "A_ARG_TYPE_RegistrationRespMsg", SERVICE_BASE64, { NULL } },
	{ "AuthorizationGrantedUpdateID", SERVICE_UI4, { NULL } },
	{ "AuthorizationDeniedUpdateID", SERVICE_UI4, { NULL } },
	{ "ValidationSucceededUpdateID", SERVICE_UI4, { NULL } },
	{ "ValidationRevokedUpdateID", SERVICE_UI4, { NULL } },
};

static const struct service_action actions[] = {
	{
		.name = "IsAuthorized",
		.run = say_whether,
		.in = { { "DeviceID", "A_ARG_TYPE_DeviceID", NULL } },
		.out = { { "Result", "A_ARG_TYPE_Result", NULL } },
	},
	{
		.name = "IsValidated",
		.run = say_whether,
		.in = { { "DeviceID", "A_ARG_TYPE_DeviceID", NULL } },
		.out = { { "Result", "A_ARG_TYPE_Result", NULL } },
	},
	{
		/* There is nothing to register for. */
		.name = "RegisterDevice",
		.says = "",
		.in = { { "RegistrationReqMsg",
		    "A_ARG_TYPE_RegistrationReqMsg", NULL } },
		.out = { { "RegistrationRespMsg",
		    "A_ARG_TYPE_RegistrationRespMsg", NULL } },
	},
};

const struct service media_receiver_registrar = {
	.name = "MediaReceiverRegistrar",
	.type = "urn:microsoft.com:service:X_MS_MediaReceiverRegistrar:1",
	.id = "urn:microsoft.com:serviceId:X_MS_MediaReceiverRegistrar",
	.variables = variables,
	.nvariables = sizeof(variables) / sizeof(variables[0]),
	.actions = actions,
	.nactions = sizeof(actions) / sizeof(actions[0]),
};
