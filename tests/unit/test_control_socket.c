/*
 * The control socket: a request arrives with the way to answer it, and what
 * has none, or a strange one, is not heard.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "server/parent/control.h"

/* Deep enough that the socket's path would not fit in an address. */
#define LONG_NAME "a-long-name-a-long-name-a-long-name-a-long-name-" \
	"a-long-name-a-long-name-a-long-name-a-long-name-a-long-name"

struct scene {
	char		base[32], path[256];
	int		folder;
	struct loop	loop;
	struct control	control;
	char		word[128];	/* of the last request; '!': a bad one */
	char		argument[128];
};

static void
take(void *arg, const char *word, const char *argument, int reply)
{
	struct scene *s = arg;
	struct buf b;

	snprintf(s->word, sizeof(s->word), "%s", *word != '\0' ? word : "!");
	snprintf(s->argument, sizeof(s->argument), "%s", argument);
	buf_init(&b, 100);
	buf_add_str(&b, "ok\nheard");
	control_answer(reply, &b);
	buf_free(&b);
}

static int
open_scene(void **state)
{
	struct scene *s = calloc(1, sizeof(*s));

	strcpy(s->base, "/tmp/lares-unit-XXXXXX");
	assert_non_null(mkdtemp(s->base));
	snprintf(s->path, sizeof(s->path), "%s/%s", s->base, LONG_NAME);
	assert_int_equal(mkdir(s->path, 0700), 0);
	s->folder = open(s->path, O_RDONLY | O_DIRECTORY);
	assert_int_equal(loop_open(&s->loop), 0);
	assert_int_equal(control_open(&s->control, &s->loop, s->folder, take,
	    s), 0);
	*state = s;
	return 0;
}

static int
close_scene(void **state)
{
	struct scene *s = *state;

	control_close(&s->control, s->folder);
	close(s->folder);
	close(s->loop.epoll);
	assert_int_equal(rmdir(s->path), 0);	/* the socket is gone */
	assert_int_equal(rmdir(s->base), 0);
	free(s);
	return 0;
}

/* Sends a request with descriptors, and lets it be handled. */
static void
ask_with(struct scene *s, const char *word, const int *fds, size_t n)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	_Alignas(struct cmsghdr) char space[CMSG_SPACE(8 * sizeof(int))] = { 0 };
	struct iovec part = { (void *)word, strlen(word) };
	struct msghdr m = { .msg_name = &to, .msg_namelen = sizeof(to),
	    .msg_iov = &part, .msg_iovlen = 1 };
	int sock = socket(AF_UNIX, SOCK_DGRAM, 0);
	struct cmsghdr *c;

	snprintf(to.sun_path, sizeof(to.sun_path), "/proc/self/fd/%d/control",
	    s->folder);
	if (n > 0) {
		m.msg_control = space;
		m.msg_controllen = CMSG_SPACE(n * sizeof(int));
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(n * sizeof(int));
		memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	}
	s->word[0] = '\0';
	assert_int_equal(sendmsg(sock, &m, 0), (ssize_t)strlen(word));
	assert_int_equal(loop_step(&s->loop), 0);
	close(sock);
}

static void
ask(struct scene *s, const char *word, int fd)
{
	ask_with(s, word, &fd, fd != -1);
}

static void
test_answer(void **state)
{
	struct scene *s = *state;
	char got[64] = "";
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	ask(s, "status", pair[1]);
	close(pair[1]);
	assert_string_equal(s->word, "status");
	assert_int_equal(recv(pair[0], got, sizeof(got), 0), 8);
	assert_string_equal(got, "ok\nheard");
	/* Its end is closed: nothing more will come. */
	assert_int_equal(recv(pair[0], got, sizeof(got), 0), 0);
	close(pair[0]);
}

static void
test_asker_gone(void **state)
{
	struct scene *s = *state;
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	close(pair[0]);
	ask(s, "status", pair[1]);
	close(pair[1]);
	assert_string_equal(s->word, "status");	/* and we still live */
}

static void
test_not_heard(void **state)
{
	struct scene *s = *state;
	int file = open("/dev/null", O_RDWR);
	int udp = socket(AF_INET, SOCK_DGRAM, 0);

	ask(s, "status", -1);
	assert_string_equal(s->word, "");
	ask(s, "status", file);
	assert_string_equal(s->word, "");
	ask(s, "status", udp);
	assert_string_equal(s->word, "");
	close(file);
	close(udp);
}

static int
count_open(void)
{
	int n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) != -1;
	return n;
}

/* Whatever comes along, nothing of it stays. */
static void
test_many_descriptors(void **state)
{
	struct scene *s = *state;
	int fds[8], pair[2], before;

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	for (size_t i = 0; i < 8; i++)
		fds[i] = pair[1];
	before = count_open();
	for (size_t n = 1; n <= 8; n++) {
		ask_with(s, "status", fds, n);
		assert_int_equal(count_open(), before);
	}
	close(pair[0]);
	close(pair[1]);
}

static void
test_long_request(void **state)
{
	struct scene *s = *state;
	char word[CONTROL_REQUEST_BYTES + 2];
	int pair[2];

	memset(word, 'x', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	ask(s, word, pair[1]);
	assert_string_equal(s->word, "!");
	memcpy(word, "allow ", 6);
	ask(s, word, pair[1]);
	assert_string_equal(s->word, "!");
	word[CONTROL_REQUEST_BYTES - 1] = '\0';
	ask(s, word, pair[1]);
	assert_string_equal(s->word, "allow");
	assert_memory_equal(s->argument, word + 6, sizeof(s->argument) - 1);
	close(pair[0]);
	close(pair[1]);
}

static void
test_split(void **state)
{
	static const struct {
		const char	*text;
		size_t		 len;
		const char	*word, *argument;	/* NULL: none */
	} cases[] = {
		{ "status", 6, "status", "" },
		{ "allow tv", 8, "allow", "tv" },
		{ "allow tv pc", 8, "allow", "tv" },
		{ "allow \xc3\xa4", 8, "allow", "\xc3\xa4" },
		{ "", 0, NULL, NULL }, { " ", 1, NULL, NULL },
		{ "allow ", 6, NULL, NULL }, { " tv", 3, NULL, NULL },
		{ "allow  tv", 9, NULL, NULL }, { "allow tv ", 9, NULL, NULL },
		{ "allow tv pc", 11, NULL, NULL },
		{ "allow\ttv", 8, NULL, NULL }, { "status\0", 7, NULL, NULL },
		{ "status\n", 7, NULL, NULL }, { "\x7f", 1, NULL, NULL },
	};
	const char *argument;
	char text[64];
	int ret;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memset(text, 'x', sizeof(text));
		memcpy(text, cases[i].text, cases[i].len);
		ret = control_split(text, cases[i].len, &argument);
		assert_int_equal(ret, cases[i].word != NULL ? 0 : -1);
		if (ret == -1)
			continue;
		assert_string_equal(text, cases[i].word);
		assert_string_equal(argument, cases[i].argument);
	}
}

static void
test_private(void **state)
{
	struct scene *s = *state;
	struct stat st;

	assert_int_equal(fstatat(s->folder, "control", &st, 0), 0);
	assert_true(S_ISSOCK(st.st_mode));
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* What a laresd that was killed left behind is no obstacle. */
static void
test_leftover(void **state)
{
	struct scene *s = *state;
	struct control again;

	assert_int_equal(control_open(&again, &s->loop, s->folder, take, s),
	    0);
	loop_unwatch(&s->loop, &again.watch);
	close(again.fd);
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, open_scene, close_scene)
	const struct CMUnitTest tests[] = {
		TEST(test_answer),
		TEST(test_asker_gone),
		TEST(test_not_heard),
		TEST(test_many_descriptors),
		TEST(test_long_request),
		TEST(test_split),
		TEST(test_private),
		TEST(test_leftover),
	};

	log_open("test_control", LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
