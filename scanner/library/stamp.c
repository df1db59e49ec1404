/*
 * Time stamps that stand for several files. Pure, in lares-scan.
 */
#include <string.h>
#include <sys/stat.h>

#include "common/hash.h"
#include "common/root.h"
#include "scanner/library/stamp.h"

#define NS_PER_SEC	INT64_C(1000000000)

uint64_t
stamp_of(const struct stat *st, const char *name)
{
	const uint64_t parts[] = {
		(uint64_t)st->st_size, (uint64_t)root_mtime_ns(st),
	};

	return hash_bytes(hash_bytes(HASH_START, parts, sizeof(parts)),
	    name, strlen(name));
}

void
stamp_fold(int64_t *mtime_ns, size_t n, uint64_t stamp)
{
	int64_t fraction = *mtime_ns % NS_PER_SEC;

	if (fraction < 0)
		fraction += NS_PER_SEC;
	*mtime_ns += (fraction + (int64_t)((stamp + n) % NS_PER_SEC)) %
	    NS_PER_SEC - fraction;
}
