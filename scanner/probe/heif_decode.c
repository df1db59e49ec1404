/*
 * Pictures in HEIF: libavformat opens none, but libavcodec decodes what is in
 * them once it is found. In lares-probe only.
 */
#include <string.h>

#include <libavcodec/avcodec.h>

#include "common/render.h"
#include "scanner/probe/decode.h"
#include "scanner/probe/heif_decode.h"
#include "scanner/probe/heif_items.h"

#define TILES_MAX	256

/* How an item is coded, and which property has its decoder's settings. */
static const struct {
	uint32_t	type, settings;
	enum AVCodecID	codec;
} codings[] = {
	{ BOX_TYPE('h', 'v', 'c', '1'), BOX_TYPE('h', 'v', 'c', 'C'),
	    AV_CODEC_ID_HEVC },
	{ BOX_TYPE('a', 'v', '0', '1'), BOX_TYPE('a', 'v', '1', 'C'),
	    AV_CODEC_ID_AV1 },
};

static bool
find_property(const struct heif_meta *m, uint32_t id, uint32_t type,
    struct box *b)
{
	for (unsigned n = 0; heif_item_property(m, id, n, b); n++)
		if (b->type == type)
			return true;
	return false;
}

static int
set_extradata(AVCodecParameters *par, const struct span *settings)
{
	par->extradata = av_mallocz(settings->len +
	    AV_INPUT_BUFFER_PADDING_SIZE);
	if (par->extradata == NULL)
		return -1;
	memcpy(par->extradata, settings->p, settings->len);
	par->extradata_size = (int)settings->len;
	return 0;
}

/* The decoder of an item; NULL: it is not one coded picture. */
static AVCodecContext *
open_decoder(const struct heif_meta *m, uint32_t id)
{
	AVCodecParameters *par = avcodec_parameters_alloc();
	AVCodecContext *ctx = NULL;
	struct box settings;
	uint32_t type;

	if (par == NULL || !heif_item_type(m, id, &type))
		goto out;
	for (size_t i = 0; i < sizeof(codings) / sizeof(codings[0]); i++) {
		if (codings[i].type != type ||
		    !find_property(m, id, codings[i].settings, &settings))
			continue;
		par->codec_type = AVMEDIA_TYPE_VIDEO;
		par->codec_id = codings[i].codec;
		if (set_extradata(par, &settings.body) == 0)
			ctx = decode_open(par, 0);
		break;
	}
out:
	avcodec_parameters_free(&par);
	return ctx;
}

/* colr (14496-12, 12.1.5) says more of an item's colours than the item. */
static void
set_colours(const struct heif_meta *m, uint32_t id, AVFrame *f)
{
	struct box b;

	if (!find_property(m, id, BOX_TYPE('c', 'o', 'l', 'r'), &b) ||
	    span_take(&b.body, 4) != BOX_TYPE('n', 'c', 'l', 'x'))
		return;
	span_take(&b.body, 4);			/* primaries, transfer */
	f->colorspace = (enum AVColorSpace)span_take(&b.body, 2);
	f->color_range = span_take(&b.body, 1) >> 7 ? AVCOL_RANGE_JPEG :
	    AVCOL_RANGE_MPEG;
}

static AVFrame *
decode_item(const struct bytes *b, const struct heif_meta *m, uint32_t id)
{
	AVCodecContext *ctx = open_decoder(m, id);
	AVPacket *packet = NULL;
	AVFrame *frame = NULL;
	struct heif_piece at;

	if (ctx != NULL && heif_item_piece(m, id, &at) &&
	    (packet = decode_load(b, at.offset, at.length)) != NULL)
		frame = decode_packet(ctx, packet);
	if (frame != NULL)
		set_colours(m, id, frame);
	av_packet_free(&packet);
	avcodec_free_context(&ctx);
	return frame;
}

/* ---- grids (23008-12, 6.6.2.3) ------------------------------------------ */

struct grid {
	unsigned	rows, columns;
	uint32_t	width, height;
	uint32_t	tiles[TILES_MAX];
};

static bool
read_grid(const struct bytes *b, const struct heif_meta *m, uint32_t id,
    struct grid *g)
{
	uint8_t data[12];
	struct heif_piece at;
	struct span s;
	size_t n;

	if (!heif_item_piece(m, id, &at) || at.length < 8 ||
	    at.length > sizeof(data) ||
	    !bytes_get(b, at.offset, data, (size_t)at.length))
		return false;
	s = (struct span){ data, (size_t)at.length, false };
	span_take(&s, 1);
	n = span_take(&s, 1) & 1 ? 4 : 2;
	g->rows = (unsigned)span_take(&s, 1) + 1;
	g->columns = (unsigned)span_take(&s, 1) + 1;
	g->width = (uint32_t)span_take(&s, n);
	g->height = (uint32_t)span_take(&s, n);
	if (s.failed || g->width == 0 || g->height == 0 ||
	    (uint64_t)g->width * g->height > RENDER_PIXELS_MAX ||
	    g->rows * g->columns > TILES_MAX)
		return false;
	return heif_references(m, BOX_TYPE('d', 'i', 'm', 'g'), id, g->tiles,
	    TILES_MAX) == (size_t)g->rows * g->columns;
}

/* Tiles that leave nothing uncovered, which would show what is left in memory,
   and that begin where colours do. */
static bool
covers(const struct grid *g, const AVFrame *tile)
{
	return (uint64_t)tile->width * g->columns >= g->width &&
	    (uint64_t)tile->height * g->rows >= g->height &&
	    (tile->width | tile->height) % 2 == 0;
}

static AVFrame *
decode_grid(const struct bytes *b, const struct heif_meta *m, uint32_t id)
{
	AVFrame *canvas = NULL, *tile = NULL;
	int x, y, width = 0, height = 0;
	bool laid = true;
	struct grid g;

	if (!read_grid(b, m, id, &g))
		return NULL;
	for (unsigned i = 0; i < g.rows * g.columns && laid; i++) {
		tile = decode_item(b, m, g.tiles[i]);
		if (tile != NULL && canvas == NULL) {
			canvas = covers(&g, tile) ? decode_new_canvas(tile,
			    g.width, g.height) : NULL;
			width = tile->width;
			height = tile->height;
		}
		x = (int)(i % g.columns) * width;
		y = (int)(i / g.columns) * height;
		laid = tile != NULL && canvas != NULL &&
		    tile->width == width && tile->height == height &&
		    x < canvas->width && y < canvas->height &&
		    decode_lay(canvas, tile, x, y);
		av_frame_free(&tile);
	}
	if (!laid)
		av_frame_free(&canvas);
	else
		set_colours(m, id, canvas);
	return canvas;
}

AVFrame *
heif_decode(const struct bytes *b)
{
	AVFrame *frame = NULL;
	struct heif_meta m;
	uint32_t id, type;

	if (heif_meta_load(b, &m) == -1)
		return NULL;
	if (heif_primary_item(&m, &id) && heif_item_type(&m, id, &type))
		frame = type == BOX_TYPE('g', 'r', 'i', 'd') ?
		    decode_grid(b, &m, id) : decode_item(b, &m, id);
	heif_meta_free(&m);
	return frame;
}
