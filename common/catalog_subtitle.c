/*
 * The subtitles of videos. What Browse names of them is a column of the object;
 * where their files lie is asked for when one is fetched.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_schema.h"
#include "common/catalog_subtitle.h"

#define LINES_BYTES_MAX	(SUBTITLES_MAX * SUBTITLE_SUFFIX_BYTES)

static int
insert(struct catalog *c, int64_t id, size_t number, const char *extension,
    const char *path)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "INSERT INTO subtitle VALUES (?1, ?2, ?3, ?4)", id);

	sqlite3_bind_int64(s, 2, (int64_t)number);
	catalog_bind_text(s, 3, extension);
	catalog_bind_bytes(s, 4, path, strlen(path));
	return catalog_run(c, s);
}

/* Numbers go from 1. */
static int
insert_all(struct catalog *c, int64_t id, const struct catalog_subtitle *list,
    size_t n)
{
	const struct subtitle_format *f;
	const char *dot;

	for (size_t i = 0; i < n; i++) {
		dot = strrchr(list[i].suffix, '.');
		f = subtitle_by_extension(dot != NULL ? dot + 1 :
		    list[i].suffix);
		if (f == NULL || insert(c, id, i + 1, f->extension,
		    list[i].path) == -1 || (list[i].partner != NULL &&
		    insert(c, id, i + 1, f->partner, list[i].partner) == -1))
			return -1;
	}
	return 0;
}

static int
set_lines(struct catalog *c, int64_t id, const char *lines)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "UPDATE object SET subtitles = ?2 WHERE id = ?1", id);

	catalog_bind_text(s, 2, lines);
	return catalog_run(c, s);
}

static int
has_any(struct catalog *c, int64_t id)
{
	int64_t n;

	return catalog_number_of(c,
	    "SELECT 1 FROM object WHERE id = ?1 AND subtitles <> ''", id, &n);
}

int
catalog_subtitle_put(struct catalog *c, int64_t id,
    const struct catalog_subtitle *list, size_t n)
{
	struct buf lines;
	int ret;

	if (n == 0 && (ret = has_any(c, id)) != 1)
		return ret;
	buf_init(&lines, LINES_BYTES_MAX);
	buf_add(&lines, "", 0);
	for (size_t i = 0; i < n; i++) {
		buf_add_str(&lines, i > 0 ? "\n" : "");
		buf_add_str(&lines, list[i].suffix);
	}
	ret = buf_failed(&lines) || catalog_run_with(c,
	    "DELETE FROM subtitle WHERE object = ?1", id, 0) == -1 ||
	    insert_all(c, id, list, n) == -1 ||
	    set_lines(c, id, lines.data) == -1 ? -1 : 0;
	buf_free(&lines);
	return ret;
}

int
catalog_subtitle_path(struct catalog *c, int64_t id, unsigned number,
    const char *extension, struct buf *path)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT path FROM subtitle"
	    " WHERE object = ?1 AND number = ?2 AND extension = ?3", id);

	sqlite3_bind_int64(s, 2, number);
	catalog_bind_text(s, 3, extension);
	return catalog_bytes(c, s, path);
}
