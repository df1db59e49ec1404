/* What /proc and a program's file say, with this very program as the example. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "server/ctl/elf.h"
#include "server/ctl/proc.h"
#include "server/ctl/proc_sockets.h"

static struct facts_process process;
static struct facts_program program;

static bool
has(const struct facts_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->name[i], name) == 0)
			return true;
	return false;
}

static void
reads_a_process(void **state)
{
	(void)state;
	process = (struct facts_process){ .name = "of-this-name",
	    .pid = getpid() };
	prctl(PR_SET_NAME, "of-this-name");
	proc_read(&process);
	assert_true(process.there);
	assert_int_equal(process.user, geteuid());
	assert_int_equal(process.no_new_privs, prctl(PR_GET_NO_NEW_PRIVS, 0, 0,
	    0, 0));
	assert_int_equal(process.seccomp, prctl(PR_GET_SECCOMP));
	assert_true(process.shared_objects >= 2);	/* libc, cmocka */
	assert_int_equal(process.own_mounts, 0);
	/* its number, and another's name */
	prctl(PR_SET_NAME, "of-another");
	proc_read(&process);
	assert_false(process.there);
}

/* An address of its own, as text. */
static void
bind_somewhere(int sock, char *local, size_t size)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(a);

	assert_int_equal(bind(sock, (struct sockaddr *)&a, len), 0);
	assert_int_equal(getsockname(sock, (struct sockaddr *)&a, &len), 0);
	snprintf(local, size, "127.0.0.1:%u", ntohs(a.sin_port));
}

/* It is there once, and is said to listen or not. */
static void
expect(const char *kind, const char *local, bool listening)
{
	const struct facts_socket *s;
	size_t n = 0;

	for (size_t i = 0; i < process.nsockets; i++) {
		s = &process.sockets[i];
		if (strcmp(s->kind, kind) != 0 ||
		    strcmp(s->local, local) != 0)
			continue;
		assert_string_equal(s->remote, "");
		assert_int_equal(s->listening, listening);
		n++;
	}
	assert_int_equal(n, 1);
}

static void
reads_sockets(void **state)
{
	int tcp, udp, copy, pair[2];
	char tcp_local[64], udp_local[64];

	(void)state;
	tcp = socket(AF_INET, SOCK_STREAM, 0);
	udp = socket(AF_INET, SOCK_DGRAM, 0);
	bind_somewhere(tcp, tcp_local, sizeof(tcp_local));
	assert_int_equal(listen(tcp, 1), 0);
	bind_somewhere(udp, udp_local, sizeof(udp_local));
	copy = dup(tcp);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	process = (struct facts_process){ .pid = getpid() };
	proc_sockets_read(&process);
	assert_true(process.sockets_read);
	expect("tcp", tcp_local, true);
	expect("udp", udp_local, false);
	assert_true(process.unix_sockets >= 2);
	close(tcp);
	close(udp);
	close(copy);
	close(pair[0]);
	close(pair[1]);
	process.pid = 0;	/* nobody */
	proc_sockets_read(&process);
	assert_false(process.sockets_read);
}

static void
reads_addresses(void **state)
{
	static const struct {
		const char	*hex, *text;
	} cases[] = {
		{ "01014D0A:2008", "10.77.1.1:8200" },
		{ "00000000:076C", "0.0.0.0:1900" },
		{ "00000000000000000000000001000000:0050",
		    "[0:0:0:0:0:0:0:1]:80" },
		{ "B80D0120000000000000000001000000:0050",
		    "[2001:db8:0:0:0:0:0:1]:80" },
		{ "", "" }, { "12", "" }, { "12:34", ":52" },
	};
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		proc_sockets_address(cases[i].hex, text, sizeof(text));
		if (htonl(1) != 1)	/* they are written for such machines */
			assert_string_equal(text, cases[i].text);
	}
}

static void
reads_a_program(void **state)
{
	int fd = proc_open_program(getpid(), NULL);

	(void)state;
	assert_true(fd != -1);
	memset(&program, 0, sizeof(program));
	assert_int_equal(elf_read(fd, &program), 0);
	assert_true(has(&program.libraries, "libc.so.6"));
	assert_true(has(&program.imports, "socketpair"));
	assert_true(has(&program.imports, "bind"));
	assert_false(has(&program.imports, "connect"));
	assert_int_equal(program.refusing.n, 0);
	close(fd);
	assert_int_equal(proc_open_program(getpid(), "no-such-file"), -1);
}

/* Cut anywhere and with any byte wrong: an error, or nonsense, no crash. */
static void
survives_damage(void **state)
{
	static char whole[1 << 20];
	int from = proc_open_program(getpid(), NULL);
	ssize_t len = read(from, whole, sizeof(whole));
	FILE *f = tmpfile();
	int fd = fileno(f);

	(void)state;
	assert_true(len > 1000 && len < (ssize_t)sizeof(whole));
	for (ssize_t at = 0; at < len; at += at < 64 ? 1 : 97) {
		memset(&program, 0, sizeof(program));
		assert_int_equal(pwrite(fd, whole, (size_t)len, 0), len);
		assert_int_equal(ftruncate(fd, at), 0);
		elf_read(fd, &program);
		assert_int_equal(pwrite(fd, whole, (size_t)len, 0), len);
		assert_int_equal(pwrite(fd, "\xff\xff", 2, at), 2);
		elf_read(fd, &program);
	}
	memset(&program, 0, sizeof(program));
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_int_equal(elf_read(fd, &program), -1);
	fclose(f);
	close(from);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_process),
		cmocka_unit_test(reads_sockets),
		cmocka_unit_test(reads_addresses),
		cmocka_unit_test(reads_a_program),
		cmocka_unit_test(survives_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
