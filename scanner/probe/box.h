#ifndef LARES_PROBE_BOX_H
#define LARES_PROBE_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scanner/probe/bytes.h"

/* Boxes (ISO/IEC 14496-12, 4.2) in memory and in a file. */

#define BOX_TYPE(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

/* What is left of a box. Reading past the end fails, for good. */
struct span {
	const uint8_t	*p;
	size_t		 len;
	bool		 failed;
};

struct box {
	uint32_t	 type;
	struct span	 body;
};

/* The next n bytes, at most 8, as a number. */
uint64_t	span_take(struct span *s, size_t n);

/* The text up to its NUL, which is taken too: whether it is this one. */
bool		span_take_text(struct span *s, const char *text);

/* The version byte of a full box; sets its flags, if they are wanted. */
unsigned	span_take_version(struct span *s, uint32_t *flags);

/* The next box in s. False at the end, or when it claims more than there is. */
bool		box_next(struct span *s, struct box *b);

/* The first box of a type. */
bool		box_find(struct span s, uint32_t type, struct box *b);

/* A box that lies in a file. */
struct box_head {
	uint32_t	 type;
	uint64_t	 at;		/* of the box itself */
	uint64_t	 body, len;	/* of what it holds */
};

/* The box at at. False if there is none, or it goes on beyond end, which is
   at most the file's. */
bool		box_read(const struct bytes *b, uint64_t at, uint64_t end,
		    struct box_head *head);

#endif
