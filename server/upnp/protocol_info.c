/*
 * protocolInfo: how a thing can be had, in DLNA's words. Pure, in lares-http.
 */
#include <stdbool.h>
#include <string.h>

#include "common/buf.h"
#include "common/mime.h"
#include "server/upnp/protocol_info.h"

/*
 * DLNA.ORG_OP=01: byte ranges, no time seek. CI=0: the original. Of the first
 * 32 bits of FLAGS, both have 22 (background transfer), 21 (the client may
 * stall the connection) and 20 (DLNA 1.5, without which the others do not
 * count). Samsung sets only seek where they find OP and bit 24 here.
 */
#define TAIL		"000000000000000000000000"	/* 24 more digits */
#define STREAMED	"DLNA.ORG_OP=01;DLNA.ORG_CI=0;" \
			"DLNA.ORG_FLAGS=01700000" TAIL	/* bit 24: streaming */
#define LOOKED_AT	"DLNA.ORG_OP=01;DLNA.ORG_CI=0;" \
			"DLNA.ORG_FLAGS=00F00000" TAIL	/* bit 23: interactive */

static const char *const features[MEDIA_KINDS] = {
	[MEDIA_FOLDER]	= "*",
	[MEDIA_AUDIO]	= STREAMED,
	[MEDIA_VIDEO]	= STREAMED,
	[MEDIA_PICTURE]	= LOOKED_AT,
};

const char *
protocol_info_features(enum media_kind kind)
{
	return features[kind];
}

void
protocol_info_add(struct buf *b, const char *mime, enum media_kind kind)
{
	buf_add_str(b, "http-get:*:");
	buf_add_xml_twice(b, mime, strlen(mime));
	buf_add_str(b, ":");
	buf_add_str(b, features[kind]);
}

static bool
is_first_of_type(size_t row)
{
	const char *type = mime_get(row)->type;
	size_t i;

	for (i = 0; i < row; i++)
		if (strcmp(mime_get(i)->type, type) == 0)
			return false;
	return true;
}

/* A comma inside an entry is written "\," (ConnectionManager:1, 2.2.1). */
static void
add_entry(struct buf *b, const char *type)
{
	const char *s;

	buf_add_str(b, "http-get:*:");
	for (s = type; *s != '\0'; s++) {
		if (*s == ',' || *s == '\\')
			buf_add(b, "\\", 1);
		buf_add(b, s, 1);
	}
	buf_add_str(b, ":*");
}

void
protocol_info_add_sources(struct buf *b)
{
	const struct mime *m;
	size_t i;

	for (i = 0; (m = mime_get(i)) != NULL; i++) {
		if (!is_first_of_type(i))
			continue;
		if (i > 0)
			buf_add(b, ",", 1);
		add_entry(b, m->type);
	}
}
