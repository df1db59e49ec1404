#ifndef LARES_TESTS_UNIT_OLD_CATALOGS_H
#define LARES_TESTS_UNIT_OLD_CATALOGS_H

/* By their versions: the statements that made an empty one. */
extern const char *const old_catalogs[4];
extern const char old_catalog_3[];

#endif
