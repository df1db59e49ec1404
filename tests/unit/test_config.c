/* with: tests/unit/config_kit.c */
/*
 * lares.conf, line by line: what is accepted, and what is found wrong and on
 * which line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/config.h"
#include "common/media.h"
#include "tests/unit/config_kit.h"

struct one_line {
	const char	*text;
	const char	*expect;	/* what config_write makes of it, or */
	const char	*finding;	/* what is found */
};

static const struct one_line good[] = {
	{ "port = 8201", "port = 8201\n", NULL },
	{ "port=0", "port = 0\n", NULL },
	{ "\t port\t=\t65535 \r", "port = 65535\n", NULL },
	{ "friendly_name = My # house = 1", "friendly_name = My # house = 1\n",
	    NULL },
	{ "friendly_name=\xc3\x84 house", "friendly_name = \xc3\x84 house\n",
	    NULL },
	{ "media_dir=/srv", "media_dir = AVP,/srv/\n", NULL },
	{ "media_dir=PV,/srv//a/./b/", "media_dir = VP,/srv/a/b/\n", NULL },
	{ "media_dir=a, /srv", "media_dir = A,/srv/\n", NULL },
	{ "media_dir=/", "media_dir = AVP,//\n", NULL },
	{ "media_dir=/././", "media_dir = AVP,//\n", NULL },
	{ "media_dir=/a..b/.c", "media_dir = AVP,/a..b/.c/\n", NULL },
	{ "media_dir=/A,V", "media_dir = AVP,/A,V/\n", NULL },
	{ "media_dir=/blank /", "media_dir = AVP,/blank /\n", NULL },
	{ "media_dir=A,/m\nmedia_dir=V,/m", "media_dir = AV,/m/\n", NULL },
	{ "media_dir=/b\nmedia_dir=/a",
	    "media_dir = AVP,/b/\nmedia_dir = AVP,/a/\n", NULL },
	{ "network_interface=eth0,192.168.1.2 br0",
	    "network_interface = eth0\nnetwork_interface = 192.168.1.2\n"
	    "network_interface = br0\n", NULL },
	{ "network_interface=a\nnetwork_interface=b",
	    "network_interface = a\nnetwork_interface = b\n", NULL },
	{ "allow_network=192.168.20.0/24",
	    "allow_network = 192.168.20.0/24 4\n", NULL },
	{ "allow_network = 172.17.0.2 \t 1\nallow_network = 10.0.0.0/8 32",
	    "allow_network = 172.17.0.2/32 1\n"
	    "allow_network = 10.0.0.0/8 32\n", NULL },
	{ "allow_network=172.16.0.0/12\nallow_network=169.254.0.0/16\n"
	    "allow_network=100.64.0.0/10\nallow_network=192.168.0.0/16",
	    "allow_network = 172.16.0.0/12 4\n"
	    "allow_network = 169.254.0.0/16 4\n"
	    "allow_network = 100.64.0.0/10 4\n"
	    "allow_network = 192.168.0.0/16 4\n", NULL },
	{ "access=ASK", "access = ask\n", NULL },
	{ "access = list", "access = list\n", NULL },
	{ "device = tv 00-11-22-AA-bb-CC\ndevice=tv\t 10.0.0.9",
	    "device = tv 00:11:22:aa:bb:cc\ndevice = tv 10.0.0.9\n", NULL },
	{ "hide=/srv//a b/./c /", "hide = all /srv/a b/c /\n", NULL },
	{ "hide = /", "hide = all //\n", NULL },
	{ "device = Opa\xc3\xa4 10.0.0.1\n"
	    "show = Opa\xc3\xa4 , GUESTS,00-11-22-AA-BB-CC 10.0.0.7 "
	    "7:05-24:00 /a,b",
	    "show = Opa\xc3\xa4 guests 00:11:22:aa:bb:cc 10.0.0.7 "
	    "07:05-24:00 /a,b/\n", NULL },
	{ "hide = 22:30-06:00 /a\nshow = all /a\nhide=kid /a/b\n"
	    "device=kid 10.0.0.3",
	    "hide = all 22:30-06:00 /a/\nshow = all /a/\n"
	    "hide = kid /a/b/\n", NULL },
	{ "strip_location=NO", "strip_location = no\n", NULL },
	{ "strip_location = yes", "strip_location = yes\n", NULL },
	{ "strip_location = no \t/my  photos//x/",
	    "strip_location = yes\nstrip_location = no /my  photos/x/\n",
	    NULL },
	{ "strip_location = yes /b\nstrip_location = no\n"
	    "strip_location = no /a,b",
	    "strip_location = no\nstrip_location = yes /b/\n"
	    "strip_location = no /a,b/\n", NULL },
	{ "notify_interval=10", "notify_interval = 10\n", NULL },
	{ "notify_interval=7200", "notify_interval = 7200\n", NULL },
	{ "root_container=.", "root_container = .\n", NULL },
	{ "root_container=b", "root_container = B\n", NULL },
	{ "root_container=P", "root_container = P\n", NULL },
	{ "view=music-albums, folders pictures", "view = music-albums\n"
	    "view = folders\nview = pictures\n", NULL },
	{ "language=ja", "language = ja\n", NULL },
	{ "language=DE_at", "language = de\n", NULL },
	{ "language=zh-CN", "language = zh\n", NULL },
	{ "resume=ON", "resume = on\n", NULL },
	{ "resume=no", "resume = off\n", NULL },
	{ "resume=device\nresume_days=1", "resume = device\n"
	    "resume_days = 1\n", NULL },
	{ "resume_days=3650", "resume_days = 3650\n", NULL },
	{ "inotify=No", "inotify = no\n", NULL },
	{ "inotify=false", "inotify = no\n", NULL },
	{ "inotify=1", "inotify = yes\n", NULL },
	{ "db_dir=/var/cache/minidlna/",
	    "state_dir = /var/cache/minidlna/\n", NULL },
	{ "user=media", "user = media\n", NULL },
	{ "host_name=nas.home, nas_2", "host_name = nas.home\n"
	    "host_name = nas_2\n", NULL },
	{ "log_level=DEBUG", "log_level = debug\n", NULL },
	{ "require_sandbox=yes", "require_sandbox = yes\n", NULL },
};

static const struct one_line wrong[] = {
	{ "port = 65536", NULL, "E1 port: '65536' is not a number" },
	{ "port = 8200 # the usual", NULL, "E1 port: '8200 # the usual'" },
	{ "port = -1", NULL, "E1 port: '-1'" },
	{ "notify_interval = 9", NULL, "E1 notify_interval: '9'" },
	{ "notify_interval = 7201", NULL, "E1 notify_interval: '7201'" },
	{ "strip_location = /srv", NULL,
	    "E1 strip_location: '/srv' is neither yes nor no" },
	{ "strip_location = no srv", NULL,
	    "E1 strip_location: 'srv' is not an absolute" },
	{ "strip_location = no, /srv", NULL,
	    "E1 strip_location: 'no,' is neither yes nor no" },
	{ "media_dir = srv", NULL, "E1 media_dir: 'srv' is not an absolute" },
	{ "media_dir = AX,/srv", NULL, "E1 media_dir: 'AX,/srv'" },
	{ "media_dir = ,/srv", NULL, "E1 media_dir: ',/srv'" },
	{ "media_dir = A,", NULL, "E1 media_dir: 'A,'" },
	{ "media_dir=/m\nmedia_dir=A,/m/", NULL,
	    "W2 media_dir: '/m' is named twice" },
	{ "friendly_name = \xff", NULL, "E1 friendly_name: '\\xff' is not" },
	{ "friendly_name = a\x01", NULL, "E1 friendly_name: 'a\\x01' has" },
	{ "network_interface = eth0,averyveryverylongname", NULL,
	    "E1 network_interface: 'averyveryverylongname' is neither" },
	{ "allow_network = home", NULL, "E1 allow_network: 'home' is not a" },
	{ "allow_network = fd00::/8", NULL, "E1 allow_network: 'fd00::" },
	{ "allow_network = 192.168.20.5/24", NULL,
	    "E1 allow_network: '192.168.20.5/24' has bits set beyond its "
	    "prefix: the network it lies in is 192.168.20.0/24\n" },
	{ "allow_network = 172.31.255.255/9", NULL,
	    "E1 allow_network: '172.31.255.255/9' has bits set beyond its "
	    "prefix: the network it lies in is 172.0.0.0/9\n" },
	{ "allow_network = 10.0.0.0/7", NULL,
	    "E1 allow_network: '10.0.0.0/7' is larger than any house" },
	{ "allow_network = 0.0.0.0/0", NULL, "E1 allow_network: '0.0.0.0/0' is" },
	{ "allow_network = 10.0.0.0/33", NULL, "E1 allow_network: '10.0.0.0/33'" },
	{ "allow_network = 10.0.0.0/", NULL, "E1 allow_network: '10.0.0.0/'" },
	{ "allow_network = 127.0.0.0/8", NULL,
	    "E1 allow_network: '127.0.0.0/8' is not a network of other" },
	{ "allow_network = 0.1.0.0/16", NULL,
	    "E1 allow_network: '0.1.0.0/16' is not a network of other" },
	{ "allow_network = 224.0.0.0/8", NULL,
	    "E1 allow_network: '224.0.0.0/8' is not a network of other" },
	{ "allow_network = 255.255.255.255", NULL,
	    "E1 allow_network: '255.255.255.255' is not a network of other" },
	{ "allow_network = 10.0.0.0/8 0", NULL,
	    "E1 allow_network: '10.0.0.0/8 0' has a number of hops" },
	{ "allow_network = 10.0.0.0/8 33", NULL,
	    "E1 allow_network: '10.0.0.0/8 33' has a number of hops" },
	{ "allow_network = 10.0.0.0/8 4 4", NULL,
	    "E1 allow_network: '10.0.0.0/8 4 4' has a number of hops" },
	{ "allow_network = 198.51.100.0/24", NULL,
	    "W1 allow_network: '198.51.100.0/24' is part of the Internet" },
	{ "allow_network = 172.16.0.0/11", NULL, "E1 allow_network: '172.16" },
	{ "allow_network = 172.0.0.0/11", NULL,
	    "W1 allow_network: '172.0.0.0/11' is part of the Internet" },
	{ "allow_network = 100.128.0.0/16", NULL,
	    "W1 allow_network: '100.128.0.0/16' is part of the Internet" },
	{ "allow_network=10.0.0.0/8\nallow_network=10.0.0.0/8 9", NULL,
	    "W2 allow_network: '10.0.0.0/8 9' is named twice" },
	{ "access = closed", NULL, "E1 access: 'closed' is not one of" },
	{ "device = tv", NULL, "E1 device: '' is neither a MAC" },
	{ "device = tv 00:11:22:aa:bb", NULL,
	    "E1 device: '00:11:22:aa:bb' is neither" },
	{ "device = tv 00:11:22:aa:bb:c", NULL, "E1 device: '00:11" },
	{ "device = tv 00:11:22-aa:bb:cc", NULL, "E1 device: '00:11" },
	{ "device = tv 00:11:22:aa:bb:cg", NULL, "E1 device: '00:11" },
	{ "device = tv 00:00:00:00:00:00", NULL,
	    "E1 device: '00:00:00:00:00:00' is the MAC of no single device" },
	{ "device = tv 33:33:00:00:00:01", NULL,
	    "E1 device: '33:33:00:00:00:01' is the MAC of no single device" },
	{ "device = tv 10.0.0.1 10.0.0.2", NULL,
	    "E1 device: '10.0.0.1 10.0.0.2' is neither" },
	{ "device = All 10.0.0.1", NULL, "E1 device: 'All' is no name" },
	{ "device = guests 10.0.0.1", NULL, "E1 device: 'guests' is no" },
	{ "device = a,b 10.0.0.1", NULL, "E1 device: 'a,b' is no name" },
	{ "device = 10.0.0.2 10.0.0.1", NULL, "E1 device: '10.0.0.2' is no" },
	{ "device = tv 10.0.0.1\ndevice = pc 10.0.0.1", NULL,
	    "E2 device: '10.0.0.1' is given a name twice" },
	{ "device = tv 10.0.0.1\ndevice = tv 10.0.0.1", NULL,
	    "W2 device: '10.0.0.1' is given a name twice" },
	{ "hide = kid, guests", NULL, "E1 hide: the folder is missing" },
	{ "show = ,", NULL, "E1 show: the folder is missing" },
	{ "hide = srv/a", NULL, "E1 hide: 'srv/a' is neither a name for a "
	    "device nor a path" },
	{ "hide = 20:00 /a", NULL, "E1 hide: '20:00' is no time of the day" },
	{ "hide = 20:00-21:60 /a", NULL, "E1 hide: '20:00-21:60' is no" },
	{ "hide = 25:00-1:00 /a", NULL, "E1 hide: '25:00-1:00' is no time" },
	{ "hide = 24:00-1:00 /a", NULL, "E1 hide: '24:00-1:00' is no time" },
	{ "hide = 20:00-24:01 /a", NULL, "E1 hide: '20:00-24:01' is no" },
	{ "hide = 020:00-21:00 /a", NULL, "E1 hide: '020:00-21:00' is no" },
	{ "hide = 2:0-21:00 /a", NULL, "E1 hide: '2:0-21:00' is no" },
	{ "hide = 20:00-21:00-22:00 /a", NULL, "E1 hide: '20:00-21:00-22" },
	{ "hide = 20:00-20:00 /a", NULL, "E1 hide: '20:00-20:00' ends when" },
	{ "hide = 1:00-2:00 3:00-4:00 /a", NULL,
	    "E1 hide: '3:00-4:00' is a second time" },
	{ "hide = kdi /a\ndevice = kid 10.0.0.1", NULL,
	    "E1 hide: 'kdi' is a device that no device line names\n" },
	{ "resume = all", NULL, "E1 resume: 'all' is not one of off on dev" },
	{ "resume_days = 0", NULL, "E1 resume_days: '0' is not a number of" },
	{ "resume_days = 3651", NULL, "E1 resume_days: '3651'" },
	{ "root_container = X", NULL, "E1 root_container: 'X'" },
	{ "root_container = BM", NULL, "E1 root_container: 'BM'" },
	{ "view = Music", NULL, "W1 view: 'Music' is none" },
	{ "view = music,music-album", NULL, "W1 view: 'music-album' is none" },
	{ "view = playlists,a%s\xff", NULL, "W1 view: 'a%s\\xff' is none" },
	{ "language = d", NULL, "E1 language: 'd' is not one of en" },
	{ "language = deu", NULL, "E1 language: 'deu'" },
	{ "language = xx", NULL, "E1 language: 'xx'" },
	{ "inotify = maybe", NULL, "E1 inotify: 'maybe'" },
	{ "state_dir = here", NULL, "E1 state_dir: 'here'" },
	{ "user = a:b", NULL, "E1 user: 'a:b'" },
	{ "user = -x", NULL, "E1 user: '-x'" },
	{ "host_name = a/b", NULL, "E1 host_name: 'a/b'" },
	{ "log_level = loud", NULL, "E1 log_level: 'loud'" },
	{ "log_level=general,artwork=warn", NULL,
	    "W1 log_level: 'general,artwork=warn' is ignored" },
	{ "uuid = 1", NULL, "W1 unknown setting: 'uuid' is ignored" },
	{ "Port = 1", NULL, "W1 unknown setting: 'Port' is ignored" },
	{ "port =", NULL, "W1 port: '' is no value" },
	{ "port", NULL, "E1 the line is not of the form" },
	{ "= 3", NULL, "E1 the line is not of the form" },
	{ "\n#\n \nport = x", NULL, "E4 port: 'x'" },
	{ "port = 1\nport = 2", NULL,
	    "W2 port: '2' replaces the value of line 1" },
	{ "strip_location = no /a\nstrip_location = yes /a/", NULL,
	    "W2 strip_location: '/a' is named twice: the last line holds" },
	{ "state_dir = /a\ndb_dir = /b", NULL,
	    "W2 db_dir: '/b' replaces the value of line 1" },
};

static void
test_good(void **state)
{
	struct config c;
	struct found found;
	struct buf out;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(config_kit_parse(&c, &found, good[i].text,
		    strlen(good[i].text)), 0);
		assert_string_equal(found.b.data, "");
		buf_init(&out, 65536);
		config_write(&out, &c, ~0u);
		if (strstr(out.data, good[i].expect) == NULL)
			fail_msg("'%s' gave '%s'", good[i].text, out.data);
		buf_free(&out);
		buf_free(&found.b);
		config_free(&c);
	}
}

static void
test_wrong(void **state)
{
	struct config c;
	struct found found;
	size_t i;
	int errors;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		errors = config_kit_parse(&c, &found, wrong[i].text,
		    strlen(wrong[i].text));
		assert_int_equal(errors, wrong[i].finding[0] == 'E');
		if (strncmp(found.b.data, wrong[i].finding,
		    strlen(wrong[i].finding)) != 0)
			fail_msg("'%s' gave '%s'", wrong[i].text,
			    found.b.data);
		buf_free(&found.b);
		config_free(&c);
	}
}

/* Every mistake is found, not only the first. */
static void
test_all_mistakes(void **state)
{
	static const char text[] = "\xef\xbb\xbfport = x\r\n"
	    "# fine\r\n"
	    "frendly_name = typo\r\n"
	    "inotify = y\0s\r\n"
	    "root_container = B\r\n"
	    "inotify = perhaps";
	struct config c;
	struct found found;

	(void)state;
	assert_int_equal(config_kit_parse(&c, &found, text, sizeof(text) - 1), 3);
	assert_non_null(strstr(found.b.data, "E1 port"));
	assert_non_null(strstr(found.b.data, "W3 unknown setting"));
	assert_non_null(strstr(found.b.data, "E4 the line has a NUL"));
	assert_non_null(strstr(found.b.data, "E6 inotify"));
	assert_int_equal(c.root, CONFIG_ROOT_FOLDERS);
	buf_free(&found.b);
	config_free(&c);
}

static void
test_long(void **state)
{
	static char text[8192 + 32];
	char name[80];
	struct config c;
	struct found found;

	(void)state;
	memset(text, 'x', sizeof(text));
	text[0] = '#';
	text[8192] = '\n';			/* a comment of 8192 bytes */
	memcpy(text + 8193, "port=9\n", 7);
	assert_int_equal(config_kit_parse(&c, &found, text, 8200), 0);
	assert_int_equal(c.port, 9);
	buf_free(&found.b);
	config_free(&c);
	text[8192] = 'x';			/* and one byte more */
	text[8193] = '\n';
	assert_int_equal(config_kit_parse(&c, &found, text, 8194), 1);
	buf_free(&found.b);
	config_free(&c);
	snprintf(name, sizeof(name), "friendly_name=%064d", 0);
	assert_int_equal(config_kit_parse(&c, &found, name, strlen(name)), 0);
	buf_free(&found.b);
	config_free(&c);
	snprintf(name, sizeof(name), "friendly_name=%065d", 0);
	assert_int_equal(config_kit_parse(&c, &found, name, strlen(name)), 1);
	buf_free(&found.b);
	config_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_all_mistakes),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
