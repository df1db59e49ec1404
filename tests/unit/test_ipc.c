#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/ipc.h"

static struct ipc_in in;
static int ends[2];

static int
make_pair(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends);
}

static int
close_pair(void **state)
{
	(void)state;
	close(ends[0]);
	close(ends[1]);
	return 0;
}

static void
fields(void **state)
{
	struct buf b;
	char text[16];

	(void)state;
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_PROGRESS);
	ipc_put_num(&b, UINT64_MAX);
	ipc_put_text(&b, "text", 4);
	ipc_put_num(&b, 7);
	assert_int_equal(ipc_send(ends[0], &b, NULL, 0), 0);
	assert_int_equal(ipc_recv(ends[1], &in), 1);
	assert_int_equal(in.type, IPC_PROGRESS);
	assert_int_equal(ipc_get_num(&in, UINT64_MAX), UINT64_MAX);
	ipc_get_text(&in, text, sizeof(text));
	assert_string_equal(text, "text");
	assert_false(ipc_ok(&in));		/* something is left */
	assert_int_equal(ipc_get_num(&in, 7), 7);
	assert_true(ipc_ok(&in));
	assert_int_equal(ipc_get_num(&in, 9), 0);	/* nothing is left */
	assert_false(ipc_ok(&in));
	buf_free(&b);
}

/* A message with one text field, as its reader sees it. */
static void
receive_text(const void *bytes, size_t len, size_t room, const char *expected)
{
	char text[16] = "before";

	assert_int_equal(write(ends[0], bytes, len), (ssize_t)len);
	assert_int_equal(ipc_recv(ends[1], &in), 1);
	ipc_get_text(&in, text, room);
	assert_int_equal(ipc_ok(&in), expected != NULL);
	assert_string_equal(text, expected != NULL ? expected : "");
}

static void
hostile_text(void **state)
{
	(void)state;
	receive_text("\x0c\x02\0\0\0ab", 7, 3, "ab");
	receive_text("\x0c\0\0\0\0", 5, 1, "");
	receive_text("\x0c\x02\0\0\0ab", 7, 2, NULL);	/* no room */
	receive_text("\x0c\x03\0\0\0ab", 7, 16, NULL);	/* cut */
	receive_text("\x0c\xff\xff\xff\xff""ab", 7, 16, NULL);
	receive_text("\x0c\x02\0\0\0a\0", 7, 16, NULL);	/* NUL */
	receive_text("\x0c\x02\0\0", 4, 16, NULL);	/* half a length */
	receive_text("\x0c", 1, 16, NULL);
}

static void
number_over_its_limit(void **state)
{
	(void)state;
	assert_int_equal(write(ends[0], "\x01\x05\0\0\0\0\0\0\0", 9), 9);
	assert_int_equal(ipc_recv(ends[1], &in), 1);
	assert_int_equal(ipc_get_num(&in, 4), 0);
	assert_false(ipc_ok(&in));
}

static void
descriptors(void **state)
{
	struct buf b;
	int pipes[2], fds[2], got;
	char c;

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_WORKER);
	memcpy(fds, pipes, sizeof(fds));
	assert_int_equal(ipc_send(ends[0], &b, fds, 2), 0);
	assert_int_equal(ipc_recv(ends[1], &in), 1);
	assert_true(ipc_ok(&in));
	assert_int_equal(in.nfds, 2);
	got = ipc_take_fd(&in);
	assert_true(got > 2 && got != pipes[0]);
	assert_int_equal(fcntl(got, F_GETFD), FD_CLOEXEC);
	assert_int_equal(write(pipes[1], "x", 1), 1);
	assert_int_equal(read(got, &c, 1), 1);
	assert_int_equal(in.nfds, 1);
	fds[0] = in.fds[0];
	ipc_drop_fds(&in);
	assert_int_equal(fcntl(fds[0], F_GETFD), -1);
	assert_int_equal(ipc_take_fd(&in), -1);
	close(got);
	close(pipes[0]);
	close(pipes[1]);
	buf_free(&b);
}

static void
too_large(void **state)
{
	static char block[IPC_MAX_BYTES];
	struct buf b;

	(void)state;
	buf_init(&b, 2 * IPC_MAX_BYTES);
	ipc_begin(&b, IPC_FACTS);
	ipc_put_text(&b, block, sizeof(block));
	assert_int_equal(ipc_send(ends[0], &b, NULL, 0), -1);
	assert_int_equal(errno, EMSGSIZE);
	assert_int_equal(write(ends[0], b.data, b.len), (ssize_t)b.len);
	assert_int_equal(ipc_recv(ends[1], &in), -1);
	assert_int_equal(errno, EBADMSG);
	buf_free(&b);
}

static void
silence_and_end(void **state)
{
	(void)state;
	assert_int_equal(ipc_recv(ends[1], &in), -1);
	assert_int_equal(errno, EAGAIN);
	shutdown(ends[0], SHUT_WR);
	assert_int_equal(ipc_recv(ends[1], &in), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(fields, make_pair, close_pair),
		cmocka_unit_test_setup_teardown(hostile_text, make_pair,
		    close_pair),
		cmocka_unit_test_setup_teardown(number_over_its_limit,
		    make_pair, close_pair),
		cmocka_unit_test_setup_teardown(descriptors, make_pair,
		    close_pair),
		cmocka_unit_test_setup_teardown(too_large, make_pair,
		    close_pair),
		cmocka_unit_test_setup_teardown(silence_and_end, make_pair,
		    close_pair),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
