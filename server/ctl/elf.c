/*
 * An ELF file's list of libraries and dynamic symbols, found by its section
 * headers; every offset is checked by reading at it. Runs in laresctl.
 */
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/ctl/elf.h"

#define SECTION_BYTES_MAX	(4 * 1024 * 1024)
#define SECTIONS_MAX		256

/*
 * The functions that reach out, accept, or send, and those that resolve names;
 * what matters most comes first.
 */
static const struct {
	const char	*name;
	bool		 prefix;
} family[] = {
	{ "connect", false }, { "getaddrinfo", false },
	{ "__connect", false }, { "getaddrinfo_a", false },
	{ "getnameinfo", false },
	{ "gethostby", true }, { "res_", true }, { "__res_", true },
	{ "rcmd", true }, { "rexec", true },
	{ "socket", false }, { "socketpair", false }, { "bind", false },
	{ "listen", false }, { "accept", false }, { "accept4", false },
	{ "send", false }, { "sendto", false }, { "sendmsg", false },
	{ "sendmmsg", false },
	{ "recv", false }, { "__recv_chk", false }, { "recvfrom", false },
	{ "__recvfrom_chk", false }, { "recvmsg", false },
	{ "recvmmsg", false },
	/* By these whatever is wanted can be asked for: see verify. */
	{ "syscall", false }, { "dlsym", false },
};

struct section {
	char	*data;		/* a NUL behind it */
	size_t	 len;
};

static int
read_at(int fd, off_t at, void *out, size_t len)
{
	return pread(fd, out, len, at) == (ssize_t)len ? 0 : -1;
}

static int
read_section(int fd, const ElfW(Shdr) *header, struct section *s)
{
	if (header->sh_size == 0 || header->sh_size > SECTION_BYTES_MAX ||
	    (s->data = malloc(header->sh_size + 1)) == NULL)
		return -1;
	s->len = header->sh_size;
	s->data[s->len] = '\0';
	return read_at(fd, (off_t)header->sh_offset, s->data, s->len);
}

/* A string of a table of them; "" beyond its end. */
static const char *
string(const struct section *strings, size_t at)
{
	return at < strings->len ? strings->data + at : "";
}

static void
add_name(struct facts_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->name[i], name) == 0)
			return;
	if (names->n == FACTS_NAMES_MAX || strlen(name) >= FACTS_NAME_BYTES)
		names->more++;
	else
		memcpy(names->name[names->n++], name, strlen(name) + 1);
}

static void
take_libraries(const struct section *dynamic, const struct section *strings,
    struct facts_program *p)
{
	ElfW(Dyn) d;

	for (size_t i = 0; i + sizeof(d) <= dynamic->len; i += sizeof(d)) {
		memcpy(&d, dynamic->data + i, sizeof(d));
		if (d.d_tag == DT_NULL)
			return;
		if (d.d_tag == DT_NEEDED)
			add_name(&p->libraries, string(strings,
			    d.d_un.d_val));
	}
}

static bool
is_of_family(const char *name, size_t member)
{
	return family[member].prefix ? strncmp(name, family[member].name,
	    strlen(family[member].name)) == 0 :
	    strcmp(name, family[member].name) == 0;
}

static void
take_symbols(const struct section *symbols, const struct section *strings,
    size_t member, struct facts_program *p)
{
	ElfW(Sym) s;
	const char *name;

	for (size_t i = 0; i + sizeof(s) <= symbols->len; i += sizeof(s)) {
		memcpy(&s, symbols->data + i, sizeof(s));
		name = string(strings, s.st_name);
		if (is_of_family(name, member))
			add_name(s.st_shndx == SHN_UNDEF ? &p->imports :
			    &p->refusing, name);
	}
}

/* The section of a type and the strings it refers to. */
static int
read_pair(int fd, const ElfW(Shdr) *headers, size_t n, ElfW(Word) type,
    struct section *s, struct section *strings)
{
	size_t i;

	for (i = 0; i < n && headers[i].sh_type != type; i++)
		;
	if (i == n || headers[i].sh_link >= n ||
	    read_section(fd, &headers[i], s) == -1)
		return -1;
	return read_section(fd, &headers[headers[i].sh_link], strings);
}

static int
read_headers(int fd, ElfW(Shdr) *headers, size_t *n)
{
	static const unsigned char kind[] = { ELFMAG0, ELFMAG1, ELFMAG2,
	    ELFMAG3, sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32 };
	ElfW(Ehdr) e;

	if (read_at(fd, 0, &e, sizeof(e)) == -1 ||
	    memcmp(e.e_ident, kind, sizeof(kind)) != 0 ||
	    e.e_shentsize != sizeof(*headers) || e.e_shnum > SECTIONS_MAX)
		return -1;
	*n = e.e_shnum;
	return read_at(fd, (off_t)e.e_shoff, headers, *n * sizeof(*headers));
}

int
elf_read(int fd, struct facts_program *p)
{
	struct section dynamic = { NULL, 0 }, libraries = { NULL, 0 };
	struct section symbols = { NULL, 0 }, names = { NULL, 0 };
	ElfW(Shdr) headers[SECTIONS_MAX];
	size_t n, member;
	int ret = -1;

	if (read_headers(fd, headers, &n) == -1 ||
	    read_pair(fd, headers, n, SHT_DYNAMIC, &dynamic,
	    &libraries) == -1 ||
	    read_pair(fd, headers, n, SHT_DYNSYM, &symbols, &names) == -1)
		goto out;
	take_libraries(&dynamic, &libraries, p);
	for (member = 0; member < sizeof(family) / sizeof(family[0]); member++)
		take_symbols(&symbols, &names, member, p);
	ret = 0;
out:
	free(dynamic.data);
	free(libraries.data);
	free(symbols.data);
	free(names.data);
	return ret;
}
