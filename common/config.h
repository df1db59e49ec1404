#ifndef LARES_COMMON_CONFIG_H
#define LARES_COMMON_CONFIG_H

#include <stddef.h>

#include "common/buf.h"
#include "common/config_types.h"

void	config_init(struct config *c);		/* the defaults */
void	config_free(struct config *c);

/*
 * Pure: reads "key = value" lines from text into c and reports every finding,
 * with its line. Returns the number of errors, or -1 without memory. c is
 * usable only when there were none. See lares.conf(5).
 */
int	config_parse(struct config *c, const char *text, size_t len,
	    config_report report, void *arg);

/* Adds a media directory as a media_dir line would ("/path", "AV,/path"). */
int	config_add_media(struct config *c, const char *value,
	    config_report report, void *arg);

/*
 * Writes the settings that concern a program as text that config_parse reads
 * back: what children get, and what tells whether a reload concerns them.
 */
void	config_write(struct buf *b, const struct config *c, unsigned programs);

/*
 * Reads a file that is not absurdly long (free(3) the text). NULL with errno;
 * EFBIG: over a megabyte; ENOTSUP: no regular file; EISDIR.
 */
char	*config_read_text(int fd, size_t *len);

/*
 * For children: reads, parses and closes descriptor fd. -1 if anything is
 * wrong (our own parent wrote it: the caller exits).
 */
int	config_read_fd(struct config *c, int fd);

#endif
