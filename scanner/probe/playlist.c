/*
 * Playlists: m3u, pls, xspf, asx. In lares-probe; pure on xml.h and charset.h.
 * Nothing they name is opened here, nor can it be.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/num.h"
#include "common/text.h"
#include "scanner/probe/charset.h"
#include "scanner/probe/playlist.h"
#include "scanner/probe/xml.h"

/* A path may be three bytes an escape. */
#define LOCATION_BYTES	(3 * PLAYLIST_PATH_BYTES)

/* ---- one location ----------------------------------------------------------- */

static bool
begins(const char *text, size_t len, const char *with)
{
	return len >= strlen(with) && strncasecmp(text, with,
	    strlen(with)) == 0;
}

/* The length of "scheme:", or 0. A drive's letter is none. */
static size_t
scheme_length(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && (isalnum((unsigned char)text[n]) ||
	    (n > 0 && strchr("+-.", text[n]) != NULL && text[n] != '\0')))
		n++;
	return n > 1 && n < len && text[n] == ':' &&
	    isalpha((unsigned char)text[0]) ? n + 1 : 0;
}

/* "file:" has been taken off: this machine's name too. False: another's. */
static bool
skip_host(const char **text, size_t *len)
{
	static const char local[] = "localhost";

	if (!begins(*text, *len, "//"))
		return true;
	*text += 2;
	*len -= 2;
	if (begins(*text, *len, local)) {
		*text += strlen(local);
		*len -= strlen(local);
	}
	return *len > 0 && **text == '/';
}

/* A path of this kind of system, by its first characters: no drive, nor
   another machine's. */
static bool
is_local(const char *path, size_t len)
{
	return !(len > 1 && isalpha((unsigned char)path[0]) &&
	    path[1] == ':' && (len == 2 || path[2] == '/')) &&
	    !begins(path, len, "//");
}

/* Makes a path of what an entry names. False: it is none. */
static bool
locate(struct playlist *p, const char *text, size_t len, bool is_uri)
{
	char path[LOCATION_BYTES];
	size_t scheme = scheme_length(text, len);

	if (begins(text, len, "file:") && (is_uri || (len > scheme &&
	    text[scheme] == '/'))) {
		text += scheme;
		len -= scheme;
		if (!skip_host(&text, &len))
			return false;
		is_uri = true;
	} else if (scheme != 0 && (is_uri ||
	    begins(text + scheme, len - scheme, "//"))) {
		return false;
	}
	if (len > sizeof(path))
		return false;
	for (size_t i = 0; i < len; i++)
		path[i] = text[i] == '\\' ? '/' : text[i];
	if (!is_local(path, len))
		return false;
	if (is_uri)
		len = playlist_unescape(path, len);
	return playlist_add(p, path, len);
}

static void
add(struct playlist *p, const char *text, size_t len, bool is_uri)
{
	while (len > 0 && isspace((unsigned char)text[len - 1]))
		len--;
	while (len > 0 && isspace((unsigned char)*text)) {
		text++;
		len--;
	}
	if (len > 0 && !locate(p, text, len, is_uri))
		p->skipped++;
}

/* ---- lines ------------------------------------------------------------------- */

struct text {
	const char	*at;
	size_t		 left;
};

/* False: there is none left. */
static bool
next_line(struct text *t, const char **line, size_t *len)
{
	if (t->left == 0)
		return false;
	*line = t->at;
	*len = 0;
	while (*len < t->left && t->at[*len] != '\n' && t->at[*len] != '\r')
		(*len)++;
	t->at += *len + (*len < t->left);
	t->left -= *len + (*len < t->left);
	return true;
}

/* What HLS calls so is one film, cut into pieces that are of no use alone. */
static void
read_m3u(struct text *t, struct playlist *p)
{
	static const char title[] = "#PLAYLIST:", pieces[] = "#EXT-X-TARGET";
	const char *line;
	size_t len;

	while (next_line(t, &line, &len)) {
		if (begins(line, len, title)) {
			text_clean(line + strlen(title), len - strlen(title),
			    p->title, sizeof(p->title));
		} else if (begins(line, len, pieces)) {
			playlist_free(p);
			return;
		} else if (len > 0 && line[0] != '#') {
			add(p, line, len, false);
		}
	}
}

/* "File12=name" */
struct numbered {
	uint64_t	 number;
	size_t		 order;
	const char	*text;
	size_t		 len;
};

static bool
parse_numbered(const char *line, size_t len, struct numbered *n)
{
	const size_t name = strlen("file");
	const char *equals = memchr(line, '=', len);

	if (!begins(line, len, "file") || equals == NULL ||
	    num_parse_len(line + name, (size_t)(equals - line) - name,
	    UINT32_MAX, &n->number) == -1)
		return false;
	n->text = equals + 1;
	n->len = len - (size_t)(n->text - line);
	return true;
}

static int
by_number(const void *left, const void *right)
{
	const struct numbered *l = left, *r = right;

	if (l->number != r->number)
		return l->number < r->number ? -1 : 1;
	return l->order < r->order ? -1 : l->order > r->order;
}

static void
read_pls(struct text *t, struct playlist *p)
{
	struct numbered *list = calloc(PLAYLIST_ENTRIES_MAX, sizeof(*list));
	const char *line;
	size_t len, n = 0;

	if (list == NULL)
		return;
	while (n < PLAYLIST_ENTRIES_MAX && next_line(t, &line, &len))
		if (parse_numbered(line, len, &list[n])) {
			list[n].order = n;
			n++;
		}
	qsort(list, n, sizeof(*list), by_number);
	for (size_t i = 0; i < n; i++)
		add(p, list[i].text, list[i].len, false);
	free(list);
}

/* In UTF-16 no path stands as a file has it: the same as UTF-8, for the caller
   to free. False: that cannot be. */
static bool
from_utf16(struct text *t, char **utf8)
{
	int64_t len;

	if (!begins(t->at, t->left, "\xff\xfe") &&
	    !begins(t->at, t->left, "\xfe\xff"))
		return true;
	*utf8 = malloc(CHARSET_ROOM(t->left));
	if (*utf8 == NULL || (len = charset_to_utf8(t->at, t->left, "",
	    *utf8)) == -1)
		return false;
	*t = (struct text){ *utf8, (size_t)len };
	return true;
}

static void
read_lines(const struct bytes *b, struct playlist *p,
    void (*read)(struct text *t, struct playlist *p))
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t len = b->size < PLAYLIST_MAX_BYTES ? (size_t)b->size :
	    PLAYLIST_MAX_BYTES;
	char *raw = malloc(len + 1), *utf8 = NULL;
	struct text t = { raw, len };

	if (raw != NULL && bytes_get(b, 0, raw, len) && from_utf16(&t, &utf8)) {
		if (begins(t.at, t.left, mark)) {
			t.at += strlen(mark);
			t.left -= strlen(mark);
		}
		read(&t, p);
	}
	free(utf8);
	free(raw);
}

/* ---- XML ----------------------------------------------------------------------- */

struct reading {
	struct playlist	*p;
	enum { OTHER, TITLE, LOCATION, REFERENCE, FURTHER } now;
	bool		 right;		/* the outermost element is */
	bool		 has;		/* the entry has its location */
	bool		 overlong;	/* text has not all */
	char		 text[LOCATION_BYTES];
	size_t		 len;
};

static void
begin_text(struct reading *in)
{
	in->len = 0;
	in->overlong = false;
}

static void
take_text(void *arg, const char *chars, size_t len)
{
	struct reading *in = arg;

	if (len > sizeof(in->text) - in->len) {
		len = sizeof(in->text) - in->len;
		in->overlong = true;
	}
	memcpy(in->text + in->len, chars, len);
	in->len += len;
}

/* Of several for one entry the first counts: others are for other places. */
static void
end_text(struct reading *in, bool is_uri)
{
	if (in->now == TITLE && in->p->title[0] == '\0') {
		text_clean(in->text, in->len, in->p->title,
		    sizeof(in->p->title));
	} else if (in->now != TITLE && !in->has) {
		in->has = true;
		if (in->overlong)
			in->p->skipped++;
		else
			add(in->p, in->text, in->len, is_uri);
	}
}

/* <playlist><title/><trackList><track><location/></track></trackList> */
static void
begin_xspf(void *arg, unsigned depth, const char *ns, const char *name)
{
	struct reading *in = arg;

	(void)ns;
	if (depth == 1)
		in->right = strcmp(name, "playlist") == 0;
	if (depth == 3)
		in->has = false;
	in->now = !in->right ? OTHER :
	    depth == 2 && strcmp(name, "title") == 0 ? TITLE :
	    depth == 4 && strcmp(name, "location") == 0 ? LOCATION : OTHER;
	begin_text(in);
}

static void
end_xspf(void *arg, unsigned depth)
{
	struct reading *in = arg;

	(void)depth;
	if (in->now != OTHER)
		end_text(in, true);
	in->now = OTHER;
}

/* <asx><title/><entry><ref href=""/></entry></asx>, in any case; <entryref>
   names another playlist. */
static void
begin_asx(void *arg, unsigned depth, const char *ns, const char *name)
{
	struct reading *in = arg;

	(void)ns;
	if (depth == 1)
		in->right = strcasecmp(name, "asx") == 0;
	if (depth == 2)
		in->has = false;
	in->now = !in->right ? OTHER :
	    depth == 2 && strcasecmp(name, "title") == 0 ? TITLE :
	    depth == 3 && strcasecmp(name, "ref") == 0 ? REFERENCE :
	    depth == 2 && strcasecmp(name, "entryref") == 0 ? FURTHER : OTHER;
	begin_text(in);
}

/* The library leaves "&" as its number. */
static void
take_attribute(void *arg, const char *ns, const char *name, const char *value,
    size_t len)
{
	static const char ampersand[] = "&#38;";
	struct reading *in = arg;

	(void)ns;
	if (strcasecmp(name, "href") != 0)
		return;
	if (in->now == FURTHER)
		in->p->skipped++;
	if (in->now != REFERENCE)
		return;
	begin_text(in);
	for (size_t i = 0; i < len; i++) {
		take_text(in, value + i, 1);
		if (begins(value + i, len - i, ampersand))
			i += strlen(ampersand) - 1;
	}
	end_text(in, false);
	in->now = OTHER;
}

static void
end_asx(void *arg, unsigned depth)
{
	struct reading *in = arg;

	(void)depth;
	if (in->now == TITLE)
		end_text(in, false);
	in->now = OTHER;
}

static void
read_xml(const struct bytes *b, struct playlist *p,
    const struct xml_reader *reader)
{
	struct reading *in = calloc(1, sizeof(*in));

	if (in == NULL)
		return;
	in->p = p;
	xml_read_bytes(b, 0, b->size, PLAYLIST_MAX_BYTES, reader, in);
	free(in);
}

void
playlist_read(const struct bytes *b, enum mime_playlist format,
    struct playlist *p)
{
	static const struct xml_reader xspf = {
		.begin = begin_xspf, .text = take_text, .end = end_xspf,
	}, asx = {
		.begin = begin_asx, .attribute = take_attribute,
		.text = take_text, .end = end_asx,
	};

	switch (format) {
	case MIME_M3U:
		read_lines(b, p, read_m3u);
		break;
	case MIME_PLS:
		read_lines(b, p, read_pls);
		break;
	case MIME_XSPF:
		read_xml(b, p, &xspf);
		break;
	case MIME_ASX:
		read_xml(b, p, &asx);
		break;
	case MIME_NO_PLAYLIST:
		break;
	}
}
