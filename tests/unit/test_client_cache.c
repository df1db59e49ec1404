#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/client_row.h"
#include "server/upnp/client_cache.h"

static const struct client_row *
row(const char *name)
{
	return client_row_named(name, strlen(name));
}

static const struct in_addr here = { .s_addr = 1 }, there = { .s_addr = 2 };

static void
remembers_a_device(void **state)
{
	struct client_cache *cache = client_cache_new();

	(void)state;
	assert_null(client_cache_row(cache, here, NULL, 10));
	assert_ptr_equal(client_cache_row(cache, here, row("lg"), 10),
	    row("lg"));
	assert_ptr_equal(client_cache_row(cache, here, NULL, 20), row("lg"));
	assert_null(client_cache_row(cache, there, NULL, 20));
	/* The newest word counts, and for an hour. */
	client_cache_row(cache, here, row("samsung"), 30);
	assert_ptr_equal(client_cache_row(cache, here, NULL,
	    30 + CLIENT_CACHE_SEC), row("samsung"));
	assert_null(client_cache_row(cache, here, NULL,
	    31 + CLIENT_CACHE_SEC));
	client_cache_free(cache);
}

/* Threads look at the clock before they get here: another may be first. */
static void
bears_an_overtaken_clock(void **state)
{
	struct client_cache *cache = client_cache_new();

	(void)state;
	client_cache_row(cache, here, row("lg"), 11);
	assert_ptr_equal(client_cache_row(cache, here, NULL, 10), row("lg"));
	client_cache_free(cache);
}

/* A program on a computer is not all that runs there. */
static void
forgets_a_program(void **state)
{
	struct client_cache *cache = client_cache_new();

	(void)state;
	assert_ptr_equal(client_cache_row(cache, here, row("kodi"), 10),
	    row("kodi"));
	assert_null(client_cache_row(cache, here, NULL, 10));
	client_cache_row(cache, here, row("lg"), 10);
	assert_ptr_equal(client_cache_row(cache, here, row("kodi"), 10),
	    row("kodi"));
	assert_ptr_equal(client_cache_row(cache, here, NULL, 10), row("lg"));
	client_cache_free(cache);
}

static void
lets_the_oldest_go(void **state)
{
	struct client_cache *cache = client_cache_new();
	struct in_addr a;

	(void)state;
	for (uint32_t i = 0; i <= CLIENT_CACHE_MAX; i++) {
		a.s_addr = i;
		client_cache_row(cache, a, row("lg"), 100 + i);
	}
	a.s_addr = 0;
	assert_null(client_cache_row(cache, a, NULL, 200));
	a.s_addr = 1;
	assert_ptr_equal(client_cache_row(cache, a, NULL, 200), row("lg"));
	a.s_addr = CLIENT_CACHE_MAX;
	assert_ptr_equal(client_cache_row(cache, a, NULL, 200), row("lg"));
	client_cache_free(cache);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(remembers_a_device),
		cmocka_unit_test(bears_an_overtaken_clock),
		cmocka_unit_test(forgets_a_program),
		cmocka_unit_test(lets_the_oldest_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
