/*
 * Whether photos and videos are sent without the place where they were taken:
 * everywhere, and for one folder. Pure.
 */
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/config_strip.h"
#include "common/config_value.h"

static struct config_strip *
find(const struct config *c, const char *media)
{
	for (size_t i = 0; i < c->nstrips; i++)
		if (strcmp(c->strips[i].path, media) == 0)
			return &c->strips[i];
	return NULL;
}

static void
add(struct config_parser *p, const char *path, bool strip)
{
	struct config *c = p->c;
	struct config_strip *grown = config_parser_grow(p, c->strips,
	    c->nstrips, sizeof(*grown));
	char *copy;

	if (grown == NULL)
		return;
	c->strips = grown;
	if ((copy = config_parser_copy(p, path)) != NULL)
		grown[c->nstrips++] = (struct config_strip){ copy, strip,
		    p->line };
}

static void
set_folder(struct config_parser *p, char *path, bool strip)
{
	const char *wrong = config_value_path(path);
	struct config_strip *same;

	if (wrong != NULL) {
		config_parser_complain(p, true, path, wrong);
	} else if ((same = find(p->c, path)) != NULL) {
		config_parser_complain(p, false, path, "is named twice: the "
		    "last line holds");
		same->strip = strip;
	} else {
		add(p, path, strip);
	}
}

/* "no", or "no /srv/photos". */
void
config_strip_parse(struct config_parser *p, const struct setting *s,
    char *value)
{
	char *path = value + strcspn(value, CONFIG_BLANKS);
	bool strip;

	(void)s;
	if (*path != '\0')
		*path++ = '\0';
	path += strspn(path, CONFIG_BLANKS);
	if (!config_value_bool(value, &strip))
		config_parser_complain(p, true, value, "is neither yes nor no");
	else if (*path != '\0')
		set_folder(p, path, strip);
	else
		p->c->strip_location = strip;
}

/* The slash keeps a blank at the end of a folder's name. */
void
config_strip_write(struct buf *b, const struct setting *s,
    const struct config *c)
{
	(void)s;
	buf_addf(b, "strip_location = %s\n", c->strip_location ? "yes" : "no");
	for (size_t i = 0; i < c->nstrips; i++)
		buf_addf(b, "strip_location = %s %s/\n",
		    c->strips[i].strip ? "yes" : "no", c->strips[i].path);
}

bool
config_strip_holds(const struct config *c, const char *media)
{
	const struct config_strip *s = find(c, media);

	return s != NULL ? s->strip : c->strip_location;
}
