/*
 * What laresd answers to "privacy": one row of the table for each kind of
 * line. Pure. Runs in laresctl.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#include "common/fields.h"
#include "common/num.h"
#include "server/ctl/answer.h"

/* ---- fields ------------------------------------------------------------- */

static int
take_pid(const char *text, pid_t *out)
{
	uint64_t n;

	if (num_parse(text, INT32_MAX, &n) == -1 || n == 0)
		return -1;
	*out = (pid_t)n;
	return 0;
}

static bool
is_address(const char *text)
{
	struct in_addr a;

	return inet_pton(AF_INET, text, &a) == 1;
}

/* Nothing that a shell or a terminal could take for anything else. */
static bool
is_plain(const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "0123456789:/._-";

	return *text != '\0' && text[strspn(text, plain)] == '\0';
}

/* ---- lines -------------------------------------------------------------- */

static int
take_name(struct facts *f, const char *const *field)
{
	f->name = field[0];
	return 0;
}

static int
take_uuid(struct facts *f, const char *const *field)
{
	f->uuid = field[0];
	return 0;
}

static int
take_server(struct facts *f, const char *const *field)
{
	f->server = field[0];
	return 0;
}

static int
take_served(struct facts *f, const char *const *field)
{
	struct facts_served *s = &f->served[f->nserved];
	uint64_t prefix, filtered;

	if (f->nserved == FACTS_SERVED_MAX || !is_address(field[1]) ||
	    !is_plain(field[3]) ||
	    num_parse(field[2], 32, &prefix) == -1 ||
	    num_parse(field[4], 1, &filtered) == -1)
		return -1;
	*s = (struct facts_served){ field[0], field[1], field[3],
	    (unsigned)prefix, filtered == 1 };
	f->nserved++;
	return 0;
}

static int
take_allowed(struct facts *f, const char *const *field)
{
	uint64_t prefix, hops;

	if (f->nallowed == CONFIG_NETWORKS_MAX || !is_address(field[0]) ||
	    num_parse(field[1], 32, &prefix) == -1 ||
	    num_parse(field[2], UINT8_MAX, &hops) == -1)
		return -1;
	f->allowed[f->nallowed++] = (struct facts_allowed){ field[0],
	    (unsigned)prefix, (unsigned)hops };
	return 0;
}

static int
take_access(struct facts *f, const char *const *field)
{
	uint64_t *const counts[] = { &f->access.allowed, &f->access.denied,
	    &f->access.named, &f->access.rules };
	uint64_t mode;

	if (num_parse(field[0], CONFIG_LIST, &mode) == -1)
		return -1;
	f->access.mode = (enum config_access)mode;
	for (size_t i = 0; i < 4; i++)
		if (num_parse(field[1 + i], UINT32_MAX, counts[i]) == -1)
			return -1;
	return 0;
}

static int
take_resume(struct facts *f, const char *const *field)
{
	uint64_t resume;

	if (num_parse(field[0], CONFIG_RESUME_DEVICE, &resume) == -1)
		return -1;
	f->resume = (enum config_resume)resume;
	return num_parse(field[1], UINT32_MAX, &f->resume_days);
}

static int
take_unserved(struct facts *f, const char *const *field)
{
	if (f->nunserved == FACTS_UNSERVED_MAX)
		return -1;
	f->unserved[f->nunserved++] = (struct facts_unserved){ field[0],
	    field[1] };
	return 0;
}

static int
take_more_unserved(struct facts *f, const char *const *field)
{
	return num_parse(field[0], UINT32_MAX, &f->more_unserved);
}

static int
take_process(struct facts *f, const char *const *field)
{
	struct facts_process *p = &f->processes[f->nprocesses];
	uint64_t layers;
	pid_t pid;

	if (f->nprocesses == FACTS_PROCESSES_MAX || !is_plain(field[0]) ||
	    take_pid(field[1], &pid) == -1 || (field[3][0] != '\0' &&
	    num_parse(field[3], UINT32_MAX, &layers) == -1))
		return -1;
	*p = (struct facts_process){ .name = field[0], .pid = pid,
	    .interface = field[2],
	    .layers = field[3][0] == '\0' ? -1 : (int64_t)layers };
	f->nprocesses++;
	return 0;
}

static int
take_device(struct facts *f, const char *const *field)
{
	struct facts_device d = { .address = field[0], .agent = field[1] };

	if (f->ndevices == DEVICES_MAX || !is_address(field[0]) ||
	    num_parse(field[2], UINT64_MAX, &d.requests) == -1 ||
	    num_parse(field[3], UINT64_MAX, &d.searches) == -1 ||
	    num_parse(field[4], UINT64_MAX, &d.refused) == -1 ||
	    num_parse(field[5], INT64_MAX, &d.first_ms) == -1 ||
	    num_parse(field[6], INT64_MAX, &d.last_ms) == -1)
		return -1;
	f->devices[f->ndevices++] = d;
	return 0;
}

static int
take_off_link(struct facts *f, const char *const *field)
{
	return num_parse(field[0], UINT64_MAX, &f->off_link);
}

static int
take_debug(struct facts *f, const char *const *field)
{
	uint64_t debug;

	if (num_parse(field[0], 1, &debug) == -1)
		return -1;
	f->debug = debug == 1;
	return 0;
}

static int
take_unanswered(struct facts *f, const char *const *field)
{
	return num_parse(field[0], UINT32_MAX, &f->unanswered);
}

static const struct {
	const char	*key;
	size_t		 nfields;
	int		(*take)(struct facts *f, const char *const *field);
} lines[] = {
	{ "name",		1, take_name },
	{ "uuid",		1, take_uuid },
	{ "server",		1, take_server },
	{ "served",		5, take_served },
	{ "allowed",		3, take_allowed },
	{ "access",		5, take_access },
	{ "resume",		2, take_resume },
	{ "unserved",		2, take_unserved },
	{ "unserved_more",	1, take_more_unserved },
	{ "process",		4, take_process },
	{ "device",		7, take_device },
	{ "off_link",		1, take_off_link },
	{ "unanswered",		1, take_unanswered },
	{ "debug",		1, take_debug },
};

static int
take(struct facts *f, const struct fields *line)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (strcmp(line->key, lines[i].key) == 0)
			return line->n == lines[i].nfields ?
			    lines[i].take(f, line->field) : -1;
	return 0;
}

int
answer_read(char *text, struct facts *f)
{
	struct fields line;
	int ret;

	f->name = f->uuid = f->server = NULL;
	f->nserved = f->nallowed = f->nunserved = 0;
	f->nprocesses = f->ndevices = 0;
	f->access = (struct facts_access){ .mode = CONFIG_OPEN };
	f->more_unserved = f->off_link = f->unanswered = 0;
	f->resume = CONFIG_RESUME_OFF;
	f->resume_days = 0;
	f->debug = false;
	while ((ret = fields_next(&text, &line)) == 1)
		if (take(f, &line) == -1)
			return -1;
	return ret == -1 || f->name == NULL || f->uuid == NULL ||
	    f->server == NULL || f->nprocesses == 0 ? -1 : 0;
}
