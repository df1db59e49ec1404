/*
 * Who is admitted, and which rules of the configuration are for him. Pure.
 * Runs in laresd.
 */
#include <string.h>

#include "server/parent/admission.h"

#define WORD_BYTES	512	/* a name has at most 64 characters */

bool
admission_is(const struct station *s, const struct admission_peer *peer)
{
	if (s->by_mac)
		return peer->has_mac &&
		    memcmp(s->mac, peer->mac, sizeof(s->mac)) == 0;
	return s->address.s_addr == peer->address.s_addr;
}

static const char *
name_of(const struct config *c, const struct admission_peer *peer)
{
	for (size_t i = 0; i < c->ndevices; i++)
		if (admission_is(&c->devices[i].station, peer))
			return c->devices[i].name;
	return NULL;
}

/* ---- rules -------------------------------------------------------------- */

static bool
has_name(const struct config *c, const struct admission_peer *peer,
    const char *word)
{
	for (size_t i = 0; i < c->ndevices; i++)
		if (strcmp(c->devices[i].name, word) == 0 &&
		    admission_is(&c->devices[i].station, peer))
			return true;
	return false;
}

static bool
is_meant(const struct config *c, const struct admission_peer *peer,
    const char *word)
{
	struct station s;

	if (strcmp(word, CONFIG_ALL) == 0)
		return true;
	if (strcmp(word, CONFIG_GUESTS) == 0)
		return name_of(c, peer) == NULL;
	if (station_parse(word, &s) == 0)
		return admission_is(&s, peer);
	return has_name(c, peer, word);
}

static bool
concerns(const struct config *c, const struct admission_peer *peer,
    const struct config_rule *r)
{
	char word[WORD_BYTES];
	const char *at = r->who;
	size_t n;

	for (; *at != '\0'; at += n + (at[n] == ' ')) {
		n = strcspn(at, " ");
		if (n >= sizeof(word))
			continue;
		memcpy(word, at, n);
		word[n] = '\0';
		if (is_meant(c, peer, word))
			return true;
	}
	return false;
}

static uint64_t
rules_for(const struct config *c, const struct admission_peer *peer)
{
	uint64_t rules = 0;

	for (size_t i = 0; i < c->nrules; i++)
		if (concerns(c, peer, &c->rules[i]))
			rules |= UINT64_C(1) << i;
	return rules;
}

/* ---- admission ---------------------------------------------------------- */

static const struct decision *
decision_about(const struct decisions *d, const struct admission_peer *peer)
{
	const struct station mac = admission_station(peer);
	const struct station address = { .address = peer->address };
	const struct decision *found = decisions_find(d, &mac);

	return found != NULL ? found : decisions_find(d, &address);
}

struct admission
admission_decide(const struct config *c, const struct decisions *d,
    const struct admission_peer *peer)
{
	static const struct {
		enum access_state state;
		const char	*why;
	} otherwise[] = {			/* by enum config_access */
		[CONFIG_OPEN] = { ACCESS_ADMITTED, "access = open" },
		[CONFIG_ASK] = { ACCESS_WAITING, "you have not decided" },
		[CONFIG_LIST] = { ACCESS_SHUT, "access = list" },
	};
	const struct decision *decision = decision_about(d, peer);
	const struct station s = admission_station(peer);
	struct admission a = {
		.verdict = { ACCESS_ADMITTED, rules_for(c, peer),
		    station_number(&s) },
		.name = name_of(c, peer),
	};

	if (decision != NULL && !decision->allow) {
		a.verdict.state = ACCESS_SHUT;
		a.why = "you denied it";
	} else if (decision != NULL) {
		a.why = "you allowed it";
	} else if (a.name != NULL) {
		a.why = "it has a device line";
	} else {
		a.verdict.state = otherwise[c->access].state;
		a.why = otherwise[c->access].why;
	}
	return a;
}

struct admission_counts
admission_count(const struct config *c, const struct decisions *d)
{
	struct admission_counts n = { .access = c->access,
	    .named = c->ndevices, .rules = c->nrules };

	for (size_t i = 0; i < d->n; i++) {
		n.allowed += d->items[i].allow;
		n.denied += !d->items[i].allow;
	}
	return n;
}

bool
admission_matters(const struct config *c, const struct decisions *d)
{
	return c->access != CONFIG_OPEN || c->nrules > 0 ||
	    c->resume == CONFIG_RESUME_DEVICE ||
	    admission_count(c, d).denied > 0;
}

struct station
admission_station(const struct admission_peer *peer)
{
	struct station s = { .by_mac = peer->has_mac,
	    .address = peer->address };

	if (peer->has_mac)
		memcpy(s.mac, peer->mac, sizeof(s.mac));
	return s;
}
