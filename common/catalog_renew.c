/*
 * What becomes of an earlier version: its identity is moved out of the way and
 * copied, all else goes. Version 1 knew no containers.
 */
#include "common/catalog_create.h"
#include "common/catalog_renew.h"
#include "common/catalog_schema.h"
#include "common/catalog_settle.h"
#include "common/view.h"

#define MOVE_PLACES							\
    "ALTER TABLE place RENAME TO old_place;"				\
    "ALTER TABLE state RENAME TO old_state;"
#define COPY_PLACES							\
    "INSERT INTO place SELECT id, parent, name FROM old_place;"		\
    "UPDATE state SET update_id = max(update_id,"			\
    " (SELECT (update_id + 1) & 4294967295 FROM old_state));"		\
    "DROP TABLE old_place; DROP TABLE old_state;"			\
    "DELETE FROM sqlite_sequence WHERE name GLOB 'old_*';"
#define MOVE_CONTAINERS							\
    "DROP TABLE title; DROP TABLE name; DROP TABLE untitled;"		\
    "DROP TABLE object; DROP TABLE refused; DROP TABLE playlist;"	\
    "DROP TABLE entry; DROP TABLE member; DROP TABLE area;"		\
    "DROP TABLE beneath; DROP TABLE tally; DROP TABLE tally_of;"	\
    "DROP TRIGGER container_comes;"					\
    "DROP TRIGGER container_is_renamed;"				\
    "DROP INDEX container_child; DROP INDEX container_view;"		\
    "ALTER TABLE container RENAME TO old_container;"
#define COPY_CONTAINERS							\
    "INSERT INTO container (id, parent, view, level, key, sort,"	\
    " fold, title, artist, artist_fold, date) SELECT id, parent, view,"	\
    " level, key, sort, fold, title, artist, fold(artist), date"		\
    " FROM old_container;"						\
    "DROP TABLE old_container;"

static const struct renewal {
	const char	*before;	/* the new tables are made */
	const char	*after;
} renewals[CATALOG_VERSION] = {
	[1] = {
		MOVE_PLACES
		"DROP TABLE object; DROP TABLE refused; DROP TABLE tally;",
		COPY_PLACES
	},
	[2] = {
		MOVE_PLACES MOVE_CONTAINERS,
		COPY_CONTAINERS COPY_PLACES
	},
	[3] = {
		MOVE_PLACES MOVE_CONTAINERS
		"DROP TABLE artless; DROP TABLE covers; DROP TABLE subtitle;"
		"DROP TABLE seek; ALTER TABLE art RENAME TO old_art;",
		COPY_CONTAINERS
		"INSERT INTO art SELECT * FROM old_art;"
		"UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM"
		" sqlite_sequence WHERE name = 'old_art')) WHERE name = 'art';"
		"DROP TABLE old_art;"
		COPY_PLACES
	},
};

int
catalog_renew(struct catalog *c)
{
	const struct view_facts *v;
	int64_t version;

	if (catalog_number(c, catalog_statement(c, "PRAGMA user_version"),
	    &version) != 1 || version < 1 || version >= CATALOG_VERSION)
		return -1;
	if (catalog_create(c, renewals[version].before,
	    renewals[version].after) == -1)
		return -1;
	for (size_t i = 0; (v = view_get(i)) != NULL; i++)
		for (unsigned level = 1; level <= VIEW_LEVELS_MAX; level++)
			if (catalog_settle_anew(c, v->view, level) == -1)
				return -1;
	return 0;
}
