/*
 * Files of this folder as bytes of the program. The assembler takes them in
 * from the top of the tree, where the Makefile runs it. In lares-http.
 */
#include "server/web/assets.h"

#define EMBED(symbol, file)						\
	extern const char symbol[], symbol##_end[];			\
	__asm__(".pushsection .rodata\n"				\
	    ".globl " #symbol "\n.hidden " #symbol "\n"			\
	    ".globl " #symbol "_end\n.hidden " #symbol "_end\n"	\
	    #symbol ":\n.incbin \"server/web/" file "\"\n"		\
	    #symbol "_end:\n.byte 0\n.popsection")

EMBED(asset_icon_48_png, "icon-48.png");
EMBED(asset_icon_48_jpg, "icon-48.jpg");
EMBED(asset_icon_120_png, "icon-120.png");
EMBED(asset_icon_120_jpg, "icon-120.jpg");
EMBED(asset_page_html, "page.html");

/* DLNA's names for these sizes are small (48) and large (120). */
static const struct asset icons[] = {
	{ "lrg.png", "image/png", 120, asset_icon_120_png,
	    asset_icon_120_png_end },
	{ "lrg.jpg", "image/jpeg", 120, asset_icon_120_jpg,
	    asset_icon_120_jpg_end },
	{ "sm.png", "image/png", 48, asset_icon_48_png,
	    asset_icon_48_png_end },
	{ "sm.jpg", "image/jpeg", 48, asset_icon_48_jpg,
	    asset_icon_48_jpg_end },
};

static const struct asset page = {
	"page.html", "text/html; charset=utf-8", 0, asset_page_html,
	asset_page_html_end
};

const struct asset *
asset_icon(size_t i)
{
	return i < sizeof(icons) / sizeof(icons[0]) ? &icons[i] : NULL;
}

const struct asset *
asset_page(void)
{
	return &page;
}
