/*
 * Object ids in the spelling of one client. Pure, in lares-http.
 *
 *	"14"		a container that the client knows by this number
 *	"14v1700000000"	the file as it is since then
 */
#include <string.h>

#include "common/buf.h"
#include "common/num.h"
#include "server/upnp/alias.h"
#include "server/upnp/client.h"

#define VERSION_MARK	"v"

/* PlaysForSure's: minidlna containers.c, wiki.gnome.org Rygel/XBox360. Rows of
   the catalogue have far greater numbers (catalog_schema.c). */
static const struct known_id {
	enum client_flag flag;
	const char	*text, *id;
} known_ids[] = {
	{ CLIENT_MS_IDS, "4", "music-all" },
	{ CLIENT_MS_IDS, "5", "music-genres" },
	{ CLIENT_MS_IDS, "6", "music-artists" },
	{ CLIENT_MS_IDS, "7", "music-albums" },
	{ CLIENT_MS_IDS, "8", "video-all" },
	{ CLIENT_MS_IDS, "B", "pictures-all" },
	{ CLIENT_MS_IDS, "C", "pictures-dates" },
	{ CLIENT_MS_IDS, "F", "playlists" },
	{ CLIENT_MS_IDS, "14", "music-folders" },
	{ CLIENT_MS_IDS, "15", "video-folders" },
	{ CLIENT_MS_IDS, "16", "pictures-folders" },
	{ CLIENT_MS_IDS, "D2", "pictures-cameras" },
	{ CLIENT_SAMSUNG_IDS, "A", "music" },
	{ CLIENT_SAMSUNG_IDS, "V", "video" },
	{ CLIENT_SAMSUNG_IDS, "I", "pictures" },
};

static const struct known_id *
find_known(const struct client *client, const char *text)
{
	const struct known_id *k;
	size_t i;

	for (i = 0; i < sizeof(known_ids) / sizeof(known_ids[0]); i++) {
		k = &known_ids[i];
		if (client_has(client, k->flag) && strcmp(k->text, text) == 0)
			return k;
	}
	return NULL;
}

/* Without the version: any that an object ever had is still that object. */
static int
parse_versioned(const char *text, struct object_id *id)
{
	const char *mark = strrchr(text, VERSION_MARK[0]);
	char bare[OBJECT_ID_BYTES];
	uint64_t version;

	if (mark == NULL || (size_t)(mark - text) >= sizeof(bare) ||
	    num_parse(mark + 1, INT64_MAX, &version) == -1)
		return object_id_parse(text, id);
	memcpy(bare, text, (size_t)(mark - text));
	bare[mark - text] = '\0';
	return object_id_parse(bare, id);
}

int
alias_parse(const struct client *client, const char *text,
    struct object_id *id)
{
	const struct known_id *k = find_known(client, text);

	if (k != NULL)
		return object_id_parse(k->id, id);
	if (client_has(client, CLIENT_VERSIONED_IDS))
		return parse_versioned(text, id);
	return object_id_parse(text, id);
}

void
alias_add(struct buf *b, const struct client *client,
    const struct object_id *id, int64_t version)
{
	object_id_add(b, id);
	if (version > 0 && client_has(client, CLIENT_VERSIONED_IDS)) {
		buf_add_str(b, VERSION_MARK);
		buf_add_num(b, (uint64_t)version);
	}
}
