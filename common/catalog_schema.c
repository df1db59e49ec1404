/*
 * The catalogue's tables, and what every use of them needs: statements
 * prepared once. The catalogue is a cache that can be rebuilt; only "place"
 * is not, since people's playlists and TVs remember ids.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"

#define CATALOG_VERSION	1
#define STRING(x)	#x
#define STRING_OF(x)	STRING(x)

static const char schema[] =
    "BEGIN IMMEDIATE;"
    /* What has ever been seen where: identity, never deleted. */
    "CREATE TABLE place ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " parent INTEGER NOT NULL,"		/* 0: name is a media root's path */
    " name BLOB NOT NULL,"
    " UNIQUE (parent, name));"
    /* What is listed now. */
    "CREATE TABLE object ("
    " id INTEGER PRIMARY KEY,"		/* place.id */
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"		/* enum media_kind */
    " child_count INTEGER NOT NULL DEFAULT 0,"
    " size INTEGER NOT NULL DEFAULT 0,"
    " mtime_ns INTEGER NOT NULL DEFAULT 0,"
    " probed INTEGER NOT NULL DEFAULT 0,"
    " name_key BLOB NOT NULL,"
    " title_key BLOB NOT NULL,"
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
    " artist TEXT NOT NULL DEFAULT '',"
    " album TEXT NOT NULL DEFAULT '',"
    " album_artist TEXT NOT NULL DEFAULT '',"
    " genre TEXT NOT NULL DEFAULT '',"
    " composer TEXT NOT NULL DEFAULT '');"
    /* Files that were looked at and are not listed: not media, or of a kind
       that is not shown from there. */
    "CREATE TABLE refused ("
    " id INTEGER PRIMARY KEY,"
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"		/* 0: not media */
    " size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL);"
    "CREATE INDEX refused_child ON refused (parent);"
    /* A folder in its own order: folders first, then by name. */
    "CREATE INDEX object_child ON object (parent, kind > 0, name_key, id);"
    "CREATE INDEX object_kind ON object (kind, title_key, id);"
    "CREATE TABLE tally (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
    "INSERT INTO tally VALUES (0, 0), (1, 0), (2, 0), (3, 0);"
    "CREATE TABLE state (update_id INTEGER NOT NULL);"
    /* Both begin beyond what an earlier catalogue, lost or deleted, can have
       reached (counted from 2026): no player takes a new object for one that
       it remembers. */
    "INSERT INTO state VALUES (strftime('%s', 'now') - 1767225600);"
    "INSERT INTO sqlite_sequence VALUES ('place',"
    " (strftime('%s', 'now') - 1767225600) * 1000);"
    /* Counts are kept with the rows they count, so that none is ever wrong
       and nobody ever has to count. */
    "CREATE TRIGGER object_comes AFTER INSERT ON object BEGIN"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " UPDATE object SET child_count = child_count + 1 WHERE id = NEW.parent;"
    " END;"
    "CREATE TRIGGER object_goes AFTER DELETE ON object BEGIN"
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE object SET child_count = child_count - 1 WHERE id = OLD.parent;"
    " END;"
    "CREATE TRIGGER object_turns AFTER UPDATE OF kind ON object"
    " WHEN OLD.kind <> NEW.kind BEGIN"
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " END;"
    "PRAGMA user_version = " STRING_OF(CATALOG_VERSION) ";"
    "COMMIT;";

int
catalog_execute(struct catalog *c, const char *sql)
{
	if (sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	c->failed = true;
	return -1;
}

int
catalog_schema_create(struct catalog *c)
{
	return catalog_execute(c, schema);
}

enum catalog_fitness
catalog_schema_check(struct catalog *c)
{
	sqlite3_stmt *s = catalog_statement(c, "PRAGMA user_version");
	int version;

	if (s == NULL || sqlite3_step(s) != SQLITE_ROW) {
		version = sqlite3_errcode(c->db);
		sqlite3_reset(s);
		return version == SQLITE_CORRUPT || version == SQLITE_NOTADB ?
		    CATALOG_DAMAGED : CATALOG_UNUSABLE;
	}
	version = sqlite3_column_int(s, 0);
	sqlite3_reset(s);
	if (version == 0)
		return CATALOG_EMPTY;
	return version > CATALOG_VERSION ? CATALOG_NEWER : CATALOG_FITS;
}

struct sqlite3_stmt *
catalog_statement(struct catalog *c, const char *sql)
{
	for (size_t i = 0; i < CATALOG_STATEMENTS_MAX; i++) {
		sqlite3_stmt **s = &c->prepared[i].statement;

		if (*s != NULL && c->prepared[i].sql == sql) {
			sqlite3_reset(*s);
			sqlite3_clear_bindings(*s);
			return *s;
		}
		if (*s != NULL)
			continue;
		if (sqlite3_prepare_v3(c->db, sql, -1,
		    SQLITE_PREPARE_PERSISTENT, s, NULL) != SQLITE_OK)
			break;
		c->prepared[i].sql = sql;
		return *s;
	}
	c->failed = true;
	return NULL;
}

int
catalog_run(struct catalog *c, struct sqlite3_stmt *s)
{
	int done = s != NULL && sqlite3_step(s) == SQLITE_DONE;

	sqlite3_reset(s);
	if (!done)
		c->failed = true;
	return done ? 0 : -1;
}
