/* Configuration files for tests, and what is found wrong in them. */
#include "tests/unit/config_kit.h"

void
config_kit_note(void *arg, const struct config_finding *f)
{
	struct found *found = arg;

	buf_addf(&found->b, "%c%u %s\n", f->error ? 'E' : 'W', f->line,
	    f->text);
}

int
config_kit_parse(struct config *c, struct found *found, const char *text,
    size_t len)
{
	buf_init(&found->b, 65536);
	buf_add_str(&found->b, "");
	config_init(c);
	return config_parse(c, text, len, config_kit_note, found);
}
