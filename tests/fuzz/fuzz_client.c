/*
 * What a client says of itself: its headers against the table, against a
 * pattern and a "client" line, and an id in its spelling. Lines of the input,
 * in this order.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/client_flag.h"
#include "common/client_row.h"
#include "common/config_client.h"
#include "server/upnp/alias.h"
#include "server/upnp/client.h"

#define ALIAS_MAX	64

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next line, or "". */
static char *
next(char **rest)
{
	static char nothing[] = "";
	char *line = strsep(rest, "\n");

	return line != NULL ? line : nothing;
}

static void
check_id(const char *text, uint64_t flags)
{
	const struct client client = { .flags = flags };
	struct object_id id, back;
	struct buf said;

	if (alias_parse(&client, text, &id) == -1)
		return;
	/* Rows of the catalogue have greater numbers than any that a client
	   knows. */
	if (id.place == OBJECT_ROW && id.row < 1000)
		return;
	buf_init(&said, ALIAS_MAX);
	alias_add(&said, &client, &id, 7);
	if (buf_failed(&said) ||
	    alias_parse(&client, said.data, &back) == -1 ||
	    back.place != id.place || back.row != id.row ||
	    back.container != id.container || back.kind != id.kind)
		abort();
	buf_free(&said);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = strndup((const char *)data, size), *rest = text, *line;
	struct client_marks marks;
	struct config c = { .nclients = 0 };
	struct config_parser p = { .c = &c, .key = "client" };
	const struct client_row *row;

	if (text == NULL)
		abort();
	for (size_t i = 0; i < CLIENT_MARKS; i++)
		marks.of[i] = next(&rest);
	row = client_row_find(&marks);
	if (row != NULL && !client_row_matches(row->pattern,
	    marks.of[row->mark]))
		abort();
	line = next(&rest);
	if (client_row_matches("*", line) != true)
		abort();
	for (size_t i = 0; i < CLIENT_MARKS; i++)
		(void)client_row_matches(line, marks.of[i]);
	config_client_parse(&p, NULL, next(&rest));
	if ((p.errors > 0) == (c.nclients > 0))
		abort();
	check_id(next(&rest), config_client_flags(&c, row != NULL ?
	    row->flags : 0, (struct in_addr){ 0 }, marks.of, CLIENT_MARKS));
	for (size_t i = 0; i < c.nclients; i++)
		free(c.clients[i].pattern);
	free(c.clients);
	free(text);
	return 0;
}
