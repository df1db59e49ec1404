/*
 * The table of settings: which there are, how their values are read into
 * struct config and written as text again, and which programs they concern.
 * Pure; what may stand in a single value is config_value.c's affair.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/buf.h"
#include "common/config_access.h"
#include "common/config_client.h"
#include "common/config_language.h"
#include "common/config_media.h"
#include "common/config_network.h"
#include "common/config_setting.h"
#include "common/config_strip.h"
#include "common/config_value.h"
#include "common/num.h"
#include "common/view.h"

struct setting {
	const char	*name;
	const char	*alias;		/* minidlna's name for it, or NULL */
	unsigned	 programs;	/* CONFIG_FOR_ bits */
	enum {
		ONCE, MANY,
		INTERNAL,		/* only from laresd to its children */
	}		 use;
	void		(*parse)(struct config_parser *, const struct setting *,
			    char *value);
	void		(*write)(struct buf *, const struct setting *,
			    const struct config *);
	size_t		 field;		/* offset in struct config */
	config_value_check check;	/* of text, or of one in a list */
};

#define FIELD(type, c, s)	((type *)(void *)((char *)(c) + (s)->field))
#define CONST_FIELD(type, c, s)	\
	((type const *)(const void *)((const char *)(c) + (s)->field))

/* ---- reading and writing, by the kind of field -------------------------- */

static void
parse_text(struct config_parser *p, const struct setting *s, char *value)
{
	char **field = FIELD(char *, p->c, s), *copy;
	const char *wrong = s->check != NULL ? s->check(value) : NULL;

	if (wrong != NULL) {
		config_parser_complain(p, true, value, wrong);
	} else if ((copy = config_parser_copy(p, value)) != NULL) {
		free(*field);
		*field = copy;
	}
}

static void
write_text(struct buf *b, const struct setting *s, const struct config *c)
{
	const char *text = *CONST_FIELD(char *, c, s);

	if (text != NULL)
		buf_addf(b, "%s = %s\n", s->name, text);
}

/* The slash keeps a blank at the end of a directory's name. */
static void
write_path(struct buf *b, const struct setting *s, const struct config *c)
{
	const char *text = *CONST_FIELD(char *, c, s);

	if (text != NULL)
		buf_addf(b, "%s = %s/\n", s->name, text);
}

static void
list_add(struct config_parser *p, struct config_list *list, const char *item)
{
	char **grown = config_parser_grow(p, list->items, list->n,
	    sizeof(*grown)), *copy;

	if (grown == NULL)
		return;
	list->items = grown;
	if ((copy = config_parser_copy(p, item)) != NULL)
		grown[list->n++] = copy;
}

/* The next one of what stands between commas or blanks, or NULL. */
static char *
next_item(char **rest)
{
	char *item;

	while ((item = strsep(rest, ", \t")) != NULL && *item == '\0')
		;
	return item;
}

static void
parse_list(struct config_parser *p, const struct setting *s, char *value)
{
	const char *wrong;
	char *item;

	while ((item = next_item(&value)) != NULL)
		if ((wrong = s->check(item)) != NULL)
			config_parser_complain(p, true, item, wrong);
		else
			list_add(p, FIELD(struct config_list, p->c, s), item);
}

/* A view that a later version has is no reason not to start. */
static void
parse_views(struct config_parser *p, const struct setting *s, char *value)
{
	char *item;

	while ((item = next_item(&value)) != NULL)
		if (!view_is_known(item))
			config_parser_complain(p, false, item,
			    "is none, and is not shown");
		else
			list_add(p, FIELD(struct config_list, p->c, s), item);
}

static void
write_list(struct buf *b, const struct setting *s, const struct config *c)
{
	const struct config_list *list = CONST_FIELD(struct config_list, c, s);
	size_t i;

	for (i = 0; i < list->n; i++)
		buf_addf(b, "%s = %s\n", s->name, list->items[i]);
}

static void
parse_bool(struct config_parser *p, const struct setting *s, char *value)
{
	if (!config_value_bool(value, FIELD(bool, p->c, s)))
		config_parser_complain(p, true, value, "is neither yes nor no");
}

static void
write_bool(struct buf *b, const struct setting *s, const struct config *c)
{
	buf_addf(b, "%s = %s\n", s->name,
	    *CONST_FIELD(bool, c, s) ? "yes" : "no");
}

/* ---- fields with a meaning of their own --------------------------------- */

/* Numbers that may not be just any. */
static const struct {
	size_t		 field;
	uint64_t	 min, max;
	const char	*wrong;		/* said of others */
} numbers[] = {
	{ offsetof(struct config, port), 0, UINT16_MAX,
	    "is not a number from 0 (choose) to 65535" },
	/* At most half of SSDP's max-age, 14400. */
	{ offsetof(struct config, notify_interval_sec), 10, 7200,
	    "is not a number of seconds from 10 to 7200" },
	{ offsetof(struct config, resume_days), 1, 3650,
	    "is not a number of days from 1 to 3650" },
	{ offsetof(struct config, art_cache_mib), 0, 1024 * 1024,
	    "is not a number of MiB from 0 to 1048576" },
};

static void
parse_number(struct config_parser *p, const struct setting *s, char *value)
{
	size_t i = 0;
	uint64_t n;

	while (numbers[i].field != s->field)
		i++;
	if (num_parse(value, numbers[i].max, &n) == -1 || n < numbers[i].min)
		config_parser_complain(p, true, value, numbers[i].wrong);
	else
		*FIELD(unsigned, p->c, s) = (unsigned)n;
}

static void
write_number(struct buf *b, const struct setting *s, const struct config *c)
{
	buf_addf(b, "%s = %u\n", s->name, *CONST_FIELD(unsigned, c, s));
}

static const char root_letters[] = {	/* by enum config_root */
	'.', 'B', 'M', 'V', 'P',
};

static void
parse_root_container(struct config_parser *p, const struct setting *s,
    char *value)
{
	size_t i;

	(void)s;
	for (i = 0; i < sizeof(root_letters); i++) {
		if (strncasecmp(value, &root_letters[i], 1) == 0 &&
		    value[1] == '\0') {
			p->c->root = (enum config_root)i;
			return;
		}
	}
	config_parser_complain(p, true, value, "is not one of . B M V P");
}

static void
write_root_container(struct buf *b, const struct setting *s,
    const struct config *c)
{
	buf_addf(b, "%s = %c\n", s->name, root_letters[c->root]);
}

static void
parse_language(struct config_parser *p, const struct setting *s, char *value)
{
	(void)s;
	if (!config_language_find(value, &p->c->language))
		config_parser_complain(p, true, value,
		    "is not one of en de fr es it nl pl ru ja zh");
}

static void
write_language(struct buf *b, const struct setting *s, const struct config *c)
{
	buf_addf(b, "%s = %s\n", s->name,
	    config_language_code(c->language));
}

static const char *const resume_names[] = {	/* by enum config_resume */
	"off", "on", "device",
};

static void
parse_resume(struct config_parser *p, const struct setting *s, char *value)
{
	bool yes;

	(void)s;
	for (size_t i = 0; i < sizeof(resume_names) / sizeof(resume_names[0]);
	    i++) {
		if (strcasecmp(value, resume_names[i]) == 0) {
			p->c->resume = (enum config_resume)i;
			return;
		}
	}
	if (config_value_bool(value, &yes))
		p->c->resume = yes ? CONFIG_RESUME_ON : CONFIG_RESUME_OFF;
	else
		config_parser_complain(p, true, value,
		    "is not one of off on device");
}

static void
write_resume(struct buf *b, const struct setting *s, const struct config *c)
{
	buf_addf(b, "%s = %s\n", s->name, resume_names[c->resume]);
}

static const char *const level_names[] = {	/* by enum log_level */
	"error", "warn", "info", "debug",
};

static void
parse_log_level(struct config_parser *p, const struct setting *s, char *value)
{
	size_t i;

	(void)s;
	for (i = 0; i < sizeof(level_names) / sizeof(level_names[0]); i++) {
		if (strcasecmp(value, level_names[i]) == 0) {
			p->c->log_level = (enum log_level)i;
			return;
		}
	}
	if (strchr(value, '=') != NULL)		/* minidlna's form */
		config_parser_complain(p, false, value,
		    "is ignored: here one level is for everything");
	else
		config_parser_complain(p, true, value,
		    "is not one of error warn info debug");
}

static void
write_log_level(struct buf *b, const struct setting *s,
    const struct config *c)
{
	buf_addf(b, "%s = %s\n", s->name, level_names[c->log_level]);
}

/* ---- the settings ------------------------------------------------------- */

#define PARENT		CONFIG_FOR_PARENT
#define SSDP		CONFIG_FOR_SSDP
#define HTTP		CONFIG_FOR_HTTP
#define SCAN		CONFIG_FOR_SCAN
#define IN(name)	offsetof(struct config, name)

/* In the order in which they are written. */
static const struct setting settings[] = {
{ "media_dir",		NULL,	  PARENT | HTTP | SCAN,	MANY,
    config_media_parse, config_media_write, 0, NULL },
{ "friendly_name",	NULL,	  PARENT | HTTP,	ONCE,
    parse_text, write_text,	IN(friendly_name), config_value_name },
{ "port",		NULL,	  PARENT | SSDP,	ONCE,
    parse_number, write_number,	IN(port),	NULL },
{ "network_interface",	NULL,	  PARENT,		MANY,
    parse_list, write_list,	IN(interfaces),	config_value_interface },
{ "allow_network",	NULL,	  PARENT | SSDP | HTTP,	MANY,
    config_network_parse, config_network_write_all, 0, NULL },
{ "access",		NULL,	  PARENT | HTTP,	ONCE,
    config_access_parse, config_access_write, 0, NULL },
{ "device",		NULL,	  PARENT,		MANY,
    config_access_parse_device, config_access_write_devices, 0,	NULL },
{ "hide",		NULL,	  PARENT | HTTP | SCAN,	MANY,
    config_access_parse_hide, config_access_write_rules, 0, NULL },
{ "show",		NULL,	  PARENT | HTTP | SCAN,	MANY,
    config_access_parse_show, config_access_write_nothing, 0, NULL },
{ "strip_location",	NULL,	  HTTP,			MANY,
    config_strip_parse, config_strip_write, 0, NULL },
{ "client",		NULL,	  HTTP,			MANY,
    config_client_parse, config_client_write, 0, NULL },
{ "notify_interval",	NULL,	  SSDP,			ONCE,
    parse_number, write_number,	IN(notify_interval_sec), NULL },
{ "root_container",	NULL,	  HTTP,			ONCE,
    parse_root_container, write_root_container, IN(root), NULL },
{ "view",		NULL,	  HTTP,			MANY,
    parse_views, write_list,	IN(views),	NULL },
{ "language",		NULL,	  HTTP,			ONCE,
    parse_language, write_language, IN(language), NULL },
{ "inotify",		NULL,	  SCAN,			ONCE,
    parse_bool, write_bool,	IN(inotify),	NULL },
{ "resume",		NULL,	  PARENT | HTTP | SCAN,	ONCE,
    parse_resume, write_resume,	IN(resume),	NULL },
{ "resume_days",	NULL,	  PARENT | HTTP | SCAN,	ONCE,
    parse_number, write_number,	IN(resume_days), NULL },
{ "art_cache",		NULL,	  SCAN,			ONCE,
    parse_number, write_number,	IN(art_cache_mib), NULL },
{ "state_dir",		"db_dir", PARENT | HTTP | SCAN,	ONCE,
    parse_text, write_path,	IN(state_dir),	config_value_path },
{ "user",		NULL,	  PARENT,		ONCE,
    parse_text, write_text,	IN(user),	config_value_user },
{ "host_name",		NULL,	  HTTP,			MANY,
    parse_list, write_list,	IN(host_names),	config_value_host },
{ "log_level",		NULL,	  PARENT | SSDP | HTTP | SCAN, ONCE,
    parse_log_level, write_log_level, IN(log_level), NULL },
{ "require_sandbox",	NULL,	  PARENT | SSDP | HTTP | SCAN, ONCE,
    parse_bool, write_bool,	IN(require_sandbox), NULL },
{ "uuid",		NULL,	  SSDP | HTTP,		INTERNAL,
    parse_text, write_text,	IN(uuid),	NULL },
};
#define NSETTINGS	(sizeof(settings) / sizeof(settings[0]))
_Static_assert(NSETTINGS <= CONFIG_SETTINGS_MAX, "parser.seen is too short");

static const struct setting *
setting_find(const char *key, bool from_parent)
{
	const struct setting *s;

	for (s = settings; s < settings + NSETTINGS; s++) {
		if (s->use == INTERNAL && !from_parent)
			continue;
		if (strcmp(key, s->name) == 0 ||
		    (s->alias != NULL && strcmp(key, s->alias) == 0))
			return s;
	}
	return NULL;
}

static void
warn_replaced(struct config_parser *p, const struct setting *s,
    const char *value)
{
	unsigned *seen = &p->seen[s - settings];
	char why[64];

	if (s->use == ONCE && *seen != 0) {
		snprintf(why, sizeof(why), "replaces the value of line %u",
		    *seen);
		config_parser_complain(p, false, value, why);
	}
	*seen = p->line;
}

void
config_setting_parse(struct config_parser *p, const char *key, char *value)
{
	const struct setting *s = setting_find(key, p->from_parent);

	p->key = s == NULL ? "unknown setting" : key;
	if (s == NULL) {
		config_parser_complain(p, false, key, "is ignored");
	} else if (*value == '\0') {
		config_parser_complain(p, false, value, "is no value, and is ignored");
	} else {
		warn_replaced(p, s, value);
		s->parse(p, s, value);
	}
}

void
config_setting_write(struct buf *b, const struct config *c, unsigned programs)
{
	const struct setting *s;

	for (s = settings; s < settings + NSETTINGS; s++)
		if (s->programs & programs)
			s->write(b, s, c);
}
