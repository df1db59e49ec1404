/*
 * Where a film or a book was left, as clients say and are told it. Pure, in
 * lares-http.
 */
#include <stddef.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/num.h"
#include "common/resume.h"
#include "server/upnp/bookmark.h"
#include "server/upnp/client.h"
#include "server/upnp/didl_style.h"
#include "server/upnp/duration.h"
#include "server/upnp/markup.h"
#include "server/upnp/property.h"
#include "server/upnp/soap.h"

#define POSITION	"upnp:lastPlaybackPosition"
#define VALUE_BYTES	64

/* ---- telling ----------------------------------------------------------- */

void
bookmark_add_elements(struct buf *b, const struct catalog_object *row,
    uint64_t position_ms, const struct didl_style *style)
{
	if (style->want & WANT_POSITION) {
		buf_add_str(b, OPEN(POSITION));
		if (client_has(style->client, CLIENT_POSITION_SECONDS))
			buf_add_num(b, position_ms / 1000);
		else
			duration_add(b, position_ms);
		buf_add_str(b, CLOSE(POSITION));
	}
	if (style->want & WANT_DCM_INFO) {
		buf_add_str(b, OPEN("sec:dcmInfo") "CREATIONDATE=0,FOLDER=");
		buf_add_xml_twice(b, row->title, strlen(row->title));
		buf_add_str(b, ",BM=");
		buf_add_num(b, client_has(style->client, CLIENT_BOOKMARK_MS) ?
		    position_ms : position_ms / 1000);
		buf_add_str(b, CLOSE("sec:dcmInfo"));
	}
}

/* ---- being told -------------------------------------------------------- */

int
bookmark_parse(const char *text, bool in_ms, uint64_t *position_ms)
{
	const uint64_t unit = in_ms ? 1 : 1000;
	uint64_t n;

	if (num_parse(text, RESUME_POSITION_MAX_MS / unit, &n) == 0) {
		*position_ms = n * unit;
		return 0;
	}
	if (duration_parse(text, &n) == -1 || n > RESUME_POSITION_MAX_MS)
		return -1;
	*position_ms = n;
	return 0;
}

/* What can be said of properties; of several in one entry the last of these. */
enum said {
	SAID_NOTHING,
	SAID_IGNORED,			/* sent along; not kept */
	SAID_POSITION,
	SAID_REQUIRED,			/* an object cannot be without */
	SAID_OTHER,			/* not for clients to change */
	SAID_NONSENSE,
};

static enum said
look_up(const char *name, size_t len)
{
	static const struct {
		const char	*name;
		enum said	 said;
	} table[] = {
		{ POSITION,			SAID_POSITION },
		/* Kodi's UPnPPlayer and UPnP.cpp, with a position. */
		{ "xbmc:lastPlayerState",	SAID_IGNORED },
		{ "upnp:playCount",		SAID_IGNORED },
		{ "dc:title",			SAID_REQUIRED },
		{ "upnp:class",			SAID_REQUIRED },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strlen(table[i].name) == len &&
		    memcmp(table[i].name, name, len) == 0)
			return table[i].said;
	return SAID_OTHER;
}

/* One of the elements of an entry: "<name>value</name>", "<name/>". */
struct element {
	const char	*name, *value;
	size_t		 name_len, value_len;
};

/* Takes the next off *text. 1; 0: there is none; -1: it is no such element. */
static int
next_element(const char **text, const char *end, struct element *e)
{
	const char *at = *text, *close;

	while (at < end && strchr(" \t\r\n", *at) != NULL)
		at++;
	if (at == end)
		return 0;
	close = memchr(at, '>', (size_t)(end - at));
	if (*at++ != '<' || close == NULL)
		return -1;
	e->name = at;
	e->name_len = strcspn(at, " \t\r\n/>");
	if (e->name_len == 0 || at[e->name_len] == '<')
		return -1;
	e->value = close + 1;
	e->value_len = 0;
	if (close[-1] == '/') {
		*text = close + 1;
		return 1;
	}
	at = memchr(e->value, '<', (size_t)(end - e->value));
	if (at == NULL || (size_t)(end - at) < e->name_len + 3 ||
	    at[1] != '/' || memcmp(at + 2, e->name, e->name_len) != 0 ||
	    at[2 + e->name_len] != '>')
		return -1;
	e->value_len = (size_t)(at - e->value);
	*text = at + e->name_len + 3;
	return 1;
}

/* position_ms NULL: whatever it is. */
static int
take_position(const struct element *e, uint64_t *position_ms)
{
	char value[VALUE_BYTES];

	if (position_ms == NULL)
		return 0;
	if (e->value_len >= sizeof(value))
		return -1;
	memcpy(value, e->value, e->value_len);
	value[e->value_len] = '\0';
	return bookmark_parse(value, false, position_ms);
}

/* What an entry of a list says. */
static enum said
read_entry(const char *text, size_t len, uint64_t *position_ms)
{
	const char *end = text + len;
	enum said said = SAID_NOTHING, more;
	struct element e;
	int ret;

	while ((ret = next_element(&text, end, &e)) == 1) {
		more = look_up(e.name, e.name_len);
		if (more == SAID_POSITION && (said == SAID_POSITION ||
		    take_position(&e, position_ms) == -1))
			return SAID_NONSENSE;
		if (more > said)
			said = more;
	}
	return ret == -1 ? SAID_NONSENSE : said;
}

/* Up to the next comma of a list that no backslash stands before. */
static size_t
entry_length(const char *text)
{
	size_t n = 0;

	while (text[n] != '\0' && text[n] != ',')
		n += text[n] == '\\' && text[n + 1] != '\0' ? 2 : 1;
	return n;
}

/* One entry of both lists. 0; 1 and *position_ms is set; or the error. */
static int
read_pair(const char *now, size_t now_len, const char *then, size_t then_len,
    uint64_t *position_ms)
{
	uint64_t after = 0;
	const enum said was = read_entry(now, now_len, NULL);
	const enum said is = read_entry(then, then_len, &after);

	if (was == SAID_NONSENSE)
		return SOAP_BAD_CURRENT_TAG;
	if (is == SAID_NONSENSE || (is == SAID_NOTHING && was == SAID_NOTHING))
		return SOAP_BAD_NEW_TAG;
	if (is == SAID_NOTHING && was == SAID_REQUIRED)
		return SOAP_REQUIRED_TAG;
	if (is >= SAID_REQUIRED || was >= SAID_REQUIRED)
		return SOAP_READ_ONLY_TAG;
	if (is == SAID_IGNORED || (is == SAID_NOTHING && was == SAID_IGNORED))
		return 0;
	*position_ms = after;
	return 1;
}

int
bookmark_parse_update(const char *now, const char *then,
    uint64_t *position_ms)
{
	uint64_t found_ms = 0;
	bool found = false;
	size_t n, k;
	int ret;

	for (;;) {
		n = entry_length(now);
		k = entry_length(then);
		ret = read_pair(now, n, then, k, &found_ms);
		if (ret > 1)
			return ret;
		if (ret == 1 && found)
			return SOAP_BAD_NEW_TAG;
		found |= ret == 1;
		if (now[n] != then[k])
			return SOAP_TAGS_DO_NOT_MATCH;
		if (now[n] == '\0')
			break;
		now += n + 1;
		then += k + 1;
	}
	if (!found)
		return SOAP_READ_ONLY_TAG;	/* nothing that is kept */
	*position_ms = found_ms;
	return 0;
}
