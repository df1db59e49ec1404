/*
 * laresctl: asks the running laresd. Neither needs nor opens a network.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/sandbox.h"
#include "common/state.h"
#include "common/version.h"
#include "server/ctl/place.h"
#include "server/ctl/privacy.h"
#include "server/ctl/status.h"
#include "server/ctl/talk.h"

#define QUICK_SEC	5
#define FORGET_SEC	60
#define VERIFY_SEC	300	/* programs may start anew for each attempt */

#define INDENT		"                "	/* of help, as help() prints it */

static const struct command {
	const char	*name;
	const char	*argument;	/* that it takes; "": none */
	const char	*help;
	int		 seconds;	/* to wait for an answer */
	void		(*more)(const char *state_dir);	/* to print */
	/* Instead of both: does all of it itself. */
	int		(*alone)(const char *state_dir, bool as_json);
	bool		 chooses;	/* takes --device or --all */
} commands[] = {
	{ "status",  "", "what runs, where it is seen, what it holds",
	    QUICK_SEC, status_print_catalog, NULL, false },
	{ "devices", "", "which devices have asked, and who may look",
	    QUICK_SEC, NULL, NULL, false },
	{ "allow",   " DEVICE", "admit a device: its MAC, its address, or its "
	    "name in a\n" INDENT "device line", QUICK_SEC, NULL, NULL, false },
	{ "deny",    " DEVICE", "shut it out, at once", QUICK_SEC, NULL,
	    NULL, false },
	{ "forget",  "", "where films and recordings were left: with --device\n"
	    INDENT "DEVICE of that one, with --all of everybody",
	    FORGET_SEC, NULL, NULL, true },
	{ "rescan",  "", "look at every folder anew", QUICK_SEC, NULL, NULL,
	    false },
	{ "version", "", "the version of the running server", QUICK_SEC, NULL,
	    NULL, false },
	{ "verify",  "", "have every program try what it must not be able to "
	    "do,\n" INDENT "and print what the kernel answered; status 1 if\n"
	    INDENT "anything worked", VERIFY_SEC, NULL, NULL, false },
	{ "privacy", "", "what the network can see, what is stored, what "
	    "confines\n" INDENT "each program, who has asked, and how to check "
	    "it;\n" INDENT "--json for machines", 0, NULL, privacy_run, false },
};
#define NCOMMANDS	(sizeof(commands) / sizeof(commands[0]))

static const char usage[] =
    "usage: laresctl [-c FILE | -s STATE_DIR] COMMAND [DEVICE] [--json]\n"
    "       laresctl [-c FILE | -s STATE_DIR] forget --device DEVICE | --all\n";

/* why, and the word of the command line that it is about, or NULL. */
static int
refuse(const char *why, const char *word)
{
	fprintf(stderr, "laresctl: %s%s%s\n%sTry laresctl -h.\n", why,
	    word != NULL ? " " : "", word != NULL ? log_quote(word).s : "",
	    usage);
	return 2;
}

#define LONG_DEVICE	'd'

static const struct option long_options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ "device", required_argument, NULL, LONG_DEVICE },
	{ "all", no_argument, NULL, 'a' },
	{ NULL, 0, NULL, 0 },
};

/* What getopt_long() stopped at, and in which word. */
static int
refuse_option(int c, const char *word)
{
	const char shown[] = { '-', (char)optopt, '\0' };

	if (c != ':')
		return refuse("there is no option", optopt != 0 ? shown : word);
	return refuse("something is missing after",
	    optopt == LONG_DEVICE ? "--device" : shown);
}

static void
help(void)
{
	size_t i;

	printf("%s\nAsks the running laresd.\n\n", usage);
	for (i = 0; i < NCOMMANDS; i++)
		printf("  %s%-*s%s\n", commands[i].name,
		    (int)(strlen(INDENT) - 2 - strlen(commands[i].name)),
		    commands[i].argument, commands[i].help);
	printf("\n"
	    "  -c FILE  the configuration that laresd was started with\n"
	    "  -s DIR   its state directory\n"
	    "  -V       print the version of laresctl\n"
	    "  -h       print this\n"
	    "  --json   with privacy: one JSON object, see laresctl(1)\n"
	    "  --device DEVICE, --all  with forget: whose\n");
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

/* "allow DEVICE". A name has no blanks, and cannot be of any length. */
static int
make_request(const struct command *c, const char *device,
    char out[CONTROL_REQUEST_BYTES])
{
	int n;

	if (device == NULL)
		n = snprintf(out, CONTROL_REQUEST_BYTES, "%s", c->name);
	else
		n = snprintf(out, CONTROL_REQUEST_BYTES, "%s %s", c->name,
		    device);
	if (n < CONTROL_REQUEST_BYTES - 1 && (device == NULL ||
	    (*device != '\0' && strpbrk(device, " \t\r\n") == NULL)))
		return 0;
	fprintf(stderr, "laresctl: %s is no MAC, no address and no name\n",
	    log_quote(device).s);
	return -1;
}

/* The command and, where it stands as a word, its device. 0, or the exit status
   when they are refused. */
static int
read_words(char **words, int nchosen, bool as_json,
    const struct command **command, const char **device)
{
	const struct command *c;

	if (*words == NULL)
		return refuse("what is it to do?", NULL);
	if ((c = *command = find(*words)) == NULL)
		return refuse("there is no command", *words);
	if (nchosen != (c->chooses ? 1 : 0))
		return refuse(c->chooses ? "nothing was done: one of --device "
		    "DEVICE and --all goes with" : "neither --device nor --all "
		    "goes with", c->name);
	if (*c->argument != '\0' && (*device = *++words) == NULL)
		return refuse("which device? None stands after", c->name);
	if (*++words != NULL)
		return refuse("one word too many:", *words);
	if (as_json && c->alone == NULL)
		return refuse("--json does not go with", c->name);
	return 0;
}

/* What was printed counts only if it got to where it should. */
static int
end_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "laresctl: the answer cannot be written: %s\n",
	    strerror(errno));
	return EXIT_FAILURE;
}

static int
run(const struct command *c, const char *device, const char *state_dir,
    bool as_json)
{
	const struct sandbox_path paths[] = { { .path = state_dir } };
	char request[CONTROL_REQUEST_BYTES];
	enum talk_result result;
	struct talk t;
	struct buf b;

	if (c->alone != NULL)
		return end_output(c->alone(state_dir, as_json));
	if (make_request(c, device, request) == -1 ||
	    talk_open(&t, state_dir) == -1)
		return EXIT_FAILURE;
	sandbox_enter(SANDBOX_CTL, paths, 1);
	buf_init(&b, 1 << 20);
	result = talk_ask(&t, request, c->seconds, &b);
	if (result == TALK_ERROR)
		fprintf(stderr, "laresctl: %s", b.data);
	else if (result != TALK_SILENT)
		fputs(b.data, stdout);
	if (result == TALK_OK && c->more != NULL)
		c->more(state_dir);
	buf_free(&b);
	talk_close(&t);
	return end_output(result == TALK_OK ? EXIT_SUCCESS : EXIT_FAILURE);
}

int
main(int argc, char **argv)
{
	const char *dir = NULL, *file = NULL, *device = NULL;
	const struct command *command = NULL;
	char state_dir[PATH_MAX];
	bool as_json = false;
	int c, nchosen = 0;

	log_open("laresctl", LOG_LEVEL_WARN);
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":c:s:Vh", long_options,
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
		case LONG_DEVICE:
		case 'a':
			nchosen++;
			device = c == LONG_DEVICE ? optarg : CONTROL_ALL;
			break;
		case 'V':
			puts("laresctl " LARES_VERSION);
			return EXIT_SUCCESS;
		case 'h':
			help();
			return EXIT_SUCCESS;
		default:
			return refuse_option(c, argv[optind - 1]);
		}
	}
	if ((c = read_words(argv + optind, nchosen, as_json, &command,
	    &device)) != 0)
		return c;
	if (place_find(dir, file, state_dir, sizeof(state_dir)) == -1)
		return EXIT_FAILURE;
	return run(command, device, state_dir, as_json);
}
