#ifndef LARES_WEB_ASSETS_H
#define LARES_WEB_ASSETS_H

#include <stddef.h>

/* A file that is part of the program. */
struct asset {
	const char	*name;		/* in its URL */
	const char	*type;
	unsigned	 pixels;	/* an icon's width and height */
	const char	*start;
	const char	*end;
};

/* The icons; NULL past the last. */
const struct asset	*asset_icon(size_t i);

/* The page that people see, with marks where page.c puts text. */
const struct asset	*asset_page(void);

#endif
