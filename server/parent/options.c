/*
 * The command line of laresd.
 */
#include <getopt.h>
#include <stdio.h>

#include "common/log.h"
#include "common/version.h"
#include "common/without.h"
#include "server/parent/options.h"

static const char usage[] =
"usage: laresd [-fn] [-c FILE] [DIR ...]\n";

static const char help[] =
"\n"
"Serves folders of music, video and pictures to the players in your network.\n"
"It needs no configuration: laresd /srv/media\n"
"\n"
"  -c FILE  read the configuration, see lares.conf(5); DIRs are added to its\n"
"           media_dir lines\n"
"  -f       stay in the foreground and log to standard error: what laresd\n"
"           does in any case, accepted for those who come from minidlna\n"
"  -n       check the configuration, report every mistake with its line, and\n"
"           exit: 0 if there is none\n"
"  -V       print the version\n"
"  -h       print this\n";

/* why, and the word of the command line that it is about, or NULL. */
static int
refuse(const char *why, const char *word)
{
	fprintf(stderr, "laresd: %s%s%s\n%sTry laresd -h.\n", why,
	    word != NULL ? " " : "", word != NULL ? log_quote(word).s : "",
	    usage);
	return 2;
}

int
options_read(struct options *o, int argc, char **argv)
{
	static const struct option none[] = { { NULL, 0, NULL, 0 } };
	int c, taken = without_take(argv);
	char shown[] = "-?";

	argc -= taken;
	argv += taken;
	*o = (struct options){ 0 };
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":c:fnVh", none, NULL)) != -1) {
		switch (c) {
		case 'c':
			o->config_file = optarg;
			break;
		case 'f':
			break;
		case 'n':
			o->check = true;
			break;
		case 'V':
			puts("laresd " LARES_VERSION);
			return 0;
		case 'h':
			printf("%s%s", usage, help);
			return 0;
		default:
			shown[1] = (char)optopt;
			return refuse(c == ':' ? "there is no file after" :
			    "there is no option", optopt != 0 ? shown :
			    argv[optind - 1]);
		}
	}
	o->dirs = argv + optind;
	o->ndirs = (size_t)(argc - optind);
	if (o->config_file == NULL && o->ndirs == 0)
		return refuse("which folder? Name one, or a configuration "
		    "with -c", NULL);
	return -1;
}
