/* Seek tables of files made by hand, and their way to the scanner. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/seek_message.h"
#include "scanner/probe/seek.h"

#define POINTS_MAX	200
#define FILE_MAX	(64 << 20)

static struct buf file;

/* What was made of it. */
static struct seek_point points[POINTS_MAX];
static size_t npoints, enough;
static uint64_t duration_ms;

static bool
keep(void *arg, const struct seek_point *p)
{
	(void)arg;
	if (p == NULL)
		return true;
	assert_in_range(npoints, 0, POINTS_MAX - 1);
	points[npoints++] = *p;
	return npoints < enough;
}

static int
make(void)
{
	struct bytes b;

	assert_false(buf_failed(&file));
	bytes_from_memory(&b, file.data, file.len);
	npoints = 0;
	return seek_make(&b, keep, NULL, &duration_ms);
}

static int
empty(void **state)
{
	(void)state;
	buf_free(&file);
	buf_init(&file, FILE_MAX);
	enough = SIZE_MAX;
	return 0;
}

static void
add(const void *bytes, size_t len)
{
	buf_add(&file, bytes, len);
}

static void
add_zeros(size_t len)
{
	static const char zeros[4096];

	for (; len > sizeof(zeros); len -= sizeof(zeros))
		add(zeros, sizeof(zeros));
	add(zeros, len);
}

static void
expect(size_t i, uint64_t time_ms, uint64_t offset, bool key)
{
	if (i >= npoints || points[i].time_ms != time_ms ||
	    points[i].offset != offset || points[i].key != key)
		fail_msg("point %zu: %ju ms, byte %ju, key %d", i,
		    (uintmax_t)points[i].time_ms, (uintmax_t)points[i].offset,
		    points[i].key);
}

/* ---- frames --------------------------------------------------------------- */

/* MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes, 26.12 ms. */
static void
add_mp3(size_t n, const char *mark)
{
	static const uint8_t header[] = { 0xFF, 0xFB, 0x90, 0x44 };

	while (n-- > 0) {
		add(header, sizeof(header));
		add_zeros(32);
		add(mark, 4);
		add_zeros(417 - 40);
	}
}

static void
test_mp3(void **state)
{
	static const char id3[] = "ID3\4\0\0\0\0\1\0";	/* 128 bytes follow */

	(void)state;
	add_mp3(100, "\0\0\0\0");
	assert_int_equal(make(), 0);
	assert_int_equal(duration_ms, 100 * 1152 * 1000 / 44100);
	assert_int_equal(npoints, 4);
	expect(0, 0, 0, true);
	expect(1, 809, 31 * 417, false);
	expect(3, 2429, 93 * 417, false);

	/* tags before, silence that is none, what follows */
	empty(NULL);
	add(id3, 10);
	add_zeros(128);
	add_mp3(1, "Info");
	add_mp3(100, "\0\0\0\0");
	add("TAG", 3);
	add_zeros(125);
	assert_int_equal(make(), 0);
	assert_int_equal(duration_ms, 100 * 1152 * 1000 / 44100);
	assert_int_equal(npoints, 4);
	expect(1, 809, 138 + 32 * 417, false);

	/* a hole of no frames, a frame that is cut off */
	empty(NULL);
	add_mp3(40, "\0\0\0\0");
	add_zeros(60000);
	add_mp3(41, "\0\0\0\0");
	file.len -= 100;
	assert_int_equal(make(), 0);
	assert_int_equal(duration_ms, 80 * 1152 * 1000 / 44100);
	expect(2, 1619, 60000 + 62 * 417, false);
}

static void
test_other_frames(void **state)
{
	/* 48 kHz, 200 bytes, one block and two */
	static const uint8_t adts[] = { 0xFF, 0xF1, 0x4C, 0x80, 0x19, 0x1F,
	    0xFC };
	static const struct {
		uint8_t		header[4];
		size_t		bytes;
		unsigned	samples, rate;
	} cases[] = {
		{ { 0xFF, 0xFD, 0x84, 0 }, 384, 1152, 48000 },	/* II */
		{ { 0xFF, 0xFF, 0x46, 0 }, 132, 384, 48000 },	/* I, padded */
		{ { 0xFF, 0xF3, 0x80, 0 }, 208, 576, 22050 },	/* MPEG-2 */
		{ { 0xFF, 0xE3, 0x40, 0 }, 208, 576, 11025 },	/* MPEG-2.5 */
	};

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		add(adts, 6);
		add(i < 50 ? "\xFC" : "\xFD", 1);
		add_zeros(193);
	}
	assert_int_equal(make(), 0);
	assert_int_equal(duration_ms, 150 * 1024 * 1000 / 48000);
	expect(1, 810, 38 * 200, false);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		empty(NULL);
		for (size_t k = 0; k < 200; k++) {
			add(cases[i].header, 4);
			add_zeros(cases[i].bytes - 4);
		}
		assert_int_equal(make(), 0);
		assert_int_equal(duration_ms, (uint64_t)200 *
		    cases[i].samples * 1000 / cases[i].rate);
		assert_int_equal(points[1].offset % cases[i].bytes, 0);
	}
}

/* ---- streams -------------------------------------------------------------- */

static size_t
put_pts(uint8_t *p, unsigned prefix, uint64_t pts)
{
	p[0] = (uint8_t)(prefix << 4 | (pts >> 30 & 7) << 1 | 1);
	p[1] = (uint8_t)(pts >> 22);
	p[2] = (uint8_t)(pts >> 14 | 1);
	p[3] = (uint8_t)(pts >> 7);
	p[4] = (uint8_t)(pts << 1 | 1);
	return 5;
}

/* The start of a packet of a stream, with or without a time. */
static size_t
put_pes(uint8_t *p, unsigned id, uint64_t pts)
{
	const uint8_t head[] = { 0, 0, 1, (uint8_t)id, 0, 0, 0x80, 0x80, 5 };

	memcpy(p, head, sizeof(head));
	return sizeof(head) + put_pts(p + sizeof(head), 2, pts);
}

static size_t lead;		/* of a transport packet */

static void
add_ts(unsigned pid, bool starts, const uint8_t *body, size_t len)
{
	uint8_t p[188];

	memset(p, 0xFF, sizeof(p));
	p[0] = 0x47;
	p[1] = (uint8_t)(starts << 6 | pid >> 8);
	p[2] = (uint8_t)pid;
	p[3] = 0x10;
	memcpy(p + 4, body, len);
	add_zeros(lead);
	add(p, sizeof(p));
}

#define PMT	0x100
#define VIDEO	0x101
#define AUDIO	0x102

static void
add_tables(unsigned type)
{
	static const uint8_t pat[] = { 0, 0, 0xB0, 17, 0, 1, 0xC1, 0, 0,
	    0, 0, 0xE0, 0x10, 0, 1, 0xE1, 0, 9, 9, 9, 9 };
	const uint8_t pmt[] = { 0, 2, 0xB0, 25, 0, 1, 0xC1, 0, 0, 0xE1, 1,
	    0xF0, 2, 9, 9, (uint8_t)type, 0xE1, 1, 0xF0, 0, 0x0F, 0xE1, 2,
	    0xF0, 0, 9, 9, 9, 9 };

	add_ts(0, true, pat, sizeof(pat));
	add_ts(PMT, true, pmt, sizeof(pmt));
}

/* A picture of three packets; header 0: it has none, 1: in its first packet,
   2: in its second. */
static void
add_picture(uint64_t ms, int header, const uint8_t code[4])
{
	uint8_t body[184] = { 0 };
	size_t n = put_pes(body, 0xE0, ms * 90);

	for (int i = 1; i <= 3; i++) {
		if (header == i)
			memcpy(body + n, code, 4);
		add_ts(VIDEO, i == 1, body, sizeof(body));
		memset(body, 0, sizeof(body));
	}
}

static void
add_sound(uint64_t ms)
{
	uint8_t body[184] = { 0 };

	put_pes(body, 0xC0, ms * 90);
	add_ts(AUDIO, true, body, sizeof(body));
}

static const uint8_t avc[] = { 0, 0, 1, 0x67 };

/* Ten seconds of 25 pictures, a key one and tables every gop pictures. */
static void
add_film(unsigned type, const uint8_t code[4], int header, unsigned gop,
    uint64_t from_ms)
{
	for (unsigned i = 0; i < 250; i++) {
		if (i % gop == 0)
			add_tables(type);
		add_picture(from_ms + i * 40, i % gop == 0 ? header : 0, code);
		if (i % 5 == 0)
			add_sound(from_ms + i * 40 - 20);
	}
}

static void
test_ts(void **state)
{
	static const struct {
		unsigned	type;
		uint8_t		code[4];
	} codecs[] = {
		{ 0x02, { 0, 0, 1, 0xB3 } }, { 0x1B, { 0, 0, 1, 0x67 } },
		{ 0x24, { 0, 0, 1, 0x40 } }, { 0x10, { 0, 0, 1, 0xB0 } },
		{ 0xEA, { 0, 0, 1, 0x0F } },
	};
	size_t packet;

	(void)state;
	for (size_t i = 0; i < sizeof(codecs) / sizeof(codecs[0]) * 2; i++) {
		empty(NULL);
		lead = i % 2 * 4;
		packet = 188 + lead;
		add_film(codecs[i / 2].type, codecs[i / 2].code, 1 + i / 2 % 2,
		    25, 5000);
		assert_int_equal(make(), 0);
		assert_int_equal(duration_ms, 0);
		/* the sound begins 20 ms before the first picture; a second
		   is 2 packets of tables, 75 of pictures, 5 of sound */
		expect(0, 0, 0, true);
		expect(1, 820, (2 + 20 * 3 + 4) * packet, false);
		expect(2, 1020, 82 * packet, true);
		expect(npoints - 1, 9020, 9 * 82 * packet, true);
		assert_int_equal(npoints, 19);
	}
	lead = 0;
}

static void
test_sound_alone(void **state)
{
	(void)state;
	add_tables(0x05);
	for (unsigned i = 0; i < 100; i++)
		add_sound(7000 + i * 24);
	assert_int_equal(make(), 0);
	assert_int_equal(npoints, 3);
	expect(1, 816, (2 + 34) * 188, false);
	expect(2, 1632, (2 + 68) * 188, false);
}

/* Numbers begin again; and bytes that are no packets lie between. */
static void
test_ts_goes_on(void **state)
{
	(void)state;
	add_film(0x1B, avc, 1, 25, (UINT64_C(1) << 33) / 90 - 4000);
	assert_int_equal(make(), 0);
	expect(npoints - 1, 9020, 9 * 82 * 188, true);

	empty(NULL);
	add_film(0x1B, avc, 1, 25, 5000);
	add_zeros(1000);
	add_film(0x1B, avc, 1, 25, 15000);
	assert_int_equal(make(), 0);
	expect(npoints - 1, 19020, 19 * 82 * 188 + 1000, true);
}

static void
test_none(void **state)
{
	(void)state;
	/* no key pictures but the first: no picture after any start */
	add_film(0x1B, avc, 1, 1000, 5000);
	assert_int_equal(make(), -1);
	assert_int_equal(npoints, 1);
	/* they are too rare */
	empty(NULL);
	add_film(0x1B, avc, 1, 1000, 5000);
	add_film(0x1B, avc, 1, 1000, 15000);
	assert_int_equal(make(), 0);
	add_film(0x1B, avc, 0, 1000, 25000);
	assert_int_equal(make(), -1);
	/* time jumps, to and fro */
	empty(NULL);
	add_film(0x1B, avc, 1, 25, 5000);
	add_film(0x1B, avc, 1, 25, 26000);
	assert_int_equal(make(), -1);
	empty(NULL);
	add_film(0x1B, avc, 1, 25, 5000);
	add_film(0x1B, avc, 1, 25, 5000);
	assert_int_equal(make(), -1);
	/* nobody wants more */
	empty(NULL);
	add_film(0x1B, avc, 1, 25, 5000);
	enough = 3;
	assert_int_equal(make(), -1);
	assert_int_equal(npoints, 3);
	/* nothing of what is needed */
	empty(NULL);
	assert_int_equal(make(), -1);
	add_zeros(100000);
	assert_int_equal(make(), -1);
	empty(NULL);
	add_picture(0, 1, avc);
	add_picture(40, 1, avc);
	assert_int_equal(make(), -1);
}

static const uint8_t mpeg[] = { 0, 0, 1, 0xB3 }, slice[] = { 0, 0, 1, 7 };

/* A pack, its packet of a stream, and whether its header is in there. */
static void
add_pack(bool mpeg_2, unsigned id, uint64_t ms, bool header)
{
	static const uint8_t two[] = { 0, 0, 1, 0xBA, 0x44, 0, 4, 0, 4, 1, 0,
	    0, 3, 0xFA, 0xFF, 0xFF };
	static const uint8_t one[] = { 0, 0, 1, 0xBA, 0x21, 0, 1, 0, 1, 0x80,
	    0, 1, 0, 0, 1, 0xBB, 0, 2, 9, 9 };
	uint8_t body[1000] = { 0, 0, 1, (uint8_t)id, 994 >> 8, 994 & 0xFF };
	size_t n = 6;

	if (mpeg_2) {
		add(two, sizeof(two));
		n = put_pes(body, id, ms * 90);
		body[4] = 994 >> 8;
		body[5] = 994 & 0xFF;
	} else {
		add(one, sizeof(one));
		memcpy(body + n, "\xFF\xFF\x60\x20", 4);
		n += 4;
		n += put_pts(body + n, 2, ms * 90);
	}
	memcpy(body + n + 500, header ? mpeg : slice, sizeof(mpeg));
	add(body, sizeof(body));
}

static void
test_ps(void **state)
{
	(void)state;
	for (int mpeg_2 = 0; mpeg_2 <= 1; mpeg_2++) {
		const size_t pack = mpeg_2 ? 1016 : 1020;

		empty(NULL);
		for (unsigned i = 0; i < 100; i++) {
			add_pack(mpeg_2, 0xE0, 9000 + i * 40, i % 12 == 0);
			add_pack(mpeg_2, i % 2 ? 0xC0 : 0xBD, 8990 + i * 40,
			    false);
			if (i == 50)
				add_zeros(5000);
		}
		add("\0\0\1\xB9", 4);
		assert_int_equal(make(), 0);
		expect(0, 0, 0, true);
		expect(1, 490, 24 * pack, true);
		expect(2, 970, 48 * pack, true);
		expect(npoints - 1, 8 * 480 + 10, 8 * 24 * pack + 5000, true);
		assert_int_equal(npoints, 9);
	}
	/* sound alone */
	empty(NULL);
	for (unsigned i = 0; i < 100; i++)
		add_pack(true, 0xC0, 9000 + i * 24, false);
	assert_int_equal(make(), 0);
	expect(2, 1632, 68 * 1016, false);
}

/* A packet without a time, outside a pack, that ends with these bytes. */
static void
add_untimed(const uint8_t *end, size_t len)
{
	uint8_t body[1000] = { 0, 0, 1, 0xE0, 994 >> 8, 994 & 0xFF, 0x80 };

	memcpy(body + sizeof(body) - len, end, len);
	add(body, sizeof(body));
}

/* The header of a picture ends a packet, or is in two. */
static void
test_ps_untimed(void **state)
{
	static const uint8_t b3 = 0xB3;

	(void)state;
	add_pack(true, 0xE0, 9000, true);
	for (unsigned i = 1; i < 100; i++) {
		if (i % 12 == 0)
			add_untimed(mpeg, i % 24 == 0 ? 4 : 3);
		add_pack(true, 0xE0, 9000 + i * 40, false);
		if (i % 24 == 12)
			memcpy(file.data + file.len - 1000 + 14, &b3, 1);
	}
	assert_int_equal(make(), 0);
	assert_int_equal(npoints, 9);
	expect(1, 480, 11 * 1016, true);
	expect(2, 960, 23 * 1016 + 1000, true);
}

/* ---- to the scanner -------------------------------------------------------- */

static void
receive(const struct buf *b, struct ipc_in *in)
{
	assert_false(buf_failed(b));
	memset(in, 0, sizeof(*in));
	memcpy(in->data, b->data, b->len);
	in->type = (enum ipc_type)in->data[0];
	in->len = b->len;
	in->pos = 1;
}

static int
pass_on(const struct seek_message *m, size_t cut, struct seek_table *t,
    bool *more, uint64_t *ms)
{
	static struct ipc_in in;
	struct buf b;
	int ret;

	buf_init(&b, IPC_MAX_BYTES);
	seek_message_put(&b, m);
	receive(&b, &in);
	assert_int_equal(in.type, IPC_SEEK_POINTS);
	in.len -= cut;
	ret = seek_message_get(&in, t, more, ms);
	buf_free(&b);
	return ret;
}

static void
test_message(void **state)
{
	static struct seek_message m = { .more = true };
	struct seek_table t;
	uint64_t ms;
	bool more;

	(void)state;
	seek_table_init(&t);
	for (m.n = 0; m.n < SEEK_MESSAGE_POINTS; m.n++)
		m.points[m.n] = (struct seek_point){ m.n * 500, m.n * 1000,
		    m.n % 2 == 0 };
	assert_int_equal(pass_on(&m, 0, &t, &more, &ms), 0);
	assert_true(more);
	assert_int_equal(t.n, SEEK_MESSAGE_POINTS);
	assert_int_equal(t.last.offset, (SEEK_MESSAGE_POINTS - 1) * 1000);
	/* no points: it is at it still, or that is all */
	m.n = 0;
	assert_int_equal(pass_on(&m, 0, &t, &more, &ms), 0);
	m.more = false;
	m.duration_ms = 4711;
	assert_int_equal(pass_on(&m, 0, &t, &more, &ms), 0);
	assert_false(more);
	assert_int_equal(ms, 4711);
	/* nonsense */
	m.n = 1;
	m.points[0] = (struct seek_point){ 1, 1, true };
	assert_int_equal(pass_on(&m, 0, &t, &more, &ms), -1);
	m.points[0] = (struct seek_point){ UINT64_MAX / 2, 9999999, true };
	assert_int_equal(pass_on(&m, 0, &t, &more, &ms), -1);
	m.points[0] = (struct seek_point){ 999999, 9999999, true };
	assert_int_equal(pass_on(&m, 1, &t, &more, &ms), -1);
	seek_table_free(&t);
	m.n = 0;
	assert_int_equal(pass_on(&m, 0, &t, &more, &ms), -1);
	seek_table_free(&t);
}

static int
free_file(void **state)
{
	(void)state;
	buf_free(&file);
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_mp3, empty),
		cmocka_unit_test_setup(test_other_frames, empty),
		cmocka_unit_test_setup(test_ts, empty),
		cmocka_unit_test_setup(test_sound_alone, empty),
		cmocka_unit_test_setup(test_ts_goes_on, empty),
		cmocka_unit_test_setup(test_none, empty),
		cmocka_unit_test_setup(test_ps, empty),
		cmocka_unit_test_setup(test_ps_untimed, empty),
		cmocka_unit_test_setup(test_message, empty),
	};

	return cmocka_run_group_tests(tests, NULL, free_file);
}
