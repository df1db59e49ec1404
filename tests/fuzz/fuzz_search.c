/* SearchCriteria: whatever is read is a whole tree within its limits. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "server/upnp/client.h"
#include "server/upnp/search.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct search s;
	static const struct client nobody = { .flags = 0 };
	char *text = strndup((const char *)data, size);
	size_t depth = 0;

	if (text == NULL)
		abort();
	if (search_read(&s, &nobody, text) == 0) {
		for (size_t i = 0; i < s.nnodes; i++) {
			if (s.nodes[i].op == CATALOG_AND ||
			    s.nodes[i].op == CATALOG_OR) {
				if (depth-- < 2)
					abort();
			} else {
				depth++;
			}
			if (s.nodes[i].text == NULL)
				abort();
		}
		if (s.nnodes > 0 && depth != 1)
			abort();
	}
	free(text);
	return 0;
}
