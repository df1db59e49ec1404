/*
 * Landlock at every ABI up to this kernel's, as an older kernel would have it:
 * the file under test is included, with its upper limit as a variable.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static unsigned	abi_max = 6;
#define LARES_LANDLOCK_ABI_MAX	abi_max
#include "common/sandbox_paths.c"

#define NOT_CONFINED	250

static char base[] = "/tmp/lares-paths-XXXXXX";
static char readable[64], writable[64], file[96];
static const struct sandbox_reach shut = { true, true, true, true };

static unsigned
confine(unsigned abi, const struct sandbox_reach *reach)
{
	const struct sandbox_path paths[] = {
		{ .path = readable },
		{ .path = writable, .writable = true },
		{ .path = "/dev/null", .writable = true },
		{ .path = "/nonexistent/root" },
	};
	const struct sandbox_rules lists[] = {
		{ NULL, 0 }, { paths, 3 }, { paths + 3, 1 },
	};

	abi_max = abi;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return 0;
	return sandbox_paths_confine(lists, 3, reach);
}

/* ---- what a confined child sees: errno, or 0 if it worked ---- */

static int
outcome(long ret)
{
	return ret == -1 ? errno : 0;
}

static int
read_there(void)
{
	return outcome(open(file, O_RDONLY));
}

static int
write_there(void)
{
	return outcome(open(file, O_WRONLY));
}

static int
truncate_there(void)
{
	return outcome(truncate(file, 0));
}

static int
read_elsewhere(void)
{
	return outcome(open("/etc/passwd", O_RDONLY));
}

static int
list_elsewhere(void)
{
	return outcome(open("/", O_RDONLY | O_DIRECTORY));
}

static int
create_and_rename(void)
{
	char path[96], other[96];

	snprintf(path, sizeof path, "%s/new", writable);
	snprintf(other, sizeof other, "%s/newer", writable);
	if (open(path, O_RDWR | O_CREAT | O_TRUNC, 0600) == -1 ||
	    rename(path, other) == -1)
		return errno;
	return outcome(unlink(other));
}

static int
link_in_writable(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/link", writable);
	return outcome(symlink("/etc", path));
}

static int
execute(void)
{
	return outcome(execl("/bin/true", "true", (char *)NULL));
}

static int
use_null(void)
{
	return outcome(open("/dev/null", O_RDWR));
}

static int
bind_tcp(void)
{
	struct sockaddr_in any = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	return outcome(bind(socket(AF_INET, SOCK_STREAM, 0),
	    (struct sockaddr *)&any, sizeof any));
}

/* Nobody listens on this port of our own machine. */
static int
connect_tcp(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons(1), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int error = outcome(connect(socket(AF_INET, SOCK_STREAM, 0),
	    (struct sockaddr *)&to, sizeof to));

	return error == ECONNREFUSED ? 0 : error;
}

static int
signal_outside(void)
{
	return outcome(kill(getppid(), 0));
}

static const struct {
	const char	*name;
	int		(*run)(void);
	int		 error;		/* when it is closed */
	unsigned	 from_abi;	/* closed from here on; 0: never */
} cases[] = {
	{ "read_there",		read_there,		0, 0 },
	{ "write_there",	write_there,		EACCES, 1 },
	{ "truncate_there",	truncate_there,		EACCES, 3 },
	{ "read_elsewhere",	read_elsewhere,		EACCES, 1 },
	{ "list_elsewhere",	list_elsewhere,		EACCES, 1 },
	{ "create_and_rename",	create_and_rename,	0, 0 },
	{ "link_in_writable",	link_in_writable,	EACCES, 1 },
	{ "execute",		execute,		EACCES, 1 },
	{ "use_null",		use_null,		0, 0 },
	{ "bind_tcp",		bind_tcp,		EACCES, 4 },
	{ "connect_tcp",	connect_tcp,		EACCES, 4 },
	{ "signal_outside",	signal_outside,		EPERM, 6 },
};
#define CASES	(sizeof cases / sizeof *cases)

static int
confined(unsigned abi, const struct sandbox_reach *reach, int (*run)(void))
{
	pid_t pid = fork();
	int status;

	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		if (confine(abi, reach) != abi)
			_exit(NOT_CONFINED);
		_exit(run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
test_every_abi(void **unused)
{
	unsigned newest = kernel_abi();
	int wrong = 0;

	(void)unused;
	if (newest == 0)
		print_message("this kernel has no Landlock: nothing to see\n");
	for (unsigned abi = 1; abi <= newest; abi++)
		for (size_t i = 0; i < CASES; i++) {
			bool closed = cases[i].from_abi != 0 &&
			    abi >= cases[i].from_abi;
			int error = confined(abi, &shut, cases[i].run);

			if (error == (closed ? cases[i].error : 0))
				continue;
			print_error("Landlock %u: %s: %s\n", abi,
			    cases[i].name, strerror(error));
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

/* What is not asked for stays open: laresd binds, lares-scan signals. */
static void
test_reach(void **unused)
{
	static const struct sandbox_reach open_to_all;
	unsigned newest;

	(void)unused;
	abi_max = 6;
	newest = kernel_abi();
	if (newest == 0)
		return;
	assert_int_equal(confined(newest, &open_to_all, bind_tcp), 0);
	assert_int_equal(confined(newest, &open_to_all, connect_tcp), 0);
	assert_int_equal(confined(newest, &open_to_all, signal_outside), 0);
}

static void
test_switched_off(void **unused)
{
	(void)unused;
	assert_int_equal(confine(0, &shut), 0);
	assert_int_equal(read_elsewhere(), 0);
}

static int
make_place(void **unused)
{
	int fd;

	(void)unused;
	if (mkdtemp(base) == NULL)
		return -1;
	snprintf(readable, sizeof readable, "%s/readable", base);
	snprintf(writable, sizeof writable, "%s/writable", base);
	snprintf(file, sizeof file, "%s/file", readable);
	if (mkdir(readable, 0700) == -1 || mkdir(writable, 0700) == -1)
		return -1;
	fd = open(file, O_WRONLY | O_CREAT, 0600);
	return close(fd);
}

static int
remove_place(void **unused)
{
	(void)unused;
	unlink(file);
	rmdir(readable);
	rmdir(writable);
	return rmdir(base);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_abi),
		cmocka_unit_test(test_reach),
		cmocka_unit_test(test_switched_off),
	};

	return cmocka_run_group_tests_name("sandbox_paths", tests, make_place,
	    remove_place);
}
