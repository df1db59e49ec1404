/*
 * What artwork is called and how large it may be. Pure; in lares-scan and
 * lares-http.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "common/art.h"
#include "common/num.h"

/* DLNA's conditions; the bytes are ours. */
static const struct art_limit limits[ART_SIZES] = {
	[ART_TN] = { "JPEG_TN", 160, 160, 24 * 1024 },
	[ART_SM] = { "JPEG_SM", 640, 480, 128 * 1024 },
};
static const char *const suffixes[ART_SIZES] = {
	[ART_TN] = "tn", [ART_SM] = "sm",
};

/* Bits of the number, from the lowest on: the height and width of each size,
   then the id. */
#define TN_BITS		8
#define SM_HEIGHT_BITS	9
#define SM_WIDTH_BITS	10
#define ID_SHIFT	(2 * TN_BITS + SM_HEIGHT_BITS + SM_WIDTH_BITS)
_Static_assert(ID_SHIFT == 35, "ART_ID_OF says another");

const struct art_limit *
art_limit(enum art_size size)
{
	return &limits[size];
}

int64_t
art_pack(const struct art *a)
{
	uint64_t n = (uint64_t)a->id;

	if (a->sizes[ART_TN].width == 0)
		return 0;
	n = n << SM_WIDTH_BITS | a->sizes[ART_SM].width;
	n = n << SM_HEIGHT_BITS | a->sizes[ART_SM].height;
	n = n << TN_BITS | a->sizes[ART_TN].width;
	n = n << TN_BITS | a->sizes[ART_TN].height;
	return (int64_t)n;
}

static uint32_t
take(uint64_t *n, unsigned bits)
{
	const uint32_t low = (uint32_t)(*n & ((1u << bits) - 1));

	*n >>= bits;
	return low;
}

struct art
art_unpack(int64_t packed)
{
	uint64_t n = (uint64_t)packed;
	struct art a;

	a.sizes[ART_TN].height = take(&n, TN_BITS);
	a.sizes[ART_TN].width = take(&n, TN_BITS);
	a.sizes[ART_SM].height = take(&n, SM_HEIGHT_BITS);
	a.sizes[ART_SM].width = take(&n, SM_WIDTH_BITS);
	a.id = (int64_t)n;
	return a;
}

struct art_path
art_path(int64_t id, enum art_size size)
{
	struct art_path p;

	snprintf(p.s, sizeof(p.s), "%02x/%" PRId64 "-%s.jpg",
	    (unsigned)(id % ART_BUCKETS), id, suffixes[size]);
	return p;
}

int64_t
art_of_name(unsigned bucket, const char *name)
{
	const size_t len = strcspn(name, "-");
	uint64_t id;

	if (num_parse_len(name, len, ART_IDS - 1, &id) == -1)
		return 0;
	for (int size = 0; size < ART_SIZES; size++)
		if (id % ART_BUCKETS == bucket && strcmp(name,
		    art_path((int64_t)id, (enum art_size)size).s + 3) == 0)
			return (int64_t)id;
	return 0;
}
