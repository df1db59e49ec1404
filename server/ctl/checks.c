/*
 * How each claim of the report can be checked without believing us: commands
 * of others wherever there are such. Pure; runs in laresctl.
 */
#include <arpa/inet.h>
#include <string.h>

#include "common/catalog_open.h"
#include "common/resume.h"
#include "common/station.h"
#include "server/ctl/checks.h"

#define COMMAND_BYTES	(64 * 1024)

/* A path as a word for sh(1). */
static void
add_word(struct buf *b, const char *path, const char *name)
{
	buf_add_str(b, "'");
	for (; *path != '\0'; path++) {
		if (*path == '\'')
			buf_add_str(b, "'\\''");
		else
			buf_add(b, path, 1);
	}
	buf_addf(b, "%s'", name);
}

static void
add_verify(struct buf *b, const struct facts *f)
{
	buf_add_str(b, "laresctl -s ");
	add_word(b, f->state_dir, "");
	buf_add_str(b, " verify");
}

static void
add_policy(struct buf *b, const struct facts *f)
{
	(void)f;
	buf_add_str(b, "make policy");
}

/* "10.77.1.0/24" of "10.77.1.1". */
static void
add_net(struct buf *b, const char *address, unsigned prefix)
{
	struct in_addr a;

	if (prefix == 0 || inet_pton(AF_INET, address, &a) != 1)
		return;
	a.s_addr &= htonl(UINT32_MAX << (32 - prefix));
	buf_addf(b, " and not dst net %s/%u", station_address(a).s, prefix);
}

/* That of "http://10.77.1.1:8200/description.xml". */
static void
add_port(struct buf *b, const struct facts_served *s)
{
	const char *colon = strrchr(s->url, ':');

	if (colon != NULL)
		buf_addf(b, " or src port %.*s",
		    (int)strspn(colon + 1, "0123456789"), colon + 1);
}

/* What has our TTL or comes from our ports (lares-privacy(7)). */
static void
add_tcpdump(struct buf *b, const struct facts *f)
{
	size_t i;

	buf_add_str(b, "tcpdump -ni any outbound and '(ip[8] = 1");
	if (f->nserved > 0)
		add_port(b, &f->served[0]);
	buf_add_str(b, " or src port 1900)' and not dst net 224.0.0.0/4");
	for (i = 0; i < f->nserved; i++)
		add_net(b, f->served[i].address, f->served[i].prefix);
	for (i = 0; i < f->nallowed; i++)
		add_net(b, f->allowed[i].address, f->allowed[i].prefix);
}

static void
add_curl(struct buf *b, const struct facts *f)
{
	if (f->nserved > 0)
		buf_addf(b, "curl -s %s", f->served[0].url);
}

static void
add_each_pid(struct buf *b, const struct facts *f, const char *what)
{
	for (size_t i = 0; i < f->nprocesses; i++)
		if (strcmp(f->processes[i].name, "lares-probe") != 0)
			buf_addf(b, " /proc/%d/%s", (int)f->processes[i].pid,
			    what);
}

static void
add_status(struct buf *b, const struct facts *f)
{
	buf_add_str(b, "grep -E '^(Name|Uid|NoNewPrivs|Seccomp|Cap)'");
	add_each_pid(b, f, "status");
}

static void
add_sockets(struct buf *b, const struct facts *f)
{
	(void)f;
	buf_add_str(b, "ss -anp | grep lares");
}

static void
add_nm(struct buf *b, const struct facts *f)
{
	buf_add_str(b, "nm -D");
	add_each_pid(b, f, "exe");
	buf_add_str(b, " | grep -wE 'exe|connect|getaddrinfo|socket|syscall'");
}

static void
add_files(struct buf *b, const struct facts *f)
{
	buf_add_str(b, "ls -la ");
	add_word(b, f->state_dir, "");
}

static void
add_sqlite(struct buf *b, const struct facts *f)
{
	buf_add_str(b, "sqlite3 -readonly ");
	add_word(b, f->state_dir, "/" CATALOG_FILE);
	buf_add_str(b, " .schema");
}

static void
add_points(struct buf *b, const struct facts *f)
{
	if (f->resume == CONFIG_RESUME_OFF)
		return;
	buf_add_str(b, "sqlite3 -readonly ");
	add_word(b, f->state_dir, "/" RESUME_FILE);
	buf_add_str(b, " 'SELECT * FROM point'");
}

static const struct {
	const char	*claim;
	void		(*add)(struct buf *b, const struct facts *f);
} checks[] = {
	{ "Every program is refused what it must not be able to do "
	    "(it tries)", add_verify },
	{ "Nothing leaves your network: this shows nothing of Lares (as root)",
	    add_tcpdump },
	{ "The device description says no more than is said above", add_curl },
	{ "The kernel confines each program (a lares-probe comes and goes)",
	    add_status },
	{ "Nobody is called: which sockets there are (as root)",
	    add_sockets },
	{ "connect and getaddrinfo are the programs' own (T), not libc's (U) "
	    "(as root)", add_nm },
	{ "No library of theirs gets at libc's either (in the source tree)",
	    add_policy },
	{ "What lies in that folder", add_files },
	{ "Nothing in the catalogue says who watched what", add_sqlite },
	{ "Nor does more than this say where films were left", add_points },
};

void
checks_each(const struct facts *f, void (*check)(void *arg,
    const char *claim, const char *command), void *arg)
{
	struct buf b;

	buf_init(&b, COMMAND_BYTES);
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		buf_reset(&b);
		checks[i].add(&b, f);
		if (b.len > 0 && !buf_failed(&b))
			check(arg, checks[i].claim, b.data);
	}
	buf_free(&b);
}
