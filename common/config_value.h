#ifndef LARES_COMMON_CONFIG_VALUE_H
#define LARES_COMMON_CONFIG_VALUE_H

#include <stdbool.h>

/*
 * What is wrong with the text of one value ("is not a host name"), or NULL.
 * A path is tidied in place: single slashes, no "." parts, none at the end.
 */
typedef const char *(*config_value_check)(char *text);

const char	*config_value_path(char *text);
const char	*config_value_name(char *text);		/* friendly name */
const char	*config_value_interface(char *text);	/* or IPv4 address */
const char	*config_value_host(char *text);
const char	*config_value_user(char *text);

/* yes, true, 1, no, false, 0; else false is returned and *out left alone. */
bool		 config_value_bool(const char *text, bool *out);

/*
 * The letters before the comma of "PV,/path" as MEDIA_BIT()s, or MEDIA_ALL
 * when there are none; *path is what follows.
 */
unsigned	 config_value_kinds(char *text, char **path);

#endif
