/* "client" lines: what is read, what it is written as, and whom it concerns. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/client_flag.h"
#include "common/client_row.h"
#include "common/config.h"
#include "common/config_client.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define BIT(flag)	CLIENT_BIT(CLIENT_ ## flag)

static void
note(void *arg, const struct config_finding *f)
{
	buf_addf(arg, "%c%u %s\n", f->error ? 'E' : 'W', f->line, f->text);
}

static int
parse(struct config *c, struct buf *found, const char *text)
{
	buf_init(found, 65536);
	buf_add_str(found, "");
	config_init(c);
	return config_parse(c, text, strlen(text), note, found);
}

/* What is read is written so, and that is read the same again. */
static void
reads_and_writes_clients(void **state)
{
	static const char *const cases[][2] = {
		{ "client = 192.168.1.20 fake_events",
		    "client = 192.168.1.20 fake_events\n" },
		{ "client=\"LG webOS\"\t-no_profile_mp4,fake_events",
		    "client = \"LG webOS\" -no_profile_mp4 fake_events\n" },
		{ "client = Kodi avi_avi", "client = \"Kodi\" avi_avi\n" },
		{ "client = Kodi plain", "client = \"Kodi\" plain\n" },
		{ "client = Kodi avi_avi plain fake_events",
		    "client = \"Kodi\" plain fake_events\n" },
		{ "client = Kodi frontier fake_events",
		    "client = \"Kodi\" plain fake_events date_only\n" },
		{ "client = Kodi frontier -date_only",
		    "client = \"Kodi\" plain\n" },
		{ "client = Kodi date_only -date_only",
		    "client = \"Kodi\" -date_only\n" },
		{ "client = \"192.168.1.20\" fake_events",
		    "client = \"192.168.1.20\" fake_events\n" },
		{ "client = 1.0 plain", "client = \"1.0\" plain\n" },
		{ "client = \"10.0.0.300\" plain",
		    "client = \"10.0.0.300\" plain\n" },
		{ "client = b plain\nclient = a plain",
		    "client = \"b\" plain\nclient = \"a\" plain\n" },
	};
	struct buf found, out, again;
	struct config c, d;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(parse(&c, &found, cases[i][0]), 0);
		assert_string_equal(found.data, "");
		buf_init(&out, 65536);
		buf_init(&again, 65536);
		config_write(&out, &c, CONFIG_FOR_HTTP);
		if (strstr(out.data, cases[i][1]) == NULL)
			fail_msg("'%s' gave '%s'", cases[i][0], out.data);
		buf_free(&found);
		assert_int_equal(parse(&d, &found, out.data), 0);
		config_write(&again, &d, CONFIG_FOR_HTTP);
		assert_string_equal(again.data, out.data);
		buf_free(&found);
		buf_free(&out);
		buf_free(&again);
		config_free(&c);
		config_free(&d);
	}
}

static void
finds_what_is_wrong(void **state)
{
	static const char *const cases[][2] = {
		{ "client = Kodi", "E1 client: nothing is said of it\n" },
		{ "client = \"Kodi\" ,", "E1 client: nothing is said of it\n" },
		{ "client = \"Kodi fake_events",
		    "E1 client: '\"Kodi fake_events' has no second quote\n" },
		{ "client = Kodi\" plain",
		    "E1 client: 'Kodi\"' has a quote in it\n" },
		{ "client = \"\" plain", "E1 client: '' is no pattern" },
		{ "client = *|* plain", "E1 client: '*|*' is no pattern" },
		{ "client = \"a\x01\" plain", "E1 client: 'a\\x01' has con" },
		{ "client = 10.0.0.300 plain",
		    "E1 client: '10.0.0.300' is not an IPv4 address\n" },
		{ "client = 10.0.0.1 fake_event",
		    "E1 client: 'fake_event' is neither the name of a client "
		    "nor of a flag\n" },
		{ "client = 10.0.0.1 -samsung",
		    "E1 client: '-samsung' is neither" },
		{ "client = 10.0.0.1 -", "E1 client: '-' is neither" },
		{ "client = LG webOS plain", "E1 client: 'webOS' is neither" },
	};
	struct buf found;
	struct config c;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(parse(&c, &found, cases[i][0]), 1);
		if (strncmp(found.data, cases[i][1], strlen(cases[i][1])) != 0)
			fail_msg("'%s' gave '%s'", cases[i][0], found.data);
		assert_int_equal(c.nclients, 0);
		buf_free(&found);
		config_free(&c);
	}
}

static void
bounds_their_number(void **state)
{
	struct buf found, text;
	struct config c;

	(void)state;
	buf_init(&text, 65536);
	for (int i = 0; i < CONFIG_CLIENTS_MAX; i++)
		buf_addf(&text, "client = a%d plain\n", i);
	assert_int_equal(parse(&c, &found, text.data), 0);
	buf_free(&found);
	config_free(&c);
	buf_add_str(&text, "client = b plain\n");
	assert_int_equal(parse(&c, &found, text.data), 1);
	assert_string_equal(found.data, "E65 client: 'b' is one client too "
	    "many: there may be 64\n");
	assert_int_equal(c.nclients, CONFIG_CLIENTS_MAX);
	buf_free(&found);
	buf_free(&text);
	config_free(&c);
}

/* Each line changes what those before it made. */
static void
changes_the_flags_of_whom_it_names(void **state)
{
	static const char text[] =
	    "client = Kodi fake_events\n"
	    "client = 10.0.0.1 -avi_avi ascii_xml\n"
	    "client = \"Ko*20|BRAVIA\" title_dot\n"
	    "client = 10.0.0.2 frontier\n";
	static const struct {
		const char	*address, *texts[2];
		uint64_t	 before, after;
	} cases[] = {
		{ "10.0.0.9", { NULL, NULL }, BIT(AVI_AVI), BIT(AVI_AVI) },
		{ "10.0.0.9", { NULL, "VLC" }, BIT(AVI_AVI), BIT(AVI_AVI) },
		{ "10.0.0.9", { NULL, "UPnP kodi" }, BIT(AVI_AVI),
		    BIT(AVI_AVI) | BIT(FAKE_EVENTS) },
		{ "10.0.0.9", { "BRAVIA", NULL }, 0, BIT(TITLE_DOT) },
		{ "10.0.0.1", { NULL, "Kodi 20" }, BIT(AVI_AVI),
		    BIT(ASCII_XML) | BIT(FAKE_EVENTS) | BIT(TITLE_DOT) },
		{ "10.0.0.2", { NULL, "Kodi" }, BIT(AVI_AVI),
		    BIT(DATE_ONLY) },
	};
	struct in_addr address;
	struct buf found;
	struct config c;

	(void)state;
	assert_int_equal(parse(&c, &found, text), 0);
	for (size_t i = 0; i < COUNT(cases); i++) {
		inet_pton(AF_INET, cases[i].address, &address);
		assert_int_equal(config_client_flags(&c, cases[i].before,
		    address, cases[i].texts, 2), cases[i].after);
	}
	buf_free(&found);
	config_free(&c);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_writes_clients),
		cmocka_unit_test(finds_what_is_wrong),
		cmocka_unit_test(bounds_their_number),
		cmocka_unit_test(changes_the_flags_of_whom_it_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
