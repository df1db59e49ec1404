/* An UpdateObject's lists and a bookmark's position: each byte may be sent by
   anybody. Never a position beyond what may be kept, or an error that is
   none. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/resume.h"
#include "server/upnp/bookmark.h"
#include "server/upnp/soap.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	const char *then;
	uint64_t ms = 0;
	int error;

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	then = text + strcspn(text, "|");
	if (*then == '|')
		text[then++ - text] = '\0';
	error = bookmark_parse_update(text, then, &ms);
	if (error != 0 && (error % 1000 < SOAP_BAD_CURRENT_TAG ||
	    error % 1000 > SOAP_TAGS_DO_NOT_MATCH % 1000))
		abort();
	if (ms > RESUME_POSITION_MAX_MS)
		abort();
	for (int in_ms = 0; in_ms < 2; in_ms++)
		if (bookmark_parse(text, in_ms, &ms) == 0 &&
		    ms > RESUME_POSITION_MAX_MS)
			abort();
	free(text);
	return 0;
}
