/* SearchCriteria: the whole grammar, and what is understood beyond it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/buf.h"
#include "server/upnp/client.h"
#include "server/upnp/search.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static struct search s;
static const struct client nobody = { .flags = 0 };

static const char *const names[] = {
	[CATALOG_EQUAL] = "=", [CATALOG_UNEQUAL] = "!=", [CATALOG_LESS] = "<",
	[CATALOG_LESS_OR_EQUAL] = "<=", [CATALOG_GREATER] = ">",
	[CATALOG_GREATER_OR_EQUAL] = ">=", [CATALOG_CONTAINS] = "has",
	[CATALOG_LACKS] = "lacks", [CATALOG_STARTS_WITH] = "starts",
	[CATALOG_DERIVED_FROM] = "from", [CATALOG_EXISTS] = "is",
	[CATALOG_EXISTS_NOT] = "isnt",
	[CATALOG_NEVER] = "never", [CATALOG_AND] = "and", [CATALOG_OR] = "or",
};

/* "0=Abba 3>5 and": field, operator, value; then what joins them. */
static const char *
tree(void)
{
	static char text[4096];
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < s.nnodes; i++) {
		const struct catalog_node *node = &s.nodes[i];

		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s",
		    i > 0 ? " " : "");
		if (node->op == CATALOG_AND || node->op == CATALOG_OR)
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%s",
			    names[node->op]);
		else
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%d%s%s", (int)node->field, names[node->op],
			    node->text);
	}
	return text;
}

#define T	"0"		/* dc:title */
#define CLASS	"2"
#define TRACK	"3"
#define PROTOCOL_INFO "21"
_Static_assert(CATALOG_TITLE == 0 && CATALOG_CLASS == 2 &&
    CATALOG_TRACK == 3 && CATALOG_PROTOCOL_INFO == 21,
    "as they are called here");

static void
test_grammar(void **state)
{
	static const struct {
		const char	*text, *tree;
	} good[] = {
		{ "*", "" }, { "", "" }, { "  \t", "" }, { " * ", "" },
		{ "dc:title = \"x\"", T "=x" },
		{ "dc:title != \"x\"", T "!=x" },
		{ "dc:title < \"x\"", T "<x" },
		{ "dc:title <= \"x\"", T "<=x" },
		{ "dc:title > \"x\"", T ">x" },
		{ "dc:title >= \"x\"", T ">=x" },
		{ "dc:title contains \"x y\"", T "hasx y" },
		{ "dc:title doesNotContain \"x\"", T "lacksx" },
		{ "dc:title startsWith \"x\"", T "startsx" },
		{ "dc:title exists true", T "is" },
		{ "dc:title exists false", T "isnt" },
		{ "upnp:class derivedfrom \"object.item\"",
		    CLASS "fromobject.item" },
		{ "upnp:class derivedFrom \"object.item\"",
		    CLASS "fromobject.item" },
		{ "dc:title contains \"\"", T "has" },
		{ "dc:title = \"a \\\"b\\\" \\\\ c\"", T "=a \"b\" \\ c" },
		{ "dc:title = \"\\n\"", T "=\\n" },
		{ "dc:title = \"(a) and b\"", T "=(a) and b" },
		/* and binds tighter than or */
		{ "dc:title = \"a\" or dc:title = \"b\" and dc:title = \"c\"",
		    T "=a " T "=b " T "=c and or" },
		{ "dc:title = \"a\" and dc:title = \"b\" or dc:title = \"c\"",
		    T "=a " T "=b and " T "=c or" },
		{ "(dc:title = \"a\" or dc:title = \"b\") and "
		    "dc:title = \"c\"", T "=a " T "=b or " T "=c and" },
		{ "((dc:title = \"a\"))", T "=a" },
		{ " ( dc:title = \"a\" ) ", T "=a" },
		/* what clients send: no blanks, other cases */
		{ "(dc:title=\"a\")and(dc:title=\"b\")", T "=a " T "=b and" },
		{ "dc:title CONTAINS \"x\" AND dc:title = \"y\"",
		    T "hasx " T "=y and" },
		{ "\n dc:title\t=\r\n\"a\"\v", T "=a" },
		{ "dc:title = 'a \"b\"'", T "=a \"b\"" },
		{ "dc:title = 'it\\'s'", T "=it's" },
		{ "upnp:class = object.item and dc:title = \"x\"",
		    CLASS "=object.item " T "=x and" },
		{ "(upnp:class derivedfrom object.item.audioItem)",
		    CLASS "fromobject.item.audioItem" },
		{ "upnp:originalTrackNumber > \"7\"", TRACK ">7" },
		{ "upnp:originalTrackNumber > \"seven\"", TRACK "neverseven" },
		{ "res@protocolInfo contains \":image/jpeg:\"",
		    PROTOCOL_INFO "has:image/jpeg:" },
	};
	static const char *const bad[] = {
		"dc:title", "dc:title =", "dc:title = x", "dc:title = \"x",
		"dc:title = 'x", "= \"x\"", "dc:title like \"x\"",
		"dc:title = \"x\" and", "and dc:title = \"x\"",
		"dc:title = \"x\" dc:title = \"y\"", "(dc:title = \"x\"",
		"dc:title = \"x\")", "()", "* *", "*x", "dc:titles = \"x\"",
		"title = \"x\"", "dc:title exists", "dc:title exists maybe",
		"dc:title exists \"true\"", "dc:title = \"x\\\"",
		"dc:title = \"x\" xor dc:title = \"y\"",
		"dc:title = \"x\" orr dc:title = \"y\"", "dc:title == \"x\"",
		"upnp:director = \"x\"", "res@bitrate > \"1\"", "\"x\" = dc:title",
		"@childCount > \"1\"",
		"1 = 1", "dc:title = \"x\"; drop table object",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		if (search_read(&s, &nobody, good[i].text) != 0)
			fail_msg("refused: %s", good[i].text);
		assert_string_equal(tree(), good[i].tree);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		if (search_read(&s, &nobody, bad[i]) != -1)
			fail_msg("taken: %s", bad[i]);
}

static const struct catalog_node *
only(const char *text)
{
	if (search_read(&s, &nobody, text) != 0)
		fail_msg("refused: %s", text);
	assert_int_equal(s.nnodes, 1);
	return &s.nodes[0];
}

static void
test_values(void **state)
{
	static const struct {
		const char	*text;
		enum catalog_field field;
		int64_t		 number;
	} good[] = {
		{ "res@duration = \"0:00:01\"", CATALOG_DURATION, 1000 },
		{ "res@duration = \"1:02:03.5\"", CATALOG_DURATION, 3723500 },
		{ "res@duration = \"100:00:00.0004\"", CATALOG_DURATION,
		    360000000 },
		{ "res@size = \"0\"", CATALOG_SIZE, 0 },
		{ "res@size = \"9223372036854775807\"", CATALOG_SIZE,
		    INT64_MAX },
		{ "res@resolution = \"1920x1080\"", CATALOG_RESOLUTION,
		    1920 << 16 | 1080 },
		{ "@id = \"17\"", CATALOG_ID, 17 },
		{ "@id = \"c170\"", CATALOG_ID, -170 },
		{ "@parentID = \"17\"", CATALOG_PARENT, 17 },
		{ "@parentID = \"c170\"", CATALOG_PARENT, -170 },
		{ "@parentID = \"0\"", CATALOG_PARENT, SEARCH_ROOT },
		{ "@parentID = \"folders\"", CATALOG_PARENT, -VIEW_FOLDERS },
	};
	static const char *const never[] = {
		"res@duration = \"90\"", "res@duration = \"1:2:3\"",
		"res@duration = \"1:00:60\"", "res@duration = \"1:00:00.5x\"",
		"res@duration = \"\"", "res@size = \"-1\"",
		"res@size = \"9223372036854775808\"", "res@resolution = \"9\"",
		"res@resolution = \"70000x1\"", "@id = \"none\"", "@id = \"0\"",
		"@refID = \"17\"", "res = \"http://x\"",
		"@parentID = \"music\"", "@parentID contains \"none\"",
		"res@size > \"-1\"",
	};
	/* What is there is other than that. */
	static const char *const other[] = {
		"@id != \"0\"", "@parentID != \"music\"",
		"res@size != \"many\"", "@refID != \"17\"",
		"res != \"http://x\"", "res@duration != \"90\"",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		const struct catalog_node *n = only(good[i].text);

		assert_int_equal(n->op, CATALOG_EQUAL);
		assert_int_equal(n->field, good[i].field);
		assert_true(n->number == good[i].number);
	}
	for (size_t i = 0; i < COUNT(never); i++)
		assert_int_equal(only(never[i])->op, CATALOG_NEVER);
	for (size_t i = 0; i < COUNT(other); i++)
		assert_int_equal(only(other[i])->op, CATALOG_EXISTS);
	assert_int_equal(only("upnp:artist[@role=\"Composer\"] = \"x\"")->field,
	    CATALOG_COMPOSER);
	assert_int_equal(only("upnp:albumArtist contains \"x\"")->field,
	    CATALOG_ALBUM_ARTIST);
	assert_int_equal(only("@refID exists false")->op, CATALOG_EXISTS_NOT);
}

/* Ids as a client is told them. */
static void
test_client(void **state)
{
	static const struct client samsung = { .flags =
	    CLIENT_BIT(CLIENT_VERSIONED_IDS) };

	(void)state;
	assert_int_equal(search_read(&s, &samsung, "@id = \"17v5\""), 0);
	assert_int_equal(s.nodes[0].op, CATALOG_EQUAL);
	assert_int_equal(s.nodes[0].number, 17);
	assert_int_equal(search_read(&s, &nobody, "@id = \"17v5\""), 0);
	assert_int_equal(s.nodes[0].op, CATALOG_NEVER);
}

/* A tree of so many comparisons, or brackets so deep. */
static int
read_many(size_t comparisons, size_t brackets)
{
	struct buf b;
	int ret;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < brackets; i++)
		buf_add_str(&b, "(");
	for (size_t i = 0; i < comparisons; i++)
		buf_addf(&b, "%sdc:title = \"x\"", i > 0 ? " and " : "");
	for (size_t i = 0; i < brackets; i++)
		buf_add_str(&b, ")");
	ret = search_read(&s, &nobody, b.data);
	buf_free(&b);
	return ret;
}

static void
test_limits(void **state)
{
	static char text[SEARCH_TEXT_BYTES + 64];

	(void)state;
	assert_int_equal(read_many(SEARCH_NODES_MAX / 2, 0), 0);
	assert_int_equal(read_many(SEARCH_NODES_MAX / 2 + 1, 0), -1);
	assert_int_equal(read_many(1, SEARCH_DEPTH_MAX), 0);
	assert_int_equal(read_many(1, SEARCH_DEPTH_MAX + 1), -1);
	assert_int_equal(read_many(1, 100000), -1);
	snprintf(text, sizeof(text), "dc:title = \"%*s\"",
	    SEARCH_TEXT_BYTES - 1, "");
	assert_int_equal(search_read(&s, &nobody, text), 0);
	snprintf(text, sizeof(text), "dc:title = \"%*s\"", SEARCH_TEXT_BYTES,
	    "");
	assert_int_equal(search_read(&s, &nobody, text), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grammar),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_client),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
