/*
 * PNG (third edition, section 5), chunk by chunk. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_png.h"
#include "scanner/probe/blank_xmp.h"

#define TYPE_BYTES	4
#define KEYWORD_BYTES	80	/* and its NUL */
#define CRC_BLOCK_BYTES	4096

/* Ancillary, private, safe to copy: all that its letters say. */
static const char unknown_type[] = "blAn";

/* Ancillary chunks that say how the picture looks. */
static const char kept[][TYPE_BYTES + 1] = {
	"tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
	"bKGD", "hIST", "pHYs", "sPLT", "tIME", "acTL", "fcTL", "fdAT", "iDOT",
	"oFFs", "sCAL", "sTER", "vpAg",
};

/* Keywords of texts (11.3.3.1). */
static const char *const keywords[] = {
	"Title", "Author", "Description", "Copyright", "Creation Time",
	"Software", "Disclaimer", "Warning", "Source", "Comment",
};

struct chunk {
	uint8_t		type[TYPE_BYTES];
	uint64_t	at, len;	/* of its data */
};

static bool
is_type(const struct chunk *c, const char *type)
{
	return memcmp(c->type, type, TYPE_BYTES) == 0;
}

/* CRC-32 as PNG has it (annex D), half a byte at a time. */
static uint32_t
crc_add(uint32_t crc, const uint8_t *p, size_t len)
{
	static const uint32_t table[16] = {
		0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
		0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
		0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
		0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
	};

	while (len-- > 0) {
		crc ^= *p++;
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return crc;
}

/* Spells out the CRC of a chunk as the list leaves it. */
static bool
put_crc(struct blank_walk *w, const struct chunk *c)
{
	uint64_t at = c->at - TYPE_BYTES, end = c->at + c->len;
	uint8_t block[CRC_BLOCK_BYTES], raw[4];
	uint32_t crc = 0xFFFFFFFF;
	size_t n;

	for (; at < end; at += n) {
		n = end - at < sizeof(block) ? (size_t)(end - at) :
		    sizeof(block);
		if (!bytes_get(w->b, at, block, n))
			return false;
		blanks_apply(w->list, at, block, n);
		crc = crc_add(crc, block, n);
	}
	crc = ~crc;
	raw[0] = (uint8_t)(crc >> 24);
	raw[1] = (uint8_t)(crc >> 16);
	raw[2] = (uint8_t)(crc >> 8);
	raw[3] = (uint8_t)crc;
	blanks_spell(w->list, end, raw, sizeof(raw));
	return true;
}

static void
erase(struct blank_walk *w, const struct chunk *c)
{
	blanks_spell(w->list, c->at - TYPE_BYTES, unknown_type, TYPE_BYTES);
	blank_zero(w, c->at, c->len);
}

/* Packets that are not compressed and have no language (11.3.3.4). */
static bool
blank_plain_xmp(struct blank_walk *w, const struct chunk *c)
{
	static const char name[] = "XML:com.adobe.xmp\0\0\0\0";
	char start[sizeof(name)];

	if (!is_type(c, "iTXt") || c->len < sizeof(name) ||
	    !bytes_get(w->b, c->at, start, sizeof(name)) ||
	    memcmp(start, name, sizeof(name)) != 0)
		return false;
	blank_try(w, blank_xmp, c->at + sizeof(name), c->len - sizeof(name),
	    ' ');
	return true;
}

/* How long what stands before a text is, if its keyword is one of ours. 0 for
   any other, and for one that is compressed, which may hold anything. */
static size_t
harmless_keyword(struct blank_walk *w, const struct chunk *c)
{
	char text[KEYWORD_BYTES + 1] = "";
	size_t i, len;

	if (is_type(c, "zTXt") || !bytes_get(w->b, c->at, text,
	    c->len < KEYWORD_BYTES ? (size_t)c->len : KEYWORD_BYTES))
		return 0;
	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		len = strlen(keywords[i]) + 1;
		if (strcmp(text, keywords[i]) != 0)
			continue;
		/* iTXt: not compressed, of no language, not translated */
		if (is_type(c, "iTXt")) {
			if (memcmp(text + len, "\0\0\0", 4) != 0)
				return 0;
			len += 4;
		}
		return len <= c->len ? len : 0;
	}
	return 0;
}

static bool
is_text(const struct chunk *c)
{
	return is_type(c, "tEXt") || is_type(c, "zTXt") || is_type(c, "iTXt");
}

static bool
is_kept(const struct chunk *c)
{
	size_t i;

	if ((c->type[0] & 0x20) == 0)		/* critical */
		return true;
	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (is_type(c, kept[i]))
			return true;
	return false;
}

static bool
blank_chunk(struct blank_walk *w, const struct chunk *c)
{
	size_t n = w->list->n, keyword;

	if (is_kept(c))
		return true;
	if (is_type(c, "eXIf"))
		blank_try(w, blank_exif, c->at, c->len, 0);
	else if (is_text(c) && (keyword = harmless_keyword(w, c)) > 0)
		blank_words(w, c->at + keyword, c->len - keyword);
	else if (!is_text(c) || !blank_plain_xmp(w, c))
		erase(w, c);
	return w->list->n == n || put_crc(w, c);
}

bool
blank_png(struct blank_walk *w, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	uint8_t head[8];
	struct chunk c;

	if (len < 8)
		return false;
	for (at += 8; blank_get(w, at, end - at, 0, head, 8);
	    at = c.at + c.len + 4) {
		memcpy(c.type, head + 4, TYPE_BYTES);
		c.at = at + 8;
		c.len = bytes_be(head, 4);
		if (end - c.at < 4 || c.len > end - c.at - 4)
			return is_type(&c, "IDAT");	/* cut off */
		if (!blank_chunk(w, &c))
			return false;
		if (is_type(&c, "IEND")) {
			blank_zero(w, c.at + c.len + 4,
			    end - c.at - c.len - 4);
			return true;
		}
	}
	return true;
}
