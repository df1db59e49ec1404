/*
 * The forbidden things, each tried in its mildest form: what counts is whether
 * the kernel lets the call through. Any process, but only when asked to prove
 * its sandbox. Nothing here may leave a trace, or a packet, if it works.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/attempt.h"

#define NO_FD	(-1)
#define NOWHERE	((void *)1)	/* a pointer that the kernel cannot read */

/* -1 with any other errno: the call was carried out as far as it went. */
static int
refusal(long ret)
{
	if (ret != -1)
		return 0;
	return errno == EPERM || errno == EACCES || errno == ENOSYS ? errno : 0;
}

static int
try_socket(int family, int type, int protocol)
{
	long sock = syscall(SYS_socket, family, type | SOCK_CLOEXEC, protocol);
	int error = refusal(sock);

	if (sock >= 0)
		syscall(SYS_close, sock);
	return error;
}

static int
stream_socket(void)
{
	return try_socket(AF_INET, SOCK_STREAM, 0);
}

static int
datagram_socket(void)
{
	return try_socket(AF_INET, SOCK_DGRAM, 0);
}

static int
ipv6_socket(void)
{
	return try_socket(AF_INET6, SOCK_STREAM, 0);
}

/* Of the netlink protocols, one that anybody may open. */
static int
kernel_socket(void)
{
	return try_socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);
}

/* A socket that cannot reach past its own link, or -1. */
static long
harmless_socket(void)
{
	const int ttl = 1, on = 1;
	long sock = syscall(SYS_socket, AF_INET,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (sock == -1)
		return NO_FD;
	syscall(SYS_setsockopt, sock, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
	syscall(SYS_setsockopt, sock, SOL_SOCKET, SO_DONTROUTE, &on,
	    sizeof on);
	return sock;
}

/* TEST-NET-1 (RFC 5737), port "discard": nobody is there. */
static const struct sockaddr_in *
nobody(struct sockaddr_in *to)
{
	*to = (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = htons(9),
		.sin_addr.s_addr = htonl(0xc0000201),
	};
	return to;
}

static int
call_out(void)
{
	struct sockaddr_in to;
	long sock = harmless_socket();
	int error = refusal(syscall(SYS_connect, sock, nobody(&to),
	    sizeof to));

	if (sock != NO_FD)
		syscall(SYS_close, sock);
	return error;
}

/* TCP Fast Open: a connection without connect(2). */
static int
fast_open(void)
{
	struct sockaddr_in to;
	long sock = harmless_socket();
	int error = refusal(syscall(SYS_sendto, sock, "", 1,
	    MSG_FASTOPEN | MSG_NOSIGNAL, nobody(&to), sizeof to));

	if (sock != NO_FD)
		syscall(SYS_close, sock);
	return error;
}

static int
bind_socket(void)
{
	struct sockaddr_in any;

	return refusal(syscall(SYS_bind, NO_FD, nobody(&any), sizeof any));
}

static int
listen_socket(void)
{
	return refusal(syscall(SYS_listen, NO_FD, 1));
}

/* Without arguments that can be read, no program takes this one's place. */
static int
exec_program(void)
{
	int error = refusal(syscall(SYS_execve, "/bin/true", NOWHERE, NULL));

	if (error == 0)
		return 0;
	return refusal(syscall(SYS_execveat, AT_FDCWD, "/bin/true", NOWHERE,
	    NULL, 0));
}

static int
fork_process(void)
{
	long pid = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	if (pid == 0)
		syscall(SYS_exit_group, 0);
	if (pid > 0)
		syscall(SYS_wait4, pid, NULL, 0, NULL);
	return refusal(pid);
}

static int
open_outside(void)
{
	long fd = syscall(SYS_openat, AT_FDCWD, "/etc/passwd",
	    O_RDONLY | O_CLOEXEC);
	int error = refusal(fd);

	if (fd >= 0)
		syscall(SYS_close, fd);
	return error;
}

static int
write_outside(void)
{
	char path[64];
	int error;
	long fd;

	snprintf(path, sizeof path, "/tmp/lares-attempt-%ld",
	    syscall(SYS_getpid));
	fd = syscall(SYS_openat, AT_FDCWD, path,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	error = refusal(fd);
	if (fd >= 0) {
		syscall(SYS_unlinkat, AT_FDCWD, path, 0);
		syscall(SYS_close, fd);
	}
	return error;
}

static int
change_file(void)
{
	return refusal(syscall(SYS_fchmodat, NO_FD, "nothing", 0600));
}

static int
exec_memory(void)
{
	const size_t len = 1;
	long at = syscall(SYS_mmap, NULL, len, PROT_READ | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, NO_FD, 0);
	int error = refusal(at);

	if (at != -1)
		syscall(SYS_munmap, at, len);
	return error;
}

/* Signal 0 only asks whether one might be sent. */
static int
signal_other(void)
{
	return refusal(syscall(SYS_kill, syscall(SYS_getppid), 0));
}

static int
read_other(void)
{
	return refusal(syscall(SYS_process_vm_readv, syscall(SYS_getppid),
	    NULL, 0, NULL, 0, 0));
}

static int
trace_other(void)
{
	return refusal(syscall(SYS_ptrace, PTRACE_ATTACH, -1, NULL, NULL));
}

static int
setup_io_uring(void)
{
	return refusal(syscall(SYS_io_uring_setup, 1, NOWHERE));
}

static int
new_namespace(void)
{
	return refusal(syscall(SYS_unshare, CLONE_FS));
}

static int
use_keyring(void)
{
	const int get_id = 0, session = -3;	/* linux/keyctl.h */

	return refusal(syscall(SYS_keyctl, get_id, session, 0));
}

static int
type_in_terminal(void)
{
	return refusal(syscall(SYS_ioctl, NO_FD, TIOCSTI, NOWHERE));
}

/* ---- by name: what the loader gives a library of this process ----------- */

/* No socket: libc's own gets as far as the kernel, and no further. */
static int
connect_by_name(void)
{
	int (*call)(int, const struct sockaddr *, socklen_t);
	struct sockaddr_in to;

	*(void **)&call = dlsym(RTLD_DEFAULT, "connect");
	if (call == NULL)
		return ENOSYS;
	return refusal(call(NO_FD, (const struct sockaddr *)nobody(&to),
	    sizeof to));
}

/* libc's own would look a name up, but turns a strange family down first,
   with an answer that is not a refusal's. */
static int
resolve_by_name(void)
{
	const struct addrinfo hints = { .ai_family = INT16_MAX };
	int (*call)(const char *, const char *, const struct addrinfo *,
	    struct addrinfo **);
	struct addrinfo *found = NULL;

	*(void **)&call = dlsym(RTLD_DEFAULT, "getaddrinfo");
	if (call == NULL)
		return ENOSYS;
	return call("name.invalid", NULL, &hints, &found) == EAI_FAIL ?
	    EACCES : 0;
}

#define CTL		ATTEMPT_BIT(SANDBOX_CTL)
#define HTTP		ATTEMPT_BIT(SANDBOX_HTTP)
#define SCAN		ATTEMPT_BIT(SANDBOX_SCAN)
#define STRICT		(ATTEMPT_BIT(SANDBOX_SSDP) | ATTEMPT_BIT(SANDBOX_PROBE))
#define CHILDREN	(STRICT | HTTP | SCAN)
#define ALL		(CHILDREN | CTL | ATTEMPT_BIT(SANDBOX_PARENT))

static const struct {
	struct attempt	attempt;
	int		(*run)(void);
} attempts[] = {
	{ { "connect",		ALL },			call_out },
	{ { "fast_open",	ALL },			fast_open },
	{ { "stream_socket",	CHILDREN | CTL },	stream_socket },
	{ { "datagram_socket",	CHILDREN | CTL },	datagram_socket },
	{ { "ipv6_socket",	ALL },			ipv6_socket },
	{ { "kernel_socket",	ALL },			kernel_socket },
	{ { "bind",		CHILDREN | CTL },	bind_socket },
	{ { "listen",		CHILDREN | CTL },	listen_socket },
	{ { "exec",		CHILDREN | CTL },	exec_program },
	{ { "fork",		CHILDREN | CTL },	fork_process },
	{ { "open_outside",	CHILDREN | CTL },	open_outside },
	{ { "write_outside",	ALL },			write_outside },
	{ { "change_file",	CHILDREN | CTL },	change_file },
	{ { "exec_memory",	CHILDREN | CTL },	exec_memory },
	{ { "signal_other",	CHILDREN | CTL },	signal_other },
	{ { "read_other",	ALL },			read_other },
	{ { "trace_other",	ALL },			trace_other },
	{ { "io_uring_setup",	ALL },			setup_io_uring },
	{ { "new_namespace",	ALL },			new_namespace },
	{ { "keyring",		ALL },			use_keyring },
	{ { "terminal",		ALL },			type_in_terminal },
	{ { "connect_by_name",	ALL },			connect_by_name },
	{ { "resolve_by_name",	ALL },			resolve_by_name },
};
#define ATTEMPTS	(sizeof attempts / sizeof *attempts)

size_t
attempt_count(void)
{
	return ATTEMPTS;
}

const struct attempt *
attempt_get(size_t i)
{
	return i < ATTEMPTS ? &attempts[i].attempt : NULL;
}

int
attempt_run(size_t i)
{
	return i < ATTEMPTS ? attempts[i].run() : ERANGE;
}
