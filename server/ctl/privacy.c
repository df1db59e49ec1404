/*
 * laresctl privacy: gathers the facts, in the one order that works. Runs in
 * laresctl.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/sandbox.h"
#include "server/ctl/answer.h"
#include "server/ctl/elf.h"
#include "server/ctl/privacy.h"
#include "server/ctl/privacy_json.h"
#include "server/ctl/privacy_text.h"
#include "server/ctl/proc.h"
#include "server/ctl/proc_sockets.h"
#include "server/ctl/stored.h"
#include "server/ctl/talk.h"
#include "server/discovery/message.h"

#define ANSWER_BYTES	(128 * 1024)
#define REPORT_BYTES	(4 * 1024 * 1024)
#define ANSWER_SEC	5

#define PROBE		"lares-probe"

/* ---- laresd's part ------------------------------------------------------ */

static int
ask(const char *state_dir, struct buf *b, struct facts *f)
{
	struct talk t;
	enum talk_result result;

	if (talk_open(&t, state_dir) == -1)
		return -1;
	result = talk_ask(&t, "privacy", ANSWER_SEC, b);
	talk_close(&t);
	if (result == TALK_ERROR)
		fprintf(stderr, "laresctl: %s", b->data);
	if (result != TALK_OK)
		return -1;
	if (b->len == 0 || memchr(b->data, '\0', b->len) != NULL ||
	    answer_read(b->data, f) == -1) {
		fprintf(stderr, "laresctl: laresd gave an answer that makes "
		    "no sense\n");
		return -1;
	}
	return 0;
}

/* The same words as lares-ssdp announces. */
static void
name_services(struct facts *f)
{
	static const enum message_target services[] = {
		MESSAGE_CONTENT, MESSAGE_CONNECTION, MESSAGE_REGISTRAR,
	};
	const struct message_device nobody = { .port = 0 };
	struct facts_names *names = &f->services;
	struct buf b;

	buf_init(&b, FACTS_NAME_BYTES - 1);
	message_add_target(&b, &nobody, MESSAGE_SERVER);
	snprintf(f->device_type, sizeof(f->device_type), "%s", b.data);
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		buf_reset(&b);
		message_add_target(&b, &nobody, services[i]);
		snprintf(names->name[names->n++], FACTS_NAME_BYTES, "%s",
		    b.data);
	}
	buf_free(&b);
}

/* ---- the kernel's part -------------------------------------------------- */

static struct facts_program *
find_program(struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->nprograms; i++)
		if (strcmp(f->programs[i].name, name) == 0)
			return &f->programs[i];
	return NULL;
}

static void
add_program(struct facts *f, const char *name, int fd, bool runs)
{
	struct facts_program *p = &f->programs[f->nprograms];

	if (f->nprograms < FACTS_PROGRAMS_MAX) {
		p->name = name;
		p->runs = runs;
		p->read = fd != -1 && elf_read(fd, p) == 0;
		f->nprograms++;
	}
	if (fd != -1)
		close(fd);
}

/* Not of a process that has left since it was looked at. */
static void
add_running(struct facts *f, const struct facts_process *p)
{
	const int fd = proc_open_program(p->pid, NULL);

	if (fd != -1 || (errno != ENOENT && errno != ESRCH))
		add_program(f, p->name, fd, true);
}

/* Workers come and go: without one, the file beside the others'. */
static void
read_programs(struct facts *f)
{
	const struct facts_process *p;
	int fd = -1;

	for (p = f->processes; p < f->processes + f->nprocesses; p++)
		if (p->there && find_program(f, p->name) == NULL)
			add_running(f, p);
	if (find_program(f, PROBE) != NULL)
		return;
	for (p = f->processes; p < f->processes + f->nprocesses; p++)
		if (p->there && fd == -1)
			fd = proc_open_program(p->pid, PROBE);
	add_program(f, PROBE, fd, false);
}

static void
look(struct facts *f)
{
	for (size_t i = 0; i < f->nprocesses; i++) {
		proc_read(&f->processes[i]);
		if (f->processes[i].there)
			proc_sockets_read(&f->processes[i]);
	}
	read_programs(f);
}

/* ---- */

static void
print(const struct facts *f, bool as_json)
{
	struct buf b;

	buf_init(&b, REPORT_BYTES);
	if (as_json)
		privacy_json(&b, f);
	else
		privacy_text(&b, f);
	if (buf_failed(&b))
		fprintf(stderr, "laresctl: there is too much to tell\n");
	else
		fputs(b.data, stdout);
	buf_free(&b);
}

int
privacy_run(const char *state_dir, bool as_json)
{
	const struct sandbox_path paths[] = { { .path = state_dir } };
	struct facts *f = calloc(1, sizeof(*f));
	int status = EXIT_FAILURE;
	struct buf answer;

	if (f == NULL)
		abort();
	f->state_dir = state_dir;
	buf_init(&answer, ANSWER_BYTES);
	if (ask(state_dir, &answer, f) == 0) {	/* which processes there are */
		look(f);	/* Landlock refuses that from inside ... */
		sandbox_enter(SANDBOX_CTL, paths, 1);
		stored_read(f);	/* ... and anybody's titles are read there */
		name_services(f);
		print(f, as_json);
		status = EXIT_SUCCESS;
	}
	buf_free(&answer);
	free(f);
	return status;
}
