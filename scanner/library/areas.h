#ifndef LARES_LIBRARY_AREAS_H
#define LARES_LIBRARY_AREAS_H

#include "scanner/library/library.h"

/* Tells the catalogue which folders are areas of their own, by the rules of
   the configuration. As catalog_batch.h says. */
int	areas_set(struct library *l);

#endif
