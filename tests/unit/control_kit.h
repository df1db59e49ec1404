#ifndef LARES_TESTS_UNIT_CONTROL_KIT_H
#define LARES_TESTS_UNIT_CONTROL_KIT_H

#include "common/buf.h"
#include "tests/unit/fake_exchange.h"
#include "tests/unit/small_library.h"
#include "tests/unit/xml.h"

/* Acting as a control point on a small library. */

/* One action carried out: what the client got. */
struct said {
	struct exchange	 x;
	char		 header[256];
	struct buf	 body;
	struct xml	*soap;		/* NULL: it was broken off */
	struct xml	*didl;		/* of a Result, or NULL */
	int		 error;		/* UPnP errorCode, or 0 */
};

/* The objects of s->didl. */
#define OBJECTS		"/didl:DIDL-Lite/*"

/* Arguments as XML; gone_after: exchange_write calls until the client goes. */
void	kit_act(const struct small_library *l, struct said *s,
	    const char *service, const char *action, const char *args,
	    size_t gone_after);
void	kit_forget(struct said *s);

struct asked {
	const char	*id, *flag, *filter, *start, *count, *sort;
};
void	kit_browse_until(const struct small_library *l, struct said *s,
	    const struct asked *a, size_t gone_after);
/* Everything, and it has to work. flag: "Metadata" or "DirectChildren". */
void	kit_browse(const struct small_library *l, struct said *s,
	    const char *id, const char *flag, const char *sort);

/* An out-argument. */
const char	*kit_out(struct said *s, const char *name);
long		 kit_out_number(struct said *s, const char *name);

/* The titles of an answer, each with a bar behind it. */
void	kit_expect_titles(struct said *s, const char *titles);
/* Every object of an answer hangs where it was found. */
void	kit_expect_parent(struct said *s, const char *parent);

/*
 * A library of so many roots, the first one filled:
 *
 *	Record/a.mp3		Zebra, 2001, disc 1, track 1
 *	Record/b.mp3		Apple & <Pear>, 1999, disc 2, track 1
 *	Record/c.mp3		Melon, 2010-05-06, disc 1, track 2
 *	Episode 10.mp4, Episode 2.mp4, beach.jpg
 */
#define KIT_ENTRIES	6
struct kit {
	struct small_library l;
	int64_t		 ids[KIT_ENTRIES];	/* as listed above */
};
int	kit_open_one_root(void **state);	/* *state: struct kit */
int	kit_open_two_roots(void **state);
int	kit_close(void **state);

struct media_facts	kit_facts(enum media_kind kind, const char *title,
			    const char *date, uint32_t disc, uint32_t track);

#endif
