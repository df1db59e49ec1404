/*
 * laresctl status: what laresd cannot say, since it does not read the
 * catalogue. Runs in laresctl.
 */
#include <inttypes.h>
#include <stdio.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "server/ctl/status.h"

void
status_print_catalog(const char *state_dir)
{
	const char *error = "it is not there yet";
	struct catalog *c = catalog_open_read(state_dir, &error);
	struct catalog_counts n;

	if (c == NULL)
		printf("library:  %s\n", error);
	else if (catalog_counts(c, &n) == -1)
		printf("library:  cannot be read\n");
	else
		printf("library:  %" PRIu64 " audio, %" PRIu64 " video, %"
		    PRIu64 " pictures, %" PRIu64 " folders, update id %"
		    PRIu32 "\n", n.of_kind[MEDIA_AUDIO],
		    n.of_kind[MEDIA_VIDEO], n.of_kind[MEDIA_PICTURE],
		    n.of_kind[MEDIA_FOLDER], n.update_id);
	catalog_close(c);
}
