#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/xml.h"
#include "scanner/probe/xmp.h"

#define NAMESPACES \
	"xmlns:xmp='http://ns.adobe.com/xap/1.0/' " \
	"xmlns:m='http://ns.microsoft.com/photo/1.0/' " \
	"xmlns:m0='http://ns.microsoft.com/photo/1.0' " \
	"xmlns:p='http://ns.adobe.com/photoshop/1.0/' " \
	"xmlns:e='http://ns.adobe.com/exif/1.0/' " \
	"xmlns:t='http://ns.adobe.com/tiff/1.0/' " \
	"xmlns:dc='http://purl.org/dc/elements/1.1/' "
#define RDF \
	"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' " \
	NAMESPACES ">"
#define PACKET(description) \
	"<?xpacket begin='\xEF\xBB\xBF' id='W5M0MpCehiHzreSzNTczkc9d'?>" \
	"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" RDF description \
	"</r:RDF></x:xmpmeta>   <?xpacket end='w'?>"
#define ATTRIBUTES(list)	PACKET("<r:Description r:about='' " list "/>")
#define ELEMENTS(list)		PACKET("<r:Description>" list "</r:Description>")

static void
read_text(const char *text, struct media_facts *f)
{
	struct bytes b;

	bytes_from_memory(&b, text, strlen(text));
	xmp_read_file(&b, f);
}

static struct media_facts
facts_of(const char *text)
{
	struct media_facts f = { .kind = MEDIA_PICTURE, .stars = 2 };

	read_text(text, &f);
	return f;
}

static void
counts_stars(void **state)
{
	static const struct {
		const char	*packet;
		uint32_t	 stars;		/* 2: it says nothing */
	} cases[] = {
		{ ATTRIBUTES("xmp:Rating='4'"), 4 },
		{ ELEMENTS("<xmp:Rating>5</xmp:Rating>"), 5 },
		{ ELEMENTS("<xmp:Rating> 3.0 </xmp:Rating>"), 3 },
		{ ATTRIBUTES("xmp:Rating='0'"), 0 },
		{ ATTRIBUTES("xmp:Rating='-1'"), 0 },
		{ ATTRIBUTES("xmp:Rating='6'"), 0 },
		{ ATTRIBUTES("xmp:Rating='99999999999999'"), 0 },
		{ ATTRIBUTES("xmp:Rating=''"), 2 },
		{ ATTRIBUTES("m:Rating='1'"), 1 },
		{ ATTRIBUTES("m:Rating='25'"), 2 },
		{ ATTRIBUTES("m:Rating='50'"), 3 },
		{ ELEMENTS("<m0:Rating>75</m0:Rating>"), 4 },
		{ ATTRIBUTES("m:Rating='99'"), 5 },
		{ ATTRIBUTES("m:Rating='100'"), 5 },
		{ ATTRIBUTES("m:Rating='101'"), 0 },
		{ ATTRIBUTES("m:Rating='99' xmp:Rating='1'"), 1 },
		/* without xmpmeta around it */
		{ RDF "<r:Description xmp:Rating='4'/></r:RDF>", 4 },
		/* several descriptions */
		{ PACKET("<r:Description/><r:Description xmp:Rating='4'/>"), 4 },
		/* not of the picture, or not a property of it */
		{ ATTRIBUTES("Rating='4'"), 2 },
		{ ATTRIBUTES("p:Rating='4'"), 2 },
		{ ELEMENTS("<dc:x xmp:Rating='4'/>"), 2 },
		{ ELEMENTS("<dc:x><xmp:Rating>4</xmp:Rating></dc:x>"), 2 },
		{ ELEMENTS("<dc:x><r:Description xmp:Rating='4'/></dc:x>"), 2 },
		{ PACKET("<x xmp:Rating='4'/>"), 2 },
		{ "<x:xmpmeta xmlns:x='adobe:ns:meta/' " NAMESPACES
		    " xmp:Rating='4'/>", 2 },
		/* an end that is missing comes too late to matter */
		{ RDF "<r:Description xmp:Rating='4'/>", 4 },
		{ RDF "<r:Description xmp:Rating='4'", 2 },
		/* what follows the outermost element is nobody's */
		{ PACKET("") PACKET("<r:Description xmp:Rating='4'/>"), 2 },
		{ "", 2 }, { "<", 2 }, { "no XML", 2 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(facts_of(cases[i].packet).stars,
		    cases[i].stars);
}

static void
knows_date_camera_and_title(void **state)
{
	struct media_facts f = facts_of(PACKET(
	    "<r:Description xmp:CreateDate='2001-01-01' "
	    "t:Make='NIKON CORPORATION'>"
	    "<e:DateTimeOriginal>2004-05-12T10:11:12.5+02:00"
	    "</e:DateTimeOriginal><p:DateCreated>2003</p:DateCreated>"
	    "<t:Model>NIKON &amp; D70</t:Model>"
	    "<dc:title>\n <r:Alt>\n  <r:li xml:lang='x-default'>One &lt;1&gt;"
	    "</r:li>\n  <r:li xml:lang='de'>Eins</r:li>\n </r:Alt>\n"
	    "</dc:title></r:Description>"));

	(void)state;
	assert_string_equal(f.date, "2004-05-12T10:11:12");
	assert_string_equal(f.camera, "NIKON & D70");
	assert_string_equal(f.title, "One <1>");
	f = facts_of(ATTRIBUTES("xmp:CreateDate='2001-01-01' "
	    "p:DateCreated='2003'"));
	assert_string_equal(f.date, "2003");
	f = facts_of(ATTRIBUTES("xmp:CreateDate='2001-01-01' "
	    "p:DateCreated='soon'"));
	assert_string_equal(f.date, "2001-01-01");
}

static void
keeps_what_is_known(void **state)
{
	struct media_facts f = { .date = "1999", .title = "A", .camera = "B",
	    .stars = 1 };

	(void)state;
	read_text(ATTRIBUTES("xmp:CreateDate='2001' t:Model='C' dc:title='D' "
	    "xmp:Rating='5'"), &f);
	assert_string_equal(f.date, "1999");
	assert_string_equal(f.title, "A");
	assert_string_equal(f.camera, "B");
	assert_int_equal(f.stars, 5);
}

static void
expands_and_fetches_nothing(void **state)
{
	static const char *const packets[] = {
		"<!DOCTYPE r [<!ENTITY a '4'>]>" ATTRIBUTES("xmp:Rating='4'"),
		"<!DOCTYPE r SYSTEM 'file:///etc/passwd'>"
		    ATTRIBUTES("xmp:Rating='4'"),
		ELEMENTS("<xmp:Rating>&four;4</xmp:Rating>"),
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(packets) / sizeof(packets[0]); i++)
		assert_int_equal(facts_of(packets[i]).stars, 2);
}

/* Any declared encoding is read as UTF-8, and what is not UTF-8 as
   Windows-1252; UTF-16 is not read at all. */
static void
knows_one_encoding(void **state)
{
	static const char wide[] = "\xFF\xFE<\0a\0/\0>\0";
	struct media_facts f = facts_of(
	    "<?xml version='1.0' encoding='UTF-16'?>"
	    RDF "<r:Description dc:title='\xC3\xB6'/></r:RDF>");
	struct bytes b;

	(void)state;
	assert_string_equal(f.title, "\xC3\xB6");
	f = facts_of(RDF "<r:Description dc:title='\xF6'/></r:RDF>");
	assert_string_equal(f.title, "\xC3\xB6");
	f = facts_of("\xEF\xBB\xBF\n " RDF
	    "<r:Description xmp:Rating='4'/></r:RDF>");
	assert_int_equal(f.stars, 4);
	bytes_from_memory(&b, wide, sizeof(wide) - 1);
	xmp_read_file(&b, &f);
}

static void
stays_within_its_bounds(void **state)
{
	static char deep[16 * XML_MAX_BYTES];
	size_t i, used = 0;

	(void)state;
	used += (size_t)sprintf(deep, "%s<r:Description><dc:title>", RDF);
	for (i = 3; i < XML_DEPTH_MAX; i++)
		used += (size_t)sprintf(deep + used, "<a>");
	sprintf(deep + used, "deep</a>");
	assert_string_equal(facts_of(deep).title, "deep");
	sprintf(deep + used, "<a>deep</a>");
	assert_string_equal(facts_of(deep).title, "");

	/* A long text is cut between characters; what lies behind the most
	   that is read does not count. */
	used = (size_t)sprintf(deep, "%s<r:Description><dc:title>", RDF);
	while (used < XML_MAX_BYTES)
		used += (size_t)sprintf(deep + used, "\xC3\xB6");
	sprintf(deep + used, "</dc:title><xmp:Rating>4</xmp:Rating>");
	assert_int_equal(facts_of(deep).stars, 2);
	used = (size_t)sprintf(deep, "%s<r:Description><dc:title>", RDF);
	for (i = 0; i < 1000; i++)
		used += (size_t)sprintf(deep + used, "\xC3\xB6");
	sprintf(deep + used, "</dc:title><xmp:Rating>4</xmp:Rating>");
	assert_int_equal(facts_of(deep).stars, 4);
	assert_int_equal(strlen(facts_of(deep).title), 510);
	assert_null(strstr(facts_of(deep).title, "\xC3\x83"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_stars),
		cmocka_unit_test(knows_date_camera_and_title),
		cmocka_unit_test(keeps_what_is_known),
		cmocka_unit_test(expands_and_fetches_nothing),
		cmocka_unit_test(knows_one_encoding),
		cmocka_unit_test(stays_within_its_bounds),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
