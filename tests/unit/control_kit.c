/* The control point's side of the tests of control and Browse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/upnp/control.h"
#include "server/upnp/services.h"
#include "tests/unit/control_kit.h"

const char *
kit_out(struct said *s, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "/s:Envelope/s:Body/*/%s", name);
	return xml_text(s->soap, path);
}

long
kit_out_number(struct said *s, const char *name)
{
	return strtol(kit_out(s, name), NULL, 10);
}

static void
read_answer(struct said *s)
{
	const char *text;

	if (!s->x.ended)
		return;
	assert_string_equal(s->x.type, "text/xml; charset=\"utf-8\"");
	s->soap = xml_parse(s->x.answer.data, s->x.answer.len);
	assert_non_null(s->soap);
	text = xml_text(s->soap, "//control:errorCode");
	s->error = text != NULL ? (int)strtol(text, NULL, 10) : 0;
	assert_int_equal(s->x.status, s->error != 0 ? 500 : 200);
	if ((text = kit_out(s, "Result")) != NULL && text[0] == '<') {
		s->didl = xml_parse(text, strlen(text));
		assert_non_null(s->didl);
	}
}

void
kit_act(const struct small_library *l, struct said *s, const char *service,
    const char *action, const char *args, size_t gone_after)
{
	const char *type = services_find(service)->type;

	memset(s, 0, sizeof(*s));
	fake_exchange_init(&s->x, REQUEST_POST, "/control/");
	s->x.gone_after = gone_after;
	snprintf(s->header, sizeof(s->header), "\"%s#%s\"", type, action);
	fake_exchange_header(&s->x, "SOAPACTION", s->header);
	buf_init(&s->body, 65536);
	buf_addf(&s->body, "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/"
	    "soap/envelope/\"><s:Body><u:%s xmlns:u=\"%s\">%s</u:%s>"
	    "</s:Body></s:Envelope>", action, type, args, action);
	s->x.body = s->body.data;
	control_serve(&l->server, &s->x, service);
	read_answer(s);
}

void
kit_forget(struct said *s)
{
	xml_free(s->soap);
	xml_free(s->didl);
	buf_free(&s->body);
	fake_exchange_free(&s->x);
}

void
kit_browse_until(const struct small_library *l, struct said *s,
    const struct asked *a, size_t gone_after)
{
	char args[1024];

	snprintf(args, sizeof(args), "<ObjectID>%s</ObjectID>"
	    "<BrowseFlag>Browse%s</BrowseFlag><Filter>%s</Filter>"
	    "<StartingIndex>%s</StartingIndex><RequestedCount>%s"
	    "</RequestedCount><SortCriteria>%s</SortCriteria>", a->id,
	    a->flag, a->filter, a->start, a->count, a->sort);
	kit_act(l, s, "ContentDirectory", "Browse", args, gone_after);
}

void
kit_browse(const struct small_library *l, struct said *s, const char *id,
    const char *flag, const char *sort)
{
	const struct asked a = { id, flag, "*", "0", "0", sort };

	kit_browse_until(l, s, &a, SIZE_MAX);
	assert_int_equal(s->error, 0);
}

void
kit_expect_titles(struct said *s, const char *titles)
{
	char path[64], all[1024] = "";
	int i, n = s->didl != NULL ? xml_count(s->didl, OBJECTS) : 0;
	size_t at = 0;

	for (i = 1; i <= n; i++) {
		snprintf(path, sizeof(path), OBJECTS "[%d]/dc:title", i);
		at += (size_t)snprintf(all + at, sizeof(all) - at, "%s|",
		    xml_text(s->didl, path));
		assert_true(at < sizeof(all));
	}
	assert_string_equal(all, titles);
	assert_int_equal(kit_out_number(s, "NumberReturned"), n);
}

void
kit_expect_parent(struct said *s, const char *parent)
{
	char path[128];

	snprintf(path, sizeof(path), OBJECTS "[@parentID='%s']", parent);
	assert_int_equal(xml_count(s->didl, path),
	    xml_count(s->didl, OBJECTS));
}

struct media_facts
kit_facts(enum media_kind kind, const char *title, const char *date,
    uint32_t disc, uint32_t track)
{
	struct media_facts f = { .kind = kind, .track = track, .disc = disc };

	snprintf(f.title, sizeof(f.title), "%s", title);
	snprintf(f.date, sizeof(f.date), "%s", date);
	return f;
}

struct entry {
	const char	*folder, *name;
	enum media_kind	 kind;
	const char	*title, *date;
	uint32_t	 disc, track;
};

static const struct entry entries[KIT_ENTRIES] = {
	{ "Record", "a.mp3", MEDIA_AUDIO, "Zebra", "2001", 1, 1 },
	{ "Record", "b.mp3", MEDIA_AUDIO, "Apple & <Pear>", "1999", 2, 1 },
	{ "Record", "c.mp3", MEDIA_AUDIO, "Melon", "2010-05-06", 1, 2 },
	{ "", "Episode 10.mp4", MEDIA_VIDEO, "", "", 0, 0 },
	{ "", "Episode 2.mp4", MEDIA_VIDEO, "", "", 0, 0 },
	{ "", "beach.jpg", MEDIA_PICTURE, "", "2005-06-07T08:09:10", 0, 0 },
};

static int
open_kit(void **state, size_t nroots)
{
	struct kit *k = calloc(1, sizeof(*k));
	struct media_facts f;
	size_t i;

	if (k == NULL)
		return -1;
	small_library_open(&k->l, nroots);
	for (i = 0; i < KIT_ENTRIES; i++) {
		f = kit_facts(entries[i].kind, entries[i].title,
		    entries[i].date, entries[i].disc, entries[i].track);
		k->ids[i] = small_library_add(&k->l, 0, entries[i].folder,
		    entries[i].name, 1000, &f);
	}
	small_library_commit(&k->l);
	*state = k;
	return 0;
}

int
kit_open_one_root(void **state)
{
	return open_kit(state, 1);
}

int
kit_open_two_roots(void **state)
{
	return open_kit(state, 2);
}

int
kit_close(void **state)
{
	struct kit *k = *state;

	small_library_close(&k->l);
	free(k);
	return 0;
}
