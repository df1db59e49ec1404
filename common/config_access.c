/*
 * Who may look: which devices, at which folders, when. Pure.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/buf.h"
#include "common/config_access.h"
#include "common/config_value.h"
#include "common/num.h"

#define BETWEEN		" \t\r\v\f,"	/* words of a rule */
#define WHO_BYTES	2048		/* of a rule: it is written on one line */
#define DAY_HOURS	24

static const char *const accesses[] = {	/* by enum config_access */
	[CONFIG_OPEN] = "open", [CONFIG_ASK] = "ask", [CONFIG_LIST] = "list",
};

const char *
config_access_name(enum config_access access)
{
	return accesses[access];
}

void
config_access_parse(struct config_parser *p, const struct setting *s,
    char *value)
{
	(void)s;
	for (size_t i = 0; i < sizeof(accesses) / sizeof(accesses[0]); i++) {
		if (strcasecmp(value, accesses[i]) == 0) {
			p->c->access = (enum config_access)i;
			return;
		}
	}
	config_parser_complain(p, true, value, "is not one of open ask list");
}

void
config_access_write(struct buf *b, const struct setting *s,
    const struct config *c)
{
	(void)s;
	buf_addf(b, "access = %s\n", accesses[c->access]);
}

/* ---- devices ------------------------------------------------------------ */

static bool
is_reserved(const char *word)
{
	return strcasecmp(word, CONFIG_ALL) == 0 ||
	    strcasecmp(word, CONFIG_GUESTS) == 0;
}

/* What keeps a word from being the name of a device, or NULL. */
static const char *
check_name(char *name)
{
	struct station s;
	const char *wrong = config_value_name(name);

	if (wrong != NULL)
		return wrong;
	if (is_reserved(name))
		return "is no name for a device: it means more than one";
	if (strchr(name, '/') != NULL)
		return "is neither a name for a device nor a path, which "
		    "begins with /";
	if (strpbrk(name, ",:") != NULL || station_parse(name, &s) == 0)
		return "is no name for a device";
	return NULL;
}

static void
add_device(struct config_parser *p, const char *name, const struct station *s)
{
	struct config *c = p->c;
	struct config_device *grown = config_parser_grow(p, c->devices,
	    c->ndevices, sizeof(*grown));
	char *copy;

	if (grown == NULL)
		return;
	c->devices = grown;
	if ((copy = config_parser_copy(p, name)) != NULL)
		grown[c->ndevices++] = (struct config_device){ copy, *s };
}

static const struct config_device *
find_device(const struct config *c, const struct station *s)
{
	for (size_t i = 0; i < c->ndevices; i++)
		if (station_same(&c->devices[i].station, s))
			return &c->devices[i];
	return NULL;
}

/* Takes "NAME STATION" apart. */
void
config_access_parse_device(struct config_parser *p, const struct setting *s,
    char *value)
{
	char *rest = value + strcspn(value, CONFIG_BLANKS);
	const struct config_device *same;
	struct station station;
	const char *wrong;

	(void)s;
	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, CONFIG_BLANKS);
	if ((wrong = check_name(value)) != NULL)
		config_parser_complain(p, true, value, wrong);
	else if (station_parse(rest, &station) == -1)
		config_parser_complain(p, true, rest, "is neither a MAC, as "
		    "00:11:22:aa:bb:cc is, nor an IPv4 address");
	else if (!station_is_device(&station))
		config_parser_complain(p, true, rest, "is the MAC of no "
		    "single device");
	else if ((same = find_device(p->c, &station)) != NULL)
		config_parser_complain(p, strcmp(same->name, value) != 0, rest,
		    "is given a name twice");
	else if (p->c->ndevices == CONFIG_DEVICES_MAX)
		config_parser_complain(p, true, value, "is one device too "
		    "many: there may be 256");
	else
		add_device(p, value, &station);
}

void
config_access_write_devices(struct buf *b, const struct setting *s,
    const struct config *c)
{
	(void)s;
	for (size_t i = 0; i < c->ndevices; i++)
		buf_addf(b, "device = %s %s\n", c->devices[i].name,
		    station_text(&c->devices[i].station).s);
}

/* ---- rules -------------------------------------------------------------- */

const char *
config_access_verb(const struct config_rule *r)
{
	return r->show ? "show" : "hide";
}

/* "7:30" or "07:30" as a minute of the day; 24:00 is its end. -1: it is none. */
static int
read_minute(const char *text, size_t len, uint16_t *minute)
{
	const char *colon = memchr(text, ':', len);
	const size_t hours_len = colon != NULL ? (size_t)(colon - text) : 0;
	uint64_t hours, minutes;

	if (colon == NULL || hours_len > 2 || len - hours_len != 3 ||
	    num_parse_len(text, hours_len, DAY_HOURS, &hours) == -1 ||
	    num_parse_len(colon + 1, 2, 59, &minutes) == -1 ||
	    (hours == DAY_HOURS && minutes != 0))
		return -1;
	*minute = (uint16_t)(hours * 60 + minutes);
	return 0;
}

/* "HH:MM-HH:MM". What is wrong, or NULL. */
static const char *
read_hours(const char *word, struct config_rule *r)
{
	const char *dash = strchr(word, '-');

	if (r->from != r->to)
		return "is a second time of the day: give each its own line";
	if (dash == NULL ||
	    read_minute(word, (size_t)(dash - word), &r->from) == -1 ||
	    read_minute(dash + 1, strlen(dash + 1), &r->to) == -1 ||
	    r->from == DAY_HOURS * 60)
		return "is no time of the day, as 20:00-07:30 is";
	if (r->from == r->to)
		return "ends when it begins";
	return NULL;
}

static void
add_who(struct buf *who, const char *word)
{
	buf_addf(who, "%s%s", who->len > 0 ? " " : "", word);
}

/* One word in front of the path. What is wrong with it, or NULL. */
static const char *
read_word(char *word, struct config_rule *r, struct buf *who)
{
	const char *wrong;
	struct station s;

	if (station_parse(word, &s) == 0)
		add_who(who, station_text(&s).s);
	else if (strcasecmp(word, CONFIG_ALL) == 0)
		add_who(who, CONFIG_ALL);
	else if (strcasecmp(word, CONFIG_GUESTS) == 0)
		add_who(who, CONFIG_GUESTS);
	else if (strchr(word, ':') != NULL)
		return read_hours(word, r);
	else if ((wrong = check_name(word)) != NULL)
		return wrong;
	else
		add_who(who, word);
	return NULL;
}

/* Reads what stands in front of the path, which is returned; NULL: said why. */
static char *
read_words(struct config_parser *p, char *value, struct config_rule *r,
    struct buf *who)
{
	const char *wrong;
	char *at = value, *word;

	for (;;) {
		at += strspn(at, BETWEEN);
		if (*at == '/')
			return at;
		if (*at == '\0')
			break;
		word = at;
		at += strcspn(at, BETWEEN);
		if (*at != '\0')
			*at++ = '\0';
		if ((wrong = read_word(word, r, who)) != NULL) {
			config_parser_complain(p, true, word, wrong);
			return NULL;
		}
	}
	config_parser_find(p, true, r->show ?
	    "show: the folder is missing: its path begins with /" :
	    "hide: the folder is missing: its path begins with /");
	return NULL;
}

static void
add_rule(struct config_parser *p, const struct config_rule *r)
{
	struct config *c = p->c;
	struct config_rule *grown = config_parser_grow(p, c->rules,
	    c->nrules, sizeof(*grown)), copy = *r;

	if (grown == NULL)
		return;
	c->rules = grown;
	copy.path = config_parser_copy(p, r->path);
	copy.who = config_parser_copy(p, r->who);
	if (copy.path != NULL && copy.who != NULL) {
		grown[c->nrules++] = copy;
	} else {
		free(copy.path);
		free(copy.who);
	}
}

static void
parse_rule(struct config_parser *p, bool show, char *value)
{
	struct config_rule r = { .show = show, .line = p->line };
	const char *wrong;
	struct buf who;

	buf_init(&who, WHO_BYTES);
	if ((r.path = read_words(p, value, &r, &who)) == NULL)
		goto out;
	if (who.len == 0)
		add_who(&who, CONFIG_ALL);
	r.who = who.data;
	if (buf_failed(&who))
		config_parser_complain(p, true, r.path, "has too many devices "
		    "in front of it");
	else if ((wrong = config_value_path(r.path)) != NULL)
		config_parser_complain(p, true, r.path, wrong);
	else if (p->c->nrules == CONFIG_RULES_MAX)
		config_parser_complain(p, true, r.path, "is one rule too "
		    "many: there may be 63 of hide and show together");
	else
		add_rule(p, &r);
out:
	buf_free(&who);
}

void
config_access_parse_hide(struct config_parser *p, const struct setting *s,
    char *value)
{
	(void)s;
	parse_rule(p, false, value);
}

void
config_access_parse_show(struct config_parser *p, const struct setting *s,
    char *value)
{
	(void)s;
	parse_rule(p, true, value);
}

/* The slash keeps a blank at the end of a folder's name. */
void
config_access_write_rules(struct buf *b, const struct setting *s,
    const struct config *c)
{
	const struct config_rule *r;
	size_t i;

	(void)s;
	for (i = 0; i < c->nrules; i++) {
		r = &c->rules[i];
		buf_addf(b, "%s = %s ", config_access_verb(r), r->who);
		if (r->from != r->to)
			buf_addf(b, "%02d:%02d-%02d:%02d ", r->from / 60,
			    r->from % 60, r->to / 60, r->to % 60);
		buf_addf(b, "%s/\n", r->path);
	}
}

void
config_access_write_nothing(struct buf *b, const struct setting *s,
    const struct config *c)
{
	(void)b, (void)s, (void)c;
}

/* ---- both together ------------------------------------------------------ */

static bool
is_known(const struct config *c, const char *word)
{
	struct station s;

	if (is_reserved(word) || station_parse(word, &s) == 0)
		return true;
	for (size_t i = 0; i < c->ndevices; i++)
		if (strcmp(c->devices[i].name, word) == 0)
			return true;
	return false;
}

static void
check_rule(struct config_parser *p, const struct config_rule *r)
{
	char *copy = strdup(r->who), *rest = copy, *word;

	if (copy == NULL) {
		p->no_memory = true;
		return;
	}
	p->line = r->line;
	p->key = config_access_verb(r);
	while ((word = strsep(&rest, " ")) != NULL)
		if (!is_known(p->c, word))
			config_parser_complain(p, true, word, "is a device "
			    "that no device line names");
	free(copy);
}

void
config_access_check(struct config_parser *p)
{
	for (size_t i = 0; i < p->c->nrules; i++)
		check_rule(p, &p->c->rules[i]);
}
