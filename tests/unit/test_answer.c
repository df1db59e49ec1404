#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "server/ctl/answer.h"

#define LEAST	"name\tL\nuuid\tu\nserver\ts\nprocess\tlaresd\t7\t\t1537\n"

static struct facts facts;

static int
get(const char *text)
{
	static char copy[65536];

	strcpy(copy, text);
	return answer_read(copy, &facts);
}

static void
takes_every_kind_of_line(void **state)
{
	(void)state;
	assert_int_equal(get(LEAST
	    "served\teth0\t10.0.0.1\t24\thttp://10.0.0.1:8200/x\t0\n"
	    "allowed\t10.9.0.0\t16\t4\n"
	    "access\t1\t5\t6\t7\t8\n"
	    "resume\t2\t30\n"
	    "unserved\tlo\tis the loopback interface\nunserved_more\t3\n"
	    "process\tlares-ssdp\t8\teth0\t\n"
	    "device\t10.0.0.2\ta\\5cb\t1\t2\t3\t4\t5\n"
	    "off_link\t6\nunanswered\t1\nof_the_future\t1\t2\n"), 0);
	assert_string_equal(facts.name, "L");
	assert_int_equal(facts.nserved, 1);
	assert_int_equal(facts.served[0].prefix, 24);
	assert_false(facts.served[0].filtered);
	assert_int_equal(facts.nallowed, 1);
	assert_int_equal(facts.allowed[0].hops, 4);
	assert_int_equal(facts.access.mode, CONFIG_ASK);
	assert_int_equal(facts.access.allowed, 5);
	assert_int_equal(facts.access.denied, 6);
	assert_int_equal(facts.access.named, 7);
	assert_int_equal(facts.access.rules, 8);
	assert_int_equal(facts.resume, CONFIG_RESUME_DEVICE);
	assert_int_equal(facts.resume_days, 30);
	assert_int_equal(facts.nunserved, 1);
	assert_int_equal(facts.more_unserved, 3);
	assert_int_equal(facts.nprocesses, 2);
	assert_int_equal(facts.processes[0].layers, 1537);
	assert_int_equal(facts.processes[1].pid, 8);
	assert_int_equal(facts.processes[1].layers, -1);
	assert_int_equal(facts.ndevices, 1);
	assert_string_equal(facts.devices[0].agent, "a\\b");
	assert_int_equal(facts.devices[0].requests, 1);
	assert_int_equal(facts.devices[0].last_ms, 5);
	assert_int_equal(facts.off_link, 6);
	assert_int_equal(facts.unanswered, 1);
}

static void
refuses_what_makes_no_sense(void **state)
{
	static const char *const bad[] = {
		"", "name\tL\nuuid\tu\nserver\ts\n", "uuid\tu\n",
		LEAST "no end", LEAST "name\n", LEAST "name\ta\tb\n",
		LEAST "allowed\t10.9.0.0\t16\n",
		LEAST "allowed\t10.9.0.0\t33\t4\n",
		LEAST "access\t3\t0\t0\t0\t0\n",
		LEAST "resume\t3\t30\n",
		LEAST "resume\t1\t-1\n",
		LEAST "resume\t1\n",
		LEAST "access\t0\t0\t0\t0\n",
		LEAST "access\t0\t0\t0\t0\t4294967296\n",
		LEAST "allowed\thouse\t16\t4\n",
		LEAST "served\teth0\t10.0.0.1\t33\tu\t0\n",
		LEAST "served\teth0\t10.0.0.1\t24\tu\t2\n",
		LEAST "process\tx\t0\t\t\n", LEAST "process\tx\t-1\t\t\n",
		LEAST "process\tx\t2147483648\t\t\n",
		LEAST "process\tx\t1\t\t4294967296\n",
		LEAST "device\t1.2.3.4\tb\t1\t2\t3\t4\t9223372036854775808\n",
		LEAST "device\there\tb\t1\t2\t3\t4\t5\n",
		LEAST "served\teth0\t10.0.0\t24\tu\t0\n",
		LEAST "served\teth0\t10.0.0.1\t24\tu;reboot\t0\n",
		LEAST "process\t$(reboot)\t1\t\t\n",
		LEAST "off_link\tmany\n",
	};

	(void)state;
	assert_int_equal(get(LEAST), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(get(bad[i]), -1);
}

/* As many of a kind as there is room for, and one more. */
static void
has_limits(void **state)
{
	static const struct {
		const char	*line;
		size_t		 max;
	} kinds[] = {
		{ "served\te\t1.2.3.4\t1\tu\t1\n", FACTS_SERVED_MAX },
		{ "allowed\t1.2.3.4\t9\t4\n", CONFIG_NETWORKS_MAX },
		{ "unserved\te\tw\n", FACTS_UNSERVED_MAX },
		{ "process\tx\t1\t\t\n", FACTS_PROCESSES_MAX - 1 },
		{ "device\t1.2.3.4\tb\t1\t2\t3\t4\t5\n", DEVICES_MAX },
	};
	static char text[65536];

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		strcpy(text, LEAST);
		for (size_t n = 0; n < kinds[i].max; n++)
			strcat(text, kinds[i].line);
		assert_int_equal(get(text), 0);
		strcat(text, kinds[i].line);
		assert_int_equal(get(text), -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_every_kind_of_line),
		cmocka_unit_test(refuses_what_makes_no_sense),
		cmocka_unit_test(has_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
