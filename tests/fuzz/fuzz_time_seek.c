/* A TimeSeekRange.dlna.org header's value. */

#include <stdlib.h>
#include <string.h>

#include "server/upnp/time_seek.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* What was understood is said again in an answer, and understood as well. */
static void
say_again(uint64_t start_ms, uint64_t end_ms)
{
	const struct seek_part part = { start_ms, end_ms, 0, 1 };
	char text[TIME_SEEK_BYTES];
	uint64_t start, end;

	if (end_ms == UINT64_MAX)
		return;
	time_seek_format(text, &part, 1, 2);
	*strchr(text, '/') = '\0';
	if (time_seek_parse(text, &start, &end) == -1 || start != start_ms ||
	    end != end_ms)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	uint64_t start = 1, end = 0;
	char *value = malloc(len + 1);

	memcpy(value, data, len);
	value[len] = '\0';
	if (time_seek_parse(value, &start, &end) == -1) {
		if (start != 1 || end != 0)
			abort();	/* output only on success */
	} else {
		if (end <= start || (end != UINT64_MAX &&
		    end > SEEK_TIME_MAX_MS))
			abort();
		say_again(start, end);
	}
	free(value);
	return 0;
}
