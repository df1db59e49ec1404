#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/render.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* A message as its receiver gets it. */
static void
receive(const struct buf *b, struct ipc_in *m)
{
	assert_false(buf_failed(b));
	memset(m, 0, sizeof(*m));
	memcpy(m->data, b->data, b->len);
	m->type = (enum ipc_type)m->data[0];
	m->len = b->len;
	m->pos = 1;
}

static const struct render_order sample = {
	.source = RENDER_FRAME, .extension = "mkv", .width = 640,
	.height = 480, .orientation = 6,
};

static int
pass_on_order(const struct render_order *in, struct render_order *out)
{
	static struct ipc_in m;
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_RENDER);
	render_put_order(&b, in);
	receive(&b, &m);
	buf_free(&b);
	return render_get_order(&m, out);
}

static void
an_order_arrives(void **state)
{
	struct render_order o;

	(void)state;
	memset(&o, 0, sizeof(o));
	assert_int_equal(pass_on_order(&sample, &o), 0);
	assert_int_equal(o.source, RENDER_FRAME);
	assert_string_equal(o.extension, "mkv");
	assert_int_equal(o.width, 640);
	assert_int_equal(o.height, 480);
	assert_int_equal(o.orientation, 6);
}

static void
no_order_beyond_limits(void **state)
{
	struct render_order bad[5], o;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		bad[i] = sample;
	bad[0].source = (enum render_source)RENDER_SOURCES;
	bad[1].width = RENDER_SIDE_MAX + 1;
	bad[2].height = RENDER_SIDE_MAX + 1;
	bad[3].orientation = 9;
	bad[4].width = 1;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(pass_on_order(&bad[i], &o), -1);
}

static int
pass_on_result(const struct render_result *in, uint64_t size,
    struct render_result *out)
{
	static struct ipc_in m;
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_RENDERED);
	render_put_result(&b, in);
	receive(&b, &m);
	buf_free(&b);
	return render_get_result(&m, &sample, size, out);
}

/* A worker cannot claim more than it was ordered and given room for. */
static void
a_result_is_within_its_order(void **state)
{
	const struct render_result good = { 1000, 640, 480 };
	const struct render_result bad[] = {
		{ 1001, 640, 480 }, { 0, 640, 480 }, { 1000, 641, 480 },
		{ 1000, 640, 481 }, { 1000, 0, 480 }, { 1000, 640, 0 },
	};
	struct render_result r;

	(void)state;
	assert_int_equal(pass_on_result(&good, 1000, &r), 0);
	assert_int_equal(r.bytes, 1000);
	assert_int_equal(r.width, 640);
	assert_int_equal(r.height, 480);
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(pass_on_result(&bad[i], 1000, &r), -1);
}

static void
fits_into_the_box(void **state)
{
	static const struct {
		uint32_t	width, height, orientation, box[2], fitted[2];
	} cases[] = {
		{ 640, 480, 0, { 640, 480 }, { 640, 480 } },
		{ 4000, 3000, 1, { 640, 480 }, { 640, 480 } },
		{ 4000, 3000, 6, { 640, 480 }, { 360, 480 } },
		{ 3000, 4000, 8, { 640, 480 }, { 640, 480 } },
		{ 3000, 4000, 3, { 160, 160 }, { 120, 160 } },
		{ 1920, 1080, 1, { 160, 160 }, { 160, 90 } },
		/* never larger than it is, and even */
		{ 101, 33, 1, { 640, 480 }, { 100, 32 } },
		{ 33, 101, 5, { 640, 480 }, { 100, 32 } },
		{ 1, 1, 1, { 160, 160 }, { 2, 2 } },
		{ 100000, 10, 1, { 160, 160 }, { 160, 2 } },
		{ 10, 100000, 1, { 160, 160 }, { 2, 160 } },
		{ UINT32_MAX, UINT32_MAX, 1, { 4096, 4096 }, { 4096, 4096 } },
	};
	uint32_t w, h;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		render_fit(cases[i].width, cases[i].height,
		    cases[i].orientation, cases[i].box[0], cases[i].box[1],
		    &w, &h);
		assert_int_equal(w, cases[i].fitted[0]);
		assert_int_equal(h, cases[i].fitted[1]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_arrives),
		cmocka_unit_test(no_order_beyond_limits),
		cmocka_unit_test(a_result_is_within_its_order),
		cmocka_unit_test(fits_into_the_box),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
