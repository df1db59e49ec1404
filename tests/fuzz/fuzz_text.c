/*
 * Any bytes as text: what comes out is UTF-8 that fits, and what is cleaned
 * stays as it is when cleaned again. And as a date: none, or one in form.
 */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/date.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_size(const char *s, size_t len, size_t size)
{
	char *out = malloc(size), *again = malloc(size);

	text_to_utf8(s, len, out, size);
	if (!text_is_utf8(out, strlen(out)))
		abort();
	text_clean(s, len, out, size);
	if (!text_is_utf8(out, strlen(out)))
		abort();
	text_clean(out, strlen(out), again, size);
	if (strcmp(out, again) != 0)
		abort();
	free(out);
	free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char date[MEDIA_NAME_BYTES], *text;

	try_size((const char *)data, size, 1);
	try_size((const char *)data, size, 7);
	try_size((const char *)data, size, size * 3 + 1);
	text = malloc(size + 1);
	memcpy(text, data, size);
	text[size] = '\0';
	if (date_parse(text, date) && (strlen(date) < 4 || date[4] > '-'))
		abort();
	free(text);
	return 0;
}
