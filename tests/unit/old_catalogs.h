#ifndef LARES_TESTS_UNIT_OLD_CATALOGS_H
#define LARES_TESTS_UNIT_OLD_CATALOGS_H

/* By their versions: the statements that made an empty one. */
extern const char *const old_catalogs[4];

#endif
