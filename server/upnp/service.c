/*
 * Services as tables: finding an action, checking what it is given, and
 * describing it to clients. Pure, in lares-http.
 */
#include <stdbool.h>
#include <string.h>

#include "common/buf.h"
#include "common/num.h"
#include "server/upnp/service.h"
#include "server/upnp/soap.h"

const struct service_action *
service_action(const struct service *s, const char *name, unsigned there)
{
	size_t i;

	for (i = 0; i < s->nactions; i++)
		if (strcmp(s->actions[i].name, name) == 0 &&
		    (s->actions[i].needs & ~there) == 0)
			return &s->actions[i];
	return NULL;
}

const struct service_variable *
service_variable(const struct service *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->nvariables; i++)
		if (strcmp(s->variables[i].name, name) == 0)
			return &s->variables[i];
	return NULL;
}

/* The text between the blanks around it (XML Schema: whiteSpace collapse). */
static size_t
trim(const char **text)
{
	size_t len;

	*text += strspn(*text, " \t\r\n");
	len = strlen(*text);
	while (len > 0 && strchr(" \t\r\n", (*text)[len - 1]) != NULL)
		len--;
	return len;
}

static int
check_ui4(const char *text, struct service_value *v)
{
	size_t len = trim(&text);
	uint64_t n;

	if (num_parse_len(text, len, UINT32_MAX, &n) == -1)
		return -1;
	v->ui4 = (uint32_t)n;
	return 0;
}

/* With an optional sign. */
static int
check_i4(const char *text, struct service_value *v)
{
	size_t len = trim(&text);
	bool negative = text[0] == '-';
	uint64_t n, max = negative ? (uint64_t)INT32_MAX + 1 : INT32_MAX;

	if (text[0] == '-' || text[0] == '+') {
		text++;
		len--;
	}
	if (num_parse_len(text, len, max, &n) == -1)
		return -1;
	v->i4 = (int32_t)(negative ? -(int64_t)n : (int64_t)n);
	return 0;
}

static int
check_base64(const char *text)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n";

	return text[strspn(text, alphabet)] == '\0' ? 0 : -1;
}

static int
check_string(const struct service_variable *var, const char *text)
{
	size_t i;

	if (var->allowed[0] == NULL)
		return 0;
	for (i = 0; i < SERVICE_ALLOWED_MAX && var->allowed[i] != NULL; i++)
		if (strcmp(var->allowed[i], text) == 0)
			return 0;
	return -1;
}

static int
check_type(const struct service_variable *var, const char *text,
    struct service_value *v)
{
	v->text = text;
	switch (var->type) {
	case SERVICE_STRING:
		return check_string(var, text);
	case SERVICE_UI4:
		return check_ui4(text, v);
	case SERVICE_I4:
		return check_i4(text, v);
	case SERVICE_BASE64:
		return check_base64(text);
	}
	return -1;
}

/* The place of a name among the in-arguments, or -1. */
static int
find_argument(const struct service_action *a, const char *name)
{
	int i;

	for (i = 0; i < SERVICE_ARGUMENTS_MAX && a->in[i].name != NULL; i++)
		if (strcmp(a->in[i].name, name) == 0 ||
		    (a->in[i].alias != NULL &&
		    strcmp(a->in[i].alias, name) == 0))
			return i;
	return -1;
}

int
service_check(const struct service *s, const struct service_action *a,
    const struct soap_request *r,
    struct service_value values[SERVICE_ARGUMENTS_MAX])
{
	const struct service_variable *var;
	size_t i;
	int at;

	memset(values, 0, SERVICE_ARGUMENTS_MAX * sizeof(values[0]));
	for (i = 0; i < r->narguments; i++) {
		at = find_argument(a, r->arguments[i].name);
		if (at == -1 || values[at].text != NULL)
			return -1;
		var = service_variable(s, a->in[at].variable);
		if (check_type(var, r->arguments[i].value, &values[at]) == -1)
			return -1;
	}
	for (i = 0; i < SERVICE_ARGUMENTS_MAX && a->in[i].name != NULL; i++)
		if (values[i].text == NULL)
			return -1;
	return 0;
}

static void
add_arguments(struct buf *b, const struct service_argument *args,
    const char *direction)
{
	size_t i;

	for (i = 0; i < SERVICE_ARGUMENTS_MAX && args[i].name != NULL; i++)
		buf_addf(b, "<argument><name>%s</name>"
		    "<direction>%s</direction><relatedStateVariable>%s"
		    "</relatedStateVariable></argument>\n",
		    args[i].name, direction, args[i].variable);
}

static void
add_action(struct buf *b, const struct service_action *a)
{
	bool has_arguments = a->in[0].name != NULL || a->out[0].name != NULL;

	buf_addf(b, "<action><name>%s</name>\n", a->name);
	if (has_arguments)
		buf_add_str(b, "<argumentList>\n");
	add_arguments(b, a->in, "in");
	add_arguments(b, a->out, "out");
	if (has_arguments)
		buf_add_str(b, "</argumentList>");
	buf_add_str(b, "</action>\n");
}

/* No variable is evented: this server never calls anybody. */
static void
add_variable(struct buf *b, const struct service_variable *v)
{
	static const char *const types[] = {
		[SERVICE_STRING]	= "string",
		[SERVICE_UI4]		= "ui4",
		[SERVICE_I4]		= "i4",
		[SERVICE_BASE64]	= "bin.base64",
	};
	size_t i;

	buf_addf(b, "<stateVariable sendEvents=\"no\"><name>%s</name>"
	    "<dataType>%s</dataType>", v->name, types[v->type]);
	if (v->allowed[0] != NULL)
		buf_add_str(b, "<allowedValueList>");
	for (i = 0; i < SERVICE_ALLOWED_MAX && v->allowed[i] != NULL; i++)
		buf_addf(b, "<allowedValue>%s</allowedValue>", v->allowed[i]);
	if (v->allowed[0] != NULL)
		buf_add_str(b, "</allowedValueList>");
	buf_add_str(b, "</stateVariable>\n");
}

static bool
is_argument(const struct service_argument *args,
    const struct service_variable *v)
{
	for (size_t i = 0; i < SERVICE_ARGUMENTS_MAX && args[i].name != NULL;
	    i++)
		if (strcmp(args[i].variable, v->name) == 0)
			return true;
	return false;
}

/* Not one that none but actions which are not there take. */
static bool
is_of_use(const struct service *s, const struct service_variable *v,
    unsigned there)
{
	const struct service_action *a;
	bool missing = false;

	for (a = s->actions; a < s->actions + s->nactions; a++) {
		if (!is_argument(a->in, v) && !is_argument(a->out, v))
			continue;
		if ((a->needs & ~there) == 0)
			return true;
		missing = true;
	}
	return !missing;
}

void
service_add_scpd(struct buf *b, const struct service *s, unsigned there)
{
	size_t i;

	buf_add_str(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	    "<scpd xmlns=\"urn:schemas-upnp-org:service-1-0\">\n"
	    "<specVersion><major>1</major><minor>0</minor></specVersion>\n"
	    "<actionList>\n");
	for (i = 0; i < s->nactions; i++)
		if ((s->actions[i].needs & ~there) == 0)
			add_action(b, &s->actions[i]);
	buf_add_str(b, "</actionList>\n<serviceStateTable>\n");
	for (i = 0; i < s->nvariables; i++)
		if (is_of_use(s, &s->variables[i], there))
			add_variable(b, &s->variables[i]);
	buf_add_str(b, "</serviceStateTable>\n</scpd>\n");
}
