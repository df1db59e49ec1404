#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/criteria.h"
#include "server/upnp/property.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
reads_filters(void **state)
{
	static const struct {
		const char	*text;
		uint64_t	 want;
	} cases[] = {
		{ "", 0 },
		{ " ", WANT_ALL },		/* one character, whichever */
		{ "*", WANT_ALL },
		{ "?", WANT_ALL },
		{ "dc:title,*", WANT_ALL },
		{ "dc:title", 0 },
		{ "id,parentID,upnp:class", 0 },
		{ "upnp:album", WANT_ALBUM },
		{ " upnp:album , upnp:genre ", WANT_ALBUM | WANT_GENRE },
		{ "upnp:albums", 0 },
		{ "Upnp:album", 0 },
		{ "xupnp:album", 0 },
		{ "res", WANT_RES },
		{ "res@protocolInfo", WANT_RES },
		{ "res@size", WANT_RES | WANT_RES_SIZE },
		{ "@size,bitrate", WANT_RES | WANT_RES_SIZE |
		    WANT_RES_BITRATE },
		{ "upnp:artist", WANT_ARTIST },
		{ "upnp:artist@role", WANT_ARTIST | WANT_ARTIST_ROLE },
		{ "@childCount", WANT_CHILD_COUNT },
		{ "container@childCount,item@refID", WANT_CHILD_COUNT |
		    WANT_REF_ID },
		{ ",,,", 0 },
		{ "a,b,,dc:date,", WANT_DATE },
		{ "sec:dcmInfo,upnp:originalTrackNumber", WANT_TRACK |
		    WANT_DCM_INFO },
		{ "upnp:lastPlaybackPosition", WANT_POSITION },
		{ "upnp:lastPlaybackTime", 0 },
		{ "sec:CaptionInfoEx,upnp:originalTrackNumber", WANT_TRACK |
		    WANT_CAPTION_INFO_EX },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		if (criteria_filter(cases[i].text) != cases[i].want)
			print_error("\"%s\"\n", cases[i].text);
		assert_int_equal(criteria_filter(cases[i].text),
		    cases[i].want);
	}
}

static void
reads_sort_criteria(void **state)
{
	static const struct {
		const char	*text;
		int		 ret;
		const char	*keys;	/* T D C N, lower case: descending */
	} cases[] = {
		{ "", 0, "" },
		{ "  ", 0, "" },
		{ "+dc:title", 0, "T" },
		{ "-dc:title", 0, "t" },
		{ "+dc:date", 0, "D" },
		{ "-upnp:class,+dc:title", 0, "cT" },
		{ " +upnp:class , -upnp:originalTrackNumber ", 0, "Cn" },
		{ "+dc:title,-dc:title", 0, "T" },
		{ "+dc:title,+dc:date,+upnp:class,+upnp:originalTrackNumber,"
		    "-dc:title,-dc:date", 0, "TDCN" },
		{ "dc:title", -1, "" },
		{ "+dc:title,", -1, "" },
		{ ",+dc:title", -1, "" },
		{ "+", -1, "" },
		{ "++dc:title", -1, "" },
		{ "+ dc:title", -1, "" },
		{ "+dc:titles", -1, "" },
		{ "+upnp:director", -1, "" },
		{ "+res@resolution", -1, "" },
		{ "+dc:title;+dc:date", -1, "" },
		{ "+microsoft:x", -1, "" },
		{ "*", -1, "" },
	};
	static const struct {
		char			letter;
		enum catalog_field	field;
	} letters[] = {
		{ 't', CATALOG_TITLE }, { 'd', CATALOG_DATE },
		{ 'c', CATALOG_CLASS }, { 'n', CATALOG_TRACK },
	};
	struct catalog_query q;
	size_t i, k, l;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		q = (struct catalog_query){ .id = 7 };
		if (criteria_sort(cases[i].text, false, &q) != cases[i].ret)
			fail_msg("\"%s\"", cases[i].text);
		assert_int_equal(q.norder, strlen(cases[i].keys));
		for (k = 0; k < q.norder; k++) {
			for (l = 0; letters[l].field != q.order[k].field; l++)
				assert_true(l + 1 < COUNT(letters));
			assert_int_equal(cases[i].keys[k],
			    q.order[k].descending ? letters[l].letter :
			    letters[l].letter - 'a' + 'A');
		}
		assert_int_equal(q.id, 7);
	}
}

static void
replaces_an_older_order(void **state)
{
	struct catalog_query q = { .norder = 0 };

	(void)state;
	assert_int_equal(criteria_sort("+dc:title,+dc:date", false, &q), 0);
	assert_int_equal(q.norder, 2);
	assert_int_equal(criteria_sort("bad", false, &q), -1);
	assert_int_equal(q.norder, 2);
	assert_int_equal(criteria_sort("", false, &q), 0);
	assert_int_equal(q.norder, 0);
}

/* From those who list nothing at an error. */
static void
leaves_out_what_it_does_not_know(void **state)
{
	struct catalog_query q = { .norder = 0 };

	(void)state;
	assert_int_equal(criteria_sort("+microsoft:sourceURL,dc:title,-dc:date",
	    true, &q), 0);
	assert_int_equal(q.norder, 1);
	assert_int_equal(q.order[0].field, CATALOG_DATE);
	assert_true(q.order[0].descending);
	assert_int_equal(criteria_sort("+microsoft:x", true, &q), 0);
	assert_int_equal(q.norder, 0);
}

static void
has_a_bound(void **state)
{
	struct catalog_query q = { .norder = 0 };

	(void)state;
	assert_int_equal(criteria_sort("+dc:title,+dc:title,+upnp:class,"
	    "+dc:creator,+upnp:artist,+dc:date,+upnp:album,+upnp:genre,"
	    "+upnp:rating,+res@size,+res@duration,+upnp:seriesTitle,"
	    "+upnp:author", false, &q), 0);
	assert_int_equal(q.norder, CATALOG_ORDER_MAX);
}

/* What is declared works, one by one. */
static void
takes_what_it_declares(void **state)
{
	struct catalog_query q = { .norder = 0 };
	struct buf caps, one;
	char *name, *rest;

	(void)state;
	buf_init(&caps, 4096);
	property_add_capabilities(&caps, PROPERTY_SORT);
	assert_non_null(strstr(caps.data, "dc:title,upnp:class"));
	assert_null(strstr(caps.data, "res@resolution"));
	rest = caps.data;
	while ((name = strsep(&rest, ",")) != NULL) {
		buf_init(&one, 1024);
		buf_addf(&one, "-%s", name);
		assert_int_equal(criteria_sort(one.data, false, &q), 0);
		assert_int_equal(q.norder, 1);
		buf_free(&one);
	}
	buf_free(&caps);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_filters),
		cmocka_unit_test(reads_sort_criteria),
		cmocka_unit_test(replaces_an_older_order),
		cmocka_unit_test(leaves_out_what_it_does_not_know),
		cmocka_unit_test(has_a_bound),
		cmocka_unit_test(takes_what_it_declares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
