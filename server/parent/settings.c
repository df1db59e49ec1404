/*
 * The user's settings: the configuration file, the folders of the command
 * line, and whether these folders are of use. Runs in laresd; every mistake
 * is said, with its line, in words that say what to do.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/config_access.h"
#include "common/log.h"
#include "server/parent/folder.h"
#include "server/parent/settings.h"

struct findings {
	const char	*file;
	int		 errors;
};

/* ---- saying ------------------------------------------------------------- */

/* As compilers do: "lares.conf:3: error: what". */
static void
print(void *arg, const struct config_finding *f)
{
	struct findings *found = arg;
	const char *grade = f->error ? "error" : "warning";

	if (f->line > 0)
		fprintf(stderr, "%s:%u: %s: %s\n", found->file, f->line,
		    grade, f->text);
	else
		fprintf(stderr, "laresd: %s: %s\n", grade, f->text);
	found->errors += f->error;
}

static void say(struct findings *found, unsigned line, bool error,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void
say(struct findings *found, unsigned line, bool error, const char *fmt, ...)
{
	struct config_finding f = { line, error, NULL };
	char text[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	f.text = text;
	print(found, &f);
}

/* ---- reading ------------------------------------------------------------ */

static void
read_file(struct config *c, struct findings *found)
{
	int fd = open(found->file, O_RDONLY | O_CLOEXEC);
	char *text = NULL;
	size_t len;

	if (fd == -1 || (text = config_read_text(fd, &len)) == NULL)
		say(found, 0, true, "%s cannot be read: %s",
		    log_quote(found->file).s, strerror(errno));
	else if (config_parse(c, text, len, print, found) == -1)
		abort();
	free(text);
	if (fd != -1)
		close(fd);
}

/*
 * A DIR may be relative to where we were started, and may have a media_dir
 * line's letters in front, unless a folder of that very name exists.
 */
static void
add_dir(struct config *c, const char *dir, struct findings *found)
{
	char *real = realpath(dir, NULL);

	if (real == NULL && strstr(dir, ",/") == NULL)
		say(found, 0, true, "%s: %s", log_quote(dir).s,
		    strerror(errno));
	else if (config_add_media(c, real != NULL ? real : dir, print,
	    found) == -1)
		abort();
	free(real);
}

int
settings_read(struct config *c, const struct options *o)
{
	struct findings found = { o->config_file, 0 };
	size_t i;

	config_init(c);
	if (o->config_file != NULL)
		read_file(c, &found);
	for (i = 0; i < o->ndirs; i++)
		add_dir(c, o->dirs[i], &found);
	if (c->nmedia == 0 && found.errors == 0)
		say(&found, 0, true, "%s names no media_dir: there is "
		    "nothing to serve", log_quote(o->config_file).s);
	return found.errors;
}

/* ---- checking the folders ----------------------------------------------- */

/* A folder on the way need only be passed. (setfacl: Debian's package acl) */
static void
say_unreadable(struct findings *found, const struct config_media *m,
    const struct user *u)
{
	char obstacle[PATH_MAX];
	const char *right = folder_obstacle(m->path, obstacle) ? "x" : "rx";

	say(found, m->line, true, "media_dir %s cannot be read by user %s, "
	    "which the server runs as. To allow it: setfacl -m u:%s:%s %s",
	    log_quote(m->path).s, u->name, u->name, right,
	    log_quote(obstacle).s);
}

/* Its identity on disk; left alone after having said what is wrong. */
static void
look_at(struct findings *found, const struct config_media *m,
    const struct user *u, struct stat *st)
{
	int fd = open(m->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = errno;

	if (fd != -1) {
		if (fstat(fd, st) == -1)
			st->st_ino = 0;
		close(fd);
	} else if (error == EACCES || error == EPERM)
		say_unreadable(found, m, u);
	else if (error == ENOENT && m->line > 0)
		/*
		 * A disk that is not there yet is no reason to stay down, nor
		 * a mistake that had to be quoted: the line says which.
		 */
		say(found, m->line, false, "this media_dir does not exist now%s",
		    strstr(m->path, " #") == NULL ? "" :
		    ": the # and what follows is taken for its name");
	else
		say(found, m->line, true, "media_dir %s: %s",
		    log_quote(m->path).s, strerror(error));
}

static bool
lies_in(const char *path, const char *outer)
{
	size_t len = strlen(outer);

	if (len == 1)			/* "/" */
		return path[1] != '\0';
	return strncmp(path, outer, len) == 0 && path[len] == '/';
}

/* Two folders would list the same file twice. */
static void
check_pair(struct findings *found, const struct config_media *a,
    const struct stat *a_st, const struct config_media *b,
    const struct stat *b_st)
{
	if ((a->kinds & b->kinds) == 0)
		return;
	if (a_st->st_ino != 0 && a_st->st_dev == b_st->st_dev &&
	    a_st->st_ino == b_st->st_ino)
		say(found, b->line, true, "media_dir %s is the same folder "
		    "as %s", log_quote(b->path).s, log_quote(a->path).s);
	else if (lies_in(b->path, a->path))
		say(found, b->line, true, "media_dir %s lies inside %s, which "
		    "shows it already", log_quote(b->path).s,
		    log_quote(a->path).s);
	else if (lies_in(a->path, b->path))
		say(found, b->line, true, "media_dir %s holds %s, which would "
		    "be shown twice", log_quote(b->path).s,
		    log_quote(a->path).s);
}

/* A folder outside of what is served, and with nothing in it that is. */
static bool
is_elsewhere(const struct config *c, const char *path)
{
	for (size_t i = 0; i < c->nmedia; i++)
		if (strcmp(path, c->media[i].path) == 0 ||
		    lies_in(path, c->media[i].path) ||
		    lies_in(c->media[i].path, path))
			return false;
	return true;
}

static void
check_rules(struct findings *found, const struct config *c)
{
	for (size_t i = 0; i < c->nrules; i++)
		if (is_elsewhere(c, c->rules[i].path))
			say(found, c->rules[i].line, false, "%s: %s is in no "
			    "media_dir: there is nothing of it to %s",
			    config_access_verb(&c->rules[i]),
			    log_quote(c->rules[i].path).s,
			    config_access_verb(&c->rules[i]));
}

/* One that is mistyped would send what the owner means to keep. */
static void
check_strips(struct findings *found, const struct config *c)
{
	const struct config_strip *s;
	size_t i, k;

	for (i = 0; i < c->nstrips; i++) {
		s = &c->strips[i];
		for (k = 0; k < c->nmedia; k++)
			if (strcmp(s->path, c->media[k].path) == 0)
				break;
		if (k == c->nmedia)
			say(found, s->line, true, "strip_location: %s is no "
			    "media_dir", log_quote(s->path).s);
	}
}

int
settings_check_media(const struct config *c, const struct options *o,
    const struct user *u, size_t *there)
{
	struct findings found = { o->config_file, 0 };
	struct stat *st = calloc(c->nmedia + 1, sizeof(*st));
	size_t i, k;

	if (st == NULL)
		abort();
	*there = 0;
	for (i = 0; i < c->nmedia; i++) {
		look_at(&found, &c->media[i], u, &st[i]);
		*there += st[i].st_ino != 0;
		for (k = 0; k < i; k++)
			check_pair(&found, &c->media[k], &st[k], &c->media[i],
			    &st[i]);
	}
	check_rules(&found, c);
	check_strips(&found, c);
	free(st);
	return found.errors;
}
