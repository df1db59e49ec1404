/*
 * Where the laresd that is meant keeps its state. Runs in laresctl.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/config.h"
#include "common/state.h"
#include "common/user.h"
#include "server/ctl/place.h"

#define OF_THE_UNIT	"/var/lib/lares"	/* StateDirectory=lares */
#define PLACES_MAX	3

struct places {
	char	path[PLACES_MAX][PATH_MAX];
	size_t	n;
};

static void
add(struct places *p, const char *path)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (strcmp(p->path[i], path) == 0)
			return;
	snprintf(p->path[p->n++], PATH_MAX, "%s", path);
}

/* Where it is for one who has that home. */
static void
add_for_home(struct places *p, const struct config *c, const char *home)
{
	char path[PATH_MAX];

	if (state_dir(c, home, path, sizeof(path)) == 0)
		add(p, path);
}

/* As laresd looks for it, run by us or by root, and by systemd. */
static void
list(struct places *p, const struct config *c)
{
	struct user u;

	user_self(&u);
	add_for_home(p, c, u.home);
	if (user_find(&u, c->user != NULL ? c->user : USER_DEFAULT) == 0) {
		unsetenv("XDG_STATE_HOME");
		add_for_home(p, c, u.home);
	}
	add(p, OF_THE_UNIT);
}

static int
has_control(const char *path)
{
	char name[PATH_MAX + sizeof(STATE_CONTROL)];

	snprintf(name, sizeof(name), "%s/%s", path, STATE_CONTROL);
	return faccessat(AT_FDCWD, name, F_OK, AT_EACCESS) == 0 ||
	    errno == EACCES;	/* there may be one: talk says more */
}

/* What is wrong in it is laresd's to say. */
static int
read_config(struct config *c, const char *file)
{
	char *text = NULL;
	size_t len;
	int fd, ret = -1;

	config_init(c);
	if (file == NULL)
		return 0;
	if ((fd = open(file, O_RDONLY | O_CLOEXEC)) != -1)
		text = config_read_text(fd, &len);
	if (text == NULL)
		fprintf(stderr, "laresctl: %s: %s\n", file, strerror(errno));
	else if (config_parse(c, text, len, NULL, NULL) > 0)
		fprintf(stderr, "laresctl: %s has mistakes, see laresd -n\n",
		    file);
	else
		ret = 0;
	free(text);
	if (fd != -1)
		close(fd);
	return ret;
}

int
place_find(const char *dir, const char *file, char *out, size_t size)
{
	struct places p;
	struct config c;
	size_t i;

	if (read_config(&c, file) == -1)
		return -1;
	p.n = 0;
	if (dir != NULL)
		add(&p, dir);
	else if (c.state_dir != NULL)
		add(&p, c.state_dir);
	else
		list(&p, &c);
	config_free(&c);
	for (i = 0; i < p.n; i++) {
		if (has_control(p.path[i])) {
			snprintf(out, size, "%s", p.path[i]);
			return 0;
		}
	}
	fprintf(stderr, "laresctl: no laresd runs with its state in %s",
	    p.path[0]);
	for (i = 1; i < p.n; i++)
		fprintf(stderr, " or %s", p.path[i]);
	fprintf(stderr, "\nName its configuration with -c, or its state "
	    "directory with -s.\n");
	return -1;
}
