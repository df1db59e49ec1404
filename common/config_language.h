#ifndef LARES_COMMON_CONFIG_LANGUAGE_H
#define LARES_COMMON_CONFIG_LANGUAGE_H

#include <stdbool.h>

#include "common/config_types.h"

/* ISO 639-1: "de". */
const char	*config_language_code(enum config_language language);

/* The language of a code; a country, as in "de_AT" or "zh-CN", makes no
   difference. False: none that is known. */
bool		 config_language_find(const char *text,
		    enum config_language *language);

#endif
