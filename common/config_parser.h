#ifndef LARES_COMMON_CONFIG_PARSER_H
#define LARES_COMMON_CONFIG_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "common/config_types.h"

#define CONFIG_SETTINGS_MAX	32
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
void	config_parser_find(struct config_parser *p, bool error,
	    const char *text);

/* The same of a value of the key at hand: "key: 'value' is wrong". */
void	config_parser_complain(struct config_parser *p, bool error,
	    const char *value, const char *why);

/* A list of n items of a size, with room for one more, in place of items; and
   a copy of a text. NULL: no memory, which is noted, and items is as it was. */
void	*config_parser_grow(struct config_parser *p, void *items, size_t n,
	    size_t size);
char	*config_parser_copy(struct config_parser *p, const char *text);

#endif
