#ifndef LARES_CTL_STATUS_H
#define LARES_CTL_STATUS_H

/* Prints what the catalogue in that state directory holds. */
void	status_print_catalog(const char *state_dir);

#endif
