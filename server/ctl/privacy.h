#ifndef LARES_CTL_PRIVACY_H
#define LARES_CTL_PRIVACY_H

#include <stdbool.h>

/* laresctl privacy: asks, looks for itself, and prints what it found. The exit
   status. Enters the sandbox on the way. */
int	privacy_run(const char *state_dir, bool as_json);

#endif
