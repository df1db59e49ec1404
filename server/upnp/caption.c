/*
 * Subtitles in DIDL-Lite, in the words of companies. Pure, in lares-http.
 */
#include <ctype.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/caption.h"
#include "server/upnp/client.h"
#include "server/upnp/didl_style.h"
#include "server/upnp/markup.h"
#include "server/upnp/property.h"
#include "server/upnp/resource.h"

static const struct {
	uint64_t	 want;
	const char	*open, *close;
} elements[] = {
	{ WANT_CAPTION_INFO, LT "sec:CaptionInfo sec:type=\"",
	    CLOSE("sec:CaptionInfo") },
	{ WANT_CAPTION_INFO_EX, LT "sec:CaptionInfoEx sec:type=\"",
	    CLOSE("sec:CaptionInfoEx") },
};

void
caption_add_namespaces(struct buf *b, uint64_t want)
{
	if (want & (WANT_CAPTION_INFO | WANT_CAPTION_INFO_EX | WANT_DCM_INFO))
		buf_add_str(b, " xmlns:sec=\"http://www.sec.co.kr/\"");
	if (want & WANT_SUBTITLE_URI)
		buf_add_str(b, " xmlns:pv=\"http://www.pv.com/pvns/\"");
}

static void
add_url(struct buf *b, const struct resource *r,
    const struct didl_style *style)
{
	buf_add_str(b, style->base);
	resource_add_path(b, r);
}

static void
add_capitals(struct buf *b, const char *text)
{
	char c;

	for (; *text != '\0'; text++) {
		c = (char)toupper((unsigned char)*text);
		buf_add(b, &c, 1);
	}
}

void
caption_add_attributes(struct buf *b, const struct catalog_object *row,
    const struct didl_style *style)
{
	struct resource subtitle;

	if ((style->want & WANT_SUBTITLE_URI) == 0 ||
	    !resource_subtitle(row, style->client->language, SUBTITLE_PV, &subtitle))
		return;
	buf_add_str(b, " pv:subtitleFileType=\"");
	add_capitals(b, subtitle.extension);
	buf_add_str(b, "\" pv:subtitleFileUri=\"");
	add_url(b, &subtitle, style);
	buf_add_str(b, "\"");
}

void
caption_add_elements(struct buf *b, const struct catalog_object *row,
    const struct didl_style *style)
{
	struct resource subtitle;

	if ((style->want & (WANT_CAPTION_INFO | WANT_CAPTION_INFO_EX)) == 0 ||
	    !resource_subtitle(row, style->client->language, SUBTITLE_SEC, &subtitle))
		return;
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if ((style->want & elements[i].want) == 0)
			continue;
		buf_add_str(b, elements[i].open);
		buf_add_str(b, subtitle.extension);
		buf_add_str(b, "\"" GT);
		add_url(b, &subtitle, style);
		buf_add_str(b, elements[i].close);
	}
}
