/*
 * XMP where it lies. This is no parser of XML: what is needed are the places
 * of names and values in the bytes, and of anything that it does not know it
 * says so. Pure; in lares-probe only.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scanner/probe/blank_xmp.h"
#include "scanner/probe/coordinates.h"

#define PACKET_MAX_BYTES	(1u << 20)

struct packet {
	struct blank_walk *w;
	uint64_t	 at;		/* of text in the file */
	char		*text;
	size_t		 len, pos;
	unsigned	 depth;		/* elements that are open */
	unsigned	 private;	/* the depth of one to blank; 0: none */
	size_t		 private_at;
	unsigned	 prose;		/* the depth of one that has it; 0: none */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
skip_space(struct packet *p)
{
	while (p->pos < p->len && is_space(p->text[p->pos]))
		p->pos++;
}

/* Steps behind what ends something. */
static bool
skip_to(struct packet *p, const char *end)
{
	const char *found = memmem(p->text + p->pos, p->len - p->pos, end,
	    strlen(end));

	if (found == NULL)
		return false;
	p->pos = (size_t)(found - p->text) + strlen(end);
	return true;
}

/* A name of an element or an attribute; its length, 0 if there is none. */
static size_t
take_name(struct packet *p)
{
	size_t start = p->pos;

	while (p->pos < p->len && !is_space(p->text[p->pos]) &&
	    strchr("<>/=\"'&!?", p->text[p->pos]) == NULL)
		p->pos++;
	return p->pos - start;
}

/* The text is blanked too, for the second look. */
static void
blank_text(struct packet *p, size_t from, size_t to)
{
	blanks_fill(p->w->list, p->at + from, to - from, ' ');
	memset(p->text + from, ' ', to - from);
}

/* What people write, of all namespaces; but for RDF's own element that holds
   all properties, of which many are made of pairs of numbers. */
static bool
is_prose(const char *name, size_t len)
{
	static const char holder[] = "rdf:Description";
	static const char *const names[] = {
		"description", "title", "subject", "usercomment",
		"imagedescription", "headline", "instructions", "caption",
		"notes", "comment", "extdescraccessibility",
		"alttextaccessibility", "tagslist", "hierarchicalsubject",
	};
	const char *colon = memrchr(name, ':', len);

	if (len == strlen(holder) && memcmp(name, holder, len) == 0)
		return false;
	if (colon != NULL) {
		len -= (size_t)(colon + 1 - name);
		name = colon + 1;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == len &&
		    strncasecmp(names[i], name, len) == 0)
			return true;
	return false;
}

static void
blank_prose(struct packet *p, size_t from, size_t to)
{
	if (coordinates_are_in(p->text + from, to - from))
		blank_text(p, from, to);
}

static bool
take_attribute(struct packet *p, bool can_blank)
{
	size_t start = p->pos, name = take_name(p), value;
	char quote[2] = "";

	skip_space(p);
	if (name == 0 || p->pos >= p->len || p->text[p->pos++] != '=')
		return false;
	skip_space(p);
	if (p->pos >= p->len ||
	    (p->text[p->pos] != '"' && p->text[p->pos] != '\''))
		return false;
	quote[0] = p->text[p->pos++];
	value = p->pos;
	if (!skip_to(p, quote) ||
	    memchr(p->text + value, '<', p->pos - value) != NULL)
		return false;
	if (!can_blank || strncmp(p->text + start, "xmlns", 5) == 0)
		return true;
	if (blank_is_private(p->text + start, name))
		blank_text(p, start, p->pos);
	else if (is_prose(p->text + start, name))
		blank_prose(p, value, p->pos - 1);
	return true;
}

/* Attributes up to the end of a start tag. */
static bool
take_attributes(struct packet *p, bool can_blank, bool *empty)
{
	for (;;) {
		skip_space(p);
		if (p->pos >= p->len)
			return false;
		*empty = p->text[p->pos] == '/';
		p->pos += *empty;
		if (p->pos < p->len && p->text[p->pos] == '>') {
			p->pos++;
			return true;
		}
		if (*empty || !take_attribute(p, can_blank))
			return false;
	}
}

static bool
take_start_tag(struct packet *p)
{
	size_t start = p->pos - 1, name = take_name(p);
	bool private, empty;

	if (name == 0)
		return false;
	private = p->private == 0 &&
	    blank_is_private(p->text + start + 1, name);
	if (!take_attributes(p, p->private == 0 && !private, &empty))
		return false;
	if (empty) {
		if (private)
			blank_text(p, start, p->pos);
		return true;
	}
	p->depth++;
	if (private) {
		p->private = p->depth;
		p->private_at = start;
	}
	if (p->prose == 0 && is_prose(p->text + start + 1, name))
		p->prose = p->depth;
	return true;
}

static bool
take_end_tag(struct packet *p)
{
	if (p->depth == 0 || !skip_to(p, ">"))
		return false;
	if (p->private == p->depth) {
		blank_text(p, p->private_at, p->pos);
		p->private = 0;
	}
	if (p->prose == p->depth)
		p->prose = 0;
	p->depth--;
	return true;
}

/* What is hidden from readers is not looked through, but goes. */
static bool
take_comment(struct packet *p)
{
	size_t start = p->pos - 1;

	if (!skip_to(p, "-->"))
		return false;
	blank_text(p, start, p->pos);
	return true;
}

/* What follows a "<". */
static bool
take_markup(struct packet *p)
{
	size_t left = p->len - p->pos;

	if (left > 0 && p->text[p->pos] == '?')
		return skip_to(p, "?>");
	if (left > 3 && memcmp(p->text + p->pos, "!--", 3) == 0)
		return take_comment(p);
	if (left > 0 && p->text[p->pos] == '/')
		return take_end_tag(p);
	return take_start_tag(p);	/* no DOCTYPE, no CDATA */
}

static bool
walk_packet(struct packet *p)
{
	size_t start;

	if (memchr(p->text, '\0', p->len) != NULL)	/* UTF-16 */
		return false;
	while (start = p->pos, p->pos < p->len && skip_to(p, "<")) {
		if (p->prose != 0 && p->private == 0)
			blank_prose(p, start, p->pos - 1);
		if (!take_markup(p))
			return false;
	}
	return p->depth == 0 && !blank_has_private(p->text, p->len);
}

bool
blank_xmp(struct blank_walk *w, uint64_t at, uint64_t len)
{
	struct packet p = { .w = w, .at = at, .len = (size_t)len };
	bool understood = false;

	if (len == 0)
		return true;
	if (len > PACKET_MAX_BYTES || (p.text = malloc(p.len)) == NULL)
		return false;
	if (bytes_get(w->b, at, p.text, p.len)) {
		while (p.len > 0 && p.text[p.len - 1] == '\0')
			p.len--;
		understood = walk_packet(&p);
	}
	free(p.text);
	return understood;
}
