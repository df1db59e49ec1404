/* with: tests/unit/catalog_kit.c */
/* What the indexes of words tell is what looking at each row tells. */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/catalog_find.h"
#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "common/fold.h"
#include "tests/unit/catalog_kit.h"

static const char *const words[] = {
	"river", "riv iver", "Écho", "Straße", "東京", "東", "U2", "u", "100%",
	"_x", "It's \"so\"", "*", "ab", "abc", "^abc", "media", "",
};
#define WORDS	(sizeof(words) / sizeof(words[0]))
static const enum catalog_field fields[] = {
	CATALOG_TITLE, CATALOG_ARTIST, CATALOG_ALBUM, CATALOG_GENRE,
	CATALOG_COMPOSER, CATALOG_ALBUM_ARTIST,
};
static const enum catalog_operator ops[] = {
	CATALOG_CONTAINS, CATALOG_CONTAINS, CATALOG_CONTAINS, CATALOG_CONTAINS,
	CATALOG_CONTAINS, CATALOG_STARTS_WITH, CATALOG_STARTS_WITH,
	CATALOG_EQUAL, CATALOG_EQUAL, CATALOG_LACKS, CATALOG_UNEQUAL,
	CATALOG_EXISTS,
};
static const char *const classes[] = {
	"object.item.audioItem", "object.item", "object.item.videoItem",
	"object.container", "object",
};
#define PICK(list)	list[(size_t)random() % (sizeof(list) / sizeof(list[0]))]

static void
write_words(char *out, size_t size)
{
	const size_t n = (size_t)random() % 4;
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n && len < size; i++)
		len += (size_t)snprintf(out + len, size - len, "%s%s",
		    random() % 2 ? " " : "", PICK(words));
}

/* Of a tag that may have several values. */
static void
write_values(char out[MEDIA_TEXT_BYTES])
{
	char value[MEDIA_TEXT_BYTES];

	out[0] = '\0';
	for (size_t n = (size_t)random() % 3; n > 0; n--) {
		write_words(value, sizeof(value));
		media_add_value(out, value, strlen(value));
	}
}

static void
fill(struct catalog_kit *k, size_t n, size_t first)
{
	static const enum media_kind kinds[] = { MEDIA_AUDIO, MEDIA_AUDIO,
		MEDIA_VIDEO, MEDIA_PICTURE };
	struct media_facts f = { .kind = MEDIA_AUDIO };
	char name[32];

	for (size_t i = first; i < first + n; i++) {
		f.kind = PICK(kinds);
		write_words(f.title, sizeof(f.title));
		write_values(f.artist);
		write_words(f.album, sizeof(f.album));
		write_values(f.genre);
		write_values(f.composer);
		write_values(f.album_artist);
		snprintf(name, sizeof(name), "%zu", i);
		if (f.title[0] == '\0')
			memcpy(f.title, name, sizeof(name));
		write_words(f.date, 5);
		catalog_kit_add(k, i % 3 == 0 ? k->root :
		    catalog_kit_folder(k, k->root, words[i % 3]), name, &f);
		if (i % 50 == 0)
			catalog_kit_commit(k);
	}
	catalog_kit_commit(k);
}

static struct catalog_node
pick_condition(void)
{
	if (random() % 4 == 0)
		return (struct catalog_node){ random() % 5 == 0 ?
		    CATALOG_LACKS : CATALOG_DERIVED_FROM, CATALOG_CLASS,
		    PICK(classes), 0 };
	if (random() % 9 == 0)
		return (struct catalog_node){ CATALOG_EXISTS_NOT,
		    CATALOG_REFERENCE, "", 0 };
	return (struct catalog_node){ PICK(ops), PICK(fields), PICK(words), 0 };
}

/* A tree of conditions, in the order of a stack. */
static size_t
pick_nodes(struct catalog_node *nodes, size_t most)
{
	size_t n = 0, left = 1 + (size_t)random() % most, open = 0;
	struct catalog_node again = { .op = CATALOG_AND };

	while (left > 0 || open > 1)
		if (open > 1 && (left == 0 || random() % 2 == 0)) {
			nodes[n++] = (struct catalog_node){ random() % 2 ?
			    CATALOG_AND : CATALOG_OR, CATALOG_TITLE, "", 0 };
			open--;
		} else {
			/* Some that stand there already. */
			nodes[n] = pick_condition();
			if (n > 0 && random() % 3 == 0)
				again = nodes[(size_t)random() % n];
			if (again.op < CATALOG_AND)
				nodes[n] = again;
			again.op = CATALOG_AND;
			n++;
			left--;
			open++;
		}
	return n;
}

struct list {
	int64_t	*ids;
	size_t	 n;
};

static struct list
list(struct catalog_kit *k, const struct catalog_query *q)
{
	struct list l;

	assert_int_equal(catalog_list(k->r, q, 0, 0, &l.ids, &l.n), 0);
	return l;
}

/* Anywhere, in a folder, or in a container of a view. */
static void
pick_scope(struct catalog_kit *k, struct catalog_query *q)
{
	static const enum view views[] = { VIEW_MUSIC_ARTISTS,
		VIEW_MUSIC_ALBUM_ARTISTS, VIEW_MUSIC_GENRES, VIEW_VIDEO_GENRES,
		VIEW_MUSIC_FOLDERS, VIEW_PICTURES_FOLDERS, VIEW_MUSIC_ALL,
		VIEW_MUSIC_RECENT, VIEW_FOLDERS };
	const struct catalog_query in = { .scope = CATALOG_IN_CONTAINER };
	struct list l;

	q->scope = CATALOG_IN_CONTAINER;
	q->id = (int64_t)PICK(views);
	if (random() % 4 == 0) {
		q->scope = CATALOG_EVERYWHERE;
	} else if (random() % 4 == 0) {
		q->scope = CATALOG_IN_FOLDER;
		q->id = random() % 2 ? k->root :
		    catalog_kit_folder(k, k->root, words[1]);
	}
	/* What is in there, or in that. */
	while (q->scope == CATALOG_IN_CONTAINER && random() % 2 == 0) {
		struct catalog_query children = in;

		children.id = q->id;
		l = list(k, &children);
		if (l.n > 0 && l.ids[0] < 0)
			q->id = -l.ids[(size_t)random() % l.n];
		else
			l.n = 0;
		free(l.ids);
		if (l.n == 0 || q->id < VIEW_IDS)
			break;
	}
}

/* Once as it is, where the indexes are asked, and once with a condition that is
   always true, and that they know nothing of. */
static void
rows_tell_the_same(void **state)
{
	static const struct catalog_node is = { CATALOG_EXISTS, CATALOG_ID, "",
		0 }, and = { CATALOG_AND, CATALOG_TITLE, "", 0 };
	struct catalog_kit *k = *state;
	struct catalog_node nodes[16];
	struct catalog_query words_of = { .deep = true, .without = k->root,
		.nodes = nodes }, rows;
	struct catalog_found found;
	struct list a, b;
	unsigned told = 0;

	srandom(7);
	fill(k, 300, 0);
	for (unsigned i = 0; i < 2000; i++) {
		if (i % 500 == 499)	/* others, and of other kinds */
			fill(k, 100, i % 7 * 20);
		pick_scope(k, &words_of);
		words_of.nnodes = pick_nodes(nodes, 5);
		told += catalog_find(k->r, &words_of, &found) == 1;
		catalog_found_free(&found);
		b = list(k, &words_of);
		rows = words_of;
		nodes[rows.nnodes++] = is;
		nodes[rows.nnodes++] = and;
		a = list(k, &rows);
		if (a.n != b.n || (a.n > 0 && memcmp(a.ids, b.ids,
		    a.n * sizeof(*a.ids)) != 0))
			fail_msg("search %u in %d %lld: %zu by words, %zu by"
			    " rows: %s %s", i, (int)words_of.scope,
			    (long long)words_of.id, b.n, a.n, nodes[0].text,
			    nodes[1].text);
		free(a.ids);
		free(b.ids);
	}
	if (told < 700)
		fail_msg("only %u were told", told);
	assert_int_equal(catalog_execute(k->w, "INSERT INTO title"
	    " (title, rank) VALUES ('integrity-check', 1)"), 0);
	assert_int_equal(catalog_execute(k->w, "INSERT INTO name"
	    " (name, rank) VALUES ('integrity-check', 1)"), 0);
	assert_int_equal(catalog_execute(k->w, "INSERT INTO credit"
	    " (credit, rank) VALUES ('integrity-check', 1)"), 0);
}

static int64_t
count_titles(struct catalog_kit *k, const char *sql, const char *word)
{
	sqlite3_stmt *s = catalog_statement(k->w, sql);
	struct buf folded;
	int64_t n = -1;

	assert_non_null(s);
	buf_init(&folded, 1024);
	fold_text(&folded, word);
	sqlite3_bind_text(s, 1, folded.len > 0 ? folded.data : "", -1,
	    SQLITE_STATIC);
	assert_int_equal(catalog_number(k->w, s, &n), 1);
	buf_free(&folded);
	return n;
}

/* And both what is there. */
static void
titles_are_what_they_are(void **state)
{
	static const struct {
		enum catalog_operator	 op;
		const char		*sql;
	} tests[] = {
		{ CATALOG_CONTAINS, "SELECT count(*) FROM object WHERE parent > 0"
		    " AND instr(title_fold, ?1) > 0" },
		{ CATALOG_STARTS_WITH, "SELECT count(*) FROM object WHERE"
		    " parent > 0 AND instr(title_fold, ?1) = 1" },
		{ CATALOG_EQUAL, "SELECT count(*) FROM object WHERE parent > 0"
		    " AND title_fold = ?1" },
		{ CATALOG_LACKS, "SELECT count(*) FROM object WHERE parent > 0"
		    " AND NOT instr(title_fold, ?1) > 0" },
	};
	struct catalog_kit *k = *state;
	struct catalog_node node = { .field = CATALOG_TITLE };
	const struct catalog_query q = { .scope = CATALOG_IN_FOLDER,
		.deep = true, .without = k->root, .nodes = &node, .nnodes = 1 };
	struct list l;

	srandom(3);
	fill(k, 500, 0);
	for (size_t i = 0; i < 4 * WORDS; i++) {
		node.op = tests[i % 4].op;
		node.text = words[i / 4];
		l = list(k, &q);
		if ((int64_t)l.n != count_titles(k, tests[i % 4].sql,
		    node.text))
			fail_msg("%d '%s': %zu", (int)node.op, node.text, l.n);
		free(l.ids);
	}
}

/* So many come as they lie, each once; fewer by title. */
static void
many_are_not_sorted(void **state)
{
	static const struct catalog_node node = { CATALOG_CONTAINS,
		CATALOG_TITLE, "song", 0 };
	struct catalog_kit *k = *state;
	struct catalog_query q = { .scope = CATALOG_OF_KIND, .deep = true,
		.kind = MEDIA_AUDIO, .nodes = &node, .nnodes = 1 };
	struct media_facts f = { .kind = MEDIA_AUDIO };
	char name[32];
	struct list l;

	for (int i = 0; i <= CATALOG_LIST_SORTED_MAX; i++) {
		snprintf(name, sizeof(name), "song %d", 9999 - i);
		memcpy(f.title, name, sizeof(name));
		catalog_kit_add(k, k->root, name, &f);
		if (i < CATALOG_LIST_SORTED_MAX - 1)
			continue;
		catalog_kit_commit(k);
		l = list(k, &q);
		assert_int_equal(l.n, i + 1);
		for (size_t j = 1; j < l.n; j++)
			assert_true(i == CATALOG_LIST_SORTED_MAX ?
			    l.ids[j - 1] < l.ids[j] : l.ids[j - 1] > l.ids[j]);
		free(l.ids);
	}
	q.norder = 1;
	l = list(k, &q);
	assert_true(l.ids[0] > l.ids[1]);
	free(l.ids);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_tell_the_same),
		TEST(titles_are_what_they_are),
		TEST(many_are_not_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
