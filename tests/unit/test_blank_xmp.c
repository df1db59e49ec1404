/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_xmp.h"
#include "tests/unit/blank_kit.h"

static const struct {
	const char	*packet, *served;	/* NULL: it is given up */
} cases[] = {
	{ "<x><e:GPSLatitude>52N</e:GPSLatitude></x>",
	  "<x>                                  </x>" },
	{ "<x a:SerialNumber='12' r:about=''/>",
	  "<x                     r:about=''/>" },
	{ "<x a:SerialNumber = \"1>2\"\n/>",
	  "<x                       \n/>" },
	{ "<x><p:City/><p:City /><p:Citys/></x>",
	  "<x>                   <p:Citys/></x>" },
	/* elements of one name within each other, and others after it */
	{ "<x><I:LocationShown><r:li><p:City>A</p:City></r:li>"
	    "</I:LocationShown><t>Kept</t></x>",
	  "<x>                                                "
	    "                  <t>Kept</t></x>" },
	{ "<x><OwnerName><OwnerName>A</OwnerName>B</OwnerName>C</x>",
	  "<x>                                                C</x>" },
	/* what is within one that goes is not looked at */
	{ "<x><Location City='A'/></x>", "<x>                    </x>" },
	{ "<x gPSlatitude='1' State='2' Stated='3'/>",
	  "<x                           Stated='3'/>" },
	{ "<?xpacket?><!-- > --><x><t>a &lt; b</t></x>  <?xpacket?>",
	  "<?xpacket?>          <x><t>a &lt; b</t></x>  <?xpacket?>" },
	/* comments go, seen or not */
	{ "<x><!-- GPSLatitude 52 --></x>", "<x>                       </x>" },
	{ "<x><City><!-- A --></City></x>", "<x>                       </x>" },
	/* a word in the middle of a name */
	{ "<x d:localityName='A' e:camera-ecef='1'/>",
	  "<x                                     />" },
	/* numbers that say a place, in prose */
	{ "<x><d:description><r:li>at 1.234, 5.678</r:li></d:description>"
	    "<t>1.234, 5.678</t></x>",
	  "<x><d:description><r:li>               </r:li></d:description>"
	    "<t>1.234, 5.678</t></x>" },
	{ "<x e:UserComment='1.234, 5.678' c:Curve='1.234, 5.678'/>",
	  "<x e:UserComment='            ' c:Curve='1.234, 5.678'/>" },
	{ "<rdf:Description><t>1.234, 5.678</t></rdf:Description>",
	  "<rdf:Description><t>1.234, 5.678</t></rdf:Description>" },
	{ "<x><title>A</title><t>1.234, 5.678</t></x>",
	  "<x><title>A</title><t>1.234, 5.678</t></x>" },
	{ "", "" },
	/* a word that only a place has, where nothing was to be blanked */
	{ "<x t='my gps'/>", NULL },
	{ "<x t='Serial Number 1'/>", NULL },
	{ "<x xmlns:GPS='u'/>", NULL },
	/* no packets, or none that is understood */
	{ "<x><City>A</x>", NULL },
	{ "<x></x></x>", NULL },
	{ "<x", NULL },
	{ "<x a", NULL },
	{ "<x a=", NULL },
	{ "<x a=b/>", NULL },
	{ "<x a='b", NULL },
	{ "<x a='<City>'/>", NULL },
	{ "<x/ a='b'>", NULL },
	{ "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", NULL },
	{ "<x><![CDATA[<City>]]></x>", NULL },
	{ "<!-- ", NULL },
	{ "<? ", NULL },
	{ "<!x/>", NULL },
	{ "< x/>", NULL },
};

static void
blanks_properties(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		kit_check(blank_xmp, cases[i].packet, strlen(cases[i].packet),
		    cases[i].served);
}

static void
leaves_other_encodings_to_others(void **state)
{
	(void)state;
	kit_check(blank_xmp, BYTES("<\0x\0/\0>\0"), NULL);
	/* zeros at the end are padding */
	kit_check(blank_xmp, BYTES("<x lat='1'/>\0\0"), "<x        />\0\0");
}

static void
knows_what_is_private(void **state)
{
	static const char *const private[] = {
		"exif:GPSAltitude", "com.apple.quicktime.location.ISO6709",
		"City", "p:country", "SerialNumber", "a:b:OwnerName",
		"LensSerialNumber", "Iptc4xmpCore:CiAdrCity",
	};
	static const char *const harmless[] = {
		"dc:title", "City:x", "xmp:Rating", "rdf:Alt", "r:li", "",
		"Velocity", "tiff:Orientation", "com.apple.quicktime.make",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(private) / sizeof(private[0]); i++)
		assert_true(blank_is_private(private[i], strlen(private[i])));
	for (i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++)
		assert_false(blank_is_private(harmless[i],
		    strlen(harmless[i])));
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_xmp, BYTES("<?x?><x a='b' City=\"c\"><!-- d -->"
	    "<GPS><r:li>e</r:li></GPS><t/></x>"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_properties),
		cmocka_unit_test(leaves_other_encodings_to_others),
		cmocka_unit_test(knows_what_is_private),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
