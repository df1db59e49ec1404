/*
 * Any text as laresd's answer to "privacy": what is accepted is shown in both
 * ways, as UTF-8 without control characters.
 */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "server/ctl/answer.h"
#include "server/ctl/privacy_json.h"
#include "server/ctl/privacy_text.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct facts facts;

static void
show(void (*render)(struct buf *, const struct facts *))
{
	struct buf b;
	uint32_t c;
	size_t at, n;

	buf_init(&b, 16 * 1024 * 1024);
	render(&b, &facts);
	if (buf_failed(&b))
		abort();
	for (at = 0; at < b.len; at += n)
		if ((n = text_decode(b.data + at, b.len - at, &c)) == 0 ||
		    (c < 0x20 && c != '\n') || c == 0x7f)
			abort();
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (text == NULL)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	memset(&facts, 0, sizeof(facts));
	facts.state_dir = "/var/lib/lares";
	if (answer_read(text, &facts) == 0) {
		for (size_t i = 0; i < facts.nprocesses; i++)
			facts.processes[i].there = i % 2 == 0;
		show(privacy_text);
		show(privacy_json);
	}
	free(text);
	return 0;
}
