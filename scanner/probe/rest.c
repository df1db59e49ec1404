/*
 * Reading what people and cameras write into texts. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/rest.h"

size_t
rest_skip(struct rest *r, const char *these, size_t max)
{
	size_t n = 0;

	while (n < max && n < r->len && r->at[n] != '\0' &&
	    strchr(these, r->at[n]) != NULL)
		n++;
	r->at += n;
	r->len -= n;
	return n;
}
