/*
 * Subtitles to order: a file of any charset, as UTF-8. In lares-probe only.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/subtitle.h"
#include "scanner/probe/charset.h"
#include "scanner/probe/convert.h"
#include "scanner/probe/flight_log.h"
#include "scanner/probe/input.h"

/* text has room for the file, out for its UTF-8. */
static int64_t
convert(struct input *in, char *text, const char *language, char *out)
{
	const struct bytes b = input_bytes(in);

	if (!bytes_get(&b, 0, text, in->size))
		return -1;
	return charset_to_utf8(text, in->size, language, out);
}

int
convert_make(int fd, int memfd, const char *language, uint64_t *bytes,
    bool *says_place, const char **reason)
{
	const off_t room = lseek(memfd, 0, SEEK_END);
	struct input in;
	char *text = NULL, *out;
	int64_t n = -1;

	if (input_open(&in, fd) == -1 || in.size > SUBTITLE_BYTES_MAX ||
	    room < 0 || (uint64_t)room < SUBTITLE_ROOM(in.size)) {
		*reason = "it is too large for subtitles";
		return -1;
	}
	*bytes = 0;
	*says_place = false;
	if (in.size == 0)
		return 0;
	out = mmap(NULL, (size_t)room, PROT_READ | PROT_WRITE, MAP_SHARED,
	    memfd, 0);
	if (out != MAP_FAILED && (text = malloc(in.size)) != NULL)
		n = convert(&in, text, language, out);
	if (n > 0)
		*says_place = flight_log_is(out, (size_t)n);
	if (out != MAP_FAILED)
		munmap(out, (size_t)room);
	free(text);
	*reason = "it cannot be read";
	if (n == -1)
		return -1;
	*bytes = (uint64_t)n;
	return 0;
}
