/*
 * SSDP as we speak it, pure: the targets we stand for, the datagrams we send,
 * and what libupnp meant to send. Part of lares-ssdp. libupnp's own text never
 * leaves: it names the kernel and the library. Reads nothing that a stranger
 * wrote (search.c does).
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "common/station.h"
#include "common/version.h"
#include "server/discovery/message.h"

/* NULL is the UUID, which only the installation knows. */
static const struct {
	const char	*name;
	const char	*service_id;
} targets[MESSAGE_TARGETS] = {
	[MESSAGE_ROOT] = { "upnp:rootdevice", NULL },
	[MESSAGE_UUID] = { NULL, NULL },
	[MESSAGE_SERVER] = {
	    "urn:schemas-upnp-org:device:MediaServer:1", NULL },
	[MESSAGE_CONTENT] = {
	    "urn:schemas-upnp-org:service:ContentDirectory:1",
	    "urn:upnp-org:serviceId:ContentDirectory" },
	[MESSAGE_CONNECTION] = {
	    "urn:schemas-upnp-org:service:ConnectionManager:1",
	    "urn:upnp-org:serviceId:ConnectionManager" },
	[MESSAGE_REGISTRAR] = {
	    "urn:microsoft.com:service:X_MS_MediaReceiverRegistrar:1",
	    "urn:microsoft.com:serviceId:X_MS_MediaReceiverRegistrar" },
};

#define UUID_PREFIX	"uuid:"
#define UUID_LENGTH	36

int
message_set_uuid(struct message_device *d, const char *uuid)
{
	char text[UUID_LENGTH + 1];

	if (strlen(uuid) != UUID_LENGTH)
		return -1;
	for (size_t i = 0; i < UUID_LENGTH; i++) {
		const unsigned char c = (unsigned char)uuid[i];
		const bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? c != '-' : !isxdigit(c))
			return -1;
		text[i] = (char)tolower(c);
	}
	text[UUID_LENGTH] = '\0';
	memcpy(d->uuid, text, sizeof text);
	return 0;
}

void
message_add_target(struct buf *b, const struct message_device *d,
    enum message_target t)
{
	if (t == MESSAGE_ALL)
		buf_add_str(b, "ssdp:all");
	else if (targets[t].name != NULL)
		buf_add_str(b, targets[t].name);
	else
		buf_addf(b, UUID_PREFIX "%s", d->uuid);
}

/* A UUID may come in capitals (RFC 4122, 3), all else is compared as it is. */
static bool
is_uuid(const struct message_device *d, const char *name, size_t len)
{
	const size_t prefix = sizeof UUID_PREFIX - 1;

	return len == prefix + UUID_LENGTH &&
	    memcmp(name, UUID_PREFIX, prefix) == 0 &&
	    strncasecmp(name + prefix, d->uuid, UUID_LENGTH) == 0;
}

static bool
is_text(const char *s, size_t len, const char *text)
{
	return len == strlen(text) && memcmp(s, text, len) == 0;
}

int
message_find_target(const struct message_device *d, const char *name,
    size_t len)
{
	if (is_text(name, len, "ssdp:all"))
		return MESSAGE_ALL;
	for (int t = 0; t < MESSAGE_TARGETS; t++)
		if (targets[t].name == NULL ? is_uuid(d, name, len) :
		    is_text(name, len, targets[t].name))
			return t;
	return -1;
}

/* ---- writing ---- */

/* USN: the UUID, and the target unless it is the UUID itself. */
static void
add_usn(struct buf *b, const struct message_device *d, enum message_target t)
{
	buf_addf(b, "USN: " UUID_PREFIX "%s", d->uuid);
	if (t != MESSAGE_UUID) {
		buf_add_str(b, "::");
		message_add_target(b, d, t);
	}
	buf_add_str(b, "\r\n");
}

static void
add_location(struct buf *b, const struct message_device *d)
{
	buf_addf(b, "LOCATION: http://%s:%u/description.xml\r\n"
	    "SERVER: " LARES_SERVER "\r\n", station_address(d->address).s,
	    (unsigned)d->port);
}

/* RFC 7231, 7.1.1.1; an Xbox 360 wants it right. */
static void
add_date(struct buf *b, time_t now)
{
	struct tm tm;
	char text[64];

	if (gmtime_r(&now, &tm) == NULL ||
	    strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S", &tm) == 0)
		return;
	buf_addf(b, "DATE: %s GMT\r\n", text);
}

static void
write_answer(struct buf *b, const struct message_device *d,
    enum message_target t, time_t now)
{
	buf_addf(b, "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=%u\r\n",
	    d->max_age_sec);
	add_date(b, now);
	buf_add_str(b, "EXT:\r\n");
	add_location(b, d);
	buf_add_str(b, "ST: ");
	message_add_target(b, d, t);
	buf_add_str(b, "\r\n");
	add_usn(b, d, t);
	buf_add_str(b, "\r\n");
}

static void
write_notify(struct buf *b, const struct message_device *d, bool alive,
    enum message_target t)
{
	buf_addf(b, "NOTIFY * HTTP/1.1\r\nHOST: " MESSAGE_GROUP ":%d\r\n",
	    MESSAGE_PORT);
	if (alive) {
		buf_addf(b, "CACHE-CONTROL: max-age=%u\r\n", d->max_age_sec);
		add_location(b, d);
	}
	buf_add_str(b, "NT: ");
	message_add_target(b, d, t);
	buf_addf(b, "\r\nNTS: ssdp:%s\r\n", alive ? "alive" : "byebye");
	add_usn(b, d, t);
	buf_add_str(b, "\r\n");
}

void
message_write(struct buf *b, const struct message_device *d,
    enum message_kind kind, enum message_target t, time_t now)
{
	if (kind == MESSAGE_ANSWER)
		write_answer(b, d, t, now);
	else
		write_notify(b, d, kind == MESSAGE_ALIVE, t);
}

/* ---- what libupnp meant ---- */

/* The value of a header that libupnp writes as "\r\nNAME: value\r\n". */
static const char *
find_header(const char *text, size_t len, const char *mark, size_t *vlen)
{
	const char *value, *end;

	if ((value = memmem(text, len, mark, strlen(mark))) == NULL)
		return NULL;
	value += strlen(mark);
	if ((end = memmem(value, len - (size_t)(value - text), "\r\n", 2)) ==
	    NULL)
		return NULL;
	*vlen = (size_t)(end - value);
	return value;
}

static int
read_target(const struct message_device *d, const char *text, size_t len,
    const char *mark, enum message_target *t)
{
	const char *name;
	size_t n;
	int found;

	if ((name = find_header(text, len, mark, &n)) == NULL ||
	    (found = message_find_target(d, name, n)) == -1 ||
	    found == MESSAGE_ALL)
		return -1;
	*t = (enum message_target)found;
	return 0;
}

int
message_read(const struct message_device *d, const char *text, size_t len,
    enum message_kind *kind, enum message_target *t)
{
	static const char answer[] = "HTTP/1.1 200 ";
	static const char notify[] = "NOTIFY * ";
	const char *nts;
	size_t n;
	bool alive;

	if (len >= sizeof answer &&
	    memcmp(text, answer, sizeof answer - 1) == 0) {
		if (read_target(d, text, len, "\r\nST: ", t) == -1)
			return -1;
		*kind = MESSAGE_ANSWER;
		return 0;
	}
	if (len < sizeof notify ||
	    memcmp(text, notify, sizeof notify - 1) != 0 ||
	    (nts = find_header(text, len, "\r\nNTS: ", &n)) == NULL)
		return -1;
	alive = is_text(nts, n, "ssdp:alive");
	if ((!alive && !is_text(nts, n, "ssdp:byebye")) ||
	    read_target(d, text, len, "\r\nNT: ", t) == -1)
		return -1;
	*kind = alive ? MESSAGE_ALIVE : MESSAGE_BYEBYE;
	return 0;
}

/* ---- for libupnp ---- */

void
message_add_description(struct buf *b, const struct message_device *d)
{
	buf_addf(b, "<?xml version=\"1.0\"?>"
	    "<root xmlns=\"urn:schemas-upnp-org:device-1-0\">"
	    "<specVersion><major>1</major><minor>0</minor></specVersion>"
	    "<device><deviceType>%s</deviceType>"
	    "<friendlyName>Lares</friendlyName>"
	    "<manufacturer>Lares</manufacturer><modelName>Lares</modelName>"
	    "<UDN>" UUID_PREFIX "%s</UDN><serviceList>",
	    targets[MESSAGE_SERVER].name, d->uuid);
	for (size_t t = 0; t < MESSAGE_TARGETS; t++)
		if (targets[t].service_id != NULL)
			buf_addf(b, "<service><serviceType>%s</serviceType>"
			    "<serviceId>%s</serviceId><SCPDURL>/</SCPDURL>"
			    "<controlURL>/</controlURL>"
			    "<eventSubURL>/</eventSubURL></service>",
			    targets[t].name, targets[t].service_id);
	buf_add_str(b, "</serviceList></device></root>");
}
