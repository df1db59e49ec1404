/*
 * What is found in a configuration while it is read. Pure.
 */
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/config_parser.h"

#define TEXT_BYTES	4096

void
config_parser_find(struct config_parser *p, bool error, const char *text)
{
	struct config_finding f = { p->line, error, text };

	if (error)
		p->errors++;
	if (p->report != NULL)
		p->report(p->arg, &f);
}

void
config_parser_complain(struct config_parser *p, bool error, const char *value,
    const char *why)
{
	struct buf b;

	buf_init(&b, TEXT_BYTES);
	buf_addf(&b, "%s: %s %s", p->key, log_quote(value).s, why);
	config_parser_find(p, error, buf_failed(&b) ? why : b.data);
	buf_free(&b);
}

void *
config_parser_grow(struct config_parser *p, void *items, size_t n, size_t size)
{
	void *grown = reallocarray(items, n + 1, size);

	if (grown == NULL)
		p->no_memory = true;
	return grown;
}

char *
config_parser_copy(struct config_parser *p, const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		p->no_memory = true;
	return copy;
}
