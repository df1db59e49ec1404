/*
 * The catalogue's tables: lares-scan makes them. The catalogue is a cache that
 * can be rebuilt; only "place" and what is said beside it are not, since
 * people's playlists and TVs remember ids.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/catalog_code.h"
#include "common/catalog_create.h"
#include "common/catalog_schema.h"
#include "common/view.h"

#define STRING(x)	#x
#define STRING_OF(x)	STRING(x)

/* What has ever been seen where: identity, never deleted. Ids, and the number
   that tells of changes, begin beyond what an earlier catalogue, lost or
   deleted, can have reached (counted from 2026): no player takes a new object
   for one that it remembers. */
static const char identity[] =
    "CREATE TABLE place ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " parent INTEGER NOT NULL,"		/* 0: name is a media root's path */
    " name BLOB NOT NULL,"
    " UNIQUE (parent, name));"
    /* A container of a view: an artist, a year. Remembered while empty. */
    "CREATE TABLE container ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " parent INTEGER NOT NULL,"		/* container.id; 0: a view itself */
    " view INTEGER NOT NULL,"		/* enum view */
    " level INTEGER NOT NULL,"		/* beneath the view; 0: itself */
    " key BLOB NOT NULL,"		/* what makes it this one */
    " sort BLOB NOT NULL,"
    " fold TEXT NOT NULL,"		/* the title, folded */
    " title TEXT NOT NULL,"
    " artist TEXT NOT NULL DEFAULT '',"
    " artist_fold TEXT NOT NULL DEFAULT '',"
    " date TEXT NOT NULL DEFAULT '',"
    " n INTEGER NOT NULL DEFAULT 0,"	/* children that are not empty */
    " listed INTEGER NOT NULL DEFAULT 0,"	/* n > 0; in the indexes */
    " area INTEGER NOT NULL DEFAULT 0,"	/* of a playlist's file */
    " art INTEGER NOT NULL DEFAULT 0,"	/* see common/art.h */
    " UNIQUE (parent, key));"
    /* areas: the mark of those that are in the rows, see catalog_area.h */
    "CREATE TABLE state (update_id INTEGER NOT NULL,"
    " areas INTEGER NOT NULL DEFAULT 0);"
    "INSERT INTO state (update_id)"
    " VALUES (strftime('%s', 'now') - 1767225600);"
    "INSERT INTO sqlite_sequence VALUES"
    " ('place', (strftime('%s', 'now') - 1767225600) * 1000),"
    " ('container', (strftime('%s', 'now') - 1767225600) * 1000);"
    /* Pictures that were made, by what they were made of; art is 0 where that
       failed. Ids begin as those of places do, and are in URLs too. */
    "CREATE TABLE art ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key BLOB NOT NULL UNIQUE,"
    " kind INTEGER NOT NULL,"		/* of the object it was made for */
    " art INTEGER NOT NULL DEFAULT 0,"
    " bytes INTEGER NOT NULL DEFAULT 0);"
    "INSERT INTO sqlite_sequence VALUES"
    " ('art', (strftime('%s', 'now') - 1767225600) / 8);";

/* Takes a title out of its index, if it is in there. */
#define UNTITLE								\
    " INSERT INTO title (title, rowid, fold)"				\
    " SELECT 'delete', " CATALOG_OBJECT_CODE("OLD") ", "			\
    CATALOG_PADDED("OLD.title_fold")					\
    " WHERE NOT EXISTS (SELECT 1 FROM untitled WHERE id = OLD.id);"	\
    " DELETE FROM untitled WHERE id = OLD.id;"

static const char schema[] =
    /* What is listed now. */
    "CREATE TABLE object ("
    " id INTEGER PRIMARY KEY,"		/* place.id */
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"		/* enum media_kind */
    " child_count INTEGER NOT NULL DEFAULT 0,"
    " size INTEGER NOT NULL DEFAULT 0,"
    " mtime_ns INTEGER NOT NULL DEFAULT 0,"
    " added INTEGER NOT NULL DEFAULT 0,"
    " probed INTEGER NOT NULL DEFAULT 0,"
    " name_key BLOB NOT NULL,"
    " title_key BLOB NOT NULL,"
    " title_fold TEXT NOT NULL,"
    " shelved BLOB,"			/* its rows in member */
    " title TEXT NOT NULL,"
    " mime TEXT NOT NULL DEFAULT '',"
    " extension TEXT NOT NULL DEFAULT '',"
    " duration_ms INTEGER NOT NULL DEFAULT 0,"
    " bitrate INTEGER NOT NULL DEFAULT 0,"
    " width INTEGER NOT NULL DEFAULT 0,"
    " height INTEGER NOT NULL DEFAULT 0,"
    " sample_rate INTEGER NOT NULL DEFAULT 0,"
    " channels INTEGER NOT NULL DEFAULT 0,"
    " bits_per_sample INTEGER NOT NULL DEFAULT 0,"
    " orientation INTEGER NOT NULL DEFAULT 0,"
    " track INTEGER NOT NULL DEFAULT 0,"
    " disc INTEGER NOT NULL DEFAULT 0,"
    " date TEXT NOT NULL DEFAULT '',"
    " artist TEXT NOT NULL DEFAULT '',"		/* several: by lines */
    " album TEXT NOT NULL DEFAULT '',"
    " album_artist TEXT NOT NULL DEFAULT '',"
    " compilation INTEGER NOT NULL DEFAULT 0,"
    " genre TEXT NOT NULL DEFAULT '',"
    " composer TEXT NOT NULL DEFAULT '',"
    " series TEXT NOT NULL DEFAULT '',"
    " season INTEGER NOT NULL DEFAULT 0,"
    " episode INTEGER NOT NULL DEFAULT 0,"
    " rating TEXT NOT NULL DEFAULT '',"
    " description TEXT NOT NULL DEFAULT '',"
    " director TEXT NOT NULL DEFAULT '',"
    " profile TEXT NOT NULL DEFAULT '',"	/* DLNA's; '': none is certain */
    " seekable INTEGER NOT NULL DEFAULT 0,"	/* enum catalog_seekable */
    " subtitles TEXT NOT NULL DEFAULT '',"	/* see common/subtitle.h */
    " cover INTEGER NOT NULL DEFAULT 0,"	/* a hash of the one in it */
    " art INTEGER NOT NULL DEFAULT 0,"	/* see common/art.h */
    " area INTEGER NOT NULL DEFAULT 0);"	/* see common/access.h */
    /* Objects whose picture has still to be found, the first first; and what
       lay in each folder when it was looked for. */
    "CREATE TABLE artless ("
    " kind INTEGER NOT NULL,"
    " id INTEGER NOT NULL,"
    " PRIMARY KEY (kind, id)) WITHOUT ROWID;"
    "CREATE TABLE covers ("
    " folder INTEGER PRIMARY KEY,"	/* place.id */
    " stamp INTEGER NOT NULL);"
    /* The files of these, by their paths from the video's folder. */
    "CREATE TABLE subtitle ("
    " object INTEGER NOT NULL,"
    " number INTEGER NOT NULL,"		/* its line in the above, from 1 */
    " extension TEXT NOT NULL,"
    " path BLOB NOT NULL,"
    " PRIMARY KEY (object, number, extension)) WITHOUT ROWID;"
    "CREATE TRIGGER object_goes_with_subtitles AFTER DELETE ON object"
    " WHEN OLD.subtitles <> '' BEGIN"
    " DELETE FROM subtitle WHERE object = OLD.id;"
    " END;"
    /* Where decoding can start, at what time: see common/seek_table.h. */
    "CREATE TABLE seek (id INTEGER PRIMARY KEY, offsets BLOB NOT NULL);"
    "CREATE TRIGGER object_goes_with_seek AFTER DELETE ON object"
    " WHEN OLD.seekable = 2 BEGIN"
    " DELETE FROM seek WHERE id = OLD.id;"
    " END;"
    "CREATE TRIGGER object_loses_seek AFTER UPDATE OF seekable ON object"
    " WHEN OLD.seekable = 2 AND NEW.seekable <> 2 BEGIN"
    " DELETE FROM seek WHERE id = OLD.id;"
    " END;"
    /* What of a file is not sent: see catalog_blank.h. */
    "CREATE TABLE blank ("
    " id INTEGER PRIMARY KEY,"		/* object.id */
    " state INTEGER NOT NULL,"		/* enum blanks_state */
    " size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL,"
    " inode INTEGER NOT NULL,"
    " ctime_ns INTEGER NOT NULL,"
    " said BLOB NOT NULL);"
    "CREATE TRIGGER object_goes_with_blank AFTER DELETE ON object BEGIN"
    " DELETE FROM blank WHERE id = OLD.id;"
    " END;"
    /* Files that were looked at and are not listed: not media, or of a kind
       that is not shown from there. */
    "CREATE TABLE refused ("
    " id INTEGER PRIMARY KEY,"
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"		/* 0: not media */
    " size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL);"
    "CREATE INDEX refused_child ON refused (parent);"
    /* The playlists among them, and the places they name, listed or not. */
    "CREATE TABLE playlist ("
    " id INTEGER PRIMARY KEY,"		/* place.id */
    " root INTEGER NOT NULL,"		/* place.id of its media root */
    " path BLOB NOT NULL,"		/* beneath that */
    " title TEXT NOT NULL);"
    "CREATE TABLE entry ("
    " playlist INTEGER NOT NULL,"
    " position INTEGER NOT NULL,"
    " place INTEGER NOT NULL,"
    " PRIMARY KEY (place, playlist)) WITHOUT ROWID;"
    "CREATE INDEX entry_playlist ON entry (playlist);"
    /* Which objects are in a container, in its order. */
    "CREATE TABLE member ("
    " container INTEGER NOT NULL,"
    " sort BLOB NOT NULL,"
    " object INTEGER NOT NULL,"
    " PRIMARY KEY (container, sort, object)) WITHOUT ROWID;"
    /* Those beneath one, or beneath a folder, in blocks of bits: see
       catalog_holder.h. */
    "CREATE TABLE held ("
    " holder INTEGER NOT NULL,"
    " block INTEGER NOT NULL,"
    " bits BLOB NOT NULL,"
    " PRIMARY KEY (holder, block)) WITHOUT ROWID;"
    /* The folders of areas; and how many objects of each area are in a
       container or beneath it, kept only while there are areas. */
    "CREATE TABLE area (place INTEGER PRIMARY KEY, area INTEGER NOT NULL);"
    "CREATE TABLE beneath ("
    " container INTEGER NOT NULL,"
    " area INTEGER NOT NULL,"
    " n INTEGER NOT NULL,"
    " PRIMARY KEY (container, area)) WITHOUT ROWID;"
    "CREATE INDEX container_child ON container (parent, sort, id)"
    " WHERE listed;"
    "CREATE INDEX container_view ON container (view, level) WHERE listed;"
    /* A folder in its own order: folders first, then by name. */
    "CREATE INDEX object_child ON object (parent, kind > 0, name_key, id);"
    "CREATE INDEX object_kind ON object (kind, title_key, id);"
    "CREATE INDEX object_date ON object (kind, date);"
    "CREATE INDEX object_added ON object (kind, added);"
    "CREATE INDEX object_seekable ON object (id) WHERE seekable = 1;"
    /* Substrings of titles, by codes (see common/catalog_code.h). */
    "CREATE VIEW titled AS SELECT " CATALOG_OBJECT_CODE("o") " AS code,"
    " " CATALOG_PADDED("o.title_fold") " AS fold FROM object o;"
    "CREATE VIRTUAL TABLE title USING fts5 (fold, content = 'titled',"
    " content_rowid = 'code', tokenize = 'trigram case_sensitive 1',"
    " columnsize = 0);"
    "CREATE VIRTUAL TABLE title_terms USING fts5vocab (title, instance);"
    /* The same of containers that are listed. */
    "CREATE VIEW named AS SELECT " CATALOG_CONTAINER_CODE("c") " AS code,"
    " " CATALOG_PADDED("c.fold") " AS fold FROM container c"
    " WHERE c.listed AND c.level > 0;"
    "CREATE VIRTUAL TABLE name USING fts5 (fold, content = 'named',"
    " content_rowid = 'code', tokenize = 'trigram case_sensitive 1',"
    " columnsize = 0);"
    "CREATE VIRTUAL TABLE name_terms USING fts5vocab (name, instance);"
    /* And of the artists of those that have one. */
    "CREATE VIEW credited AS SELECT " CATALOG_CONTAINER_CODE("c") " AS code,"
    " " CATALOG_PADDED("c.artist_fold") " AS fold FROM container c"
    " WHERE c.listed AND c.level > 0 AND c.artist_fold <> '';"
    "CREATE VIRTUAL TABLE credit USING fts5 (fold, content = 'credited',"
    " content_rowid = 'code', tokenize = 'trigram case_sensitive 1',"
    " columnsize = 0);"
    "CREATE VIRTUAL TABLE credit_terms USING fts5vocab (credit, instance);"
    /* What is not in these three yet; empty between batches, since to add all
       rows of a batch at its end costs little more than to add one. Those of
       containers are negative. */
    "CREATE TABLE untitled (id INTEGER PRIMARY KEY);"
    "CREATE TRIGGER container_is_listed AFTER UPDATE OF listed, fold,"
    " artist_fold ON container WHEN NEW.level > 0 AND"
    " (OLD.listed <> NEW.listed OR (NEW.listed AND (OLD.fold <> NEW.fold"
    " OR OLD.artist_fold <> NEW.artist_fold))) BEGIN"
    " INSERT INTO name (name, rowid, fold) SELECT 'delete', "
    CATALOG_CONTAINER_CODE("OLD") ", " CATALOG_PADDED("OLD.fold")
    " WHERE OLD.listed"
    " AND NOT EXISTS (SELECT 1 FROM untitled WHERE id = -OLD.id);"
    " INSERT INTO credit (credit, rowid, fold) SELECT 'delete', "
    CATALOG_CONTAINER_CODE("OLD") ", " CATALOG_PADDED("OLD.artist_fold")
    " WHERE OLD.listed AND OLD.artist_fold <> ''"
    " AND NOT EXISTS (SELECT 1 FROM untitled WHERE id = -OLD.id);"
    " DELETE FROM untitled WHERE id = -OLD.id;"
    " INSERT INTO untitled SELECT -NEW.id WHERE NEW.listed;"
    " END;"
    /* Words of the few objects that are no music and in no view of these. */
    "CREATE INDEX object_artist ON object (artist, kind)"
    " WHERE kind > 1 AND artist <> '';"
    "CREATE INDEX object_album_artist ON object (album_artist, kind)"
    " WHERE kind > 1 AND album_artist <> '';"
    "CREATE INDEX object_album ON object (album, kind)"
    " WHERE kind > 1 AND album <> '';"
    "CREATE INDEX object_genre ON object (genre, kind)"
    " WHERE kind > 1 AND genre <> '';"
    "CREATE INDEX object_composer ON object (composer, kind)"
    " WHERE kind > 1 AND composer <> '';"
    "CREATE TABLE tally (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
    "INSERT INTO tally VALUES (0, 0), (1, 0), (2, 0), (3, 0);"
    /* ... of those that are in areas. */
    "CREATE TABLE tally_of ("
    " kind INTEGER NOT NULL,"
    " area INTEGER NOT NULL,"
    " n INTEGER NOT NULL,"
    " PRIMARY KEY (kind, area)) WITHOUT ROWID;"
    /* Counts are kept with the rows they count, so that none is ever wrong
       and nobody ever has to count. */
    "CREATE TRIGGER object_comes AFTER INSERT ON object BEGIN"
    " INSERT INTO untitled VALUES (NEW.id);"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " UPDATE object SET child_count = child_count + 1 WHERE id = NEW.parent;"
    " END;"
    "CREATE TRIGGER object_goes AFTER DELETE ON object BEGIN"
    UNTITLE
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE object SET child_count = child_count - 1 WHERE id = OLD.parent;"
    " END;"
    "CREATE TRIGGER object_turns AFTER UPDATE OF kind ON object"
    " WHEN OLD.kind <> NEW.kind BEGIN"
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " END;"
    "CREATE TRIGGER object_comes_to_area AFTER INSERT ON object"
    " WHEN NEW.area <> 0 BEGIN"
    " INSERT INTO tally_of VALUES (NEW.kind, NEW.area, 1)"
    " ON CONFLICT DO UPDATE SET n = n + 1;"
    " END;"
    "CREATE TRIGGER object_leaves_area AFTER DELETE ON object"
    " WHEN OLD.area <> 0 BEGIN"
    " UPDATE tally_of SET n = n - 1 WHERE kind = OLD.kind"
    " AND area = OLD.area;"
    " END;"
    "CREATE TRIGGER object_turns_in_area AFTER UPDATE OF kind ON object"
    " WHEN OLD.kind <> NEW.kind AND NEW.area <> 0 BEGIN"
    " UPDATE tally_of SET n = n - 1 WHERE kind = OLD.kind"
    " AND area = NEW.area;"
    " INSERT INTO tally_of VALUES (NEW.kind, NEW.area, 1)"
    " ON CONFLICT DO UPDATE SET n = n + 1;"
    " END;"
    "CREATE TRIGGER object_is_renamed AFTER UPDATE OF title_fold, kind"
    " ON object WHEN OLD.title_fold <> NEW.title_fold"
    " OR OLD.kind <> NEW.kind BEGIN"
    UNTITLE
    " INSERT INTO untitled VALUES (NEW.id);"
    " END;"
    "PRAGMA user_version = " STRING_OF(CATALOG_VERSION) ";"
    "COMMIT;";

/* Every view is there from the beginning, empty, or from before. */
static int
create_views(struct catalog *c)
{
	const struct view_facts *v;
	sqlite3_stmt *s;

	for (size_t i = 0; (v = view_get(i)) != NULL; i++) {
		s = catalog_statement(c, "INSERT INTO container"
		    " (id, parent, view, level, key, sort, fold, title)"
		    " VALUES (?1, 0, ?1, 0, ?1, x'', '', ?2)"
		    " ON CONFLICT DO NOTHING");
		if (s == NULL)
			return -1;
		sqlite3_bind_int(s, 1, (int)v->view);
		sqlite3_bind_text(s, 2, v->title, -1, SQLITE_STATIC);
		if (catalog_run(c, s) == -1)
			return -1;
	}
	return 0;
}

int
catalog_create(struct catalog *c, const char *before,
    const char *after)
{
	if (catalog_execute(c, "BEGIN IMMEDIATE") == 0 &&
	    catalog_execute(c, before) == 0 &&
	    catalog_execute(c, identity) == 0 &&
	    catalog_execute(c, after) == 0 &&
	    create_views(c) == 0 && catalog_execute(c, schema) == 0)
		return 0;
	return -1;		/* closing rolls it back; c still knows why */
}

static size_t
count_creations(const char *text)
{
	static const char word[] = "CREATE ";
	size_t n = 0;

	for (; (text = strstr(text, word)) != NULL; text += sizeof(word) - 1)
		n++;
	return n;
}

static bool
has_statement(const char *text, const char *statement)
{
	const char *at = strstr(text, statement);

	return at != NULL && at[strlen(statement)] == ';';
}

/* SQLite keeps each statement as it was written. */
int
catalog_create_compare(struct catalog *c, bool *alike)
{
	sqlite3_stmt *s = catalog_statement(c, "SELECT sql, type = 'table'"
	    " FROM sqlite_schema WHERE sql IS NOT NULL");
	size_t missing = count_creations(identity) + count_creations(schema);
	bool others = false;
	int step = SQLITE_ERROR;

	while (s != NULL && (step = sqlite3_step(s)) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(s, 0);

		if (sql == NULL)
			break;
		if (has_statement(identity, sql) || has_statement(schema, sql))
			missing--;
		else if (!sqlite3_column_int(s, 1))
			others = true;
	}
	if (step != SQLITE_DONE) {
		c->failed = true;
		return -1;
	}
	sqlite3_reset(s);
	*alike = missing == 0 && !others;
	return 0;
}
