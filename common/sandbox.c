/*
 * What each program may still ask of the kernel once it holds what it needs:
 * one table per role, side by side. Entered by every process as the last step
 * before its loop.
 *
 * Two kinds. lares-ssdp and lares-probe have a list of what is allowed, and
 * nothing else is. The others have lists of what is denied, plus Landlock: a
 * list of all that a whole network program may do breaks with every release
 * of libc. A program that laresd starts lives under laresd's table and its
 * own at once, so the parent's must let through what its children need.
 */
#include <fcntl.h>
#include <linux/netlink.h>
#include <sched.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "common/ipc.h"
#include "common/sandbox.h"
#include "common/sandbox_filter.h"
#include "common/sandbox_paths.h"
#include "common/without.h"

#define CALL(name)		{ .nr = __NR_##name }
#define WHEN(name, ...)		{ .nr = __NR_##name, .tests = { __VA_ARGS__ } }

/* Conditions on argument n, counted from 0. */
#define IS(n, v)		MASKED(n, UINT32_MAX, v)
#define MASKED(n, m, v)		{ SANDBOX_TEST_IS, n, false, m, v }
#define ANY(n, bits)		{ SANDBOX_TEST_ANY, n, false, bits, 0 }
#define OWN_PID(n)		{ SANDBOX_TEST_OWN_PID, n, false, 0, 0 }
/* A pointer that is not NULL, by its low and by its high half: two rows. */
#define NOT_NULL(n)		ANY(n, UINT32_MAX)
#define NOT_NULL_HIGH(n)	{ SANDBOX_TEST_ANY, n, true, UINT32_MAX, 0 }

#define TYPE_MASK		0xf	/* a socket type without its flags */
#define NEW_NAMESPACES		(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS | \
				 CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | \
				 CLONE_NEWCGROUP)

/* ---- denied to every program that has a list of denials ---- */

static const struct sandbox_call never[] = {
	/* Calling out: the promise. A TCP socket also connects when it is
	   told to send with MSG_FASTOPEN. */
	CALL(connect),
	WHEN(sendto, ANY(3, MSG_FASTOPEN)),
	WHEN(sendmsg, ANY(2, MSG_FASTOPEN)),
	WHEN(sendmmsg, ANY(3, MSG_FASTOPEN)),

	/* Calls made by a kernel thread, out of this filter's sight. */
	CALL(io_uring_setup), CALL(io_uring_enter), CALL(io_uring_register),

	/* Other processes' memory and descriptors. */
	CALL(ptrace), CALL(process_vm_readv), CALL(process_vm_writev),
	CALL(process_madvise), CALL(pidfd_getfd), CALL(kcmp),

	/* Typing into the terminal that we were started from. */
	WHEN(ioctl, IS(1, TIOCSTI)), WHEN(ioctl, IS(1, TIOCLINUX)),

	/* Other views of the file system, and ways around the paths in it. */
	CALL(mount), CALL(umount2), CALL(pivot_root), CALL(chroot),
	CALL(move_mount), CALL(open_tree), CALL(fsopen), CALL(fsconfig),
	CALL(fsmount), CALL(fspick), CALL(mount_setattr),
	CALL(unshare), CALL(setns), WHEN(clone, ANY(0, NEW_NAMESPACES)),
	CALL(open_by_handle_at), CALL(fanotify_init),

	/* Large and rarely used parts of the kernel, the attacker's first
	   choice; a key request even starts a program. */
	CALL(bpf), CALL(perf_event_open), CALL(userfaultfd),
	CALL(add_key), CALL(request_key), CALL(keyctl),

	/* The machine itself. */
	CALL(kexec_load), CALL(kexec_file_load), CALL(init_module),
	CALL(finit_module), CALL(delete_module), CALL(reboot), CALL(swapon),
	CALL(swapoff), CALL(acct), CALL(quotactl), CALL(quotactl_fd),
	CALL(syslog), CALL(settimeofday), CALL(clock_settime), CALL(adjtimex),
	CALL(clock_adjtime), CALL(sethostname), CALL(setdomainname),
	CALL(vhangup),
#ifdef __NR_iopl
	CALL(iopl), CALL(ioperm), CALL(modify_ldt),
#endif
};

/* clone3 hides its flags in memory; libc then uses clone, which does not. */
static const struct sandbox_call unreadable[] = {
	CALL(clone3),
};

/* ---- building blocks ---- */

static const struct sandbox_call own_threads[] = {
	WHEN(clone, MASKED(0, CLONE_THREAD, CLONE_THREAD)),
};

static const struct sandbox_call new_processes[] = {
	CALL(clone),
#ifdef __NR_fork
	CALL(fork), CALL(vfork),
#endif
	CALL(execve), CALL(execveat),
};

/* Machine code comes from the program files and from nowhere else. */
static const struct sandbox_call new_code[] = {
	WHEN(mmap, ANY(2, PROT_EXEC)),
	WHEN(mprotect, ANY(2, PROT_EXEC)),
	WHEN(pkey_mprotect, ANY(2, PROT_EXEC)),
	CALL(shmat),
	CALL(personality),		/* READ_IMPLIES_EXEC */
};

/* abort() and pthread_kill() name their own process. */
static const struct sandbox_call own_signals[] = {
	WHEN(tgkill, OWN_PID(0)),
};
static const struct sandbox_call other_processes[] = {
	CALL(kill), CALL(tkill), CALL(tgkill),
	CALL(rt_sigqueueinfo), CALL(rt_tgsigqueueinfo), CALL(pidfd_open),
	WHEN(prlimit64, ANY(0, UINT32_MAX)),
};
static const struct sandbox_call signals_by_pidfd[] = {
	CALL(pidfd_send_signal),
};

static const struct sandbox_call new_sockets[] = {
	CALL(socket), CALL(socketpair), CALL(bind), CALL(listen),
};
static const struct sandbox_call incoming[] = {
	CALL(accept), CALL(accept4),
};
static const struct sandbox_call addressed[] = {
	WHEN(sendto, NOT_NULL(4)), WHEN(sendto, NOT_NULL_HIGH(4)),
	CALL(sendmmsg),
};

/* Landlock (as of ABI 6) closes no change to what a file says of itself. */
static const struct sandbox_call attributes[] = {
	CALL(fchmodat), CALL(fchown), CALL(fchownat), CALL(utimensat),
	CALL(setxattr), CALL(lsetxattr), CALL(fsetxattr),
	CALL(removexattr), CALL(lremovexattr), CALL(fremovexattr),
#ifdef __NR_chmod
	CALL(chmod), CALL(chown), CALL(lchown), CALL(utime), CALL(utimes),
	CALL(futimesat),
#endif
};

/*
 * For those that only read, where the kernel has no Landlock: what can be told
 * by the call alone. It is not all of Landlock's work. A file can still be
 * opened for writing there, if its owner and mode allow that: openat2's flags
 * lie in memory, out of a filter's sight, and SQLite's readers must open the
 * catalogue's -shm file for writing.
 */
static const struct sandbox_call changes[] = {
	CALL(fchmod), CALL(truncate), CALL(fallocate),
	CALL(mkdirat), CALL(mknodat), CALL(unlinkat), CALL(symlinkat),
	CALL(linkat), CALL(renameat2),
#ifdef __NR_renameat
	CALL(renameat),
#endif
#ifdef __NR_mkdir
	CALL(mkdir), CALL(mknod), CALL(unlink), CALL(rmdir), CALL(symlink),
	CALL(link), CALL(rename), CALL(creat),
#endif
};

/* ---- laresd: everything its children need, and no IPv6 ---- */

/* Listeners, the children's UDP sockets, news of interfaces. What stays on the
   machine is made in pairs. */
static const struct sandbox_call link_sockets[] = {
	WHEN(socket, IS(0, AF_INET), MASKED(1, TYPE_MASK, SOCK_STREAM)),
	WHEN(socket, IS(0, AF_INET), MASKED(1, TYPE_MASK, SOCK_DGRAM)),
	WHEN(socket, IS(0, AF_NETLINK), IS(2, NETLINK_ROUTE)),
};
static const struct sandbox_call other_sockets[] = {
	CALL(socket),
};

/* ---- lares-ssdp: one UDP socket, threads, and the clock ---- */

static const struct sandbox_call ssdp[] = {
	/* Its socket, of which libupnp gets copies; its parent, its log. */
	CALL(read), CALL(write), CALL(close), CALL(recvmsg), CALL(recvfrom),
	WHEN(sendmsg, MASKED(2, MSG_FASTOPEN, 0)),
	WHEN(fcntl, IS(1, F_DUPFD_CLOEXEC)), CALL(dup3),
	CALL(ppoll), CALL(pselect6),
#ifdef __NR_poll
	CALL(poll), CALL(select),
#endif
	/* Threads and time. */
	WHEN(clone, MASKED(0, CLONE_THREAD, CLONE_THREAD)),
	CALL(futex), CALL(set_robust_list), CALL(exit), CALL(exit_group),
#ifdef __NR_rseq
	CALL(rseq),
#endif
	CALL(rt_sigprocmask), CALL(rt_sigreturn), CALL(restart_syscall),
	CALL(clock_gettime), CALL(gettimeofday), CALL(clock_nanosleep),
	CALL(nanosleep), CALL(setitimer),
	/* Memory that is never machine code. */
	WHEN(mmap, MASKED(2, PROT_EXEC, 0)),
	WHEN(mprotect, MASKED(2, PROT_EXEC, 0)),
	CALL(munmap), CALL(mremap), CALL(madvise), CALL(brk),
};

/* ---- lares-probe: read a file, answer, or die ---- */

static const struct sandbox_call probe[] = {
	CALL(read), CALL(lseek), CALL(recvmsg), CALL(close),
	WHEN(write, IS(0, IPC_FD_PARENT)),
	WHEN(mmap, MASKED(2, PROT_EXEC, 0)),
	CALL(munmap), CALL(mremap), CALL(brk), CALL(futex),
	CALL(rt_sigreturn), CALL(exit_group),
	/* Made in user space but where the machine's clock source does not
	   lend itself to that. */
	CALL(clock_gettime), CALL(gettimeofday),
};
/* iconv looks for its converters, and does without. */
static const struct sandbox_call probe_soft[] = {
	CALL(openat),
};

/* ---- what AddressSanitizer needs on top ---- */

#ifdef LARES_SANITIZE
static const struct sandbox_call sanitizer[] = {
	WHEN(mprotect, MASKED(2, PROT_EXEC, 0)), CALL(madvise),
	CALL(sigaltstack), CALL(prctl), CALL(rt_sigaction),
	CALL(rt_sigprocmask), CALL(sched_yield), CALL(sched_getaffinity),
	CALL(getpid), CALL(gettid),
	WHEN(write, IS(0, 2)), WHEN(tgkill, OWN_PID(0)),
};
/* It asks for these when it reports, and does without. */
static const struct sandbox_call sanitizer_soft[] = {
	WHEN(ioctl, IS(1, TCGETS)), CALL(readlinkat),
#ifdef __NR_open
	CALL(open), CALL(readlink),
#endif
};
int	__lsan_is_turned_off(void);
/* Its leak check at exit needs ptrace(2). */
int
__lsan_is_turned_off(void)
{
	return prctl(PR_GET_SECCOMP) != 0;
}
#define FOR_SANITIZER	ALLOW(sanitizer), DENY(sanitizer_soft)
#else
#define FOR_SANITIZER	{ SANDBOX_ALLOW, NULL, 0 }
#endif

/* ---- the roles ---- */

#define COUNT(array)		(sizeof (array) / sizeof *(array))
#define GROUP(answer, calls)	{ answer, calls, COUNT(calls) }
#define ALLOW(calls)		GROUP(SANDBOX_ALLOW, calls)
#define DENY(calls)		GROUP(SANDBOX_DENY, calls)

static const struct sandbox_group parent_groups[] = {
	GROUP(SANDBOX_NO_SUCH_CALL, unreadable),
	DENY(never), ALLOW(link_sockets), DENY(other_sockets),
};
static const struct sandbox_group ssdp_groups[] = {
	GROUP(SANDBOX_NO_SUCH_CALL, unreadable),
	ALLOW(ssdp), FOR_SANITIZER,
};
static const struct sandbox_group http_groups[] = {
	GROUP(SANDBOX_NO_SUCH_CALL, unreadable),
	DENY(never), ALLOW(own_threads), ALLOW(own_signals),
	DENY(new_processes), DENY(new_code), DENY(other_processes),
	DENY(signals_by_pidfd), DENY(new_sockets), DENY(addressed),
	DENY(attributes), DENY(changes),
};
/* Kills workers that hang by the pidfd it was handed. */
static const struct sandbox_group scan_groups[] = {
	GROUP(SANDBOX_NO_SUCH_CALL, unreadable),
	DENY(never), ALLOW(own_threads), ALLOW(own_signals),
	DENY(new_processes), DENY(new_code), DENY(other_processes),
	DENY(new_sockets), DENY(incoming), DENY(addressed),
	DENY(attributes),
};
static const struct sandbox_group probe_groups[] = {
	ALLOW(probe), FOR_SANITIZER, GROUP(SANDBOX_NO_ACCESS, probe_soft),
};
/* Has its sockets, one to ask by and a pair to be answered through. */
static const struct sandbox_group ctl_groups[] = {
	GROUP(SANDBOX_NO_SUCH_CALL, unreadable),
	DENY(never), ALLOW(own_signals), DENY(new_processes), DENY(new_code),
	DENY(other_processes), DENY(signals_by_pidfd), DENY(new_sockets),
	DENY(incoming), DENY(addressed), DENY(attributes), DENY(changes),
};

/* What children inherit. */
static const struct sandbox_path everything[] = {
	{ .path = "/", .executable = true },
	{ .path = "/dev/null", .writable = true },
};

/* Two need some reach: laresd listens, and lares-scan kills hung workers, which
   are not its children. */
static const struct role {
	struct sandbox_filter		filter;
	struct sandbox_reach		reach;
	const struct sandbox_path	*always;
	size_t				nalways;
	bool				no_paths;
} roles[] = {
#define FILTER(groups, last)	.filter = { groups, COUNT(groups), last }
#define SHUT			.reach = { true, true, true, true }
	[SANDBOX_PARENT] = {
		FILTER(parent_groups, SANDBOX_ALLOW),
		.reach = { .no_connect = true, .no_abstract = true,
		    .no_signal = true },
		.always = everything, .nalways = COUNT(everything),
	},
	[SANDBOX_SSDP] = {
		FILTER(ssdp_groups, SANDBOX_DENY), SHUT, .no_paths = true,
	},
	[SANDBOX_HTTP] = {
		FILTER(http_groups, SANDBOX_ALLOW), SHUT,
	},
	[SANDBOX_SCAN] = {
		FILTER(scan_groups, SANDBOX_ALLOW),
		.reach = { .no_bind = true, .no_connect = true,
		    .no_abstract = true },
	},
	[SANDBOX_PROBE] = {
		FILTER(probe_groups, SANDBOX_KILL), SHUT, .no_paths = true,
	},
	[SANDBOX_CTL] = {
		FILTER(ctl_groups, SANDBOX_ALLOW), SHUT,
	},
};

unsigned
sandbox_enter(enum sandbox_role role, const struct sandbox_path *paths,
    size_t npaths)
{
	const struct role *r = &roles[role];
	const struct sandbox_rules rules[] = {
		{ r->always, r->nalways },
		{ paths, r->no_paths ? 0 : npaths },
	};
	unsigned layers = 0, abi;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return 0;
	abi = sandbox_paths_confine(rules, COUNT(rules), &r->reach);
	if (abi > 0)
		layers |= SANDBOX_LANDLOCK | abi << SANDBOX_ABI_SHIFT;
	if (!without(WITHOUT_SECCOMP) &&
	    sandbox_filter_install(&r->filter) == 0)
		layers |= SANDBOX_SECCOMP;
	return layers;
}

const char *
sandbox_missing(unsigned layers)
{
	static const char *const names[][2] = {	/* without seccomp, with it */
		{ "seccomp and Landlock", "Landlock" },
		{ "seccomp and Landlock's TCP rules and scopes",
		    "Landlock's TCP rules and scopes" },
		{ "seccomp and Landlock's scopes", "Landlock's scopes" },
		{ "seccomp", NULL },
	};
	const unsigned abi = SANDBOX_LANDLOCK_ABI(layers);
	const size_t row = !(layers & SANDBOX_LANDLOCK) ? 0 :
	    abi < SANDBOX_LANDLOCK_TCP ? 1 :
	    abi < SANDBOX_LANDLOCK_SCOPES ? 2 : 3;

	return names[row][(layers & SANDBOX_SECCOMP) != 0];
}

void
sandbox_describe(struct buf *b, unsigned layers)
{
	buf_add_str(b, layers & SANDBOX_SECCOMP ? "seccomp, " : "no seccomp, ");
	if (!(layers & SANDBOX_LANDLOCK))
		buf_add_str(b, "no Landlock");
	else
		buf_addf(b, "Landlock %u%s", SANDBOX_LANDLOCK_ABI(layers),
		    SANDBOX_LANDLOCK_ABI(layers) < SANDBOX_LANDLOCK_TCP ?
		    " (no TCP rules, no scopes)" :
		    SANDBOX_LANDLOCK_ABI(layers) < SANDBOX_LANDLOCK_SCOPES ?
		    " (no scopes)" : "");
}
