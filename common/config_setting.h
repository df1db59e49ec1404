#ifndef LARES_COMMON_CONFIG_SETTING_H
#define LARES_COMMON_CONFIG_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "common/config_types.h"

struct buf;

#define CONFIG_SETTINGS_MAX	20
#define CONFIG_BLANKS		" \t\r\v\f"

/* A text on its way into c. The caller sets the first five. */
struct config_parser {
	struct config	*c;
	config_report	 report;	/* may be NULL */
	void		*arg;
	bool		 from_parent;	/* the text is laresd's own */
	unsigned	 line;
	const char	*key;
	int		 errors;
	bool		 no_memory;
	unsigned	 seen[CONFIG_SETTINGS_MAX];	/* line that set it */
};

/* Reports a finding in the line at hand, and counts it if it is an error. */
void	config_setting_find(struct config_parser *p, bool error,
	    const char *text);

/* Takes one "key = value", already split and trimmed; alters value. */
void	config_setting_parse(struct config_parser *p, const char *key,
	    char *value);

/* Writes those that concern any of the programs. */
void	config_setting_write(struct buf *b, const struct config *c,
	    unsigned programs);

#endif
