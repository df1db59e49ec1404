/*
 * What laresd reads to know who stands at the door: the kernel's answer about
 * a neighbour, and the file of decisions, which reads back as it was written.
 */
#include <stdlib.h>
#include <string.h>

#include "server/parent/decisions.h"
#include "server/parent/neighbour.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct decisions one, two;

static void
pass(void *arg, unsigned line, const char *text)
{
	(void)arg;
	if (line == 0 || strlen(text) > DECISIONS_FILE_BYTES)
		abort();
}

static void
refuse(void *arg, unsigned line, const char *text)
{
	(void)arg, (void)line, (void)text;
	abort();
}

static void
read_decisions(const char *text, size_t len)
{
	struct buf b;

	decisions_parse(&one, text, len, pass, NULL);
	buf_init(&b, DECISIONS_FILE_BYTES);
	decisions_write(&b, &one);
	if (buf_failed(&b))
		abort();
	decisions_parse(&two, b.data, b.len, refuse, NULL);
	if (one.n != two.n)
		abort();
	for (size_t i = 0; i < one.n; i++)
		if (one.items[i].allow != two.items[i].allow ||
		    !station_same(&one.items[i].station,
		    &two.items[i].station))
			abort();
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct neighbour_question q = {
		.sequence = 7, .index = 3, .address = { 0x0900000a } };
	uint8_t mac[STATION_MAC_BYTES] = { 0 };
	static const uint8_t none[STATION_MAC_BYTES];

	read_decisions((const char *)data, size);
	if (neighbour_read(&q, data, size, mac) == 1 &&
	    memcmp(mac, none, sizeof(none)) == 0)
		abort();
	return 0;
}
