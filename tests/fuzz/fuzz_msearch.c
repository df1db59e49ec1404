/* Searches from strangers; and that what they ask for is something we are. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "server/discovery/search.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct message_device d = {
		.uuid = "6d0a1c9e-3f52-4b7d-9a11-0123456789ab",
		.address.s_addr = htonl(0xc0a80105),
		.port = 8200,
		.max_age_sec = 14400,
	};
	char *copy = malloc(len > 0 ? len : 1);	/* its end is watched */
	enum message_kind kind;
	enum message_target target;
	struct buf b;
	int found;

	if (copy == NULL)
		return 0;
	memcpy(copy, data, len);
	if ((found = search_target(&d, copy, len)) != -1) {
		if (len < SEARCH_MIN_BYTES || found > MESSAGE_ALL)
			abort();
		buf_init(&b, SEARCH_MAX_BYTES);
		search_write(&b, &d, (enum message_target)found);
		if (search_target(&d, b.data, b.len) != found)
			abort();
		buf_free(&b);
	}
	if (message_read(&d, copy, len, &kind, &target) == 0 &&
	    target >= MESSAGE_TARGETS)
		abort();
	free(copy);
	return 0;
}
