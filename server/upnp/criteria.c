/*
 * What a client wants to see of each object, and in which order. Pure, in
 * lares-http.
 */
#include <string.h>

#include "server/upnp/criteria.h"
#include "server/upnp/property.h"

#define BLANKS		" \t\r\n"

/* One entry of a comma list, without the blanks around it. */
struct entry {
	const char	*text;
	size_t		 len;
};

/* Takes the next entry off *list, which becomes NULL behind the last. */
static bool
next_entry(const char **list, struct entry *e)
{
	const char *start = *list, *end;

	if (start == NULL)
		return false;
	end = start + strcspn(start, ",");
	*list = *end == ',' ? end + 1 : NULL;
	while (start < end && strchr(BLANKS, *start) != NULL)
		start++;
	while (end > start && strchr(BLANKS, end[-1]) != NULL)
		end--;
	e->text = start;
	e->len = (size_t)(end - start);
	return true;
}

uint64_t
criteria_filter(const char *text)
{
	const struct property *p;
	struct entry e;
	uint64_t want = 0;

	/* minidlna takes any single character for "*", and is relied on. */
	if (strlen(text) == 1)
		return WANT_ALL;
	while (next_entry(&text, &e)) {
		if (e.len == 1 && e.text[0] == '*')
			return WANT_ALL;
		p = property_find(e.text, e.len, PROPERTY_FILTER);
		want |= p != NULL ? p->want : 0;
	}
	return want;
}

/* A key that comes again cannot change the order any more: it is dropped. So
   are those beyond a number that nobody has a use for. */
static void
add_key(struct catalog_query *q, enum catalog_field field, bool descending)
{
	size_t i;

	for (i = 0; i < q->norder; i++)
		if (q->order[i].field == field)
			return;
	if (q->norder == CATALOG_ORDER_MAX)
		return;
	q->order[q->norder].field = field;
	q->order[q->norder].descending = descending;
	q->norder++;
}

/* NULL: there is no such key, or it has no sign. */
static const struct property *
find_key(const struct entry *e)
{
	if (e->len == 0 || (e->text[0] != '+' && e->text[0] != '-'))
		return NULL;
	return property_find(e->text + 1, e->len - 1, PROPERTY_SORT);
}

int
criteria_sort(const char *text, bool lenient, struct catalog_query *q)
{
	struct catalog_query sorted = *q;
	const struct property *key;
	struct entry e;

	sorted.norder = 0;
	if (text[strspn(text, BLANKS)] == '\0')
		text = NULL;
	while (next_entry(&text, &e)) {
		key = find_key(&e);
		if (key != NULL)
			add_key(&sorted, key->field, e.text[0] == '-');
		else if (!lenient)
			return -1;
	}
	*q = sorted;
	return 0;
}
