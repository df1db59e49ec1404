/* with: tests/unit/config_kit.c */
/*
 * lares.conf as a whole: what holds without a line, what lines mean together,
 * and that what is written for children reads back the same.
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

static void
test_defaults(void **state)
{
	struct config c;

	(void)state;
	config_init(&c);
	assert_int_equal(c.port, 0);
	assert_int_equal(c.notify_interval_sec, 895);
	assert_true(c.inotify);
	assert_false(c.require_sandbox);
	assert_int_equal(c.log_level, LOG_LEVEL_INFO);
	assert_null(c.friendly_name);
	config_free(&c);
}

static void
test_add_media(void **state)
{
	struct config c;
	struct found found;

	(void)state;
	buf_init(&found.b, 4096);
	config_init(&c);
	assert_int_equal(config_add_media(&c, "/a b/", config_kit_note, &found), 0);
	assert_int_equal(config_add_media(&c, "A,/m", config_kit_note, &found), 0);
	assert_int_equal(config_add_media(&c, "rel", config_kit_note, &found), 1);
	assert_int_equal(config_add_media(&c, "/a\nb", config_kit_note, &found), 1);
	assert_int_equal(c.nmedia, 2);
	assert_string_equal(c.media[0].path, "/a b");
	assert_int_equal(c.media[0].kinds, MEDIA_ALL);
	assert_int_equal(c.media[0].line, 0);
	assert_int_equal(c.media[1].kinds, MEDIA_BIT(MEDIA_AUDIO));
	assert_non_null(strstr(found.b.data, "E0 media_dir: 'rel'"));
	buf_free(&found.b);
	config_free(&c);
}

static int
memfd_with(const char *text, size_t len)
{
	int fd = memfd_create("config", MFD_CLOEXEC);

	assert_int_equal(write(fd, text, len), (ssize_t)len);
	return fd;
}

/* There is room for so many, and one named twice is one. */
static void
test_networks(void **state)
{
	struct config c;
	struct found found;
	struct buf text;
	size_t i;

	(void)state;
	buf_init(&text, 65536);
	for (i = 0; i < CONFIG_NETWORKS_MAX; i++)
		buf_addf(&text, "allow_network = 10.%zu.0.0/16 5\n", i);
	buf_add_str(&text, "allow_network = 10.3.0.0/16 9\n"
	    "allow_network = 10.3.0.0/16 2\n");
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 0);
	assert_int_equal(c.reach.n, CONFIG_NETWORKS_MAX);
	for (i = 0; i < CONFIG_NETWORKS_MAX; i++)
		assert_int_equal(c.reach.networks[i].hops, i == 3 ? 9 : 5);
	buf_free(&found.b);
	config_free(&c);

	buf_add_str(&text, "allow_network = 10.3.0.0/17\n");
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 1);
	assert_non_null(strstr(found.b.data, "E19 allow_network: "
	    "'10.3.0.0/17' is one network too many: there may be 16\n"));
	buf_free(&found.b);
	config_free(&c);
	buf_free(&text);
}

/* Hide and show have room for so many together, and keep their order. */
static void
test_rules(void **state)
{
	struct config c;
	struct found found;
	struct buf text;
	size_t i;

	(void)state;
	buf_init(&text, 65536);
	for (i = 0; i < CONFIG_RULES_MAX; i++)
		buf_addf(&text, "%s = /a%zu\n", i % 3 == 0 ? "show" : "hide", i);
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 0);
	assert_int_equal(c.nrules, CONFIG_RULES_MAX);
	for (i = 0; i < CONFIG_RULES_MAX; i++) {
		assert_int_equal(c.rules[i].show, i % 3 == 0);
		assert_int_equal(strtoul(c.rules[i].path + 2, NULL, 10), i);
		assert_string_equal(c.rules[i].who, "all");
		assert_int_equal(c.rules[i].from, c.rules[i].to);
		assert_int_equal(c.rules[i].line, i + 1);
	}
	buf_free(&found.b);
	config_free(&c);

	buf_add_str(&text, "hide = /b\n");
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 1);
	assert_non_null(strstr(found.b.data, "E64 hide: '/b' is one rule too "
	    "many"));
	buf_free(&found.b);
	config_free(&c);

	buf_reset(&text);
	buf_add_str(&text, "hide = ");
	for (i = 0; i < 300; i++)
		buf_addf(&text, "10.0.%zu.%zu ", i / 250, i % 250);
	buf_add_str(&text, "/a\n");
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 1);
	assert_non_null(strstr(found.b.data, "'/a' has too many devices"));
	buf_free(&found.b);
	config_free(&c);
	buf_free(&text);
}

static void
test_devices(void **state)
{
	struct config c;
	struct found found;
	struct buf text;
	size_t i;

	(void)state;
	buf_init(&text, 65536);
	for (i = 0; i < CONFIG_DEVICES_MAX; i++)
		buf_addf(&text, "device = d%zu 10.0.1.%zu\n", i, i);
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 0);
	assert_int_equal(c.ndevices, CONFIG_DEVICES_MAX);
	buf_free(&found.b);
	config_free(&c);
	buf_add_str(&text, "device = e 10.0.2.0\n");
	assert_int_equal(config_kit_parse(&c, &found, text.data, text.len), 1);
	assert_non_null(strstr(found.b.data, "'e' is one device too many"));
	buf_free(&found.b);
	config_free(&c);
	buf_free(&text);
}

/* What laresd writes is what a child reads. */
static void
test_round_trip(void **state)
{
	static const char text[] = "media_dir=V,/a b \nstate_dir=/s\n"
	    "media_dir=/x /\nfriendly_name=N\nhost_name=h,i\nport=81\n"
	    "network_interface=e\nuser=u\nlog_level=warn\ninotify=0\n"
	    "allow_network=10.9.0.0/16 7\nallow_network=10.8.7.6\n"
	    "root_container=M\nrequire_sandbox=1\nnotify_interval=60\n"
	    "art_cache=7\nstrip_location=no\nstrip_location=yes /x /\n"
	    "resume=device\nresume_days=9\n"
	    "access=ask\nhide=tv 1:00-2:00 /x /a \nshow=/x \n"
	    "device=tv 00:11:22:33:44:55\n";
	struct config c, again;
	struct found found;
	struct buf one, two;

	(void)state;
	assert_int_equal(config_kit_parse(&c, &found, text, sizeof(text) - 1), 0);
	c.uuid = strdup("2fac1234-31f8-11b4-a222-08002b34c003");
	buf_init(&one, 65536);
	buf_init(&two, 65536);
	config_write(&one, &c, ~0u);
	assert_int_equal(config_read_fd(&again, memfd_with(one.data, one.len)),
	    0);
	config_write(&two, &again, ~0u);
	assert_string_equal(one.data, two.data);
	assert_string_equal(again.uuid, c.uuid);
	assert_string_equal(again.media[1].path, "/x ");
	buf_free(&one);
	buf_free(&two);
	buf_free(&found.b);
	config_free(&again);
	config_free(&c);
}

/* Each program is told its own settings only. */
static void
test_programs(void **state)
{
	static const char text[] = "media_dir=/a\nport=81\nuser=u\n"
	    "network_interface=e\nfriendly_name=N\nhost_name=h\n"
	    "allow_network=10.0.0.0/8\n";
	struct config c;
	struct found found;
	struct buf b;

	(void)state;
	assert_int_equal(config_kit_parse(&c, &found, text, sizeof(text) - 1), 0);
	buf_init(&b, 65536);
	config_write(&b, &c, CONFIG_FOR_SSDP);
	assert_string_equal(b.data, "port = 81\n"
	    "allow_network = 10.0.0.0/8 4\nnotify_interval = 895\n"
	    "log_level = info\nrequire_sandbox = no\n");
	buf_reset(&b);
	config_write(&b, &c, CONFIG_FOR_SCAN);
	assert_string_equal(b.data, "media_dir = AVP,/a/\ninotify = yes\n"
	    "resume = off\nresume_days = 30\nart_cache = 500\n"
	    "log_level = info\nrequire_sandbox = no\n");
	buf_free(&b);
	buf_free(&found.b);
	config_free(&c);
}

static void
test_read_fd_refuses(void **state)
{
	struct config c;
	int ends[2];

	(void)state;
	assert_int_equal(config_read_fd(&c, memfd_with("port = x", 8)), -1);
	config_free(&c);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(config_read_fd(&c, ends[0]), -1);
	config_free(&c);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_add_media),
		cmocka_unit_test(test_networks),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_devices),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_programs),
		cmocka_unit_test(test_read_fd_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
