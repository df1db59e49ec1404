#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "server/discovery/search.h"

#define UUID	"6d0a1c9e-3f52-4b7d-9a11-0123456789ab"
#define NONE	-1

static struct message_device
make_device(void)
{
	struct message_device d = { .port = 65535, .max_age_sec = 86400 };

	assert_int_equal(message_set_uuid(&d, UUID), 0);
	assert_int_equal(inet_pton(AF_INET, "192.168.100.200", &d.address), 1);
	return d;
}

static int
read_text(const char *text)
{
	const struct message_device d = make_device();

	return search_target(&d, text, strlen(text));
}

#define LINE	"M-SEARCH * HTTP/1.1\r\n"
#define HOST	"HOST: 239.255.255.250:1900\r\n"
#define MAN	"MAN: \"ssdp:discover\"\r\n"
#define MX	"MX: 3\r\n"
#define ALL	"ST: ssdp:all\r\n"
#define END	"\r\n"
#define SERVER	"urn:schemas-upnp-org:device:MediaServer:"

static const struct {
	const char	*text;
	int		target;
} cases[] = {
	{ LINE HOST MAN MX ALL END, MESSAGE_ALL },
	{ LINE HOST MAN MX "ST: upnp:rootdevice\r\n" END, MESSAGE_ROOT },
	{ LINE HOST MAN MX "ST: uuid:" UUID "\r\n" END, MESSAGE_UUID },
	{ LINE HOST MAN MX "ST: uuid:6D0A1C9E-3F52-4B7D-9A11-0123456789AB\r\n"
	    END, MESSAGE_UUID },
	{ LINE HOST MAN MX "ST: " SERVER "1\r\n" END, MESSAGE_SERVER },
	{ LINE HOST MAN MX
	    "ST: urn:schemas-upnp-org:service:ContentDirectory:1\r\n" END,
	    MESSAGE_CONTENT },
	{ LINE HOST MAN MX
	    "ST: urn:schemas-upnp-org:service:ConnectionManager:1\r\n" END,
	    MESSAGE_CONNECTION },
	{ LINE HOST MAN MX
	    "ST: urn:microsoft.com:service:X_MS_MediaReceiverRegistrar:1\r\n"
	    END, MESSAGE_REGISTRAR },

	/* form that is free: case and order of names, blanks, MX */
	{ LINE "st:ssdp:all\r\nHost:239.255.255.250:1900\r\n"
	    "mAn:\"ssdp:discover\"\r\n" END, MESSAGE_ALL },
	{ LINE HOST MAN "ST: \t ssdp:all \t\r\nUSER-AGENT: \xc3\xa9\r\n" END,
	    MESSAGE_ALL },
	{ LINE HOST MAN "MX: 120\r\n" ALL END, MESSAGE_ALL },
	{ LINE HOST MAN "MX: 0\r\n" ALL END, MESSAGE_ALL },
	{ LINE "HOST: 239.255.255.250\r\n" MAN MX ALL END, MESSAGE_ALL },
	{ LINE "HOST: 192.168.100.200:1900\r\n" MAN MX ALL END, MESSAGE_ALL },
	{ LINE HOST MAN MX ALL END "anything", MESSAGE_ALL },

	/* not for us */
	{ LINE HOST MAN MX "ST: " SERVER "2\r\n" END, NONE },
	{ LINE HOST MAN MX "ST: " SERVER "\r\n" END, NONE },
	{ LINE HOST MAN MX "ST: " SERVER "1x\r\n" END, NONE },
	{ LINE HOST MAN MX "ST: SSDP:ALL\r\n" END, NONE },
	{ LINE HOST MAN MX "ST: ssdp:all,upnp:rootdevice\r\n" END, NONE },
	{ LINE HOST MAN MX "ST: uuid:" UUID "0\r\n" END, NONE },
	{ LINE HOST MAN MX
	    "ST: uuid:00000000-0000-0000-0000-000000000000\r\n" END, NONE },
	{ LINE HOST MAN MX "ST: http://name.example/\r\n" END, NONE },
	{ LINE HOST MAN MX "ST:\r\n" END, NONE },
	{ LINE "HOST: 192.168.100.201:1900\r\n" MAN MX ALL END, NONE },
	{ LINE "HOST: name.example:1900 12345678901234567890\r\n" MAN MX ALL
	    END, NONE },

	/* not searches */
	{ "M-SEARCH http://name.example/ HTTP/1.1\r\n" HOST MAN MX ALL END,
	    NONE },
	{ "M-SEARCH //name.example/ HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },
	{ "M-SEARCH * HTTP/1.0\r\n" HOST MAN MX ALL END, NONE },
	{ "M-SEARCH  * HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },
	{ "m-search * HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },
	{ " M-SEARCH * HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },
	{ "\r\nM-SEARCH * HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },
	{ "NOTIFY * HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },
	{ "NOTIFY * HTTP/1.1\r\n" HOST "NT: upnp:rootdevice\r\n"
	    "NTS: ssdp:alive\r\nLOCATION: http://10.0.0.1/\r\n" END, NONE },
	{ "HTTP/1.1 200 OK\r\n" HOST MAN MX ALL END, NONE },
	{ "GET / HTTP/1.1\r\n" HOST MAN MX ALL END, NONE },

	/* malformed */
	{ "", NONE },
	{ LINE HOST MAN MX MX ALL END, NONE },
	{ LINE HOST HOST MAN MX ALL END, NONE },
	{ LINE HOST MAN MX ALL ALL END, NONE },
	{ LINE HOST MAN MX ALL, NONE },
	{ LINE HOST MAN MX "ST: ssdp:all", NONE },
	{ "M-SEARCH * HTTP/1.1\n" HOST MAN MX ALL END, NONE },
	{ LINE HOST MAN MX "ST: ssdp:all\n\n", NONE },
	{ LINE HOST MAN MX "no colon here\r\n" ALL END, NONE },
	{ LINE HOST MAN MX ": empty name\r\n" ALL END, NONE },
	{ LINE HOST MAN MX "X : blank in name\r\n" ALL END, NONE },
	{ LINE HOST MAN MX "X: folded\r\n over lines\r\n" ALL END, NONE },
	{ LINE HOST MAN MX "X: \001\r\n" ALL END, NONE },
	{ LINE HOST MAN MX "X: a\rb\r\n" ALL END, NONE },
	{ LINE HOST MAN "MX: soon\r\n" ALL END, NONE },
	{ LINE HOST MAN "MX: -1\r\n" ALL END, NONE },
	{ LINE HOST MAN "MX:\r\n" ALL END, NONE },
	{ LINE HOST "MAN: ssdp:discover\r\n" MX ALL END, NONE },
	{ LINE HOST "MAN: \"ssdp:discover\r\n" MX ALL END, NONE },
	{ LINE HOST MX ALL "X: 1234567890123456789\r\n" END, NONE },
	{ LINE MAN MX ALL "X: 1234567890123456789\r\n" END, NONE },
	{ LINE HOST MAN MX "X: 1234567890123456789\r\n" END, NONE },
};

static void
reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (read_text(cases[i].text) != cases[i].target)
			fail_msg("case %zu: %d: %s", i,
			    read_text(cases[i].text), cases[i].text);
}

/* Every cut of a good search is bad, also where a NUL follows. */
static void
cut_short(void **state)
{
	static const char text[] = LINE HOST MAN MX ALL END;
	const struct message_device d = make_device();
	char copy[sizeof text];

	(void)state;
	for (size_t n = 0; n < sizeof text - 1; n++) {
		memcpy(copy, text, sizeof copy);
		copy[n] = '\0';
		assert_int_equal(search_target(&d, text, n), NONE);
		assert_int_equal(search_target(&d, copy, sizeof text - 1), NONE);
	}
}

static void
too_long(void **state)
{
	static const char head[] = LINE HOST MAN MX ALL "X: ";
	const struct message_device d = make_device();
	char text[SEARCH_MAX_BYTES + 1];

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text, head, sizeof head - 1);
	memcpy(text + SEARCH_MAX_BYTES - 4, "\r\n\r\n", 4);
	assert_int_equal(search_target(&d, text, SEARCH_MAX_BYTES), MESSAGE_ALL);
	assert_int_equal(search_target(&d, text, SEARCH_MAX_BYTES + 1), NONE);
}

/* What libupnp gets is a search that we would take ourselves. */
static void
rewrites(void **state)
{
	const struct message_device d = make_device();

	(void)state;
	for (int t = 0; t <= MESSAGE_ALL; t++) {
		struct buf b;

		buf_init(&b, SEARCH_MAX_BYTES);
		search_write(&b, &d, (enum message_target)t);
		assert_false(buf_failed(&b));
		assert_int_equal(search_target(&d, b.data, b.len), t);
		assert_non_null(strstr(b.data, "\r\nMX: 1\r\n"));
		buf_free(&b);
	}
}

/* The longest answers to the shortest question: at most 25 times. */
static void
amplifies_little(void **state)
{
	const struct message_device d = make_device();
	struct buf b;

	(void)state;
	buf_init(&b, 65536);
	for (int t = 0; t < MESSAGE_TARGETS; t++)
		message_write(&b, &d, MESSAGE_ANSWER, (enum message_target)t,
		    1700000000);
	assert_false(buf_failed(&b));
	assert_true(b.len <= 25 * SEARCH_MIN_BYTES);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(cut_short),
		cmocka_unit_test(too_long),
		cmocka_unit_test(rewrites),
		cmocka_unit_test(amplifies_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
