/*
 * On which shelves of the views a file stands: by artist and album, by year,
 * by series and season. Pure. Files without the fact that a view goes by are
 * not in that view; every file is among all of its kind, and in its folder.
 */
#include <endian.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/buf.h"
#include "common/fold.h"
#include "common/text.h"
#include "scanner/library/shelf.h"

#define FOLDED_MAX	8192
#define MOVIE_MS	(45 * 60 * 1000)	/* shorter ones are clips */

static const char various[] = MEDIA_VARIOUS;

/* ---- pieces --------------------------------------------------------------- */

/* The values of a tag. */
struct values {
	const char	*text[MEDIA_VALUES_MAX];
	size_t		 n;
};

/* A copy that lives as long as the shelves; NULL: there is no room. */
static const char *
keep(struct shelves *s, const char *text, size_t len)
{
	return text_keep(s->text, sizeof(s->text), &s->used, text, len);
}

static struct values
split(struct shelves *s, const char *lines)
{
	struct values v = { .n = 0 };
	const char *value;
	size_t len;

	while (v.n < MEDIA_VALUES_MAX &&
	    (value = media_next_value(&lines, &len)) != NULL)
		if ((v.text[v.n] = keep(s, value, len)) != NULL)
			v.n++;
	return v;
}

static void
add_key(struct catalog_step *step, const void *bytes, size_t len)
{
	const size_t room = sizeof(step->key) - step->key_len;

	len = len < room ? len : room;
	memcpy(step->key + step->key_len, bytes, len);
	step->key_len += len;
}

static void
add_folded(struct catalog_step *step, const char *text)
{
	struct buf b;

	buf_init(&b, FOLDED_MAX);
	fold_text(&b, text);
	if (!buf_failed(&b) && b.len > 0)
		add_key(step, b.data, b.len);
	buf_free(&b);
}

/* ---- a shelf in the making ------------------------------------------------ */

static struct catalog_shelf *
begin(struct shelves *s, enum view view)
{
	struct catalog_shelf *shelf;

	if (s->n == CATALOG_SHELVES_MAX)
		return NULL;
	shelf = &s->list[s->n++];
	memset(shelf, 0, sizeof(*shelf));
	shelf->view = view;
	return shelf;
}

/* The next step of a shelf, known and ordered by something else. */
static struct catalog_step *
step_called(struct catalog_shelf *shelf, const char *key, const char *title)
{
	struct catalog_step *next = &shelf->steps[shelf->nsteps++];

	next->title = title;
	next->sorts_as = key;
	add_folded(next, key);
	return next;
}

/* The next step of a shelf, known by its title. */
static struct catalog_step *
step(struct catalog_shelf *shelf, const char *title)
{
	return step_called(shelf, title, title);
}

static void
sort_number(struct catalog_shelf *shelf, uint32_t n)
{
	const uint16_t be = htobe16((uint16_t)(n < UINT16_MAX ? n :
	    UINT16_MAX));

	memcpy(shelf->sort + shelf->sort_len, &be, sizeof(be));
	shelf->sort_len += sizeof(be);
}

static void
sort_bytes(struct catalog_shelf *shelf, const void *bytes, size_t len)
{
	const size_t room = sizeof(shelf->sort) - shelf->sort_len;

	len = len < room ? len : room;
	memcpy(shelf->sort + shelf->sort_len, bytes, len);
	shelf->sort_len += len;
}

static void
sort_title(const struct shelves *s, struct catalog_shelf *shelf)
{
	sort_bytes(shelf, s->by_title, s->by_title_len);
}

static void
add_recent(struct shelves *s, enum view view, int64_t added)
{
	const uint64_t newest_first = htobe64((uint64_t)(INT64_MAX - added));
	struct catalog_shelf *shelf = begin(s, view);

	if (shelf == NULL)
		return;
	sort_bytes(shelf, &newest_first, sizeof(newest_first));
	sort_title(s, shelf);
}

/* One shelf a value, in the order of titles. */
static void
add_values(struct shelves *s, enum view view, const struct values *v)
{
	struct catalog_shelf *shelf;

	for (size_t i = 0; i < v->n; i++)
		if ((shelf = begin(s, view)) != NULL) {
			step(shelf, v->text[i]);
			sort_title(s, shelf);
		}
}

static void
add_year(struct shelves *s, enum view view, const char *date)
{
	const struct values year = {
		{ strlen(date) >= 4 ? keep(s, date, 4) : NULL }, 1,
	};

	if (year.text[0] != NULL)
		add_values(s, view, &year);
}

/* ---- music ---------------------------------------------------------------- */

/* What of a track the shelves go by. */
struct music {
	const struct media_facts *f;
	struct values	artists, album_artists, genres, composers;
	int64_t		folder;
};

/*
 * An album is one with others of its name if they name the same album artist;
 * where none is named, if they lie in the same folder. So the tracks of a
 * compilation stay together, and two "Greatest Hits" apart. Where only some
 * name one, see catalog_container.h.
 */
static void
step_album(struct catalog_shelf *shelf, const struct music *m)
{
	const struct media_facts *f = m->f;
	const uint64_t folder = htobe64((uint64_t)m->folder);
	struct catalog_step *album;

	if (f->album[0] != '\0') {
		album = step(shelf, f->album);
		if (f->album_sort[0] != '\0')
			album->sorts_as = f->album_sort;
		album->date = f->date;
		album->artist = m->album_artists.n > 0 ?
		    m->album_artists.text[0] :
		    m->artists.n > 0 ? m->artists.text[0] : "";
		album->folder = m->folder;
		album->named = f->album_artist[0] != '\0';
		add_key(album, "", 1);
		if (album->named)
			add_folded(album, f->album_artist);
		else
			add_key(album, &folder, sizeof(folder));
	}
	sort_number(shelf, f->disc);
	sort_number(shelf, f->track);
}

/* sorts_as is for the only value. */
static void
add_people(struct shelves *s, enum view view, const struct values *people,
    const char *sorts_as, const struct music *m)
{
	struct catalog_shelf *shelf;
	struct catalog_step *person;

	for (size_t i = 0; i < people->n; i++) {
		if ((shelf = begin(s, view)) == NULL)
			return;
		person = step(shelf, people->text[i]);
		if (people->n == 1 && sorts_as[0] != '\0')
			person->sorts_as = sorts_as;
		step_album(shelf, m);
		sort_title(s, shelf);
	}
}

static void
add_genre(struct shelves *s, const char *genre, const struct music *m)
{
	const struct values *by = m->album_artists.n > 0 ?
	    &m->album_artists : &m->artists;
	struct catalog_shelf *shelf = begin(s, VIEW_MUSIC_GENRES);

	if (shelf == NULL)
		return;
	step(shelf, genre);
	if (by->n > 0)
		step(shelf, by->text[0]);
	sort_title(s, shelf);
}

static void
shelve_music(struct shelves *s, const struct media_facts *f, int64_t folder)
{
	struct music m = {
		.f = f,
		.artists = split(s, f->artist),
		.album_artists = split(s, f->album_artist),
		.genres = split(s, f->genre),
		.composers = split(s, f->composer),
		.folder = folder,
	};
	struct catalog_shelf *shelf;
	const char *year = strlen(f->date) >= 4 ? keep(s, f->date, 4) : NULL;
	size_t first;

	if (m.album_artists.n == 0 && f->compilation)
		m.album_artists = (struct values){ { various }, 1 };
	add_people(s, VIEW_MUSIC_ARTISTS, &m.artists, f->artist_sort, &m);
	first = s->n;
	if (m.album_artists.n > 0)
		add_people(s, VIEW_MUSIC_ALBUM_ARTISTS, &m.album_artists,
		    f->album_artist_sort, &m);
	else
		add_people(s, VIEW_MUSIC_ALBUM_ARTISTS, &m.artists,
		    f->artist_sort, &m);
	for (size_t i = first; i < s->n; i++)
		s->list[i].unnamed = f->album_artist[0] == '\0';
	if (f->album[0] != '\0' &&
	    (shelf = begin(s, VIEW_MUSIC_ALBUMS)) != NULL) {
		step_album(shelf, &m);
		sort_title(s, shelf);
	}
	for (size_t i = 0; i < m.genres.n; i++)
		add_genre(s, m.genres.text[i], &m);
	add_people(s, VIEW_MUSIC_COMPOSERS, &m.composers, f->composer_sort, &m);
	if (year != NULL && (shelf = begin(s, VIEW_MUSIC_YEARS)) != NULL) {
		step(shelf, year);
		step_album(shelf, &m);
		sort_title(s, shelf);
	}
}

/* ---- video ---------------------------------------------------------------- */

static void
add_series(struct shelves *s, const struct media_facts *f)
{
	struct catalog_shelf *shelf = begin(s, VIEW_VIDEO_SERIES);
	const char *season;
	char title[32];

	if (shelf == NULL)
		return;
	step(shelf, f->series);
	snprintf(title, sizeof(title), f->season != 0 ? "Season %u" :
	    "Specials", f->season);
	season = keep(s, title, strlen(title));
	step(shelf, season != NULL ? season : "");
	sort_number(shelf, f->episode);
	sort_title(s, shelf);
}

static void
shelve_video(struct shelves *s, const struct media_facts *f)
{
	const struct values genres = split(s, f->genre);
	struct catalog_shelf *shelf;

	if (f->series[0] != '\0')
		add_series(s, f);
	else if ((f->movie || f->duration_ms >= MOVIE_MS) &&
	    (shelf = begin(s, VIEW_VIDEO_MOVIES)) != NULL)
		sort_title(s, shelf);
	add_values(s, VIEW_VIDEO_GENRES, &genres);
	add_year(s, VIEW_VIDEO_YEARS, f->date);
}

/* ---- pictures -------------------------------------------------------------- */

/* "May 2024" for "2024-05". */
static const char *
month_title(struct shelves *s, const char *date)
{
	static const char *const months[] = {
		"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December",
	};
	const unsigned month = (unsigned)(date[5] - '0') * 10 +
	    (unsigned)(date[6] - '0');
	char title[32];

	if (month < 1 || month > 12)
		return keep(s, date, 7);
	snprintf(title, sizeof(title), "%s %.4s", months[month - 1], date);
	return keep(s, title, strlen(title));
}

/* By year, month and day, as far as the date goes. */
static void
add_dates(struct shelves *s, const char *date)
{
	static const size_t ends[] = { 4, 7, 10 };
	const size_t len = strlen(date);
	struct catalog_shelf *shelf;
	const char *key, *title;

	if (len < ends[0] || (shelf = begin(s, VIEW_PICTURES_DATES)) == NULL)
		return;
	for (size_t i = 0; i < 3 && len >= ends[i]; i++) {
		key = keep(s, date, ends[i]);
		title = i == 1 ? month_title(s, date) : key;
		if (key == NULL || title == NULL)
			break;
		step_called(shelf, key, title);
	}
	sort_bytes(shelf, date, len);
	sort_title(s, shelf);
}

static void
shelve_picture(struct shelves *s, const struct media_facts *f)
{
	const char stars[] = { (char)('0' + f->stars), ' ', '/', ' ', '5',
		'\0' };
	const struct values camera = { { f->camera }, 1 };
	const struct values rating = { { keep(s, stars, strlen(stars)) }, 1 };

	add_dates(s, f->date);
	if (f->camera[0] != '\0')
		add_values(s, VIEW_PICTURES_CAMERAS, &camera);
	if (f->stars != 0 && rating.text[0] != NULL)
		add_values(s, VIEW_PICTURES_RATINGS, &rating);
}

/* ---- */

void
shelf_file(struct shelves *s, const struct placed *p, int64_t folder,
    int64_t added)
{
	const struct media_facts *f = &p->facts;
	struct buf key;

	s->n = s->used = 0;
	buf_init(&key, FOLDED_MAX);
	fold_sort_key(&key, f->title_sort[0] != '\0' ? f->title_sort :
	    p->title);
	s->by_title_len = buf_failed(&key) ? 0 :
	    key.len < sizeof(s->by_title) ? key.len : sizeof(s->by_title);
	if (s->by_title_len > 0)
		memcpy(s->by_title, key.data, s->by_title_len);
	buf_free(&key);
	if (f->kind == MEDIA_AUDIO) {
		shelve_music(s, f, folder);
		add_recent(s, VIEW_MUSIC_RECENT, added);
	} else if (f->kind == MEDIA_VIDEO) {
		shelve_video(s, f);
		add_recent(s, VIEW_VIDEO_RECENT, added);
	} else if (f->kind == MEDIA_PICTURE) {
		shelve_picture(s, f);
		add_recent(s, VIEW_PICTURES_RECENT, added);
	}
}
