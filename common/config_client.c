/*
 * What clients need, as the owner says. Pure.
 *
 *	client = 192.168.1.20 samsung-q fake_events
 *	client = "LG webOS" -no_profile_mp4
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/client_flag.h"
#include "common/client_row.h"
#include "common/config_client.h"

#define BETWEEN		" \t\r\v\f,"	/* words */
#define PATTERN_MAX	256		/* bytes */
#define PLAIN		"plain"		/* no flags */

/* ---- who -------------------------------------------------------------------- */

/* Cuts the first word off, or the text between quotes; *rest is what follows.
   NULL: a quote is missing. */
static char *
cut_who(char *value, char **rest)
{
	char *end;

	if (*value == '"') {
		if ((end = strchr(++value, '"')) == NULL)
			return NULL;
	} else {
		end = value + strcspn(value, BETWEEN);
	}
	*rest = *end == '\0' ? end : end + 1;
	*end = '\0';
	return value;
}

/* Whether an address was meant: in quotes it would be a pattern. */
static bool
looks_like_address(const char *text)
{
	int dots = 0;

	if (text[strspn(text, "0123456789.")] != '\0')
		return false;
	for (; *text != '\0'; text++)
		dots += *text == '.';
	return dots >= 3;
}

/* What keeps a text from being a pattern, or NULL. */
static const char *
check_pattern(const char *text)
{
	if (strlen(text) > PATTERN_MAX)
		return "is longer than 256 bytes";
	if (text[strspn(text, "*|")] == '\0')
		return "is no pattern: it would be for everybody";
	for (const char *s = text; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return "has control characters";
	if (strchr(text, '"') != NULL)	/* it is written between two */
		return "has a quote in it";
	return NULL;
}

/* ---- what ------------------------------------------------------------------- */

/* 0, or -1: there is no such word. */
static int
read_word(const char *word, size_t len, struct config_client *k)
{
	const bool without = *word == '-';
	const char *name = word + without;
	const struct client_row *row;
	enum client_flag flag;

	flag = client_flag_find(name, len - without);
	row = client_row_named(word, len);
	if (flag != CLIENT_FLAGS) {
		k->keep &= ~(without ? CLIENT_BIT(flag) : 0);
		k->set = without ? k->set & ~CLIENT_BIT(flag) :
		    k->set | CLIENT_BIT(flag);
	} else if (row != NULL) {
		k->keep = 0;
		k->set = row->flags;
	} else if (len == strlen(PLAIN) && memcmp(word, PLAIN, len) == 0) {
		k->keep = k->set = 0;
	} else {
		return -1;
	}
	return 0;
}

static int
read_words(struct config_parser *p, char *text, struct config_client *k)
{
	size_t len;

	text += strspn(text, BETWEEN);
	if (*text == '\0') {
		config_parser_find(p, true, "client: nothing is said of it");
		return -1;
	}
	for (; *text != '\0'; text += len, text += strspn(text, BETWEEN)) {
		len = strcspn(text, BETWEEN);
		if (read_word(text, len, k) == -1) {
			text[len] = '\0';
			config_parser_complain(p, true, text, "is neither the "
			    "name of a client nor of a flag");
			return -1;
		}
	}
	return 0;
}

static void
add_client(struct config_parser *p, const struct config_client *k)
{
	struct config *c = p->c;
	struct config_client *grown = config_parser_grow(p, c->clients,
	    c->nclients, sizeof(*grown)), copy = *k;

	if (grown == NULL)
		return;
	c->clients = grown;
	if (k->pattern == NULL ||
	    (copy.pattern = config_parser_copy(p, k->pattern)) != NULL)
		grown[c->nclients++] = copy;
}

void
config_client_parse(struct config_parser *p, const struct setting *s,
    char *value)
{
	struct config_client k = { .keep = ~UINT64_C(0) };
	const char *wrong = NULL;
	char *who, *rest;

	(void)s;
	if ((who = cut_who(value, &rest)) == NULL) {
		config_parser_complain(p, true, value, "has no second quote");
		return;
	}
	if (who != value || inet_pton(AF_INET, who, &k.address) != 1) {
		k.pattern = who;
		wrong = who == value && looks_like_address(who) ?
		    "is not an IPv4 address" : check_pattern(who);
	}
	if (wrong != NULL)
		config_parser_complain(p, true, who, wrong);
	else if (p->c->nclients == CONFIG_CLIENTS_MAX)
		config_parser_complain(p, true, who, "is one client too many: "
		    "there may be 64");
	else if (read_words(p, rest, &k) == 0)
		add_client(p, &k);
}

/* ---- as text again ---------------------------------------------------------- */

static void
write_flags(struct buf *b, uint64_t flags, const char *sign)
{
	for (int i = 0; i < CLIENT_FLAGS; i++)
		if (flags & CLIENT_BIT(i))
			buf_addf(b, " %s%s", sign,
			    client_flag_name((enum client_flag)i));
}

void
config_client_write(struct buf *b, const struct setting *s,
    const struct config *c)
{
	char address[INET_ADDRSTRLEN];

	(void)s;
	for (size_t i = 0; i < c->nclients; i++) {
		const struct config_client *k = &c->clients[i];

		inet_ntop(AF_INET, &k->address, address, sizeof(address));
		if (k->pattern != NULL)
			buf_addf(b, "client = \"%s\"", k->pattern);
		else
			buf_addf(b, "client = %s", address);
		if (k->keep == 0)
			buf_add_str(b, " " PLAIN);
		else
			write_flags(b, ~k->keep, "-");
		write_flags(b, k->set, "");
		buf_add_str(b, "\n");
	}
}

/* ---- whom it concerns ------------------------------------------------------- */

static bool
is_for(const struct config_client *k, struct in_addr address,
    const char *const *texts, size_t ntexts)
{
	if (k->pattern == NULL)
		return k->address.s_addr == address.s_addr;
	for (size_t i = 0; i < ntexts; i++)
		if (texts[i] != NULL &&
		    client_row_matches(k->pattern, texts[i]))
			return true;
	return false;
}

uint64_t
config_client_flags(const struct config *c, uint64_t flags,
    struct in_addr address, const char *const *texts, size_t ntexts)
{
	for (size_t i = 0; i < c->nclients; i++) {
		const struct config_client *k = &c->clients[i];

		if (is_for(k, address, texts, ntexts))
			flags = (flags & k->keep) | k->set;
	}
	return flags;
}
