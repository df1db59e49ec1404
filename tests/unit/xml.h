#ifndef LARES_TESTS_UNIT_XML_H
#define LARES_TESTS_UNIT_XML_H

#include <stddef.h>

/*
 * What a client's parser makes of our XML: an independent reading for tests.
 * Prefixes in paths: s (SOAP), control, cd/cm/mr (our services), didl, dc,
 * upnp, dev, dlna, scpd.
 */
struct xml;

/* NULL when it is not well-formed. */
struct xml	*xml_parse(const char *text, size_t len);
void		 xml_free(struct xml *x);

/* How many nodes an XPath finds, and the text of the first, or NULL (kept
   until xml_free). */
int		 xml_count(struct xml *x, const char *path);
const char	*xml_text(struct xml *x, const char *path);

#endif
