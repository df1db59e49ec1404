#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/client_flag.h"
#include "common/client_row.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
finds_a_pattern_in_a_text(void **state)
{
	static const struct {
		const char	*pattern, *text;
		bool		 found;
	} cases[] = {
		{ "kodi", "UPnP/1.0 Kodi/20", true },
		{ "KODI", "kodi", true },
		{ "kodi", "kod", false },
		{ "kodi", "", false },
		{ "", "kodi", false },
		{ "a|b", "xbx", true },
		{ "a||b", "xcx", false },
		{ "|", "", false },
		{ "a|", "b", false },
		{ "*", "", true },
		{ "a*c", "xabcx", true },
		{ "a*c", "cba", false },
		{ "a*c*a", "abca", true },
		{ "a*c*a", "abcb", false },
		{ "a**b", "ab", true },
		{ "aab", "aaab", true },
		{ "a*ab", "aaab", true },
		{ "ab*c|b", "abab", true },
		{ "ab*d", "aabacababd", true },
		{ "a*", "xa", true },
		{ "*a", "xa", true },
		{ "mv=\"2.0\"*Blu-ray", "av=5.0; mv=\"2.0\"; mn=\"Blu-ray Disc"
		    " Player\"", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (client_row_matches(cases[i].pattern, cases[i].text) !=
		    cases[i].found)
			fail_msg("%s in %s", cases[i].pattern, cases[i].text);
}

#define SONY(model, version)	"av=5.0; cn=\"Sony Corporation\"; mn=\"" model \
				"\"; mv=\"" version "\";"

/* What such devices are known to have sent. */
static const struct {
	const char	*row;		/* NULL: nobody that is known */
	enum client_mark mark;
	const char	*text;
} seen[] = {
	{ "sony-bdp", CLIENT_AV_INFO, SONY("Blu-ray Disc Player", "2.0") },
	{ "sony-bdp", CLIENT_AV_INFO, SONY("UBP-X800M2", "2.0") },
	{ "sony-bravia", CLIENT_AV_INFO, SONY("BRAVIA KDL-40EX503", "1.7") },
	{ "sony-bravia", CLIENT_AV_INFO, SONY("BRAVIA XR-55X90K", "3.0") },
	{ "sony-bravia", CLIENT_UNIT_INFO, "pa=\"BRAVIA KDL-48W600B\";" },
	{ "ps3", CLIENT_AV_INFO, "av=5.0; cn=\"Sony Computer Entertainment"
	    " Inc.\"; mn=\"PLAYSTATION 3\"; mv=\"1.0\";" },
	{ "ps3", CLIENT_AGENT, "PLAYSTATION 3" },
	{ "ps4", CLIENT_AGENT, "libhttp/2.51 (PlayStation 4)" },
	{ "samsung-pc", CLIENT_AGENT,
	    "DLNADOC/1.50 SEC_HHP_[PC]LPC001/1.0  MS-DeviceCaps/1024" },
	{ "samsung-j5500", CLIENT_AGENT, "DLNADOC/1.50 SEC_HHP_[BD]J5500/1.0" },
	{ "samsung-bdp", CLIENT_AGENT, "DLNADOC/1.50 SEC_HHP_BD-D5100/1.0" },
	{ "samsung-q", CLIENT_AGENT,
	    "DLNADOC/1.50 SEC_HHP_[TV] Samsung Q9 Series (55)/1.0 UPnP/1.0" },
	{ "samsung-a", CLIENT_AGENT, "SamsungWiselinkPro/1.0" },
	{ "samsung", CLIENT_AGENT,
	    "DLNADOC/1.50 SEC_HHP_[TV] UE65JU7000/1.0 UPnP/1.0" },
	{ "samsung", CLIENT_AGENT, "SEC_HHP_TV-40C7000/1.0" },
	{ "samsung-other", CLIENT_AGENT, "Samsung DTV DMR" },
	{ "lg-webos", CLIENT_AGENT, "Linux/3.10.19-32.afro.4 UPnP/1.0 LGE"
	    " WebOS TV LGE_DLNA_SDK/1.6.0/04.30.13 DLNADOC/1.50" },
	{ "lg-netcast", CLIENT_AGENT, "Linux/2.6.35 UPnP/1.0 DLNADOC/1.50"
	    " INTEL_NMPR/2.0 LGE_DLNA_SDK/1.6.0" },
	{ "lg", CLIENT_AGENT, "Linux/2.6.31-1.0 UPnP/1.0 DLNADOC/1.50"
	    " INTEL_NMPR/2.0 LGE_DLNA_SDK/1.5.0" },
	{ "panasonic", CLIENT_AGENT,
	    "Panasonic MIL DLNA CP UPnP/1.0 DLNADOC/1.50" },
	{ "netfront", CLIENT_AGENT, "IPI/1.0 UPnP/1.0 DLNADOC/1.50" },
	{ "philips", CLIENT_AGENT,
	    "Windows2000/0.0 UPnP/1.0 PhilipsIntelSDK/1.4 DLNADOC/1.50" },
	{ "philips", CLIENT_AGENT, "49PUS8503/12" },
	{ "sharp", CLIENT_AGENT, "DLNADOC/1.50 SHARP-AQUOS-DMP/1.1W" },
	{ "toshiba", CLIENT_AGENT,
	    "UPnP/1.0 DLNADOC/1.50 Intel_SDK_for_UPnP_devices/1.2" },
	{ "hyundai", CLIENT_NAME, "HYUNDAITV" },
	{ "xbox360", CLIENT_AGENT,
	    "Xbox/2.0.8955.0 UPnP/1.0 Xbox/2.0.8955.0" },
	{ "xbox360", CLIENT_AGENT, "Xenon" },
	{ "xbox-one", CLIENT_NAME, "Xbox-SystemOS" },
	{ "windows", CLIENT_AGENT, "FDSSDP" },
	{ "windows", CLIENT_AGENT,
	    "Microsoft-Windows/10.0 UPnP/1.0 Microsoft-DLNA DLNADOC/1.50" },
	{ "windows", CLIENT_AGENT,
	    "NSPlayer/12.00.7600.16597 WMFSDK/12.00.7600.16597" },
	{ "mediaroom", CLIENT_AGENT, "Microsoft-IPTV-Client" },
	{ "eva2000", CLIENT_AGENT, "Verismo,EVA2000" },
	{ "lifetab", CLIENT_NAME, "LIFETAB" },
	{ "soundbridge", CLIENT_AGENT, "Roku SoundBridge/3.0" },
	{ "roku", CLIENT_AGENT, "Roku/DVP-8.0 (308.00E04156A)" },
	{ "denon", CLIENT_AGENT, "bridgeCo-DMP/3" },
	{ "denon", CLIENT_AGENT, "LINUX UPnP/1.0 Denon-Heos/149200" },
	{ "marantz", CLIENT_AGENT, "DigiOn DiXiM/2.0" },
	{ "yamaha", CLIENT_AGENT, "KnOS/3.2 UPnP/1.0 DMP/3.5" },
	{ "bose", CLIENT_AGENT,
	    "Allegro-Software-WebClient/5.40b1 DLNADOC/1.50" },
	{ "frontier", CLIENT_AGENT, "FSL DLNADOC/1.50 UPnP Stack/1.0" },
	{ "dual", CLIENT_AGENT, "EC-IRADIO/1.0" },
	{ "onkyo", CLIENT_AGENT, "Mediabolic-IMHTTP/1" },
	{ "freebox", CLIENT_AGENT, "Linux/2.6 UPnP/1.0 fbxupnpav/6.0" },
	{ "directv", CLIENT_AGENT, "DIRECTV JHUPnP/1.0" },
	{ "popcorn-hour", CLIENT_AGENT, "SMP8634" },
	{ "oplay", CLIENT_AGENT, "O!Play Mini" },
	{ "dlink-dsm", CLIENT_AGENT, "DLNADOC/1.50 INTEL_NMPR/2.1" },
	{ "control4", CLIENT_AGENT, "Control4/2.0" },
	{ "kodi", CLIENT_AGENT, "UPnP/1.0 DLNADOC/1.50 Kodi" },
	{ "kodi", CLIENT_AGENT, "Platinum/0.5.3.0, DLNADOC/1.50" },
	{ "vlc", CLIENT_AGENT, "VLC/3.0.19 LibVLC/3.0.19" },
	{ "vlc", CLIENT_AGENT, "Linux/3.13.0-68-generic, UPnP/1.0, Portable"
	    " SDK for UPnP devices/1.6.6" },
	{ "bubbleupnp", CLIENT_AGENT,
	    "Android/8.0.0 UPnP/1.0 BubbleUPnP/3.4.4" },

	{ NULL, CLIENT_AGENT, "UPnP/1.0 DLNADOC/1.50" },
	{ NULL, CLIENT_AGENT, "DLNADOC/1.50" },
	{ NULL, CLIENT_AGENT, "curl/7.88.1" },
	{ NULL, CLIENT_AGENT, "Lavf/59.27.100" },
	{ NULL, CLIENT_AGENT, "" },
	{ NULL, CLIENT_NAME, "LibVLC" },
};

static void
knows_clients_by_what_they_send(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(seen); i++) {
		const struct client_marks marks = {
			.of = { [CLIENT_MARKS - 1] = NULL },
		};
		struct client_marks m = marks;
		const struct client_row *row;

		m.of[seen[i].mark] = seen[i].text;
		row = client_row_find(&m);
		if ((row == NULL) != (seen[i].row == NULL) ||
		    (row != NULL && strcmp(row->name, seen[i].row) != 0))
			fail_msg("%s is not %s", seen[i].text,
			    row != NULL ? row->name : "unknown");
	}
}

/* Every row stands for something that was sent, and is found by its name. */
static void
has_no_row_that_nothing_finds(void **state)
{
	const struct client_row *row;
	size_t i, k;

	(void)state;
	for (i = 0; (row = client_row_get(i)) != NULL; i++) {
		for (k = 0; k < COUNT(seen); k++)
			if (seen[k].row != NULL && seen[k].mark == row->mark &&
			    strcmp(seen[k].row, row->name) == 0)
				break;
		if (k == COUNT(seen))
			fail_msg("nothing is %s", row->name);
		assert_int_equal(client_row_named(row->name,
		    strlen(row->name))->flags, row->flags);
	}
	assert_null(client_row_named("samsun", 6));
}

/* The most telling header counts. */
static void
prefers_what_says_more(void **state)
{
	static const struct client_marks marks = { .of = {
		[CLIENT_AV_INFO] = SONY("BRAVIA KDL-32CX520", "1.7"),
		[CLIENT_AGENT] = "UPnP/1.0 DLNADOC/1.50 Kodi",
	} };

	(void)state;
	assert_string_equal(client_row_find(&marks)->name, "sony-bravia");
}

static void
names_every_flag_once(void **state)
{
	(void)state;
	for (int i = 0; i < CLIENT_FLAGS; i++) {
		const char *name = client_flag_name((enum client_flag)i);

		assert_non_null(name);
		assert_int_equal(client_flag_find(name, strlen(name)), i);
		assert_int_equal(client_flag_find(name, strlen(name) - 1),
		    CLIENT_FLAGS);
		assert_null(client_row_named(name, strlen(name)));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_a_pattern_in_a_text),
		cmocka_unit_test(knows_clients_by_what_they_send),
		cmocka_unit_test(has_no_row_that_nothing_finds),
		cmocka_unit_test(prefers_what_says_more),
		cmocka_unit_test(names_every_flag_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
