/*
 * The catalogue's tables of earlier versions, word by word.
 */
#include "tests/unit/old_catalogs.h"

#define FACTS								\
    " mime TEXT NOT NULL DEFAULT '',"					\
    " extension TEXT NOT NULL DEFAULT '',"				\
    " duration_ms INTEGER NOT NULL DEFAULT 0,"				\
    " bitrate INTEGER NOT NULL DEFAULT 0,"				\
    " width INTEGER NOT NULL DEFAULT 0,"				\
    " height INTEGER NOT NULL DEFAULT 0,"				\
    " sample_rate INTEGER NOT NULL DEFAULT 0,"				\
    " channels INTEGER NOT NULL DEFAULT 0,"				\
    " bits_per_sample INTEGER NOT NULL DEFAULT 0,"			\
    " orientation INTEGER NOT NULL DEFAULT 0,"				\
    " track INTEGER NOT NULL DEFAULT 0,"				\
    " disc INTEGER NOT NULL DEFAULT 0,"					\
    " date TEXT NOT NULL DEFAULT '',"					\
    " artist TEXT NOT NULL DEFAULT '',"					\
    " album TEXT NOT NULL DEFAULT '',"					\
    " album_artist TEXT NOT NULL DEFAULT '',"				\
    " genre TEXT NOT NULL DEFAULT '',"

#define REFUSED								\
    "CREATE TABLE refused ("						\
    " id INTEGER PRIMARY KEY,"						\
    " parent INTEGER NOT NULL,"						\
    " kind INTEGER NOT NULL,"						\
    " size INTEGER NOT NULL,"						\
    " mtime_ns INTEGER NOT NULL);"					\
    "CREATE INDEX refused_child ON refused (parent);"

#define OBJECT_TURNS							\
    "CREATE TRIGGER object_turns AFTER UPDATE OF kind ON object"	\
    " WHEN OLD.kind <> NEW.kind BEGIN"					\
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"		\
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"		\
    " END;"

#define UNTITLE								\
    " INSERT INTO title (title, rowid, title_fold)"			\
    " SELECT 'delete', OLD.id, OLD.title_fold"				\
    " WHERE NOT EXISTS (SELECT 1 FROM untitled WHERE id = OLD.id);"	\
    " DELETE FROM untitled WHERE id = OLD.id;"

/* The arguments are what version 3 has more. */
#define SINCE_2(container_columns, object_columns, tables, seekable, rebuild) \
    "BEGIN IMMEDIATE;"							\
    "CREATE TABLE place ("						\
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"				\
    " parent INTEGER NOT NULL,"						\
    " name BLOB NOT NULL,"						\
    " UNIQUE (parent, name));"						\
    "CREATE TABLE container ("						\
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"				\
    " parent INTEGER NOT NULL,"						\
    " view INTEGER NOT NULL,"						\
    " level INTEGER NOT NULL,"						\
    " key BLOB NOT NULL,"						\
    " sort BLOB NOT NULL,"						\
    " fold TEXT NOT NULL,"						\
    " title TEXT NOT NULL,"						\
    " artist TEXT NOT NULL DEFAULT '',"					\
    " date TEXT NOT NULL DEFAULT '',"					\
    " n INTEGER NOT NULL DEFAULT 0,"					\
    " listed INTEGER NOT NULL DEFAULT 0,"				\
    " area INTEGER NOT NULL DEFAULT 0,"					\
    container_columns							\
    " UNIQUE (parent, key));"						\
    "CREATE TABLE state (update_id INTEGER NOT NULL,"			\
    " areas INTEGER NOT NULL DEFAULT 0);"				\
    "INSERT INTO state (update_id)"					\
    " VALUES (strftime('%s', 'now') - 1767225600);"			\
    "INSERT INTO sqlite_sequence VALUES"				\
    " ('place', (strftime('%s', 'now') - 1767225600) * 1000),"		\
    " ('container', (strftime('%s', 'now') - 1767225600) * 1000);"	\
    /* Of the views, two. */						\
    "INSERT INTO container (id, parent, view, level, key, sort, fold, title)" \
    " VALUES (1, 0, 1, 0, 1, x'', '', 'All Music'),"			\
    " (2, 0, 2, 0, 2, x'', '', 'Artists');"				\
    "CREATE TABLE object ("						\
    " id INTEGER PRIMARY KEY,"						\
    " parent INTEGER NOT NULL,"						\
    " kind INTEGER NOT NULL,"						\
    " child_count INTEGER NOT NULL DEFAULT 0,"				\
    " size INTEGER NOT NULL DEFAULT 0,"					\
    " mtime_ns INTEGER NOT NULL DEFAULT 0,"				\
    " added INTEGER NOT NULL DEFAULT 0,"				\
    " probed INTEGER NOT NULL DEFAULT 0,"				\
    " name_key BLOB NOT NULL,"						\
    " title_key BLOB NOT NULL,"						\
    " title_fold TEXT NOT NULL,"					\
    " shelved BLOB,"							\
    " title TEXT NOT NULL,"						\
    FACTS								\
    " composer TEXT NOT NULL DEFAULT '',"				\
    " series TEXT NOT NULL DEFAULT '',"					\
    " season INTEGER NOT NULL DEFAULT 0,"				\
    " episode INTEGER NOT NULL DEFAULT 0,"				\
    " rating TEXT NOT NULL DEFAULT '',"					\
    " description TEXT NOT NULL DEFAULT '',"				\
    " director TEXT NOT NULL DEFAULT '',"				\
    object_columns							\
    " area INTEGER NOT NULL DEFAULT 0);"				\
    tables								\
    REFUSED								\
    "CREATE TABLE playlist ("						\
    " id INTEGER PRIMARY KEY,"						\
    " root INTEGER NOT NULL,"						\
    " path BLOB NOT NULL,"						\
    " title TEXT NOT NULL);"						\
    "CREATE TABLE entry ("						\
    " playlist INTEGER NOT NULL,"					\
    " position INTEGER NOT NULL,"					\
    " place INTEGER NOT NULL,"						\
    " PRIMARY KEY (place, playlist)) WITHOUT ROWID;"			\
    "CREATE INDEX entry_playlist ON entry (playlist);"			\
    "CREATE TABLE member ("						\
    " container INTEGER NOT NULL,"					\
    " sort BLOB NOT NULL,"						\
    " object INTEGER NOT NULL,"						\
    " PRIMARY KEY (container, sort, object)) WITHOUT ROWID;"		\
    "CREATE TABLE area (place INTEGER PRIMARY KEY, area INTEGER NOT NULL);" \
    "CREATE TABLE beneath ("						\
    " container INTEGER NOT NULL,"					\
    " area INTEGER NOT NULL,"						\
    " n INTEGER NOT NULL,"						\
    " PRIMARY KEY (container, area)) WITHOUT ROWID;"			\
    "CREATE INDEX container_child ON container (parent, sort, id)"	\
    " WHERE listed;"							\
    "CREATE INDEX container_view ON container (view, level) WHERE listed;" \
    "CREATE INDEX object_child ON object (parent, kind > 0, name_key, id);" \
    "CREATE INDEX object_kind ON object (kind, title_key, id);"		\
    "CREATE INDEX object_added ON object (kind, added);"		\
    seekable								\
    "CREATE VIRTUAL TABLE title USING fts5 (title_fold, content = 'object'," \
    " content_rowid = 'id', tokenize = 'trigram case_sensitive 1',"	\
    " detail = none, columnsize = 0);"					\
    "CREATE VIRTUAL TABLE name USING fts5 (fold, content = 'container'," \
    " content_rowid = 'id', tokenize = 'trigram case_sensitive 1',"	\
    " detail = none, columnsize = 0);"					\
    rebuild								\
    "CREATE TABLE untitled (id INTEGER PRIMARY KEY);"			\
    "CREATE TRIGGER container_comes AFTER INSERT ON container BEGIN"	\
    " INSERT INTO untitled VALUES (-NEW.id);"				\
    " END;"								\
    "CREATE TRIGGER container_is_renamed AFTER UPDATE OF fold ON container" \
    " WHEN OLD.fold <> NEW.fold BEGIN"					\
    " INSERT INTO name (name, rowid, fold) SELECT 'delete', OLD.id, OLD.fold" \
    " WHERE NOT EXISTS (SELECT 1 FROM untitled WHERE id = -OLD.id);"	\
    " DELETE FROM untitled WHERE id = -OLD.id;"				\
    " INSERT INTO untitled VALUES (-NEW.id);"				\
    " END;"								\
    "CREATE TABLE tally (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL);" \
    "INSERT INTO tally VALUES (0, 0), (1, 0), (2, 0), (3, 0);"		\
    "CREATE TABLE tally_of ("						\
    " kind INTEGER NOT NULL,"						\
    " area INTEGER NOT NULL,"						\
    " n INTEGER NOT NULL,"						\
    " PRIMARY KEY (kind, area)) WITHOUT ROWID;"				\
    "CREATE TRIGGER object_comes AFTER INSERT ON object BEGIN"		\
    " INSERT INTO untitled VALUES (NEW.id);"				\
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"		\
    " UPDATE object SET child_count = child_count + 1 WHERE id = NEW.parent;" \
    " END;"								\
    "CREATE TRIGGER object_goes AFTER DELETE ON object BEGIN"		\
    UNTITLE								\
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"		\
    " UPDATE object SET child_count = child_count - 1 WHERE id = OLD.parent;" \
    " END;"								\
    OBJECT_TURNS							\
    "CREATE TRIGGER object_comes_to_area AFTER INSERT ON object"	\
    " WHEN NEW.area <> 0 BEGIN"						\
    " INSERT INTO tally_of VALUES (NEW.kind, NEW.area, 1)"		\
    " ON CONFLICT DO UPDATE SET n = n + 1;"				\
    " END;"								\
    "CREATE TRIGGER object_leaves_area AFTER DELETE ON object"		\
    " WHEN OLD.area <> 0 BEGIN"						\
    " UPDATE tally_of SET n = n - 1 WHERE kind = OLD.kind"		\
    " AND area = OLD.area;"						\
    " END;"								\
    "CREATE TRIGGER object_turns_in_area AFTER UPDATE OF kind ON object" \
    " WHEN OLD.kind <> NEW.kind AND NEW.area <> 0 BEGIN"		\
    " UPDATE tally_of SET n = n - 1 WHERE kind = OLD.kind"		\
    " AND area = NEW.area;"						\
    " INSERT INTO tally_of VALUES (NEW.kind, NEW.area, 1)"		\
    " ON CONFLICT DO UPDATE SET n = n + 1;"				\
    " END;"								\
    "CREATE TRIGGER object_is_renamed AFTER UPDATE OF title_fold ON object" \
    " WHEN OLD.title_fold <> NEW.title_fold BEGIN"			\
    UNTITLE								\
    " INSERT INTO untitled VALUES (NEW.id);"				\
    " END;"

#define TABLES_3							\
    "CREATE TABLE art ("						\
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"				\
    " key BLOB NOT NULL UNIQUE,"					\
    " kind INTEGER NOT NULL,"						\
    " art INTEGER NOT NULL DEFAULT 0,"					\
    " bytes INTEGER NOT NULL DEFAULT 0);"				\
    "INSERT INTO sqlite_sequence VALUES"				\
    " ('art', (strftime('%s', 'now') - 1767225600) / 8);"		\
    "CREATE TABLE artless ("						\
    " kind INTEGER NOT NULL,"						\
    " id INTEGER NOT NULL,"						\
    " PRIMARY KEY (kind, id)) WITHOUT ROWID;"				\
    "CREATE TABLE covers ("						\
    " folder INTEGER PRIMARY KEY,"					\
    " stamp INTEGER NOT NULL);"						\
    "CREATE TABLE subtitle ("						\
    " object INTEGER NOT NULL,"						\
    " number INTEGER NOT NULL,"						\
    " extension TEXT NOT NULL,"						\
    " path BLOB NOT NULL,"						\
    " PRIMARY KEY (object, number, extension)) WITHOUT ROWID;"		\
    "CREATE TRIGGER object_goes_with_subtitles AFTER DELETE ON object"	\
    " WHEN OLD.subtitles <> '' BEGIN"					\
    " DELETE FROM subtitle WHERE object = OLD.id;"			\
    " END;"								\
    "CREATE TABLE seek (id INTEGER PRIMARY KEY, offsets BLOB NOT NULL);" \
    "CREATE TRIGGER object_goes_with_seek AFTER DELETE ON object"	\
    " WHEN OLD.seekable = 2 BEGIN"					\
    " DELETE FROM seek WHERE id = OLD.id;"				\
    " END;"								\
    "CREATE TRIGGER object_loses_seek AFTER UPDATE OF seekable ON object" \
    " WHEN OLD.seekable = 2 AND NEW.seekable <> 2 BEGIN"		\
    " DELETE FROM seek WHERE id = OLD.id;"				\
    " END;"

const char *const old_catalogs[] = {
    [1] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE place ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " parent INTEGER NOT NULL,"
    " name BLOB NOT NULL,"
    " UNIQUE (parent, name));"
    "CREATE TABLE object ("
    " id INTEGER PRIMARY KEY,"
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"
    " child_count INTEGER NOT NULL DEFAULT 0,"
    " size INTEGER NOT NULL DEFAULT 0,"
    " mtime_ns INTEGER NOT NULL DEFAULT 0,"
    " probed INTEGER NOT NULL DEFAULT 0,"
    " name_key BLOB NOT NULL,"
    " title_key BLOB NOT NULL,"
    " title TEXT NOT NULL,"
    FACTS
    " composer TEXT NOT NULL DEFAULT '');"
    REFUSED
    "CREATE INDEX object_child ON object (parent, kind > 0, name_key, id);"
    "CREATE INDEX object_kind ON object (kind, title_key, id);"
    "CREATE TABLE tally (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
    "INSERT INTO tally VALUES (0, 0), (1, 0), (2, 0), (3, 0);"
    "CREATE TABLE state (update_id INTEGER NOT NULL);"
    "INSERT INTO state VALUES (strftime('%s', 'now') - 1767225600);"
    "INSERT INTO sqlite_sequence VALUES ('place',"
    " (strftime('%s', 'now') - 1767225600) * 1000);"
    "CREATE TRIGGER object_comes AFTER INSERT ON object BEGIN"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " UPDATE object SET child_count = child_count + 1 WHERE id = NEW.parent;"
    " END;"
    "CREATE TRIGGER object_goes AFTER DELETE ON object BEGIN"
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE object SET child_count = child_count - 1 WHERE id = OLD.parent;"
    " END;"
    OBJECT_TURNS
    "PRAGMA user_version = 1;"
    "COMMIT;",
    [2] = SINCE_2("", "", "", "", "")
    "PRAGMA user_version = 2;"
    "COMMIT;",
    [3] = SINCE_2(
    " art INTEGER NOT NULL DEFAULT 0,",
    " profile TEXT NOT NULL DEFAULT '',"
    " seekable INTEGER NOT NULL DEFAULT 0,"
    " subtitles TEXT NOT NULL DEFAULT '',"
    " cover INTEGER NOT NULL DEFAULT 0,"
    " art INTEGER NOT NULL DEFAULT 0,",
    TABLES_3,
    "CREATE INDEX object_seekable ON object (id) WHERE seekable = 1;",
    "INSERT INTO name (name) VALUES ('rebuild');")
    "PRAGMA user_version = 3;"
    "COMMIT;",
};
