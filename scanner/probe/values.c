/*
 * One tag's text as several values. Pure.
 */
#include <ctype.h>
#include <string.h>

#include "scanner/probe/values.h"

#define ENTITY_BYTES	8	/* "&quot;" and the like, at most */

/* ID3v1's and Winamp's numbers, names as they are written today. */
static const char *const genres[] = {
	"Blues", "Classic Rock", "Country", "Dance", "Disco", "Funk", "Grunge",
	"Hip-Hop", "Jazz", "Metal", "New Age", "Oldies", "Other", "Pop", "R&B",
	"Rap", "Reggae", "Rock", "Techno", "Industrial", "Alternative", "Ska",
	"Death Metal", "Pranks", "Soundtrack", "Euro-Techno", "Ambient",
	"Trip-Hop", "Vocal", "Jazz+Funk", "Fusion", "Trance", "Classical",
	"Instrumental", "Acid", "House", "Game", "Sound Clip", "Gospel",
	"Noise", "Alternative Rock", "Bass", "Soul", "Punk", "Space",
	"Meditative", "Instrumental Pop", "Instrumental Rock", "Ethnic",
	"Gothic", "Darkwave", "Techno-Industrial", "Electronic", "Pop-Folk",
	"Eurodance", "Dream", "Southern Rock", "Comedy", "Cult", "Gangsta",
	"Top 40", "Christian Rap", "Pop/Funk", "Jungle", "Native American",
	"Cabaret", "New Wave", "Psychedelic", "Rave", "Showtunes", "Trailer",
	"Lo-Fi", "Tribal", "Acid Punk", "Acid Jazz", "Polka", "Retro",
	"Musical", "Rock & Roll", "Hard Rock", "Folk", "Folk-Rock",
	"National Folk", "Swing", "Fast Fusion", "Bebop", "Latin", "Revival",
	"Celtic", "Bluegrass", "Avantgarde", "Gothic Rock",
	"Progressive Rock", "Psychedelic Rock", "Symphonic Rock", "Slow Rock",
	"Big Band", "Chorus", "Easy Listening", "Acoustic", "Humour", "Speech",
	"Chanson", "Opera", "Chamber Music", "Sonata", "Symphony",
	"Booty Bass", "Primus", "Porn Groove", "Satire", "Slow Jam", "Club",
	"Tango", "Samba", "Folklore", "Ballad", "Power Ballad",
	"Rhythmic Soul", "Freestyle", "Duet", "Punk Rock", "Drum Solo",
	"A Cappella", "Euro-House", "Dance Hall", "Goa", "Drum & Bass",
	"Club-House", "Hardcore", "Terror", "Indie", "BritPop", "Afro-Punk",
	"Polsk Punk", "Beat", "Christian Gangsta", "Heavy Metal",
	"Black Metal", "Crossover", "Contemporary Christian",
	"Christian Rock", "Merengue", "Salsa", "Thrash Metal", "Anime", "JPop",
	"SynthPop", "Abstract", "Art Rock", "Baroque", "Bhangra", "Big Beat",
	"Breakbeat", "Chillout", "Downtempo", "Dub", "EBM", "Eclectic",
	"Electro", "Electroclash", "Emo", "Experimental", "Garage", "Global",
	"IDM", "Illbient", "Industro-Goth", "Jam Band", "Krautrock",
	"Leftfield", "Lounge", "Math Rock", "New Romantic", "Nu-Breakz",
	"Post-Punk", "Post-Rock", "Psytrance", "Shoegaze", "Space Rock",
	"Trop Rock", "World Music", "Neoclassical", "Audiobook",
	"Audio Theatre", "Neue Deutsche Welle", "Podcast", "Indie Rock",
	"G-Funk", "Dubstep", "Garage Rock", "Psybient",
};
#define GENRES	(sizeof(genres) / sizeof(genres[0]))

/* ID3v2 adds two that have letters for numbers. */
static const char *
genre_name(const char *number, size_t len)
{
	size_t value = 0, i;

	if (len == 2 && memcmp(number, "RX", 2) == 0)
		return "Remix";
	if (len == 2 && memcmp(number, "CR", 2) == 0)
		return "Cover";
	for (i = 0; i < len && isdigit((unsigned char)number[i]); i++)
		if ((value = value * 10 + (size_t)(number[i] - '0')) >= GENRES)
			return NULL;
	return i == len && len > 0 ? genres[value] : NULL;
}

static void
add_genre(char *field, const char *text, size_t len)
{
	const char *name, *end;

	while (len > 0 && text[0] == '(' &&
	    (end = memchr(text, ')', len)) != NULL &&
	    (name = genre_name(text + 1, (size_t)(end - text) - 1)) != NULL) {
		media_add_value(field, name, strlen(name));
		len -= (size_t)(end + 1 - text);
		text = end + 1;
	}
	if (len > 1 && memcmp(text, "((", 2) == 0) {	/* not a number */
		text++;
		len--;
	}
	if ((name = genre_name(text, len)) != NULL)
		media_add_value(field, name, strlen(name));
	else
		media_add_value(field, text, len);
}

static bool
ends_entity(const char *text, const char *semicolon)
{
	const char *at = semicolon;

	while (at > text && semicolon - at < ENTITY_BYTES &&
	    (isalnum((unsigned char)at[-1]) || at[-1] == '#'))
		at--;
	return at > text && at[-1] == '&' && at < semicolon;
}

static void
split(char *field, const char *text, bool at_slash,
    void (*add)(char *field, const char *value, size_t len))
{
	const char *start = text, *at;

	for (at = text; *at != '\0'; at++) {
		bool slash = at_slash && strncmp(at, " / ", 3) == 0;

		if (!slash && (*at != ';' || ends_entity(text, at)))
			continue;
		add(field, start, (size_t)(at - start));
		at += slash ? 2 : 0;
		start = at + 1;
	}
	start += strspn(start, " \t");
	add(field, start, (size_t)(at - start));
}

void
values_add_names(char field[MEDIA_TEXT_BYTES], const char *text)
{
	split(field, text, true, media_add_value);
}

void
values_add_genres(char field[MEDIA_TEXT_BYTES], const char *text)
{
	split(field, text, false, add_genre);
}
