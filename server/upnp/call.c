/*
 * The answer of an action while it is written: names from the table, text
 * through the escape, batches to the transport. In lares-http.
 */
#include "server/http/exchange.h"
#include "server/upnp/call.h"

void
call_out_open(struct call *c, size_t out)
{
	buf_add_str(&c->answer, "<");
	buf_add_str(&c->answer, c->action->out[out].name);
	buf_add_str(&c->answer, ">");
}

void
call_out_close(struct call *c, size_t out)
{
	buf_add_str(&c->answer, "</");
	buf_add_str(&c->answer, c->action->out[out].name);
	buf_add_str(&c->answer, ">");
}

void
call_out_text(struct call *c, size_t out, const char *text)
{
	call_out_open(c, out);
	buf_add_xml(&c->answer, text);
	call_out_close(c, out);
}

void
call_out_number(struct call *c, size_t out, int64_t n)
{
	call_out_open(c, out);
	buf_add_str(&c->answer, n < 0 ? "-" : "");
	buf_add_num(&c->answer, n < 0 ? -(uint64_t)n : (uint64_t)n);
	call_out_close(c, out);
}

int
call_flush(struct call *c)
{
	if (buf_failed(&c->answer))
		return -1;
	if (!c->begun)
		exchange_begin(c->x, 200, CALL_TYPE);
	c->begun = true;
	if (exchange_write(c->x, c->answer.data, c->answer.len) == -1)
		return -1;
	buf_reset(&c->answer);
	return 0;
}
