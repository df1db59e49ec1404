/*
 * protocolInfo: how a thing can be had, in DLNA's words. Pure, in lares-http.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/buf.h"
#include "server/upnp/protocol_info.h"

/*
 * Of the first 32 bits of FLAGS, all have 22 (background transfer), 21 (the
 * client may stall the connection) and 20 (DLNA 1.5, without which the others
 * do not count). Samsung sets only seek where they find OP and bit 24 here.
 */
#define FLAGS(first)	";DLNA.ORG_FLAGS=" first "000000000000000000000000"
static const char *const flags[MEDIA_KINDS] = {
	[MEDIA_FOLDER]	= NULL,
	[MEDIA_AUDIO]	= FLAGS("01700000"),	/* bit 24: streaming */
	[MEDIA_VIDEO]	= FLAGS("01700000"),
	[MEDIA_PICTURE]	= FLAGS("00F00000"),	/* bit 23: interactive */
};

/* The order is fixed: PN, OP, CI, FLAGS. Written piece by piece: a page has
   hundreds of these. Types and profiles are of our own tables, where none has
   a character that XML would have escaped. */
static void
add_features(struct buf *b, const struct protocol_info *p)
{
	if (flags[p->kind] == NULL) {
		buf_add_str(b, "*");
		return;
	}
	if (p->profile[0] != '\0') {
		buf_add_str(b, "DLNA.ORG_PN=");
		buf_add_str(b, p->profile);
		buf_add_str(b, ";");
	}
	buf_add_str(b, p->time_seek ? "DLNA.ORG_OP=1" : "DLNA.ORG_OP=0");
	buf_add_str(b, p->byte_seek ? "1;" : "0;");
	buf_add_str(b, p->converted ? "DLNA.ORG_CI=1" : "DLNA.ORG_CI=0");
	if (!p->no_flags)
		buf_add_str(b, flags[p->kind]);
}

void
protocol_info_features(const struct protocol_info *p,
    char out[PROTOCOL_INFO_BYTES])
{
	struct buf b;

	buf_init(&b, PROTOCOL_INFO_BYTES - 1);
	add_features(&b, p);
	snprintf(out, PROTOCOL_INFO_BYTES, "%s", buf_failed(&b) ? "*" : b.data);
	buf_free(&b);
}

void
protocol_info_add(struct buf *b, const struct protocol_info *p)
{
	buf_add_str(b, "http-get:*:");
	buf_add_str(b, p->mime);
	buf_add_str(b, ":");
	add_features(b, p);
}
