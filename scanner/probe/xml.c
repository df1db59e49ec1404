/* XML that lies in a file, whatever its charset. In lares-probe. */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/xml.h"

void
xml_read_bytes(const struct bytes *b, uint64_t offset, uint64_t len,
    size_t max_bytes, const struct xml_reader *reader, void *arg)
{
	size_t raw_len = len < max_bytes ? (size_t)len : max_bytes;
	/* A byte of Windows-1252 is at most three of UTF-8. */
	size_t size = 3 * raw_len + 1;
	char *raw = malloc(raw_len + size);

	if (raw == NULL)
		return;
	if (!bytes_get(b, offset, raw, raw_len))
		goto out;
	if (text_is_utf8(raw, raw_len)) {
		xml_read(raw, raw_len, reader, arg);
	} else {
		text_to_utf8(raw, raw_len, raw + raw_len, size);
		xml_read(raw + raw_len, strlen(raw + raw_len), reader, arg);
	}
out:
	free(raw);
}
