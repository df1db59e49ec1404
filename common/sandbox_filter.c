/*
 * Makes one seccomp program (classic BPF, seccomp(2)) from a table of calls
 * and installs it. Knows no role: which calls, and why, is sandbox.c.
 */
#include <assert.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/sandbox_filter.h"

/*
 * Machines whose tables we have checked: call numbers are for one ABI only,
 * and a 32-bit machine multiplexes its socket calls out of a filter's sight.
 */
#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCH	AUDIT_ARCH_X86_64
#define X32_BIT	0x40000000u
#elif defined(__aarch64__) && defined(__LP64__) && !defined(__AARCH64EB__)
#define ARCH	AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH	AUDIT_ARCH_RISCV64
#else
#error "no tables of system calls for this machine yet"
#endif

/* set_mempolicy_home_node (Linux 5.17); numbers from 424 on are one series
   on all machines. */
#define NEWEST_CALL	450

#define CODE_MAX	1024
struct program {
	struct sock_filter	code[CODE_MAX];
	unsigned short		n;
};

static void
emit(struct program *p, uint16_t code, uint32_t k, size_t yes, size_t no)
{
	assert(p->n < CODE_MAX && yes <= UINT8_MAX && no <= UINT8_MAX);
	p->code[p->n++] = (struct sock_filter){ code, (uint8_t)yes,
	    (uint8_t)no, k };
}

static void
emit_load(struct program *p, size_t offset)
{
	emit(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

/* The next yes or no instructions are skipped. */
static void
emit_if_equal(struct program *p, uint32_t k, size_t yes, size_t no)
{
	emit(p, BPF_JMP | BPF_JEQ | BPF_K, k, yes, no);
}

static void
emit_answer(struct program *p, enum sandbox_answer answer)
{
	static const uint32_t actions[] = {
		[SANDBOX_ALLOW] = SECCOMP_RET_ALLOW,
		[SANDBOX_DENY] = SECCOMP_RET_ERRNO | EPERM,
		[SANDBOX_NO_ACCESS] = SECCOMP_RET_ERRNO | EACCES,
		[SANDBOX_NO_SUCH_CALL] = SECCOMP_RET_ERRNO | ENOSYS,
		[SANDBOX_KILL] = SECCOMP_RET_KILL_PROCESS,
	};

	emit(p, BPF_RET | BPF_K, actions[answer], 0, 0);
}

/* Three instructions; if the test fails, those and "rest" more are passed. */
#define TEST_LENGTH	3
static void
emit_test(struct program *p, const struct sandbox_test *t, size_t rest)
{
	uint32_t value = t->value, mask = t->mask;
	size_t offset = offsetof(struct seccomp_data, args) + 8u * t->arg;

	if (t->kind == SANDBOX_TEST_OWN_PID) {
		value = (uint32_t)getpid();
		mask = UINT32_MAX;
	}
	emit_load(p, offset + (t->high ? 4 : 0));	/* little endian */
	emit(p, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
	if (t->kind == SANDBOX_TEST_ANY)
		emit_if_equal(p, 0, rest, 0);
	else
		emit_if_equal(p, value, 0, rest);
}

static void
emit_call(struct program *p, const struct sandbox_call *c,
    enum sandbox_answer answer)
{
	size_t n = 0;

	while (n < SANDBOX_TESTS && c->tests[n].kind != SANDBOX_NO_TEST)
		n++;
	emit_if_equal(p, c->nr, 0, n * TEST_LENGTH + 1);
	for (size_t i = 0; i < n; i++)
		emit_test(p, &c->tests[i], (n - 1 - i) * TEST_LENGTH + 1);
	emit_answer(p, answer);
	if (n > 0)			/* the tests have overwritten it */
		emit_load(p, offsetof(struct seccomp_data, nr));
}

/* Whoever comes by another ABI's door wants to get around the table. */
static void
emit_head(struct program *p, enum sandbox_answer otherwise)
{
	emit_load(p, offsetof(struct seccomp_data, arch));
	emit_if_equal(p, ARCH, 1, 0);
	emit_answer(p, SANDBOX_KILL);
	emit_load(p, offsetof(struct seccomp_data, nr));
#ifdef X32_BIT
	emit(p, BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1);
	emit_answer(p, SANDBOX_KILL);
#endif
	if (otherwise == SANDBOX_ALLOW) {
		emit(p, BPF_JMP | BPF_JGT | BPF_K, NEWEST_CALL, 0, 1);
		emit_answer(p, SANDBOX_NO_SUCH_CALL);
	}
}

int
sandbox_filter_install(const struct sandbox_filter *f)
{
	struct program p = { .n = 0 };
	struct sock_fprog fprog = { .filter = p.code };
	long ret;

	emit_head(&p, f->otherwise);
	for (size_t g = 0; g < f->n; g++)
		for (size_t i = 0; i < f->groups[g].n; i++)
			emit_call(&p, &f->groups[g].calls[i],
			    f->groups[g].answer);
	emit_answer(&p, f->otherwise);

	fprog.len = p.n;
	ret = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_TSYNC, &fprog);
	if (ret > 0)			/* a thread that could not follow */
		errno = EBUSY;
	return ret == 0 ? 0 : -1;
}
