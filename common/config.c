/*
 * The configuration: "key = value" lines, with minidlna's names where the
 * meaning is the same. Runs in every program: laresd reads the user's file,
 * its children read the text that laresd wrote for them. Whether a directory
 * exists is for others to find out.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/config.h"
#include "common/config_access.h"
#include "common/config_setting.h"

#define LINE_BYTES		8192
#define TEXT_BYTES		(1024 * 1024)
#define NOTIFY_DEFAULT_SEC	895
#define ART_CACHE_DEFAULT_MIB	500
#define RESUME_DEFAULT_DAYS	30

/* ---- lines -------------------------------------------------------------- */

static char *
trim(char *s)
{
	size_t len;

	s += strspn(s, CONFIG_BLANKS);
	len = strlen(s);
	while (len > 0 && strchr(CONFIG_BLANKS, s[len - 1]) != NULL)
		len--;
	s[len] = '\0';
	return s;
}

static void
refuse_line(struct config_parser *p, const char *why)
{
	config_parser_find(p, true, why);
}

/* One line, without its line feed. */
static void
parse_line(struct config_parser *p, const char *text, size_t len)
{
	char line[LINE_BYTES + 1], *key, *value;

	if (len > LINE_BYTES) {
		refuse_line(p, "the line is longer than 8192 bytes");
		return;
	}
	if (memchr(text, '\0', len) != NULL) {
		refuse_line(p, "the line has a NUL byte: no text file?");
		return;
	}
	memcpy(line, text, len);
	line[len] = '\0';
	key = trim(line);
	if (*key == '\0' || *key == '#')
		return;
	if ((value = strchr(key, '=')) == NULL || value == key) {
		refuse_line(p, "the line is not of the form key = value");
		return;
	}
	*value++ = '\0';
	config_setting_parse(p, trim(key), trim(value));
}

static int
parse_lines(struct config_parser *p, const char *text, size_t len)
{
	static const char bom[] = "\xef\xbb\xbf";
	const char *end = text + len, *eol;

	if (len >= 3 && memcmp(text, bom, 3) == 0)
		text += 3;
	for (p->line = 1; text < end && !p->no_memory; p->line++) {
		eol = memchr(text, '\n', (size_t)(end - text));
		if (eol == NULL)
			eol = end;
		parse_line(p, text, (size_t)(eol - text));
		text = eol == end ? end : eol + 1;
	}
	return p->no_memory ? -1 : p->errors;
}

/* ---- for everybody ------------------------------------------------------ */

void
config_init(struct config *c)
{
	*c = (struct config){
		.notify_interval_sec = NOTIFY_DEFAULT_SEC,
		.resume_days = RESUME_DEFAULT_DAYS,
		.art_cache_mib = ART_CACHE_DEFAULT_MIB,
		.strip_location = true,
		.inotify = true,
		.log_level = LOG_LEVEL_INFO,
	};
}

static void
list_free(struct config_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		free(list->items[i]);
	free(list->items);
}

void
config_free(struct config *c)
{
	size_t i;

	for (i = 0; i < c->nmedia; i++)
		free(c->media[i].path);
	free(c->media);
	list_free(&c->interfaces);
	list_free(&c->host_names);
	list_free(&c->views);
	for (i = 0; i < c->ndevices; i++)
		free(c->devices[i].name);
	free(c->devices);
	for (i = 0; i < c->nrules; i++) {
		free(c->rules[i].path);
		free(c->rules[i].who);
	}
	free(c->rules);
	for (i = 0; i < c->nstrips; i++)
		free(c->strips[i].path);
	free(c->strips);
	for (i = 0; i < c->nclients; i++)
		free(c->clients[i].pattern);
	free(c->clients);
	free(c->friendly_name);
	free(c->state_dir);
	free(c->user);
	free(c->uuid);
	*c = (struct config){ 0 };
}

int
config_parse(struct config *c, const char *text, size_t len,
    config_report report, void *arg)
{
	struct config_parser p = { .c = c, .report = report, .arg = arg };

	if (parse_lines(&p, text, len) == -1)
		return -1;
	config_access_check(&p);
	return p.errors;
}

int
config_add_media(struct config *c, const char *value, config_report report,
    void *arg)
{
	struct config_parser p = { .c = c, .report = report, .arg = arg };
	char *copy = strdup(value);

	if (copy == NULL)
		return -1;
	config_setting_parse(&p, "media_dir", copy);
	free(copy);
	return p.no_memory ? -1 : p.errors;
}

void
config_write(struct buf *b, const struct config *c, unsigned programs)
{
	config_setting_write(b, c, programs);
}

char *
config_read_text(int fd, size_t *len)
{
	struct stat st;
	char *text;
	ssize_t n;

	if (fstat(fd, &st) == -1)
		return NULL;
	if (!S_ISREG(st.st_mode) || st.st_size > TEXT_BYTES) {
		errno = S_ISDIR(st.st_mode) ? EISDIR :
		    S_ISREG(st.st_mode) ? EFBIG : ENOTSUP;
		return NULL;
	}
	if ((text = malloc((size_t)st.st_size + 1)) == NULL)
		return NULL;
	/* pread: the offset of a memfd is shared with whoever wrote it. */
	if ((n = pread(fd, text, (size_t)st.st_size, 0)) == -1) {
		free(text);
		return NULL;
	}
	*len = (size_t)n;
	return text;
}

int
config_read_fd(struct config *c, int fd)
{
	struct config_parser p = { .c = c, .from_parent = true };
	char *text;
	size_t len;
	int ret;

	config_init(c);
	text = config_read_text(fd, &len);
	close(fd);
	if (text == NULL)
		return -1;
	ret = parse_lines(&p, text, len);
	free(text);
	return ret == 0 ? 0 : -1;
}
