/*
 * Any bytes as a subtitle: what comes out is UTF-8, without NULs, and fits. The
 * first byte chooses the language that a name might tell.
 */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/charset.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {
		"", "de", "pl", "sr", "ru", "uk", "el", "tr", "he", "ar",
		"lt", "vi", "th", "ja", "ko", "zh",
	};
	const char *language;
	char *text, *out;
	int64_t n;

	if (size == 0)
		return 0;
	language = languages[data[0] % (sizeof(languages) /
	    sizeof(languages[0]))];
	/* Of their own, so that a byte too many is seen. */
	text = malloc(size);
	out = malloc(CHARSET_ROOM(size));
	memcpy(text, data + 1, size - 1);
	charset_prepare();
	n = charset_to_utf8(text, size - 1, language, out);
	if (n < 0 || (uint64_t)n > CHARSET_ROOM(size - 1) ||
	    memchr(out, '\0', (size_t)n) != NULL ||
	    !text_is_utf8(out, (size_t)n))
		abort();
	free(text);
	free(out);
	return 0;
}
