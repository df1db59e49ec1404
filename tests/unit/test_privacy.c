#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/sandbox.h"
#include "server/ctl/checks.h"
#include "server/ctl/json.h"
#include "server/ctl/missing.h"
#include "server/ctl/page.h"
#include "server/ctl/privacy_json.h"
#include "server/ctl/privacy_text.h"

static struct facts facts;

static void
fill(void)
{
	struct facts_process *p = &facts.processes[0];

	memset(&facts, 0, sizeof(facts));
	facts.name = "Lares";
	facts.uuid = "u";
	facts.server = "s";
	facts.state_dir = "/var/lib/of 'me'";
	facts.no_catalog = "it is not there yet";
	facts.nprocesses = 1;
	*p = (struct facts_process){ .name = "laresd", .interface = "",
	    .pid = 7, .there = true, .user = 5, .no_new_privs = 1,
	    .seccomp = 2, .filters = 1, .own_mounts = -1,
	    .layers = SANDBOX_SECCOMP | SANDBOX_LANDLOCK |
	    6 << SANDBOX_ABI_SHIFT, .shared_objects = 2,
	    .sockets_read = true };
}

static struct buf
rendered(void (*render)(struct buf *, const struct facts *))
{
	struct buf b;

	buf_init(&b, 1 << 20);
	render(&b, &facts);
	assert_false(buf_failed(&b));
	return b;
}

static void
expect(void (*render)(struct buf *, const struct facts *), const char *text,
    bool there)
{
	struct buf b = rendered(render);

	if ((strstr(b.data, text) != NULL) != there)
		fail_msg("%s is%s in: %s", text, there ? " not" : "", b.data);
	buf_free(&b);
}

static void
escapes_json(void **state)
{
	struct json j;
	struct buf b;

	(void)state;
	buf_init(&b, 4096);
	json_begin(&j, &b);
	json_text(&j, "a", "\"\\\n\x1b\x7f\xc2\x85 \xc3\xbc \xff\xe2\x82");
	json_open(&j, "b", '[');
	json_number(&j, NULL, UINT64_MAX);
	json_known(&j, NULL, -1);
	json_bool(&j, NULL, false);
	json_close(&j, ']');
	json_open(&j, "c", '{');
	json_close(&j, '}');
	json_end(&j);
	assert_string_equal(b.data, "{\n"
	    "  \"a\": \"\\u0022\\u005c\\u000a\\u001b\\u007f\\u0085 \xc3\xbc "
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\",\n"
	    "  \"b\": [\n    18446744073709551615,\n    null,\n    false\n"
	    "  ],\n  \"c\": {}\n}\n");
	buf_free(&b);
}

static void
quotes_odd_names(void **state)
{
	(void)state;
	fill();
	facts.nfiles = 2;
	strcpy(facts.files[0].name, "a\x1b[31m\n'");
	strcpy(facts.files[1].name, "catalog.db");
	expect(privacy_text, "'a\\x1b[31m\\x0a", true);
	expect(privacy_text, "  catalog.db", true);
	expect(privacy_text, "\x1b", false);
	expect(privacy_json, "\"a\\u001b[31m\\u000a'\"", true);
	assert_string_equal(page_text("eth0 is down").s, "eth0 is down");
	assert_string_equal(page_text("").s, "''");
	assert_int_equal(page_text("a'b").s[0], '\'');
	assert_string_equal(page_text("a\xff").s, "'a\\xff'");
	assert_string_equal(page_text("\x7f").s, "'\\x7f'");
}

/* Who can look is said as it is. */
static void
tells_of_access(void **state)
{
	static const char forged[] = "not somebody who forges one";

	(void)state;
	fill();
	facts.nserved = 1;
	facts.served[0] = (struct facts_served){ "eth0", "10.0.0.1",
	    "http://10.0.0.1:8200/x", 24, true };
	expect(privacy_text, "Anybody there can list", true);
	expect(privacy_text, forged, false);
	expect(privacy_json, "\"mode\": \"open\"", true);
	facts.access = (struct facts_access){ CONFIG_OPEN, 0, 1, 0, 0 };
	expect(privacy_text, "Anybody there whom you did not deny can", true);
	facts.access = (struct facts_access){ CONFIG_ASK, 3, 1, 2, 4 };
	expect(privacy_text, "Anybody", false);
	expect(privacy_text, "A device there that you allowed, or", true);
	expect(privacy_text, "ask; by you: 3 allowed, 1 denied, 2 device", true);
	expect(privacy_json, "\"mode\": \"ask\",\n      \"allowed\": 3,\n"
	    "      \"denied\": 1,\n      \"device_lines\": 2,\n"
	    "      \"rules\": 4\n", true);
}

/* What is kept of who watched what is said as it is. */
static void
tells_of_resume(void **state)
{
	(void)state;
	fill();
	expect(privacy_text, "Nothing is stored about who watched", true);
	expect(privacy_text, "state.db", false);
	expect(privacy_json, "\"mode\": \"off\",\n      \"days\"", true);
	facts.resume = CONFIG_RESUME_DEVICE;
	facts.resume_days = 9;
	facts.positions = 1;
	expect(privacy_text, "Nothing is stored about who watched", false);
	expect(privacy_text, "resume = device: ", true);
	expect(privacy_text, ": 1 position.", true);
	expect(privacy_text, "MAC", true);
	expect(privacy_text, "'SELECT * FROM point'", true);
	expect(privacy_json, "\"mode\": \"device\",\n      \"days\": 9,\n"
	    "      \"positions\": 1\n", true);
	facts.resume = CONFIG_RESUME_ON;
	facts.positions = -1;
	expect(privacy_text, "resume = on: ", true);
	expect(privacy_text, "an unknown number", true);
	expect(privacy_json, "\"positions\": null\n", true);
	facts.resume = CONFIG_RESUME_OFF;
	facts.positions = 0;
}

static void
wraps_lines(void **state)
{
	static const char *const commands[] = {
		"short 'and sweet'", "a 'b c' d",
	};
	char text[200];
	struct buf b;

	(void)state;
	buf_init(&b, 4096);
	memset(text, 'x', sizeof(text));
	for (size_t i = 9; i < sizeof(text) - 1; i += 10)
		text[i] = ' ';
	text[sizeof(text) - 1] = '\0';
	page_row(&b, "Label", "%s", text);
	page_say(&b, 2, "%s", text);
	for (char *line = strtok(b.data, "\n"); line != NULL;
	    line = strtok(NULL, "\n"))
		assert_true(strlen(line) <= 78);
	buf_reset(&b);
	for (size_t i = 0; i < 2; i++)
		page_command(&b, commands[i]);
	assert_string_equal(b.data, "    short 'and sweet'\n    a 'b c' d\n");
	buf_reset(&b);
	page_command(&b, text);
	assert_non_null(strstr(b.data, " \\\n      x"));
	buf_free(&b);
}

static void
names_missing_layers(void **state)
{
	struct facts_process *p = &facts.processes[0];
	struct facts_names missing;

	(void)state;
	fill();
	missing_list(p, &missing);
	assert_int_equal(missing.n, 0);
	expect(privacy_text, "MISSING", false);

	p->seccomp = 0;
	p->layers = SANDBOX_LANDLOCK | 2 << SANDBOX_ABI_SHIFT;
	p->no_new_privs = 0;
	expect(privacy_text,
	    "MISSING     no_new_privs, seccomp, Landlock's TCP rules", true);
	expect(privacy_text, "Landlock's scopes", true);
	p->layers = 0;
	missing_list(p, &missing);
	assert_int_equal(missing.n, 3);
	assert_string_equal(missing.name[2], "Landlock");
	/* a kernel that knows no seccomp says nothing of it */
	p->layers = p->seccomp = p->no_new_privs = -1;
	missing_list(p, &missing);
	assert_int_equal(missing.n, 1);
	expect(privacy_text, "seccomp     none", true);
	/* what is not known is not missing */
	p->user = -1;
	missing_list(p, &missing);
	assert_int_equal(missing.n, 0);
}

static void
says_what_cannot_be_read(void **state)
{
	(void)state;
	fill();
	facts.processes[0].sockets_read = false;
	facts.processes[0].shared_objects = -1;
	expect(privacy_text, "sockets     cannot be read without root", true);
	expect(privacy_text, "libraries   cannot be read without root", true);
	expect(privacy_json, "\"sockets\": null", true);
	facts.processes[0].there = false;
	expect(privacy_text, "cannot be seen", true);
	expect(privacy_text, "Landlock    version", false);
}

static void
sees_unfiltered_listeners(void **state)
{
	(void)state;
	fill();
	facts.nserved = 1;
	facts.served[0] = (struct facts_served){ "eth0", "10.0.0.1", "http://x",
	    24, true };
	expect(privacy_text, "source filter", false);
	facts.served[0].filtered = false;
	expect(privacy_text, "MISSING     source filter on TCP", true);
	expect(privacy_json, "\"tcp_source_filter\": false", true);
}

static void
count(void *arg, const char *claim, const char *command)
{
	size_t *n = arg;

	assert_true(*claim != '\0');
	if (strncmp(command, "ls ", 3) == 0)
		assert_string_equal(command,
		    "ls -la '/var/lib/of '\\''me'\\'''");
	if (strncmp(command, "tcpdump", 7) == 0)
		assert_non_null(strstr(command, " and not dst net 10.1.0.0/20"));
	(*n)++;
}

static void
recommends_commands(void **state)
{
	size_t n = 0;

	(void)state;
	fill();
	facts.nserved = 1;
	facts.served[0] = (struct facts_served){ "eth0", "10.1.7.1", "http://x",
	    20, true };
	checks_each(&facts, count, &n);
	assert_true(n >= 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_json),
		cmocka_unit_test(quotes_odd_names),
		cmocka_unit_test(tells_of_access),
		cmocka_unit_test(tells_of_resume),
		cmocka_unit_test(wraps_lines),
		cmocka_unit_test(names_missing_layers),
		cmocka_unit_test(says_what_cannot_be_read),
		cmocka_unit_test(sees_unfiltered_listeners),
		cmocka_unit_test(recommends_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
