/*
 * apply DIR < LIST: for each file that the list names, one a line, writes
 * DIR/NAME as it would be served, and prints what blank_read() says of it:
 * "NAME found RANGES PACKED_BYTES", "NAME nothing", "NAME unknown REASON".
 * The list goes through its packed form, and the file through it in pieces of
 * odd sizes, as ranges are asked for.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/blank.h"

#define FILE_MAX_BYTES	(64u << 20)

static uint8_t *
read_file(const char *path, size_t *len)
{
	uint8_t *data = malloc(FILE_MAX_BYTES);
	FILE *f = fopen(path, "rb");

	if (f == NULL || data == NULL)
		err(1, "%s", path);
	*len = fread(data, 1, FILE_MAX_BYTES, f);
	fclose(f);
	return data;
}

static void
write_file(const char *folder, const char *name, const uint8_t *data,
    size_t len)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if ((f = fopen(path, "wb")) == NULL ||
	    fwrite(data, 1, len, f) != len || fclose(f) != 0)
		err(1, "%s", path);
}

/* The list after it has been stored. */
static size_t
store(struct blank_list *list)
{
	struct buf packed;
	size_t len;

	buf_init(&packed, BLANKS_PACKED_MAX);
	blanks_pack(list, &packed);
	if (buf_failed(&packed) ||
	    !blanks_unpack(list, packed.data, packed.len))
		errx(1, "a list does not survive being stored");
	len = packed.len;
	buf_free(&packed);
	return len;
}

static void
apply_in_pieces(const struct blank_list *list, uint8_t *data, size_t len)
{
	static const size_t sizes[] = { 1, 3, 8191, 2, 65537, 7, 131071 };
	size_t at, n, i = 0;

	for (at = 0; at < len; at += n) {
		n = sizes[i++ % (sizeof(sizes) / sizeof(sizes[0]))];
		if (n > len - at)
			n = len - at;
		blanks_apply(list, at, data + at, n);
	}
}

static void
treat(const char *folder, const char *path)
{
	const char *slash = strrchr(path, '/'), *reason;
	const char *name = slash == NULL ? path : slash + 1;
	static struct blank_list list;
	enum blank_result result;
	struct bytes b;
	uint8_t *data;
	size_t len;

	data = read_file(path, &len);
	bytes_from_memory(&b, data, len);
	result = blank_read(&b, blank_sniff(&b), &list, &reason);
	if (result == BLANK_UNKNOWN) {
		printf("%s unknown %s\n", name, reason);
	} else if (result == BLANK_NOTHING) {
		printf("%s nothing\n", name);
		write_file(folder, name, data, len);
	} else {
		printf("%s found %zu %zu\n", name, list.n, store(&list));
		apply_in_pieces(&list, data, len);
		write_file(folder, name, data, len);
	}
	free(data);
}

int
main(int argc, char **argv)
{
	char line[4096];

	if (argc != 2)
		errx(2, "usage: apply DIR < LIST");
	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		treat(argv[1], line);
	}
	return 0;
}
