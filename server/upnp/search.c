/*
 * Reading a SearchCriteria. Pure, in lares-http. Where people's clients do not
 * keep to the grammar and what they mean is plain, it is understood: operators
 * and "and" in any case, and no blanks around brackets and signs.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/num.h"
#include "common/text.h"
#include "server/upnp/alias.h"
#include "server/upnp/duration.h"
#include "server/upnp/object_id.h"
#include "server/upnp/property.h"
#include "server/upnp/search.h"

#define BLANKS		" \t\n\v\f\r"

struct reader {
	struct search	*s;
	const struct client *client;
	const char	*at;
	unsigned	 depth;
};

static const struct {
	const char		*word;
	enum catalog_operator	 op;
} operators[] = {		/* the longer of two first */
	{ "!=", CATALOG_UNEQUAL }, { "=", CATALOG_EQUAL },
	{ "<=", CATALOG_LESS_OR_EQUAL }, { "<", CATALOG_LESS },
	{ ">=", CATALOG_GREATER_OR_EQUAL }, { ">", CATALOG_GREATER },
	{ "contains", CATALOG_CONTAINS }, { "doesNotContain", CATALOG_LACKS },
	{ "derivedfrom", CATALOG_DERIVED_FROM },
	{ "startsWith", CATALOG_STARTS_WITH }, { "exists", CATALOG_EXISTS },
};

/* ---- pieces ---------------------------------------------------------------- */

static void
skip_blanks(struct reader *r)
{
	r->at += strspn(r->at, BLANKS);
}

/* A word is taken if it is there and does not go on. */
static bool
take_word(struct reader *r, const char *word)
{
	const size_t len = strlen(word);

	skip_blanks(r);
	if (strncasecmp(r->at, word, len) != 0 ||
	    (text_is_letter(word[len - 1]) && text_is_letter(r->at[len])))
		return false;
	r->at += len;
	return true;
}

static struct catalog_node *
add_node(struct reader *r, enum catalog_operator op)
{
	struct catalog_node *n;

	if (r->s->nnodes == SEARCH_NODES_MAX)
		return NULL;
	n = &r->s->nodes[r->s->nnodes++];
	*n = (struct catalog_node){ .op = op, .field = CATALOG_TITLE,
	    .text = "" };
	return n;
}

/* Room for a value's text, terminated; NULL: there is none. */
static char *
keep(struct search *s, const char *text, size_t len)
{
	return text_keep(s->text, sizeof(s->text), &s->used, text, len);
}

/* "upnp:artist", "res@size", "@id", "upnp:artist[@role="Composer"]" */
static const struct property *
take_property(struct reader *r)
{
	const char *start, *end;

	skip_blanks(r);
	start = r->at;
	end = start + strcspn(start, BLANKS "=!<>()[\"");
	if (*end == '[')
		end += strcspn(end, "]") + (strchr(end, ']') != NULL);
	r->at = end;
	return property_find(start, (size_t)(end - start), PROPERTY_SEARCH);
}

static bool
take_operator(struct reader *r, enum catalog_operator *op)
{
	size_t i;

	for (i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
		if (take_word(r, operators[i].word)) {
			*op = operators[i].op;
			return true;
		}
	return false;
}

/* A class may stand without quotes (Control4). */
static const char *
take_class(struct reader *r)
{
	const size_t len = strspn(r->at, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
	const char *class = len > 0 ? keep(r->s, r->at, len) : NULL;

	r->at += len;
	return class;
}

/* A quoted value without its escapes, or NULL. Single quotes are GNOME's. */
static const char *
take_value(struct reader *r, enum property_type type)
{
	struct search *s = r->s;
	char *out = s->text + s->used, quote;
	size_t room = sizeof(s->text) - s->used, n = 0;
	const char *in;

	skip_blanks(r);
	quote = *r->at;
	if (quote != '"' && quote != '\'')
		return type == PROPERTY_CLASS ? take_class(r) : NULL;
	for (in = r->at + 1; *in != quote; in++) {
		if (*in == '\\' && (in[1] == quote || in[1] == '\\'))
			in++;
		if (*in == '\0' || n + 1 >= room)
			return NULL;
		out[n++] = *in;
	}
	out[n] = '\0';
	s->used += n + 1;
	r->at = in + 1;
	return out;
}

/* ---- values by their kind --------------------------------------------------- */

/* H+:MM:SS[.F+] */
static int
read_duration(const char *text, int64_t *out)
{
	uint64_t ms;

	if (duration_parse(text, &ms) == -1)
		return -1;
	*out = (int64_t)ms;
	return 0;
}

static int
read_resolution(const char *text, int64_t *pixels)
{
	const char *x = strpbrk(text, "xX");
	uint64_t w, h;

	if (x == NULL ||
	    num_parse_len(text, (size_t)(x - text), UINT16_MAX, &w) == -1 ||
	    num_parse(x + 1, UINT16_MAX, &h) == -1)
		return -1;
	*pixels = (int64_t)(w << 16 | h);
	return 0;
}

/* The catalogue's number of an id; what is not in it has none. */
static int
read_id(const struct client *client, const char *text, int64_t *number)
{
	struct object_id id;

	if (alias_parse(client, text, &id) == -1)
		return -1;
	if (id.place == OBJECT_ROW)
		*number = id.row;
	else if (id.place == OBJECT_CONTAINER)
		*number = -id.container;
	else
		return -1;
	return 0;
}

static int
read_parent(const struct client *client, const char *text, int64_t *number)
{
	struct object_id id;

	if (alias_parse(client, text, &id) == 0 && id.place == OBJECT_ROOT) {
		*number = SEARCH_ROOT;
		return 0;
	}
	return read_id(client, text, number);
}

static int
read_number(const char *text, int64_t *number)
{
	uint64_t n;

	if (num_parse(text, INT64_MAX, &n) == -1)
		return -1;
	*number = (int64_t)n;
	return 0;
}

static void
read_value(struct reader *r, const struct property *p, struct catalog_node *n)
{
	int wrong = 0;

	switch (p->type) {
	case PROPERTY_NUMBER:
		wrong = read_number(n->text, &n->number);
		break;
	case PROPERTY_DURATION:
		wrong = read_duration(n->text, &n->number);
		break;
	case PROPERTY_RESOLUTION:
		wrong = read_resolution(n->text, &n->number);
		break;
	case PROPERTY_ID:
		wrong = read_id(r->client, n->text, &n->number);
		break;
	case PROPERTY_PARENT:
		wrong = read_parent(r->client, n->text, &n->number);
		break;
	case PROPERTY_RES:
	case PROPERTY_REFERENCE:
		wrong = -1;
		break;
	case PROPERTY_TEXT:
	case PROPERTY_CLASS:
		break;
	}
	if (wrong == -1)
		n->op = n->op == CATALOG_UNEQUAL ? CATALOG_EXISTS :
		    CATALOG_NEVER;
}

/* ---- the grammar ------------------------------------------------------------- */

/* prop op "value"; prop exists true */
static int
take_relation(struct reader *r)
{
	const struct property *p = take_property(r);
	struct catalog_node *n;
	enum catalog_operator op;

	if (p == NULL || !take_operator(r, &op) ||
	    (n = add_node(r, op)) == NULL)
		return -1;
	n->field = p->field;
	if (op == CATALOG_EXISTS) {
		if (take_word(r, "true"))
			return 0;
		n->op = CATALOG_EXISTS_NOT;
		return take_word(r, "false") ? 0 : -1;
	}
	if ((n->text = take_value(r, p->type)) == NULL)
		return -1;
	read_value(r, p, n);
	return 0;
}

static int	take_or(struct reader *r);

static int
take_operand(struct reader *r)
{
	int ret;

	skip_blanks(r);
	if (*r->at != '(')
		return take_relation(r);
	if (r->depth == SEARCH_DEPTH_MAX)
		return -1;
	r->at++;
	r->depth++;
	ret = take_or(r);
	r->depth--;
	skip_blanks(r);
	if (ret == -1 || *r->at != ')')
		return -1;
	r->at++;
	return 0;
}

static int
take_and(struct reader *r)
{
	if (take_operand(r) == -1)
		return -1;
	while (take_word(r, "and"))
		if (take_operand(r) == -1 || add_node(r, CATALOG_AND) == NULL)
			return -1;
	return 0;
}

static int
take_or(struct reader *r)
{
	if (take_and(r) == -1)
		return -1;
	while (take_word(r, "or"))
		if (take_and(r) == -1 || add_node(r, CATALOG_OR) == NULL)
			return -1;
	return 0;
}

int
search_read(struct search *s, const struct client *client,
    const char *criteria)
{
	struct reader r = { .s = s, .client = client, .at = criteria };

	s->nnodes = s->used = 0;
	skip_blanks(&r);
	if (*r.at == '*')
		r.at++;
	else if (*r.at != '\0' && take_or(&r) == -1)
		return -1;
	skip_blanks(&r);
	return *r.at == '\0' ? 0 : -1;
}
