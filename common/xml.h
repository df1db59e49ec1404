#ifndef LARES_COMMON_XML_H
#define LARES_COMMON_XML_H

#include <stdbool.h>
#include <stddef.h>

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
};

/* Once, before any thread and before the sandbox: the library's own. */
void	xml_init(void);

/*
 * Reads a document in UTF-8 of at most INT32_MAX bytes; its mark and blanks
 * may stand in front. Up to the first mistake everything is told: a second
 * outermost element is one, and text that follows the first. A document with a
 * DOCTYPE tells nothing, no entity but the five predefined ones exists, and
 * nothing is ever fetched. False: there was a mistake, or no memory.
 */
bool	xml_read(const char *document, size_t len,
	    const struct xml_reader *reader, void *arg);

#endif
