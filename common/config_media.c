/*
 * The folders to serve, and which kinds of media are shown from each. Pure.
 */
#include <string.h>

#include "common/buf.h"
#include "common/config_media.h"
#include "common/config_value.h"
#include "common/media.h"

/* The same directory named twice shows the kinds of both. */
static bool
merge_media(struct config_parser *p, const char *path, unsigned kinds)
{
	struct config_media *m = p->c->media;
	size_t i;

	for (i = 0; i < p->c->nmedia; i++) {
		if (strcmp(m[i].path, path) != 0)
			continue;
		if ((m[i].kinds | kinds) == m[i].kinds)
			config_parser_complain(p, false, path, "is named twice");
		m[i].kinds |= kinds;
		return true;
	}
	return false;
}

static void
add_media(struct config_parser *p, const char *path, unsigned kinds)
{
	struct config *c = p->c;
	struct config_media *grown = config_parser_grow(p, c->media,
	    c->nmedia, sizeof(*grown));
	char *copy;

	if (grown == NULL)
		return;
	c->media = grown;
	if ((copy = config_parser_copy(p, path)) != NULL)
		grown[c->nmedia++] = (struct config_media){ copy, kinds,
		    p->line };
}

void
config_media_parse(struct config_parser *p, const struct setting *s,
    char *value)
{
	const char *wrong;
	char *path;
	unsigned kinds = config_value_kinds(value, &path);

	(void)s;
	path += strspn(path, CONFIG_BLANKS);
	if ((wrong = config_value_path(path)) != NULL)
		config_parser_complain(p, true, value, wrong);
	else if (!merge_media(p, path, kinds))
		add_media(p, path, kinds);
}

/* The slash keeps a blank at the end of a folder's name. */
void
config_media_write(struct buf *b, const struct setting *s,
    const struct config *c)
{
	const struct config_media *m;
	size_t i;

	(void)s;
	for (i = 0; i < c->nmedia; i++) {
		m = &c->media[i];
		buf_addf(b, "media_dir = %s%s%s,%s/\n",
		    m->kinds & MEDIA_BIT(MEDIA_AUDIO) ? "A" : "",
		    m->kinds & MEDIA_BIT(MEDIA_VIDEO) ? "V" : "",
		    m->kinds & MEDIA_BIT(MEDIA_PICTURE) ? "P" : "", m->path);
	}
}
