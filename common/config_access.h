#ifndef LARES_COMMON_CONFIG_ACCESS_H
#define LARES_COMMON_CONFIG_ACCESS_H

#include "common/config_parser.h"

struct buf;
struct setting;

/* The rows "access", "device", "hide" and "show" of the table of settings;
   hide and show keep one list between them, whose order counts. */
void	config_access_parse(struct config_parser *p, const struct setting *s,
	    char *value);
void	config_access_write(struct buf *b, const struct setting *s,
	    const struct config *c);
void	config_access_parse_device(struct config_parser *p,
	    const struct setting *s, char *value);
void	config_access_write_devices(struct buf *b, const struct setting *s,
	    const struct config *c);
void	config_access_parse_hide(struct config_parser *p,
	    const struct setting *s, char *value);
void	config_access_parse_show(struct config_parser *p,
	    const struct setting *s, char *value);
void	config_access_write_rules(struct buf *b, const struct setting *s,
	    const struct config *c);
void	config_access_write_nothing(struct buf *b, const struct setting *s,
	    const struct config *c);

/* After the last line: finds the names in rules that no device has. */
void	config_access_check(struct config_parser *p);

/* "open", "ask" or "list". */
const char *config_access_name(enum config_access access);

/* "hide" or "show". */
const char *config_access_verb(const struct config_rule *r);

#endif
