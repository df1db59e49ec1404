/*
 * What is noted of a file's private bytes, by what a worker has said of them. In
 * lares-scan.
 */
#include <linux/magic.h>
#include <string.h>
#include <sys/vfs.h>

#include "common/catalog_blank.h"
#include "common/mime.h"
#include "scanner/library/blanking.h"
#include "scanner/library/pool.h"

#ifndef EXFAT_SUPER_MAGIC		/* from Linux 5.13 on */
#define EXFAT_SUPER_MAGIC	0x2011BAB0
#endif

/*
 * FAT has no inode numbers: the kernel counts files as they come into memory.
 * What stands behind FUSE may do the same. There a file would look like another
 * one whenever memory was short; size and time have to do.
 */
uint64_t
blanking_inode(int fd, const struct stat *st)
{
	struct statfs fs;

	if (fstatfs(fd, &fs) == -1 || fs.f_type == MSDOS_SUPER_MAGIC ||
	    fs.f_type == EXFAT_SUPER_MAGIC || fs.f_type == FUSE_SUPER_MAGIC)
		return 0;
	return st->st_ino;
}

const struct catalog_blank *
blanking_of(const struct probing *p, const char *type, const char *why,
    struct catalog_blank *b)
{
	static const char no_format[] = "it is not of the format that its "
	    "type says";

	*b = (struct catalog_blank){
		.state = BLANKS_NONE, .size = p->size,
		.mtime_ns = p->own_mtime_ns, .inode = p->inode,
		.ctime_ns = p->ctime_ns, .said = "",
	};
	if (p->blanks != NULL) {
		b->state = p->blanks->state;
		b->said = p->blanks->said;
		b->len = p->blanks->len;
		return b;
	}
	if (!mime_tells_place(type))
		return NULL;
	if (p->size > 0) {
		b->state = BLANKS_UNKNOWN;
		b->said = why[0] != '\0' ? why : no_format;
		b->len = strlen(b->said);
	}
	return b;
}
