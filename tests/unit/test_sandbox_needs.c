/* with: tests/unit/role_kit.c */
/*
 * Each role from inside: what its program needs works, and what is allowed in
 * one form only is refused in the others.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/ipc.h"
#include "common/sandbox.h"
#include "tests/unit/role_kit.h"

/* Jobs return 0, or a number that tells the line which did not work. */

#define NEED(condition)		do {					\
	if (!(condition))						\
		return __LINE__ % 249 + 1;				\
} while (0)
#define REFUSED(call, error)	NEED((call) == -1 && errno == (error))

static int listener, client, pair[2], datagram, sleeper_pidfd;
static struct sockaddr_in local;

static void
prepare_listener(void)
{
	socklen_t len = sizeof local;

	local = (struct sockaddr_in){ .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	listener = socket(AF_INET, SOCK_STREAM, 0);
	client = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(listener, (struct sockaddr *)&local, len) == -1 ||
	    listen(listener, 1) == -1 ||
	    getsockname(listener, (struct sockaddr *)&local, &len) == -1 ||
	    connect(client, (struct sockaddr *)&local, len) == -1 ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == -1)
		_exit(ROLE_BROKEN);
}

static void *
serve_file(void *arg)
{
	int *status = arg, fd = open(place.file, O_RDONLY), sock;
	const int on = 1;

	sock = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	*status = fd == -1 || sock == -1 ||
	    setsockopt(sock, IPPROTO_TCP, TCP_CORK, &on, sizeof on) == -1 ||
	    sendfile(sock, fd, NULL, 4) != 4 ||
	    send(sock, "+", 1, MSG_NOSIGNAL) != 1;
	close(sock);
	close(fd);
	return NULL;
}

/* One byte and a descriptor to the other end, and what came out there. */
static int
pass_descriptor(int fd)
{
	union {
		struct cmsghdr	head;
		char		space[CMSG_SPACE(sizeof fd)];
	} control = { .head = { .cmsg_len = CMSG_LEN(sizeof fd),
	    .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	struct iovec one = { .iov_base = (char[]){ 'x' }, .iov_len = 1 };
	struct msghdr m = { .msg_iov = &one, .msg_iovlen = 1,
	    .msg_control = &control, .msg_controllen = sizeof control };

	memcpy(CMSG_DATA(&control.head), &fd, sizeof fd);
	if (sendmsg(pair[0], &m, MSG_NOSIGNAL) != 1 ||
	    recvmsg(pair[1], &m, MSG_CMSG_CLOEXEC) != 1)
		return -1;
	memcpy(&fd, CMSG_DATA(&control.head), sizeof fd);
	return fd;
}

/* A picture's sheet goes to a worker, and is nobody's to change any more. */
static int
order_picture(void)
{
	int fd = memfd_create("sheet", MFD_CLOEXEC | MFD_ALLOW_SEALING), copy;

	NEED(fd != -1 && ftruncate(fd, 4096) == 0);
	NEED(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) == 0);
	NEED((copy = pass_descriptor(fd)) != -1);
	NEED(pwrite(copy, "x", 1, 0) == 1 && close(copy) == 0);
	NEED(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) == 0);
	NEED(fcntl(fd, F_DUPFD_CLOEXEC, 0) != -1);
	return close(fd);
}

static int
http_needs(size_t unused)
{
	char text[8] = "";
	pthread_t thread;
	int status = 1;

	(void)unused;
	NEED(pthread_create(&thread, NULL, serve_file, &status) == 0);
	NEED(pthread_join(thread, NULL) == 0 && status == 0);
	NEED(recv(client, text, sizeof text, MSG_WAITALL) == 5);
	NEED(strcmp(text, "data+") == 0);
	NEED(raise(0) == 0);		/* its own process */
	NEED(order_picture() == 0);

	if (place.have_landlock) {
		REFUSED(open(place.file, O_WRONLY), EACCES);
		REFUSED(open(place.outside, O_RDONLY), EACCES);
	}
	REFUSED(unlink(place.file), EPERM);
	REFUSED(sendto(client, "", 1, 0, (struct sockaddr *)&local,
	    sizeof local), EPERM);
	REFUSED(vfork(), EPERM);
	REFUSED(mprotect(text, 1, PROT_EXEC), EPERM);
	return 0;
}

static void
prepare_sleeper(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			pause();
	}
	sleeper_pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == -1 ||
	    sleeper_pidfd == -1)
		_exit(ROLE_BROKEN);
}

/* What SQLite does with its files. */
static int
keep_database(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = 0x40000000, .l_len = 1 };
	char path[96], other[96];
	void *shared;
	int fd;

	snprintf(path, sizeof path, "%s/catalog", place.state);
	snprintf(other, sizeof other, "%s/catalog.damaged", place.state);
	fd = open(path, O_RDWR | O_CREAT, 0600);
	NEED(fd != -1 && fchmod(fd, 0640) == 0);
	NEED(fcntl(fd, F_SETLK, &lock) == 0 && ftruncate(fd, 32768) == 0);
	NEED(pwrite(fd, "x", 1, 100) == 1 && fdatasync(fd) == 0);
	shared = mmap(NULL, 32768, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	NEED(shared != MAP_FAILED && munmap(shared, 32768) == 0);
	NEED(rename(path, other) == 0 && unlink(other) == 0);
	return close(fd);
}

static int
scan_needs(size_t unused)
{
	int fd, watch = inotify_init1(IN_CLOEXEC), error = keep_database();

	(void)unused;
	NEED(error == 0 || (fprintf(stderr, "line %d\n", error), 0));
	NEED(inotify_add_watch(watch, place.root, IN_CLOSE_WRITE) != -1);
	fd = pass_descriptor(open(place.file, O_RDONLY));
	NEED(fd != -1 && close(fd) == 0);
	NEED(write(pair[0], "x", 1) == 1);
	NEED(syscall(SYS_pidfd_send_signal, sleeper_pidfd, SIGKILL, NULL, 0)
	    == 0);

	if (place.have_landlock) {
		REFUSED(open(place.file, O_WRONLY), EACCES);
		REFUSED(unlink(place.file), EACCES);
		REFUSED(open(place.outside, O_RDONLY), EACCES);
	}
	REFUSED(chmod(place.file, 0600), EPERM);
	REFUSED(accept(pair[0], NULL, NULL), EPERM);
	REFUSED(syscall(SYS_pidfd_open, getppid(), 0), EPERM);
	return 0;
}

static void
prepare_datagram(void)
{
	socklen_t len = sizeof local;

	local = (struct sockaddr_in){ .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	datagram = socket(AF_INET, SOCK_DGRAM, 0);
	if (bind(datagram, (struct sockaddr *)&local, len) == -1 ||
	    getsockname(datagram, (struct sockaddr *)&local, &len) == -1)
		_exit(ROLE_BROKEN);
}

static void *
speak(void *unused)
{
	const struct timespec short_while = { .tv_nsec = 1000 };
	struct iovec text = { .iov_base = (char[]){ "alive" }, .iov_len = 5 };
	struct msghdr m = { .msg_name = &local, .msg_namelen = sizeof local,
	    .msg_iov = &text, .msg_iovlen = 1 };

	(void)unused;
	nanosleep(&short_while, NULL);
	sendmsg(datagram, &m, 0);
	return NULL;
}

static int
ssdp_needs(size_t unused)
{
	char text[8], *large;
	pthread_t thread;

	(void)unused;
	NEED(pthread_create(&thread, NULL, speak, NULL) == 0);
	NEED(recvfrom(datagram, text, sizeof text, 0, NULL, NULL) == 5);
	NEED(pthread_join(thread, NULL) == 0);
	NEED((large = malloc(1 << 22)) != NULL);
	free(large);
	return 0;
}

#define PROBED	9			/* the file's descriptor */
#define SHEET	10			/* where a picture goes */

static void
prepare_probe(void)
{
	int passed, sheet = memfd_create("sheet", MFD_CLOEXEC);

	if (ftruncate(sheet, 4096) == -1 || dup2(sheet, SHEET) == -1 ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == -1 ||
	    (pair[1] = fcntl(pair[1], F_DUPFD, 20)) == -1 ||
	    (pair[0] = dup2(pair[0], IPC_FD_PARENT)) == -1 ||
	    (passed = open(place.file, O_RDONLY)) == -1 || dup2(passed, PROBED) == -1)
		_exit(ROLE_BROKEN);
}

static int
probe_needs(size_t unused)
{
	char text[8], *large = malloc(1 << 20), *sheet;
	struct iovec one = { .iov_base = text, .iov_len = sizeof text };
	struct msghdr m = { .msg_iov = &one, .msg_iovlen = 1 };

	(void)unused;
	NEED(read(PROBED, text, 4) == 4 && lseek(PROBED, 0, SEEK_SET) == 0);
	NEED(write(IPC_FD_PARENT, "facts", 5) == 5);
	NEED(recvmsg(pair[1], &m, 0) == 5);
	NEED((large = realloc(large, 1 << 23)) != NULL);
	free(large);
	sheet = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, SHEET, 0);
	NEED(sheet != MAP_FAILED);
	memcpy(sheet, "JPEG", 4);
	NEED(munmap(sheet, 4096) == 0 && read(SHEET, text, 4) == 4);
	NEED(memcmp(text, "JPEG", 4) == 0);
	REFUSED(open(place.file, O_RDONLY), EACCES);
	return close(PROBED);
}

/* The thirteenth call, and calls that are only allowed in another form. */
static int
probe_dies(size_t way)
{
	switch (way) {
	case 0:
		return (int)syscall(SYS_getppid);
	case 1:
		return (int)write(PROBED, "x", 1);
	case 2:
		return mmap(NULL, 1, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		    -1, 0) == MAP_FAILED;
	case 3:
		return (int)syscall(SYS_sendto, IPC_FD_PARENT, "x", 1, 0, NULL, 0);
	default:
		return (int)syscall(SYS_fcntl, IPC_FD_PARENT, F_GETFD);
	}
}

/* laresd's control socket, and the pair whose end laresctl passes along. */
static void
prepare_control(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };

	snprintf(to.sun_path, sizeof to.sun_path, "%s/control", place.state);
	datagram = socket(AF_UNIX, SOCK_DGRAM, 0);
	client = socket(AF_UNIX, SOCK_DGRAM, 0);
	unlink(to.sun_path);
	if (bind(datagram, (struct sockaddr *)&to, sizeof to) == -1 ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == -1)
		_exit(ROLE_BROKEN);
}

static int
parent_starts_program(void)
{
	char *const argv[] = { (char[]){ "true" }, NULL }, *const env[] = {
	    NULL };
	int status;
	pid_t pid;

	NEED(posix_spawn(&pid, "/bin/true", NULL, NULL, argv, env) == 0);
	NEED(waitpid(pid, &status, 0) == pid && status == 0);
	return 0;
}

static int
parent_needs(size_t unused)
{
	struct sockaddr_in any = { .sin_family = AF_INET };
	int fd, ends[2], error = parent_starts_program();
	char path[96];

	(void)unused;
	NEED(error == 0);
	NEED(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) != -1);
	NEED(socket(AF_INET, SOCK_DGRAM, 0) != -1);
	NEED((fd = socket(AF_INET, SOCK_STREAM, 0)) != -1);
	NEED(bind(fd, (struct sockaddr *)&any, sizeof any) == 0);
	NEED(listen(fd, 1) == 0);
	NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
	NEED(send(pair[0], "answer", 6, MSG_NOSIGNAL) == 6);
	snprintf(path, sizeof path, "%s/control", place.state);
	NEED(chmod(path, 0600) == 0 && unlink(path) == 0);
	NEED(open("/dev/null", O_RDWR) != -1);
	NEED(open("/etc/passwd", O_RDONLY) != -1);
	REFUSED(socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC), EPERM);
	REFUSED(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), EPERM);
	REFUSED(socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
	return 0;
}

/* A child of laresd lives under both tables and both rule sets. */
static int
parent_then_scan(size_t unused)
{
	prepare_sleeper();		/* as laresd starts workers */
	if (!(role_enter(SANDBOX_SCAN) & SANDBOX_SECCOMP))
		return 1;
	return scan_needs(unused);
}

static int
parent_then_http(size_t unused)
{
	if (!(role_enter(SANDBOX_HTTP) & SANDBOX_SECCOMP))
		return 1;
	return http_needs(unused);
}

/* The socket's path is too long for an address: laresctl goes by /proc. */
static int
ctl_needs(size_t unused)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	struct iovec one = { .iov_base = (char[]){ "status" }, .iov_len = 6 };
	struct msghdr m = { .msg_name = &to, .msg_namelen = sizeof to,
	    .msg_iov = &one, .msg_iovlen = 1 };
	int folder = open(place.state, O_PATH | O_DIRECTORY);

	(void)unused;
	snprintf(to.sun_path, sizeof to.sun_path, "/proc/self/fd/%d/control",
	    folder);
	NEED(sendmsg(client, &m, 0) == 6);
	NEED(pass_descriptor(pair[1]) != -1);
	NEED(open(place.file, O_RDONLY) != -1);
	snprintf(to.sun_path, sizeof to.sun_path, "%s/control", place.state);
	REFUSED(unlink(to.sun_path), EPERM);
	REFUSED(socket(AF_UNIX, SOCK_DGRAM, 0), EPERM);
	return 0;
}

static void
test_needs(void **unused)
{
	static const struct {
		const char		*name;
		enum sandbox_role	role;
		void			(*prepare)(void);
		int			(*job)(size_t);
	} cases[] = {
		{ "http", SANDBOX_HTTP, prepare_listener, http_needs },
		{ "scan", SANDBOX_SCAN, prepare_sleeper, scan_needs },
		{ "ssdp", SANDBOX_SSDP, prepare_datagram, ssdp_needs },
		{ "probe", SANDBOX_PROBE, prepare_probe, probe_needs },
		{ "ctl", SANDBOX_CTL, prepare_control, ctl_needs },
		{ "parent", SANDBOX_PARENT, prepare_control, parent_needs },
		{ "scan under parent", SANDBOX_PARENT, NULL, parent_then_scan },
		{ "http under parent", SANDBOX_PARENT, prepare_listener,
		    parent_then_http },
	};
	int wrong = 0;

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int result = role_run(cases[i].role, cases[i].prepare,
		    cases[i].job, 0);

		if (result == 0)
			continue;
		print_error("%s: %d (line modulo 249, plus 1)\n",
		    cases[i].name, result);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void
test_probe_dies(void **unused)
{
	(void)unused;
	for (size_t way = 0; way < 5; way++)
		assert_int_equal(role_run(SANDBOX_PROBE, prepare_probe,
		    probe_dies, way), ROLE_KILLED);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_needs),
		cmocka_unit_test(test_probe_dies),
	};

	return cmocka_run_group_tests_name("sandbox_needs", tests,
	    role_place_make, role_place_remove);
}
