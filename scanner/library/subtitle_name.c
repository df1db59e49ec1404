/*
 * What the names of subtitles tell: language, region, for whom. Pure; in
 * lares-scan.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "scanner/library/subtitle_name.h"

#define PARTS		" ._-+,()[]{}"
#define WORD_BYTES	24

/* ISO 639-1, and what else people write: ISO 639-2 in both its forms, the
   language's name in English and in itself. */
static const struct {
	const char	code[3];
	const char	*names;		/* by blanks, lower case */
} languages[] = {
	{ "ar", "ara arabic" },
	{ "be", "bel belarusian" },
	{ "bg", "bul bulgarian" },
	{ "bs", "bos bosnian bosanski" },
	{ "ca", "cat catalan català catala" },
	{ "cs", "cze ces czech čeština cesky" },
	{ "da", "dan danish dansk" },
	{ "de", "ger deu german deutsch" },
	{ "el", "gre ell greek" },
	{ "en", "eng english" },
	{ "es", "spa spanish español espanol castellano" },
	{ "et", "est estonian eesti" },
	{ "eu", "baq eus basque euskara" },
	{ "fa", "per fas persian farsi" },
	{ "fi", "fin finnish suomi" },
	{ "fr", "fre fra french français francais vf vostfr" },
	{ "ga", "gle irish gaeilge" },
	{ "gl", "glg galician galego" },
	{ "he", "heb hebrew iw" },
	{ "hi", "hin hindi" },
	{ "hr", "hrv croatian hrvatski" },
	{ "hu", "hun hungarian magyar" },
	{ "id", "ind indonesian" },
	{ "is", "ice isl icelandic íslenska" },
	{ "it", "ita italian italiano" },
	{ "ja", "jpn japanese jp 日本語" },
	{ "ko", "kor korean kr 한국어" },
	{ "lt", "lit lithuanian lietuvių" },
	{ "lv", "lav latvian latviešu" },
	{ "mk", "mac mkd macedonian" },
	{ "ms", "may msa malay" },
	{ "nb", "nob bokmål bokmal" },
	{ "nl", "dut nld dutch nederlands flemish" },
	{ "nn", "nno nynorsk" },
	{ "no", "nor norwegian norsk" },
	{ "pl", "pol polish polski" },
	{ "pt", "por portuguese português portugues" },
	{ "ro", "rum ron romanian română romana" },
	{ "ru", "rus russian русский" },
	{ "sk", "slo slk slovak slovenčina" },
	{ "sl", "slv slovenian slovene slovenščina" },
	{ "sq", "alb sqi albanian shqip" },
	{ "sr", "srp serbian srpski" },
	{ "sv", "swe swedish svenska" },
	{ "th", "tha thai ไทย" },
	{ "tr", "tur turkish türkçe turkce" },
	{ "uk", "ukr ukrainian українська" },
	{ "ur", "urd urdu" },
	{ "vi", "vie vietnamese" },
	{ "yi", "yid yiddish" },
	{ "zh", "chi zho chinese 中文" },
};

/* What names a language and a region, or a script, in one word. */
static const struct {
	const char	*word, *language;
} whole[] = {
	{ "pob", "pt-BR" }, { "ptbr", "pt-BR" }, { "brazilian", "pt-BR" },
	{ "chs", "zh-Hans" }, { "cht", "zh-Hant" }, { "sc", "zh-Hans" },
	{ "tc", "zh-Hant" }, { "简体", "zh-Hans" }, { "繁體", "zh-Hant" },
	{ "繁体", "zh-Hant" }, { "latino", "es-419" },
};

/* What may stand behind a language, as it is to be written. */
static const char *const regions[] = {
	"AT", "AU", "BE", "BR", "CA", "CH", "CN", "DE", "ES", "FR", "GB", "HK",
	"MX", "NL", "PT", "SG", "TW", "UK", "US", "419", "Hans", "Hant", "Latn",
	"Cyrl",
};

static const struct {
	const char	*word;
	bool		 forced;	/* else: for those who hear badly */
} marks[] = {
	{ "forced", true }, { "foreign", true },
	{ "sdh", false }, { "cc", false }, { "hoh", false },
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* What has been understood. */
struct told {
	char		 language[WORD_BYTES];
	bool		 forced, sdh;
	bool		 hi;		/* Hindi, or hearing impaired */
	bool		 foreign;	/* a word that says nothing */
	bool		 fresh;		/* the last word was the language */
};

static bool
is_one_of(const char *word, const char *names)
{
	size_t len = strlen(word);
	const char *at = names;

	while ((at = strstr(at, word)) != NULL) {
		if ((at == names || at[-1] == ' ') &&
		    (at[len] == ' ' || at[len] == '\0'))
			return true;
		at += len;
	}
	return false;
}

static const char *
find_language(const char *word)
{
	for (size_t i = 0; i < COUNT(languages); i++)
		if (strcmp(languages[i].code, word) == 0 ||
		    is_one_of(word, languages[i].names))
			return languages[i].code;
	for (size_t i = 0; i < COUNT(whole); i++)
		if (strcmp(whole[i].word, word) == 0)
			return whole[i].language;
	return NULL;
}

static bool
take_region(struct told *t, const char *word)
{
	char language[WORD_BYTES];

	for (size_t i = 0; t->fresh && i < COUNT(regions); i++)
		if (strcasecmp(regions[i], word) == 0) {
			snprintf(language, sizeof(language), "%.3s-%s",
			    t->language, regions[i]);
			memcpy(t->language, language, sizeof(language));
			return true;
		}
	return false;
}

static bool
take_mark(struct told *t, const char *word)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (strcmp(marks[i].word, word) == 0) {
			if (marks[i].forced)
				t->forced = true;
			else
				t->sdh = true;
			return true;
		}
	return false;
}

static void
take_word(struct told *t, const char *word)
{
	const char *language;

	if (take_region(t, word)) {
		t->fresh = false;
		return;
	}
	t->fresh = false;
	if (strcmp(word, "hi") == 0) {
		t->hi = true;
	} else if ((language = find_language(word)) != NULL) {
		snprintf(t->language, sizeof(t->language), "%.10s", language);
		t->fresh = strlen(language) == 2;
	} else if (!take_mark(t, word)) {
		t->foreign = t->foreign ||
		    word[strspn(word, "0123456789")] != '\0';
	}
}

static struct told
read_words(const char *words, size_t len)
{
	const char *end = words + len;
	struct told t = { 0 };
	char word[WORD_BYTES];
	size_t n;

	for (; words < end; words += n) {
		for (n = 0; words + n < end && strchr(PARTS, words[n]) == NULL;)
			n++;
		if (n >= sizeof(word)) {
			t.foreign = true;
			t.fresh = false;
		} else if (n > 0) {
			for (size_t i = 0; i < n; i++)
				word[i] = (char)tolower((unsigned char)words[i]);
			word[n] = '\0';
			take_word(&t, word);
		}
		n += words + n < end;
	}
	if (t.hi && t.language[0] == '\0')
		memcpy(t.language, "hi", 3);
	else if (t.hi)
		t.sdh = true;
	return t;
}

void
subtitle_name_suffix(const char *words, size_t len, const char *extension,
    char out[SUBTITLE_SUFFIX_BYTES])
{
	const struct told t = read_words(words, len);

	snprintf(out, SUBTITLE_SUFFIX_BYTES, "%.10s%s%s%s%.8s", t.language,
	    t.language[0] != '\0' ? "." : "", t.forced ? "forced." : "",
	    t.sdh ? "sdh." : "", extension);
}

bool
subtitle_name_is_language(const char *words, size_t len)
{
	const struct told t = read_words(words, len);

	return t.language[0] != '\0' && !t.foreign;
}

bool
subtitle_name_is_folder(const char *name)
{
	static const char *const names[] = {
		"sub", "subs", "subtitle", "subtitles",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcasecmp(names[i], name) == 0)
			return true;
	return false;
}

size_t
subtitle_name_parted(const char *name, size_t len)
{
	while (len > 0 && strchr(PARTS, name[len - 1]) == NULL)
		len--;
	return len > 0 ? len - 1 : 0;
}
