/*
 * laresctl: asks the running laresd. Neither needs nor opens a network.
 */
#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/sandbox.h"
#include "common/version.h"
#include "server/ctl/place.h"
#include "server/ctl/privacy.h"
#include "server/ctl/status.h"
#include "server/ctl/talk.h"

#define QUICK_SEC	5
#define VERIFY_SEC	300	/* programs may start anew for each attempt */

static const struct command {
	const char	*name;
	const char	*help;
	int		 seconds;	/* to wait for an answer */
	void		(*more)(const char *state_dir);	/* to print */
	/* Instead of both: does all of it itself. */
	int		(*alone)(const char *state_dir, bool as_json);
} commands[] = {
	{ "status",  "what runs, where it is seen, what it holds",
	    QUICK_SEC, status_print_catalog, NULL },
	{ "rescan",  "look at every folder anew", QUICK_SEC, NULL, NULL },
	{ "version", "the version of the running server", QUICK_SEC, NULL,
	    NULL },
	{ "verify",  "have every program try what it must not be able to do,\n"
	    "           and print what the kernel answered; status 1 if "
	    "anything worked", VERIFY_SEC, NULL, NULL },
	{ "privacy", "what the network can see, what is stored, what confines "
	    "each\n           program, who has asked, and how to check it; "
	    "--json for machines", 0, NULL, privacy_run },
};
#define NCOMMANDS	(sizeof(commands) / sizeof(commands[0]))

static const char usage[] =
    "usage: laresctl [-c FILE | -s STATE_DIR] COMMAND [--json]\n";

static const struct option long_options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

static void
help(void)
{
	size_t i;

	printf("%s\nAsks the running laresd.\n\n", usage);
	for (i = 0; i < NCOMMANDS; i++)
		printf("  %-8s %s\n", commands[i].name, commands[i].help);
	printf("\n"
	    "  -c FILE  the configuration that laresd was started with\n"
	    "  -s DIR   its state directory\n"
	    "  -V       print the version of laresctl\n"
	    "  -h       print this\n"
	    "  --json   with privacy: one JSON object, see laresctl(1)\n");
}

static const struct command *
find(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < NCOMMANDS; i++)
		if (strcmp(name, commands[i].name) == 0)
			return &commands[i];
	return NULL;
}

static int
run(const struct command *c, const char *state_dir, bool as_json)
{
	const struct sandbox_path paths[] = { { .path = state_dir } };
	enum talk_result result;
	struct talk t;
	struct buf b;

	if (c->alone != NULL)
		return c->alone(state_dir, as_json);
	if (talk_open(&t, state_dir) == -1)
		return EXIT_FAILURE;
	sandbox_enter(SANDBOX_CTL, paths, 1);
	buf_init(&b, 1 << 20);
	result = talk_ask(&t, c->name, c->seconds, &b);
	if (result == TALK_ERROR)
		fprintf(stderr, "laresctl: %s", b.data);
	else if (result != TALK_SILENT)
		fputs(b.data, stdout);
	if (result == TALK_OK && c->more != NULL)
		c->more(state_dir);
	buf_free(&b);
	talk_close(&t);
	return result == TALK_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	const char *dir = NULL, *file = NULL;
	const struct command *command;
	char state_dir[PATH_MAX];
	bool as_json = false;
	int c;

	log_open("laresctl", LOG_LEVEL_WARN);
	while ((c = getopt_long(argc, argv, "c:s:Vh", long_options,
	    NULL)) != -1) {
		switch (c) {
		case 'c':
			file = optarg;
			break;
		case 's':
			dir = optarg;
			break;
		case 'j':
			as_json = true;
			break;
		case 'V':
			puts("laresctl " LARES_VERSION);
			return EXIT_SUCCESS;
		case 'h':
			help();
			return EXIT_SUCCESS;
		default:
			fputs(usage, stderr);
			return 2;
		}
	}
	command = find(argv[optind]);
	if (command == NULL || argc - optind != 1 ||
	    (as_json && command->alone == NULL)) {
		fprintf(stderr, "%sTry laresctl -h.\n", usage);
		return 2;
	}
	if (place_find(dir, file, state_dir, sizeof(state_dir)) == -1)
		return EXIT_FAILURE;
	return run(command, state_dir, as_json);
}
