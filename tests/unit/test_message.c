#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/version.h"
#include "server/discovery/message.h"

#define UUID	"6d0a1c9e-3f52-4b7d-9a11-0123456789ab"
#define CONTENT	"urn:schemas-upnp-org:service:ContentDirectory:1"

static struct message_device
make_device(void)
{
	struct message_device d = { .port = 8200, .max_age_sec = 14400 };

	assert_int_equal(message_set_uuid(&d, UUID), 0);
	assert_int_equal(inet_pton(AF_INET, "192.168.1.5", &d.address), 1);
	return d;
}

static void
uuids(void **state)
{
	static const struct {
		const char	*text;
		int		result;
	} cases[] = {
		{ UUID, 0 },
		{ "6D0A1C9E-3F52-4B7D-9A11-0123456789AB", 0 },
		{ "", -1 },
		{ "6d0a1c9e-3f52-4b7d-9a11-0123456789a", -1 },
		{ "6d0a1c9e-3f52-4b7d-9a11-0123456789abc", -1 },
		{ "6d0a1c9e-3f52-4b7d-9a11-0123456789ag", -1 },
		{ "6d0a1c9e03f52-4b7d-9a11-0123456789ab", -1 },
		{ "uuid:6d0a1c9e-3f52-4b7d-9a11-01234567", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct message_device d = { .port = 1 };

		assert_int_equal(message_set_uuid(&d, cases[i].text),
		    cases[i].result);
		assert_string_equal(d.uuid, cases[i].result == 0 ? UUID : "");
	}
}

/* Whole datagrams, as they are to be on the wire. */
static void
writes(void **state)
{
	static const struct {
		enum message_kind	kind;
		enum message_target	target;
		const char		*text;
	} cases[] = {
		{ MESSAGE_ANSWER, MESSAGE_CONTENT,
		    "HTTP/1.1 200 OK\r\n"
		    "CACHE-CONTROL: max-age=14400\r\n"
		    "DATE: Fri, 13 Feb 2009 23:31:30 GMT\r\n"
		    "EXT:\r\n"
		    "LOCATION: http://192.168.1.5:8200/description.xml\r\n"
		    "SERVER: " LARES_SERVER "\r\n"
		    "ST: " CONTENT "\r\n"
		    "USN: uuid:" UUID "::" CONTENT "\r\n\r\n" },
		{ MESSAGE_ALIVE, MESSAGE_UUID,
		    "NOTIFY * HTTP/1.1\r\n"
		    "HOST: 239.255.255.250:1900\r\n"
		    "CACHE-CONTROL: max-age=14400\r\n"
		    "LOCATION: http://192.168.1.5:8200/description.xml\r\n"
		    "SERVER: " LARES_SERVER "\r\n"
		    "NT: uuid:" UUID "\r\n"
		    "NTS: ssdp:alive\r\n"
		    "USN: uuid:" UUID "\r\n\r\n" },
		{ MESSAGE_BYEBYE, MESSAGE_ROOT,
		    "NOTIFY * HTTP/1.1\r\n"
		    "HOST: 239.255.255.250:1900\r\n"
		    "NT: upnp:rootdevice\r\n"
		    "NTS: ssdp:byebye\r\n"
		    "USN: uuid:" UUID "::upnp:rootdevice\r\n\r\n" },
	};
	const struct message_device d = make_device();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b;

		buf_init(&b, MESSAGE_MAX_BYTES);
		message_write(&b, &d, cases[i].kind, cases[i].target,
		    1234567890);
		assert_false(buf_failed(&b));
		assert_string_equal(b.data, cases[i].text);
		buf_free(&b);
	}
}

/* Each of our own is read for what it is, and fits with room to spare. */
static void
reads_all(void **state)
{
	static const enum message_kind kinds[] = {
		MESSAGE_ALIVE, MESSAGE_BYEBYE, MESSAGE_ANSWER
	};
	struct message_device d = make_device();

	(void)state;
	d.port = 65535;
	d.max_age_sec = 86400;
	assert_int_equal(inet_pton(AF_INET, "192.168.100.200", &d.address), 1);
	for (size_t k = 0; k < 3; k++) {
		for (int t = 0; t < MESSAGE_TARGETS; t++) {
			enum message_kind kind;
			enum message_target target;
			struct buf b;

			buf_init(&b, MESSAGE_MAX_BYTES / 2);
			message_write(&b, &d, kinds[k],
			    (enum message_target)t, 1234567890);
			assert_false(buf_failed(&b));
			assert_int_equal(message_read(&d, b.data, b.len, &kind,
			    &target), 0);
			assert_int_equal(kind, kinds[k]);
			assert_int_equal(target, t);
			buf_free(&b);
		}
	}
}

/* libupnp 1.8's own words, kernel and all, and what is none of them. */
static void
reads_libupnp(void **state)
{
	static const char head[] = "NOTIFY * HTTP/1.1\r\n"
	    "HOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=14400\r\n"
	    "LOCATION: http://192.168.1.5:8200/description.xml\r\n"
	    "OPT: \"http://schemas.upnp.org/upnp/1/0/\"; ns=01\r\n"
	    "01-NLS: 0e2a4b9c-1dd2-11b2-8f5c-b1f3a7c2d8e9\r\n";
	static const struct {
		const char	*tail;
		int		result;
	} cases[] = {
		{ "NT: " CONTENT "\r\nNTS: ssdp:alive\r\n"
		    "SERVER: Linux/6.1.0-18-amd64, UPnP/1.0, Portable SDK\r\n"
		    "X-User-Agent: redsonic\r\nUSN: uuid:" UUID "::" CONTENT
		    "\r\n\r\n", 0 },
		{ "NT: " CONTENT "\r\nNTS: ssdp:update\r\n\r\n", -1 },
		{ "NT: ssdp:all\r\nNTS: ssdp:alive\r\n\r\n", -1 },
		{ "NT: upnp:rootdevic\r\nNTS: ssdp:alive\r\n\r\n", -1 },
		{ "NT: " CONTENT "\r\nNTS: ssdp:alive", -1 },
		{ "NTS: ssdp:alive\r\n\r\n", -1 },
		{ "NT: " CONTENT "\r\n\r\n", -1 },
		{ "", -1 },
	};
	const struct message_device d = make_device();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		enum message_kind kind;
		enum message_target target;
		struct buf b;

		buf_init(&b, 4096);
		buf_add_str(&b, head);
		buf_add_str(&b, cases[i].tail);
		assert_int_equal(message_read(&d, b.data, b.len, &kind,
		    &target), cases[i].result);
		if (cases[i].result == 0) {
			assert_int_equal(kind, MESSAGE_ALIVE);
			assert_int_equal(target, MESSAGE_CONTENT);
		}
		buf_free(&b);
	}
}

static void
describes(void **state)
{
	const struct message_device d = make_device();
	struct buf b;

	(void)state;
	buf_init(&b, 4096);
	message_add_description(&b, &d);
	assert_false(buf_failed(&b));
	assert_non_null(strstr(b.data, "<UDN>uuid:" UUID "</UDN>"));
	assert_non_null(strstr(b.data, "<deviceType>urn:schemas-upnp-org:"
	    "device:MediaServer:1</deviceType>"));
	assert_non_null(strstr(b.data, "<serviceType>" CONTENT
	    "</serviceType>"));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uuids),
		cmocka_unit_test(writes),
		cmocka_unit_test(reads_all),
		cmocka_unit_test(reads_libupnp),
		cmocka_unit_test(describes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
