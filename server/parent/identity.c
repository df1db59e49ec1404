/*
 * What this server is called on the network from one start to the next: its
 * UUID and its port, one small text file each in the state directory. Runs in
 * laresd. Nothing here is derived from the machine.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "common/num.h"
#include "common/state.h"
#include "server/parent/identity.h"
#include "server/parent/keep.h"

#define FILE_BYTES	64

/* The text of a small file, without what blanks end it. -1 with errno. */
static int
read_line(int dir, const char *name, char out[FILE_BYTES])
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n;

	if (fd == -1)
		return -1;
	n = read(fd, out, FILE_BYTES - 1);
	close(fd);
	if (n == -1)
		return -1;
	while (n > 0 && isspace((unsigned char)out[n - 1]))
		n--;
	out[n] = '\0';
	return 0;
}

static int
write_line(int dir, const char *name, const char *text)
{
	char line[FILE_BYTES];
	int len = snprintf(line, sizeof(line), "%s\n", text);

	return keep(dir, name, line, (size_t)len);
}

static bool
is_uuid(const char *s)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i;

	if (strlen(s) != sizeof(form) - 1)
		return false;
	for (i = 0; i < sizeof(form) - 1; i++)
		if (form[i] == '-' ? s[i] != '-' :
		    strchr("0123456789abcdef", s[i]) == NULL)
			return false;
	return true;
}

static int
make_uuid(char out[IDENTITY_UUID_BYTES])
{
	unsigned char b[16];

	if (getrandom(b, sizeof(b), 0) != (ssize_t)sizeof(b))
		return -1;
	b[6] = (b[6] & 0x0f) | 0x40;	/* RFC 4122, 4.4 */
	b[8] = (b[8] & 0x3f) | 0x80;
	snprintf(out, IDENTITY_UUID_BYTES,
	    "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3], b[4], b[5],
	    b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
	return 0;
}

int
identity_uuid(int dir, char out[IDENTITY_UUID_BYTES],
    enum identity_origin *origin)
{
	char kept[FILE_BYTES], made[IDENTITY_UUID_BYTES];
	bool found = read_line(dir, STATE_UUID, kept) == 0;

	if (found && is_uuid(kept)) {
		memcpy(out, kept, IDENTITY_UUID_BYTES);
		*origin = IDENTITY_KEPT;
		return 0;
	}
	if (!found && errno != ENOENT)
		return -1;
	if (make_uuid(made) == -1 || write_line(dir, STATE_UUID, made) == -1)
		return -1;
	memcpy(out, made, IDENTITY_UUID_BYTES);
	*origin = found ? IDENTITY_REPLACED : IDENTITY_MADE;
	return 0;
}

uint16_t
identity_port(int dir)
{
	char text[FILE_BYTES];
	uint64_t port;

	if (read_line(dir, STATE_PORT, text) == -1 ||
	    num_parse(text, UINT16_MAX, &port) == -1)
		return 0;
	return (uint16_t)port;
}

int
identity_keep_port(int dir, uint16_t port)
{
	char text[FILE_BYTES];

	snprintf(text, sizeof(text), "%u", port);
	return write_line(dir, STATE_PORT, text);
}

void
identity_name(const char *uuid, char out[IDENTITY_NAME_BYTES])
{
	snprintf(out, IDENTITY_NAME_BYTES, "Lares %.4s", uuid);
}
