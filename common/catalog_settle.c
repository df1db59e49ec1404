/*
 * Whom an album is by, and from when, and whose picture a container shows:
 * lares-scan only. Who comes can only add to a disagreement, or be of a later
 * date; who leaves may have been the only one, so the others are asked once,
 * at the end of the batch.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"
#include "common/catalog_settle.h"
#include "common/view.h"

/* Nobody has said anything: of what is not listed only. */
#define UNSAID		"char(1)"

#define UNSAY								\
	"UPDATE container SET artist = " UNSAID ", artist_fold = '', date = ''"

/* Of a container that holds very many not all are looked at. */
#define SOME		"500"

int
catalog_settle_joined(struct catalog *c, int64_t container, const char *artist,
    const char *date)
{
	sqlite3_stmt *s = catalog_statement_of(c, "UPDATE container SET"
	    " artist = iif(artist = " UNSAID ", ?2,"
	    " iif(artist_fold = fold(?2), artist, '')), artist_fold ="
	    " iif(artist = " UNSAID " OR artist_fold = fold(?2), fold(?2), ''),"
	    " date = max(date, ?3) WHERE id = ?1 AND (artist = " UNSAID
	    " OR (artist <> '' AND artist_fold <> fold(?2)) OR date < ?3)",
	    container);

	catalog_bind_text(s, 2, artist);
	catalog_bind_text(s, 3, date);
	return catalog_run(c, s);
}

int
catalog_settle_moved(struct catalog *c, int64_t container, int64_t object)
{
	return catalog_run_with(c, "UPDATE container AS a"
	    " SET date = max(a.date, o.date), art = iif(a.art <> 0, a.art,"
	    " o.art) FROM object o WHERE a.id = ?1 AND o.id = ?2", container,
	    object);
}

/* What has to be settled of a container when an object leaves, which may have
   given its picture; 0: all have left, and whoever gave it too. */
static int
look_at(struct catalog *c, int64_t container, int64_t object, bool *is_album,
    bool *has_art)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT view, level, art <> 0"
	    " AND (?2 = 0 OR art = (SELECT art FROM object WHERE id = ?2))"
	    " FROM container WHERE id = ?1", container);
	int found;

	sqlite3_bind_int64(s, 2, object);
	*is_album = *has_art = false;
	if ((found = catalog_step(c, s)) == 1) {
		*is_album = view_is_album((enum view)sqlite3_column_int(s, 0),
		    (unsigned)sqlite3_column_int(s, 1));
		*has_art = sqlite3_column_int(s, 2);
	}
	sqlite3_reset(s);
	return found == -1 ? -1 : 0;
}

/* Containers are negative. */
static int
put_off(struct catalog *c, int64_t id, bool is_album)
{
	c->unsettled = true;
	return catalog_run_with(c,
	    "INSERT OR IGNORE INTO temp.unsettled VALUES (?1, ?2)", id,
	    is_album);
}

int
catalog_settle_left(struct catalog *c, int64_t container, int64_t object)
{
	bool is_album, has_art;

	if (look_at(c, container, object, &is_album, &has_art) == -1)
		return -1;
	return is_album || has_art ? put_off(c, -container, is_album) : 0;
}

int
catalog_settle_gone(struct catalog *c, int64_t folder)
{
	return put_off(c, folder, false);
}

int
catalog_settle_emptied(struct catalog *c, int64_t container)
{
	bool is_album, has_art;

	if (look_at(c, container, 0, &is_album, &has_art) == -1)
		return -1;
	if (has_art && catalog_run_with(c,
	    "UPDATE container SET art = 0 WHERE id = ?1", container, 0) == -1)
		return -1;
	return !is_album ? 0 : catalog_run_with(c, UNSAY " WHERE id = ?1",
	    container, 0);
}

/* ---- at the end ------------------------------------------------------------ */

/* The artist only of albums on which there was no agreement: elsewhere the
   one who left had said the same. */
static const char albums[] =
    "UPDATE container AS a SET date = s.date,"
    " artist = iif(a.artist NOT IN ('', " UNSAID "), a.artist,"
    " iif(s.n = 1, s.artist, '')),"
    " artist_fold = iif(a.artist NOT IN ('', " UNSAID "), a.artist_fold,"
    " iif(s.n = 1, fold(s.artist), '')) FROM (SELECT id, max(date) AS date,"
    " count(DISTINCT fold(by)) AS n, min(by) AS artist FROM"
    " (SELECT -u.id AS id, o.date, " CATALOG_SETTLE_BY " AS by FROM temp.unsettled u"
    " JOIN member m ON m.container = -u.id JOIN object o ON o.id = m.object"
    " WHERE u.album) GROUP BY 1) AS s WHERE a.id = s.id AND a.listed";
/* Some have come and gone in this batch. */
static const char empty_albums[] =
    UNSAY " WHERE id IN (SELECT -id FROM temp.unsettled WHERE album)"
    " AND NOT listed";

/* A picture is somebody's in the container, or that of the first who has one
   takes its place. */
#define SOME_MEMBERS							\
    "(SELECT object FROM member WHERE container = a.id"			\
    " ORDER BY sort, object LIMIT " SOME ") m JOIN object o"		\
    " ON o.id = m.object"
static const char art[] =
    "UPDATE container AS a SET art = coalesce((SELECT o.art FROM "
    SOME_MEMBERS " WHERE o.art <> 0 LIMIT 1), 0) WHERE a.art <> 0"
    " AND a.id IN (SELECT -id FROM temp.unsettled WHERE id < 0)"
    " AND NOT EXISTS (SELECT 1 FROM " SOME_MEMBERS " WHERE o.art = a.art)";
static const char art_of_series[] =
    "UPDATE container AS a SET art = coalesce((SELECT art FROM container"
    " WHERE parent = a.id AND listed AND art <> 0 LIMIT 1), 0)"
    " WHERE a.view = ?1 AND a.level = 1 AND a.art <> 0 AND a.id IN"
    " (SELECT c.parent FROM temp.unsettled u JOIN container c"
    " ON c.id = -u.id) AND NOT EXISTS (SELECT 1 FROM container c"
    " WHERE c.parent = a.id AND c.listed AND c.art = a.art)";
#define SOME_CHILDREN							\
    "(SELECT art FROM object WHERE parent = a.id AND kind > 0"		\
    " ORDER BY name_key, id LIMIT " SOME ") o"
static const char art_of_folders[] =
    "UPDATE object AS a SET art = coalesce((SELECT o.art FROM "
    SOME_CHILDREN " WHERE o.art <> 0 LIMIT 1), 0)"
    " WHERE a.kind = 0 AND a.art <> 0"
    " AND a.id IN (SELECT id FROM temp.unsettled WHERE id > 0)"
    " AND NOT EXISTS (SELECT 1 FROM " SOME_CHILDREN " WHERE o.art = a.art)";

int
catalog_settle_anew(struct catalog *c, enum view view, unsigned level)
{
	return !view_is_album(view, level) ? 0 : catalog_run_with(c,
	    UNSAY " WHERE view = ?1 AND level = ?2", view, level);
}

int
catalog_settle(struct catalog *c)
{
	if (!c->unsettled)
		return 0;
	c->unsettled = false;
	return catalog_run(c, catalog_statement(c, albums)) == -1 ||
	    catalog_run(c, catalog_statement(c, empty_albums)) == -1 ||
	    catalog_run(c, catalog_statement(c, art)) == -1 ||
	    catalog_run_with(c, art_of_series, VIEW_VIDEO_SERIES, 0) == -1 ||
	    catalog_run(c, catalog_statement(c, art_of_folders)) == -1 ?
	    -1 : catalog_run(c, catalog_statement(c,
	    "DELETE FROM temp.unsettled"));
}
