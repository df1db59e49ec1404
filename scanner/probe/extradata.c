/*
 * Profile and level from the bytes that set up a decoder, where a container
 * has them: no frame need be read for them, and none decoded. Pure, in
 * lares-probe only.
 */
#include <stdbool.h>
#include <string.h>

#include "scanner/probe/bytes.h"
#include "scanner/probe/extradata.h"

#define LENGTH(a)	(sizeof(a) / sizeof((a)[0]))

/* AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1). */
static void
read_avc(const uint8_t *data, size_t len, struct extradata *s)
{
	enum { VERSION, PROFILE, FLAGS, LEVEL, BYTES };
	enum { BASELINE = 66, EXTENDED = 88, LEVEL_1_1 = 11, LEVEL_1B = 9 };
	enum { SET_1 = 0x40, SET_3 = 0x10, CONSTRAINED = 1 << 9 };

	if (len < BYTES || data[VERSION] != 1)
		return;
	s->profile = data[PROFILE];
	s->level = data[LEVEL];
	if (s->profile == BASELINE && data[FLAGS] & SET_1)
		s->profile |= CONSTRAINED;
	if (data[PROFILE] <= EXTENDED && s->level == LEVEL_1_1 &&
	    data[FLAGS] & SET_3)
		s->level = LEVEL_1B;
}

/* AudioSpecificConfig (14496-3, 1.6.2.1): the object type. */
static void
read_aac(const uint8_t *data, size_t len, struct extradata *s)
{
	const int type = len > 0 ? data[0] >> 3 : 0;

	if (type > 0 && type < 31)	/* 31: a longer number follows */
		s->profile = type - 1;
}

/* After a start code of this kind; NULL: there is none, or nothing behind. */
static const uint8_t *
find_start(const uint8_t *data, size_t *len, uint8_t kind)
{
	const uint8_t code[] = { 0, 0, 1, kind };
	const uint8_t *at = memmem(data, *len, code, sizeof(code));

	if (at == NULL)
		return NULL;
	at += sizeof(code);
	*len -= (size_t)(at - data);
	return at;
}

/* profile_and_level_indication (14496-2, 6.2.2, table G.1). */
static void
read_mpeg4(const uint8_t *data, size_t len, struct extradata *s)
{
	const uint8_t *at = find_start(data, &len, 0xB0);

	if (at == NULL || len < 1)
		return;
	s->profile = at[0] >> 4;
	s->level = at[0] & 15;
}

/* Sequence header (13818-2, 6.2.2.1); its rate is in 400 bits per second. */
static void
read_mpeg2(const uint8_t *data, size_t len, struct extradata *s)
{
	const uint8_t *at = find_start(data, &len, 0xB3);
	uint64_t units;

	if (at == NULL || len < 7)
		return;
	units = bytes_be(at + 4, 3) >> 6;
	if (units != 0x3FFFF)		/* it varies */
		s->bitrate = units * 400;
}

/* STRUCT_C (SMPTE 421M, annex J.1.1): the profile is in its first bits. */
static void
read_wmv3(const uint8_t *data, size_t len, struct extradata *s)
{
	if (len >= 4)
		s->profile = data[0] >> 6;
}

struct extradata
extradata_read(const char *codec, const uint8_t *data, size_t len)
{
	static const struct {
		const char	*codec;
		void		(*read)(const uint8_t *data, size_t len,
				    struct extradata *s);
	} readers[] = {
		{ "h264", read_avc }, { "aac", read_aac },
		{ "mpeg4", read_mpeg4 }, { "mpeg1video", read_mpeg2 },
		{ "mpeg2video", read_mpeg2 }, { "wmv3", read_wmv3 },
	};
	struct extradata s = { .profile = -1 };

	for (size_t i = 0; i < LENGTH(readers); i++)
		if (len > 0 && strcmp(readers[i].codec, codec) == 0)
			readers[i].read(data, len, &s);
	return s;
}
