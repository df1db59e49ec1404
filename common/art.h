#ifndef LARES_COMMON_ART_H
#define LARES_COMMON_ART_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Artwork: small JPEGs that lares-scan makes and lares-http serves, in this
 * folder of the state directory.
 */
#define ART_DIR		"art"

/* The two sizes that there may be, by DLNA's names: the largest sides, and
   bytes that a file never exceeds. */
enum art_size {
	ART_TN,				/* JPEG_TN */
	ART_SM,				/* JPEG_SM */
};
#define ART_SIZES	2
struct art_limit {
	const char	*profile;
	uint32_t	 width, height;
	uint32_t	 bytes;
};
const struct art_limit	*art_limit(enum art_size size);

/* One picture in its sizes; a width of 0: it is not there in that. */
struct art {
	int64_t		 id;		/* below ART_IDS */
	struct {
		uint32_t width, height;
	}		 sizes[ART_SIZES];
};
#define ART_IDS		(INT64_C(1) << 28)

/*
 * As one number, so that a row of the catalogue says all that is told of its
 * picture. 0: there is none.
 */
int64_t		art_pack(const struct art *a);
struct art	art_unpack(int64_t packed);

/* SQL for the id in such a number. */
#define ART_ID_OF(column)	"(" column " >> 35)"

/* Where a file lies beneath ART_DIR: "7f/639-tn.jpg". Some hundred folders of
   some thousand files each are quick on any disk. */
#define ART_BUCKETS	256
#define ART_PATH_BYTES	32
struct art_path {
	char	s[ART_PATH_BYTES];
};
struct art_path	art_path(int64_t id, enum art_size size);

/* The id in the name of such a file; 0: it is none, or not of that bucket. */
int64_t		art_of_name(unsigned bucket, const char *name);

#endif
