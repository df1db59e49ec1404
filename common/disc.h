#ifndef LARES_COMMON_DISC_H
#define LARES_COMMON_DISC_H

#include <stdbool.h>

/* Whether a folder of this name is one disc of an album that lies in the folder
   above: "CD1", "Disc 2". */
bool	disc_is_one(const char *folder);

#endif
