#ifndef LARES_CTL_PAGE_H
#define LARES_CTL_PAGE_H

#include <stddef.h>

#include "common/buf.h"
#include "common/log.h"

/* Plain text for a terminal of 80 columns. Pure. */

/* Text from outside: as it is where that is harmless, else quoted. */
struct log_quoted page_text(const char *text);

void	page_heading(struct buf *b, const char *text);

/* A paragraph, wrapped between words, with so many blanks before each line. */
void	page_say(struct buf *b, unsigned indent, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* A label, and behind it text that is wrapped in its own column. An empty
   label goes on with the one above. */
void	page_row(struct buf *b, const char *label, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* A command for the shell, broken between its words. */
void	page_command(struct buf *b, const char *command);

#endif
