/* Subtitles in the charsets of many languages, and what becomes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/ucnv.h>

#include "scanner/probe/charset.h"

#define TEXT_BYTES	8192

/* What somebody says in a film, by lines. */
static const struct {
	const char	*language, *lines;
} speech[] = {
	{ "de", "Wo ist der Schlüssel für die Tür?\n"
	    "Er müsste über dem Kamin hängen.\n"
	    "Das weiß ich nicht, ich war früher größer.\n"
	    "Natürlich schläft er schon, es ist spät.\n" },
	{ "fr", "Où est passée la clé de la première porte ?\n"
	    "Elle était là, près de la fenêtre, je te le répète.\n"
	    "Ça n'a rien d'étonnant : tu l'as oubliée à l'école.\n"
	    "Même le garçon sait où elle a été cachée.\n" },
	{ "fr-15", "Où est passée la clé de la première porte ?\n"
	    "Ma sœur l'a vue hier, elle en a le cœur net.\n" },
	{ "is", "Hvar er lykillinn að þessum dyrum? Hann lá hér í gær.\n"
	    "Kannski tók nágranninn hann þegar hann kom í kvöld.\n"
	    "Það er ekki satt, ég sá hann í eldhúsinu við gluggann.\n" },
	{ "pl", "Gdzie jest klucz do drzwi? Myślałem, że go wziąłeś.\n"
	    "Leżał tu przecież, obok świecy, na półce w łazience.\n"
	    "Może źle szukasz. Chodźmy, zanim się ściemni.\n"
	    "Nie będę czekać całą noc, jestem już zmęczony.\n" },
	{ "cs", "Kde je klíč od těch dveří? Ještě včera tu ležel.\n"
	    "Možná ho vzal náš soused, když přišel pro žebřík.\n"
	    "To není pravda, viděl jsem ho u příborů v kuchyni.\n"
	    "Řekni mu, ať ho vrátí, než začne pršet.\n" },
	{ "ru", "Где ключ от этой двери? Вчера он лежал здесь.\n"
	    "Может быть, его забрал наш сосед, когда приходил.\n"
	    "Неправда, я сама видела его на кухне у окна.\n"
	    "Скажи ему, чтобы вернул, пока не начался дождь.\n" },
	{ "uk", "Де ключ від цих дверей? Ще вчора він лежав тут.\n"
	    "Можливо, його взяв наш сусід, коли приходив.\n"
	    "Це неправда, я бачила його на кухні біля вікна.\n"
	    "Скажи йому, щоб повернув, поки не пішов дощ її.\n" },
	{ "el", "Πού είναι το κλειδί της πόρτας; Χθες ήταν εδώ.\n"
	    "Ίσως το πήρε ο γείτονας όταν ήρθε το βράδυ.\n"
	    "Δεν είναι αλήθεια, το είδα στην κουζίνα.\n"
	    "Πες του να το φέρει πίσω πριν αρχίσει η βροχή.\n" },
	{ "tr", "Kapının anahtarı nerede? Daha dün burada duruyordu.\n"
	    "Belki komşumuz akşam geldiğinde almıştır.\n"
	    "Doğru değil, onu mutfakta pencerenin yanında gördüm.\n"
	    "Söyle ona, yağmur başlamadan geri getirsin.\n" },
	{ "he", "איפה המפתח של הדלת? אתמול הוא עוד היה כאן.\n"
	    "אולי השכן לקח אותו כשבא אלינו בערב.\n"
	    "זה לא נכון, ראיתי אותו במטבח ליד החלון.\n"
	    "תגיד לו שיחזיר אותו לפני שיתחיל הגשם.\n" },
	{ "ar", "أين مفتاح هذا الباب؟ كان هنا بالأمس.\n"
	    "ربما أخذه جارنا عندما جاء في المساء.\n"
	    "هذا غير صحيح، رأيته في المطبخ قرب النافذة.\n"
	    "قل له أن يعيده قبل أن يبدأ المطر.\n" },
	{ "lt", "Kur yra durų raktas? Dar vakar jis gulėjo čia.\n"
	    "Gal jį paėmė kaimynas, kai vakare buvo užėjęs.\n"
	    "Netiesa, aš pati jį mačiau virtuvėje prie lango.\n"
	    "Pasakyk jam, kad grąžintų, kol neprasidėjo lietus.\n" },
	{ "lv", "Kur ir durvju atslēga? Vēl vakar tā gulēja šeit.\n"
	    "Varbūt to paņēma kaimiņš, kad vakarā bija atnācis.\n"
	    "Tā nav taisnība, es to pati redzēju virtuvē pie loga.\n"
	    "Pasaki viņam, lai atdod, kamēr nav sācies lietus ar ūdeņiem "
	    "un žagariem.\n" },
	/* Its tones are apart from what they stand on. */
	{ "vi", "Chi\u0300a kho\u0301a cu\u0309a ca\u0301nh c\u01b0\u0309a na\u0300y "
	    "\u0111\u00e2u r\u00f4\u0300i?\n"
	    "H\u00f4m qua no\u0301 co\u0300n \u01a1\u0309 \u0111\u00e2y.\n"
	    "Co\u0301 le\u0303 ng\u01b0\u01a1\u0300i ha\u0300ng xo\u0301m \u0111a\u0303 "
	    "l\u00e2\u0301y no\u0301 t\u00f4\u0301i qua.\n"
	    "Kh\u00f4ng \u0111u\u0301ng, t\u00f4i th\u00e2\u0301y no\u0301 trong "
	    "nha\u0300 b\u00ea\u0301p ca\u0323nh c\u01b0\u0309a s\u00f4\u0309.\n" },
	{ "th", "กุญแจประตูอยู่ที่ไหน เมื่อวานยังอยู่ตรงนี้\n"
	    "บางทีเพื่อนบ้านอาจจะเอาไปตอนที่เขามาเมื่อเย็น\n" },
	{ "ja", "ドアの鍵はどこですか。昨日はここにありました。\n"
	    "隣の人が夕方に来たとき、持って行ったのでしょう。\n"
	    "それは違います。台所の窓のそばで見ました。\n"
	    "雨が降る前に返すように言ってください。\n" },
	{ "zh-TW", "這扇門的鑰匙在哪裡？昨天還放在這裡。\n"
	    "也許鄰居傍晚過來的時候把它拿走了。\n"
	    "不對，我在廚房的窗戶旁邊看見過它。\n"
	    "請告訴他，下雨之前一定要還回來。\n" },
	{ "zh", "这扇门的钥匙在哪里？昨天还放在这里。\n"
	    "也许邻居傍晚过来的时候把它拿走了。\n"
	    "不对，我在厨房的窗户旁边看见过它。\n"
	    "请告诉他，下雨之前一定要还回来。\n" },
	{ "ko", "이 문의 열쇠는 어디에 있습니까? 어제는 여기 있었어요.\n"
	    "아마 이웃 사람이 저녁에 왔을 때 가져갔을 거예요.\n"
	    "아니에요, 부엌 창문 옆에서 제가 봤어요.\n"
	    "비가 오기 전에 돌려 달라고 말해 주세요.\n" },
};
#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* As SubRip has it. */
static size_t
make_subtitles(const char *lines, char out[TEXT_BYTES])
{
	size_t used = 0, len;

	for (unsigned n = 1; *lines != '\0'; n++) {
		len = strcspn(lines, "\n");
		used += (size_t)snprintf(out + used, TEXT_BYTES - used,
		    "%u\r\n00:00:%02u,000 --> 00:00:%02u,500\r\n"
		    "<i>%.*s</i>\r\n\r\n", n, n, n + 1, (int)len, lines);
		lines += len + 1;
	}
	return used;
}

static const char *
lines_of(const char *language)
{
	for (size_t i = 0; i < COUNT(speech); i++)
		if (strcmp(speech[i].language, language) == 0)
			return speech[i].lines;
	abort();
}

static size_t
encode(const char *text, size_t len, const char *charset, char out[TEXT_BYTES])
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t n = ucnv_convert(charset, "UTF-8", out, TEXT_BYTES, text,
	    (int32_t)len, &error);

	assert_true(U_SUCCESS(error));
	/* All was encoded. */
	assert_true(charset[0] == 'U' || memchr(out, 0x1a, (size_t)n) == NULL);
	return (size_t)n;
}

static void
expect(const char *bytes, size_t len, const char *language, const char *text,
    size_t text_len)
{
	static char out[CHARSET_ROOM(TEXT_BYTES)];
	int64_t n = charset_to_utf8(bytes, len, language, out);

	if (n != (int64_t)text_len || memcmp(out, text, text_len) != 0)
		fail_msg("as %s (%s): %.*s", charset_guess(bytes, len,
		    language), language, (int)n, out);
}

static const struct {
	const char	*language, *charset;
} cases[] = {
	{ "de", "windows-1252" },
	{ "de", "ISO-8859-1" },
	{ "de", "ISO-8859-15" },
	{ "fr", "windows-1252" },
	{ "fr-15", "ISO-8859-15" },
	{ "is", "windows-1252" },
	{ "pl", "windows-1250" },
	{ "pl", "ISO-8859-2" },
	{ "cs", "windows-1250" },
	{ "cs", "ISO-8859-2" },
	{ "ru", "windows-1251" },
	{ "ru", "KOI8-R" },
	{ "ru", "ISO-8859-5" },
	{ "uk", "windows-1251" },
	{ "uk", "KOI8-U" },
	{ "el", "windows-1253" },
	{ "el", "ISO-8859-7" },
	{ "tr", "windows-1254" },
	{ "tr", "ISO-8859-9" },
	{ "he", "windows-1255" },
	{ "he", "ISO-8859-8" },
	{ "ar", "windows-1256" },
	{ "ar", "ISO-8859-6" },
	{ "lt", "windows-1257" },
	{ "lt", "ISO-8859-13" },
	{ "lv", "windows-1257" },
	{ "vi", "windows-1258" },
	{ "th", "windows-874" },
	{ "ja", "Shift_JIS" },
	{ "ja", "EUC-JP" },
	{ "ja", "ISO-2022-JP" },
	{ "zh", "GBK" },
	{ "zh", "GB18030" },
	{ "zh-TW", "Big5" },
	{ "ko", "EUC-KR" },
	{ "ko", "windows-949" },
};

static void
knows_the_charsets_of_languages(void **state)
{
	char text[TEXT_BYTES], bytes[TEXT_BYTES], language[3];
	size_t len, n;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		len = make_subtitles(lines_of(cases[i].language), text);
		n = encode(text, len, cases[i].charset, bytes);
		snprintf(language, sizeof(language), "%.2s", cases[i].language);
		expect(bytes, n, language, text, len);
		/* Whoever named the file said nothing of it. */
		expect(bytes, n, "", text, len);
	}
}

static void
knows_every_unicode(void **state)
{
	static const struct {
		const char	*charset, *mark;
		size_t		 mark_len;
	} forms[] = {
		{ "UTF-8", "", 0 }, { "UTF-8", "\xef\xbb\xbf", 3 },
		{ "UTF-16LE", "", 0 }, { "UTF-16LE", "\xff\xfe", 2 },
		{ "UTF-16BE", "", 0 }, { "UTF-16BE", "\xfe\xff", 2 },
		{ "UTF-32LE", "\xff\xfe\0\0", 4 },
		{ "UTF-32BE", "\0\0\xfe\xff", 4 },
	};
	char text[TEXT_BYTES], bytes[TEXT_BYTES];
	size_t len, n;

	(void)state;
	for (size_t i = 0; i < COUNT(speech); i++)
		for (size_t j = 0; j < COUNT(forms); j++) {
			len = make_subtitles(speech[i].lines, text);
			memcpy(bytes, forms[j].mark, forms[j].mark_len);
			n = encode(text, len, forms[j].charset, bytes +
			    forms[j].mark_len) + forms[j].mark_len;
			/* Whatever the name says of the language. */
			expect(bytes, n, "ja", text, len);
			expect(bytes, n, "", text, len);
		}
}

/* One line of a hundred is not ASCII. */
static void
needs_little(void **state)
{
	static const char plain[] = "00:00:01,000 --> 00:00:02,000\nNo.\n\n";
	char text[TEXT_BYTES] = "", bytes[TEXT_BYTES];
	size_t n;

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(text, plain);
	strcat(text, "Wie sch\303\266n f\303\274r dich!\n");
	n = encode(text, strlen(text), "windows-1252", bytes);
	expect(bytes, n, "", text, strlen(text));
	expect(bytes, n, "de", text, strlen(text));
}

static void
bears_what_is_broken(void **state)
{
	char out[CHARSET_ROOM(TEXT_BYTES)];
	const char *text = lines_of("ru");
	size_t len = strlen(text);
	int64_t n;

	(void)state;
	/* Cut within its last character. */
	n = charset_to_utf8(text, len - 3, "ru", out);
	assert_memory_equal(out, text, len - 4);
	assert_memory_equal(out + len - 4, "\xef\xbf\xbd", 3);
	assert_int_equal(n, len - 1);
	/* NULs that mean nothing. */
	assert_int_equal(charset_to_utf8("not of two\0 bytes each", 22, "",
	    out), 21);
	assert_memory_equal(out, "not of two bytes each", 21);
	assert_int_equal(charset_to_utf8("", 0, "de", out), 0);
	assert_int_equal(charset_to_utf8("\xef\xbb\xbf", 3, "", out), 0);
	/* The language is not what the name says: nothing better is known. */
	assert_string_equal(charset_guess("\xff\xff\xff\xff\n", 5, "ja"),
	    "windows-31j");
	assert_string_equal(charset_guess("h\xe9\n", 3, "no such"),
	    "windows-1252");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_charsets_of_languages),
		cmocka_unit_test(knows_every_unicode),
		cmocka_unit_test(needs_little),
		cmocka_unit_test(bears_what_is_broken),
	};

	charset_prepare();
	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
