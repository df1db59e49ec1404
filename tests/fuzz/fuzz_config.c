/*
 * Any bytes as a configuration file: no crash, and what was accepted reads
 * back, when written, as the same settings.
 */
#include <stdlib.h>
#include <string.h>

#include "common/config.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
look_at(void *arg, const struct config_finding *f)
{
	unsigned *lines = arg;

	*lines += f->line;
	if (strlen(f->text) == 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct config c, again;
	struct buf one, two;
	unsigned lines = 0;

	buf_init(&one, 1 << 24);
	buf_init(&two, 1 << 24);
	config_init(&c);
	config_init(&again);
	if (config_parse(&c, (const char *)data, size, look_at, &lines) == 0) {
		config_write(&one, &c, ~0u);
		if (config_parse(&again, one.data, one.len, NULL, NULL) != 0)
			abort();
		config_write(&two, &again, ~0u);
		if (one.len != two.len ||
		    memcmp(one.data, two.data, one.len) != 0)
			abort();
	}
	config_free(&c);
	config_free(&again);
	buf_free(&one);
	buf_free(&two);
	return 0;
}
