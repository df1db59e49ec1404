#ifndef LARES_PROBE_XML_H
#define LARES_PROBE_XML_H

#include <stddef.h>
#include <stdint.h>

#include "scanner/probe/bytes.h"

#define XML_MAX_BYTES	65536	/* of a document, unless more is asked for */
#define XML_DEPTH_MAX	32	/* elements within elements */

/*
 * What a document holds, in its order. Depth is 1 for the outermost element.
 * Texts have no NUL at their end where a length is given; a long one comes in
 * pieces. ns is "" for an element or attribute of no namespace.
 */
struct xml_reader {
	void	(*begin)(void *arg, unsigned depth, const char *ns,
		    const char *name);
	/* Each attribute of the element that has just begun; may be NULL. */
	void	(*attribute)(void *arg, const char *ns, const char *name,
		    const char *value, size_t len);
	void	(*text)(void *arg, const char *text, size_t len);
	void	(*end)(void *arg, unsigned depth);
	size_t	max_bytes;	/* that are read; 0: XML_MAX_BYTES */
};

/* Before the sandbox. */
void	xml_init(void);

/*
 * Reads a document that lies in b. Up to the first mistake everything is told:
 * a second outermost element is one, and text that follows the first. UTF-8 only (bytes
 * outside it are read as Windows-1252); a document with a DOCTYPE tells
 * nothing.
 */
void	xml_read(const struct bytes *b, uint64_t offset, uint64_t len,
	    const struct xml_reader *reader, void *arg);

#endif
