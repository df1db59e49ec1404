/*
 * Where films and recordings were left: what lares-http was told of it is
 * kept, what has expired goes. In lares-scan, the one program that may write
 * files.
 */
#include <errno.h>
#include <string.h>

#include "common/child.h"
#include "common/config.h"
#include "common/log.h"
#include "common/resume_store.h"
#include "scanner/library/resume.h"

/* So many devices can be named at once: those of one name. */
#define DEVICES_MAX	CONFIG_DEVICES_MAX

static void
delete(const char *state_dir)
{
	if (resume_store_delete(state_dir) == -1)
		log_error("%s/" RESUME_FILE " cannot be deleted, though resume "
		    "is off: %s", state_dir, strerror(errno));
}

static int
tidy(struct resume *r)
{
	const uint32_t today = resume_today();

	return resume_store_tidy(r->store, today > r->days ? today - r->days :
	    0, r->by_device);
}

void
resume_begin(struct resume *r, const struct config *c, int64_t now_ms)
{
	bool anew = false;

	*r = (struct resume){ .days = c->resume_days,
	    .by_device = c->resume == CONFIG_RESUME_DEVICE,
	    .tidy_ms = now_ms + RESUME_TIDY_MS };
	if (c->resume == CONFIG_RESUME_OFF) {
		delete(c->state_dir);
		return;
	}
	r->store = resume_store_open(c->state_dir, &anew);
	if (anew)
		log_warn("%s/" RESUME_FILE " was damaged, or of another "
		    "version: where things were left is forgotten",
		    c->state_dir);
	r->failed = r->store == NULL;
	if (r->failed || tidy(r) == -1)
		log_error("%s/" RESUME_FILE " cannot be written: where things "
		    "are left is not kept", c->state_dir);
}

void
resume_end(struct resume *r)
{
	resume_store_close(r->store);
	r->store = NULL;
}

int
resume_take(struct resume *r, struct ipc_in *m)
{
	struct resume_point points[RESUME_MESSAGE_MAX];
	size_t n;

	if (resume_get(m, points, &n) == -1)
		return -1;
	if (r->store != NULL && resume_store_put(r->store, points, n,
	    resume_today()) == -1)
		log_error(RESUME_FILE " cannot be written: where %zu of the "
		    "files were left is not kept", n);
	return 0;
}

/* With "resume" off, all that there was is gone already. */
int
resume_forget(struct resume *r, struct ipc_in *m)
{
	uint64_t devices[DEVICES_MAX], answer[] = { !r->failed, 0 };
	const size_t n = (size_t)ipc_get_num(m, DEVICES_MAX);

	for (size_t i = 0; i < n; i++)
		devices[i] = ipc_get_num(m, UINT64_MAX);
	if (!ipc_ok(m))
		return -1;
	if (r->store != NULL && resume_store_forget(r->store, devices, n,
	    &answer[1]) == -1) {
		log_error(RESUME_FILE " cannot be written: nothing was "
		    "forgotten");
		answer[0] = 0;
	}
	child_tell(IPC_FORGOT, answer, 2);
	return 0;
}

int64_t
resume_tidy(struct resume *r, int64_t now_ms)
{
	if (r->store == NULL)
		return -1;
	if (now_ms >= r->tidy_ms) {
		r->tidy_ms = now_ms + RESUME_TIDY_MS;
		if (tidy(r) == -1)
			log_error(RESUME_FILE " cannot be written: what has "
			    "expired stays");
	}
	return r->tidy_ms - now_ms;
}
