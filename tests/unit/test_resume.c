/* What a position is worth, and how points travel between processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/resume.h"

#define SEC	1000
#define HOUR	(3600 * SEC)

static void
test_judge(void **state)
{
	static const struct {
		enum media_kind	 kind;
		uint64_t	 duration_ms, position_ms;
		enum resume_worth worth;
	} cases[] = {
		/* A film: 30 s, and 95 percent of two hours. */
		{ MEDIA_VIDEO, 2 * HOUR, 0, RESUME_DROP },
		{ MEDIA_VIDEO, 2 * HOUR, 29 * SEC, RESUME_DROP },
		{ MEDIA_VIDEO, 2 * HOUR, 30 * SEC, RESUME_KEEP },
		{ MEDIA_VIDEO, 2 * HOUR, 6839 * SEC, RESUME_KEEP },
		{ MEDIA_VIDEO, 2 * HOUR, 6840 * SEC, RESUME_DROP },
		{ MEDIA_VIDEO, 2 * HOUR, 2 * HOUR, RESUME_DROP },
		{ MEDIA_VIDEO, 2 * HOUR, 2 * HOUR + 60 * SEC, RESUME_DROP },
		{ MEDIA_VIDEO, 2 * HOUR, 2 * HOUR + 61 * SEC,
		    RESUME_NONSENSE },
		/* A clip: 5 percent of 20 s. */
		{ MEDIA_VIDEO, 20 * SEC, 999, RESUME_DROP },
		{ MEDIA_VIDEO, 20 * SEC, 1000, RESUME_KEEP },
		{ MEDIA_VIDEO, 20 * SEC, 18999, RESUME_KEEP },
		{ MEDIA_VIDEO, 20 * SEC, 19000, RESUME_DROP },
		/* Nobody knows how long it is. */
		{ MEDIA_VIDEO, 0, 29 * SEC, RESUME_DROP },
		{ MEDIA_VIDEO, 0, 30 * SEC, RESUME_KEEP },
		{ MEDIA_VIDEO, 0, 100 * HOUR, RESUME_KEEP },
		{ MEDIA_VIDEO, 0, (uint64_t)100 * HOUR + 1, RESUME_NONSENSE },
		{ MEDIA_VIDEO, 0, UINT64_MAX, RESUME_NONSENSE },
		{ MEDIA_VIDEO, UINT64_MAX / 2, UINT64_MAX, RESUME_NONSENSE },
		/* A song, a book. */
		{ MEDIA_AUDIO, 599 * SEC, 300 * SEC, RESUME_DROP },
		{ MEDIA_AUDIO, 600 * SEC, 300 * SEC, RESUME_KEEP },
		{ MEDIA_AUDIO, 0, 300 * SEC, RESUME_DROP },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (resume_judge(cases[i].kind, cases[i].duration_ms,
		    cases[i].position_ms) != cases[i].worth)
			fail_msg("case %zu", i);
}

/* What arrives of a message with these numbers. */
static int
carry(const uint64_t *numbers, size_t count,
    struct resume_point points[RESUME_MESSAGE_MAX], size_t *n)
{
	static struct ipc_in in;
	struct buf b;
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_RESUME);
	for (size_t i = 0; i < count; i++)
		ipc_put_num(&b, numbers[i]);
	assert_int_equal(ipc_send(pair[0], &b, NULL, 0), 0);
	assert_int_equal(ipc_recv(pair[1], &in), 1);
	buf_free(&b);
	close(pair[0]);
	close(pair[1]);
	return resume_get(&in, points, n);
}

static void
test_message(void **state)
{
	static const uint64_t none[] = { 0 }, two[] = { 2, 7, 8, 9, 0, 1, 0 },
	    missing[] = { 2, 7, 8, 9 }, more[] = { 1, 7, 8, 9, 9 },
	    many[] = { RESUME_MESSAGE_MAX + 1 },
	    far[] = { 1, 7, 8, RESUME_POSITION_MAX_MS + 1 },
	    negative[] = { 1, 7, (uint64_t)-8, 9 };
	struct resume_point got[RESUME_MESSAGE_MAX];
	size_t n = 99;

	(void)state;
	assert_int_equal(carry(none, 1, got, &n), 0);
	assert_int_equal(n, 0);
	assert_int_equal(carry(two, 7, got, &n), 0);
	assert_int_equal(n, 2);
	assert_int_equal(got[0].device, 7);
	assert_int_equal(got[0].object, 8);
	assert_int_equal(got[0].position_ms, 9);
	assert_int_equal(got[1].device, 0);
	assert_int_equal(got[1].object, 1);
	assert_int_equal(got[1].position_ms, 0);
	assert_int_equal(carry(missing, 4, got, &n), -1);
	assert_int_equal(carry(more, 5, got, &n), -1);
	assert_int_equal(carry(many, 1, got, &n), -1);
	assert_int_equal(carry(far, 4, got, &n), -1);
	assert_int_equal(carry(negative, 4, got, &n), -1);
	assert_int_equal(n, 2);
}

/* A full one fits. */
static void
test_full(void **state)
{
	struct resume_point points[RESUME_MESSAGE_MAX];
	struct buf b;

	(void)state;
	memset(points, 0xff, sizeof(points));
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_RESUME);
	resume_put(&b, points, RESUME_MESSAGE_MAX);
	assert_false(buf_failed(&b));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_message),
		cmocka_unit_test(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
