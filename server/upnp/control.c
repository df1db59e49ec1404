/*
 * Control (UPnP Device Architecture 1.0, chapter 3): a POST becomes a checked
 * call of an action's function, and what that returns an answer or a fault.
 * In lares-http.
 */
#include <stddef.h>
#include <string.h>

#include "common/buf.h"
#include "server/http/exchange.h"
#include "server/upnp/audience.h"
#include "server/upnp/call.h"
#include "server/upnp/control.h"
#include "server/upnp/media_server.h"
#include "server/upnp/services.h"
#include "server/upnp/soap.h"

/* What an action may hold before it hands it over. */
#define ANSWER_MAX	(8 * 1024 * 1024)
#define FAULT_MAX	2048

static void
send_fault(struct exchange *x, int error)
{
	struct buf b;

	buf_init(&b, FAULT_MAX);
	soap_add_fault(&b, error);
	if (buf_failed(&b))
		exchange_status(x, 500);
	else
		exchange_data(x, 500, CALL_TYPE, b.data, b.len);
	buf_free(&b);
}

/* What is known as a whole is sent from where it is. */
static int
finish(struct call *c)
{
	if (!c->begun && !buf_failed(&c->answer)) {
		exchange_data(c->x, 200, CALL_TYPE, c->answer.data,
		    c->answer.len);
		return 0;
	}
	if (call_flush(c) == -1)
		return SOAP_ACTION_FAILED;
	exchange_end(c->x);
	return 0;
}

/* Once a part of the answer is with the client there is no way to say what
   went wrong: leaving it without its end breaks it off. */
static void
run_action(struct call *c)
{
	int error = 0;

	buf_init(&c->answer, ANSWER_MAX);
	soap_begin(&c->answer, c->service->type, c->action->name);
	if (c->action->run != NULL)
		error = c->action->run(c);
	else
		call_out_text(c, 0, c->action->says);
	if (error == 0) {
		soap_end(&c->answer, c->action->name);
		error = finish(c);
	}
	if (error != 0 && !c->begun)
		send_fault(c->x, error);
	buf_free(&c->answer);
}

static void
serve_request(struct call *c, const struct soap_request *r)
{
	c->action = service_action(c->service, r->action,
	    services_there(c->server->config));
	if (strcmp(r->service, c->service->type) != 0 || c->action == NULL)
		send_fault(c->x, SOAP_INVALID_ACTION);
	else if (service_check(c->service, c->action, r, c->in) == -1)
		send_fault(c->x, SOAP_INVALID_ARGS);
	else
		run_action(c);
}

void
control_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	struct call c = { .server = server, .x = x,
	    .view = audience_of(server, x), .client = client_of(server, x) };
	struct soap_request r;
	const char *header, *body;
	size_t len;

	if ((c.service = services_find(name)) == NULL) {
		exchange_status(x, 404);
		return;
	}
	if ((body = exchange_body(x, &len)) == NULL)
		return;
	header = request_header(exchange_request(x), "SOAPACTION");
	switch (soap_parse(header, body, len, &r)) {
	case SOAP_OK:
		serve_request(&c, &r);
		break;
	case SOAP_MALFORMED:
		exchange_status(x, 400);
		break;
	case SOAP_BAD_ACTION:
		send_fault(x, SOAP_INVALID_ACTION);
		break;
	case SOAP_BAD_ARGUMENTS:
		send_fault(x, SOAP_INVALID_ARGS);
		break;
	}
	soap_free(&r);
}
