#ifndef LARES_PROBE_XML_H
#define LARES_PROBE_XML_H

#include <stdint.h>

#include "common/xml.h"
#include "scanner/probe/bytes.h"

#define XML_MAX_BYTES	65536	/* of a description */

/*
 * Reads a document that lies in b, as xml_read does, and at most max_bytes of
 * it. Bytes outside UTF-8 are read as Windows-1252.
 */
void	xml_read_bytes(const struct bytes *b, uint64_t offset, uint64_t len,
	    size_t max_bytes, const struct xml_reader *reader, void *arg);

#endif
