/*
 * A catalogue of things that do not exist, written by the scanner's own
 * writer: fill STATE_DIR ROOT N. Three fifths are music in folders of artists
 * and albums, a quarter pictures, of which the first thousand lie in one
 * folder, the rest films and series. With N = 0 nothing is added. Says
 * "filled", and then holds the catalogue open, as the scanner does, until its
 * standard input ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/catalog_open.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "common/mime.h"
#include "scanner/library/scan.h"
#include "scanner/library/shelf.h"

#define TRACKS		12		/* of an album */
#define ALBUMS		5		/* of an artist */
#define CAMERA		1000		/* pictures in one folder */
#define PICTURES	60		/* of a day */
#define EPISODES	10		/* of a season */
#define SEASONS		4		/* of a series */
#define RARE		5003		/* every so many titles have the word */
#define NAME_BYTES	128

static struct catalog *catalog;
static uint64_t random_state = 1;

/* The same as in tests/bench/corpus.py, and looked for by ask.py. */
static const char *const words[] = {
	"River", "Night", "Stone", "Golden", "Winter", "Silent", "Garden",
	"Thunder", "Paper", "Distant", "Summer", "Broken", "Velvet", "Northern",
	"Mirror", "Lantern", "Harbour", "Crimson", "Morning", "Shadow", "Fox",
	"Écho", "Straße", "Señor", "東京", "Зима", "Island", "Copper", "Window",
	"Letters", "Meadow", "Engine",
};
#define WORDS	(sizeof(words) / sizeof(words[0]))
static const char *const genres[] = {
	"Jazz", "Rock", "Classical", "Pop", "Folk", "Electronic", "Soul",
};
#define GENRES	(sizeof(genres) / sizeof(genres[0]))

static void
must(int ret, const char *what)
{
	if (ret != -1)
		return;
	fprintf(stderr, "fill: %s failed\n", what);
	exit(1);
}

static uint64_t
pick(uint64_t n)
{
	random_state = random_state * UINT64_C(6364136223846793005) + 1;
	return (random_state >> 33) % n;
}

static void
write_title(char *out, size_t size, uint64_t number)
{
	snprintf(out, size, "%s %s %llu%s", words[pick(WORDS)],
	    words[pick(WORDS)], (unsigned long long)number,
	    number % RARE == 0 ? " Nightingale" : "");
}

static int64_t
folder(int64_t parent, const char *name)
{
	int64_t id;

	must(catalog_place(catalog, parent, name, &id), "a place");
	return id;
}

static void
put(int64_t parent, const char *name, const struct media_facts *facts,
    uint64_t size)
{
	static struct shelves shelves;
	const struct mime *mime = mime_by_extension(mime_extension(name));
	struct placed placed = { .mime = mime, .facts = *facts };
	struct catalog_file f = {
		.size = size, .title = facts->title, .mime = mime->type,
		.extension = mime->extension, .probed = true, .facts = facts,
		.mtime_ns = (int64_t)(1500000000 + pick(200000000)) *
		    1000000000,
	};
	int64_t id;

	snprintf(placed.title, sizeof(placed.title), "%s", facts->title);
	f.added = f.mtime_ns / 1000000000;
	shelf_file(&shelves, &placed, parent, f.added);
	f.shelves = shelves.list;
	f.nshelves = shelves.n;
	must(catalog_place(catalog, parent, name, &id), "a place");
	must(catalog_put_file(catalog, id, &f), "a file");
	if (catalog_batch_rows(catalog) >= SCAN_BATCH_ROWS)
		must(catalog_commit(catalog), "commit");
}

static void
write_date(char *out, size_t size, uint64_t day)
{
	snprintf(out, size, "%04u-%02u-%02u", 2000 + (unsigned)(day / 336) % 25,
	    1 + (unsigned)(day / 28) % 12, 1 + (unsigned)day % 28);
}

static void
put_track(int64_t album, uint64_t number, struct media_facts *f)
{
	char name[NAME_BYTES + MEDIA_TEXT_BYTES];

	f->track = 1 + (uint32_t)(number % TRACKS);
	f->duration_ms = 120000 + pick(240000);
	write_title(f->title, NAME_BYTES, number);
	snprintf(name, sizeof(name), "%02u %s.mp3", f->track, f->title);
	put(album, name, f, 5000000 + pick(5000000));
}

static void
fill_music(int64_t root, uint64_t n)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .format = "mp3",
	    .bitrate = 256000, .sample_rate = 44100, .channels = 2 };
	int64_t music = folder(root, "Music"), artist = 0, album = 0;
	uint64_t i;

	for (i = 0; i < n; i++) {
		if (i % (TRACKS * ALBUMS) == 0) {
			write_title(f.artist, NAME_BYTES, i / TRACKS / ALBUMS);
			artist = folder(music, f.artist);
			memcpy(f.album_artist, f.artist, sizeof(f.artist));
		}
		if (i % TRACKS == 0) {
			write_title(f.album, NAME_BYTES, i / TRACKS);
			album = folder(artist, f.album);
			snprintf(f.date, sizeof(f.date), "%u",
			    1960 + (unsigned)pick(60));
			snprintf(f.genre, sizeof(f.genre), "%s",
			    genres[pick(GENRES)]);
		}
		put_track(album, i, &f);
	}
}

static void
fill_pictures(int64_t root, uint64_t n)
{
	struct media_facts f = { .kind = MEDIA_PICTURE, .format = "jpeg",
	    .width = 4000, .height = 3000, .orientation = 1 };
	int64_t photos = folder(root, "Photos");
	int64_t in = folder(root, "Camera");
	char name[NAME_BYTES];
	uint64_t i;

	for (i = 0; i < n; i++) {
		write_date(f.date, sizeof(f.date), i / PICTURES);
		if (i >= CAMERA && (i - CAMERA) % PICTURES == 0) {
			snprintf(name, sizeof(name), "%s %llu", f.date,
			    (unsigned long long)(i / PICTURES));
			in = folder(photos, name);
		}
		snprintf(f.title, NAME_BYTES, "IMG_%07llu",
		    (unsigned long long)i);
		snprintf(name, sizeof(name), "%.32s.jpg", f.title);
		put(in, name, &f, 2000000 + pick(4000000));
	}
}

static void
fill_video(int64_t root, uint64_t n)
{
	struct media_facts f = { .kind = MEDIA_VIDEO, .format = "matroska",
	    .bitrate = 8000000, .width = 1920, .height = 1080,
	    .sample_rate = 48000, .channels = 6 };
	int64_t series = folder(root, "Series"), films = folder(root, "Films");
	struct media_facts film;
	int64_t show = 0, season = 0;
	char name[NAME_BYTES + MEDIA_TEXT_BYTES];
	uint64_t i, whole = EPISODES * SEASONS;

	for (i = 0; i < n; i++) {
		f.duration_ms = 1200000 + pick(6000000);
		write_title(f.title, NAME_BYTES, i);
		snprintf(name, sizeof(name), "%s.mkv", f.title);
		if (i % 5 == 0) {
			film = f;
			film.series[0] = '\0';
			film.season = film.episode = 0;
			put(films, name, &film, 1000000000 + pick(8000000000));
			continue;
		}
		if (show == 0 || i % whole == 1) {
			show = folder(series, f.title);
			snprintf(f.series, sizeof(f.series), "%s", f.title);
		}
		f.season = 1 + (uint32_t)(i % whole / EPISODES);
		f.episode = 1 + (uint32_t)(i % EPISODES);
		if (season == 0 || i % EPISODES == 1) {
			snprintf(name, sizeof(name), "Season %u",
			    1 + (unsigned)(i % whole / EPISODES));
			season = folder(show, name);
		}
		snprintf(name, sizeof(name), "S%02uE%02u %s.mkv",
		    1 + (unsigned)(i % whole / EPISODES),
		    1 + (unsigned)(i % EPISODES), f.title);
		put(season, name, &f, 300000000 + pick(900000000));
	}
}

static void
fill(const char *path, uint64_t n)
{
	int64_t root = folder(0, path);

	must(catalog_put_root(catalog, root), "the root");
	fill_pictures(root, n / 4);
	fill_music(root, n * 3 / 5);
	fill_video(root, n - n / 4 - n * 3 / 5);
	must(catalog_commit(catalog), "commit");
}

int
main(int argc, char **argv)
{
	const char *error;
	uint64_t n;
	char c;

	if (argc != 4) {
		fprintf(stderr, "usage: fill STATE_DIR ROOT N\n");
		return 2;
	}
	n = strtoull(argv[3], NULL, 10);
	if ((catalog = catalog_open_write(argv[1], &error)) == NULL) {
		fprintf(stderr, "fill: %s\n", error);
		return 1;
	}
	if (n > 0)
		fill(argv[2], n);
	printf("filled\n");
	fflush(stdout);
	while (read(STDIN_FILENO, &c, 1) > 0)
		;
	catalog_close(catalog);
	return 0;
}
