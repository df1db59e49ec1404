/*
 * lares-http's workers, played by threads: what they answer is believed only
 * as far as it fits, and none of them can make a client wait for ever.
 */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "common/sandbox.h"
#include "common/subtitle.h"
#include "server/http/stream.h"
#include "server/upnp/studio.h"

#define ALL_LAYERS	(SANDBOX_SECCOMP | SANDBOX_LANDLOCK | \
			 SANDBOX_LANDLOCK_SCOPES << SANDBOX_ABI_SHIFT)

/* Never reached while a test runs. */
#define LONG		(1000 * 1000)
static const struct studio_limits patient = { LONG, LONG, LONG, LONG };

/* How a worker behaves. */
enum manner {
	GOOD,
	REFUSES,
	DIES_AT_ONCE,		/* before it says anything */
	DIES_OF_IT,
	HOLDS_ON,		/* keeps its mapping of the sheet */
	TOO_LARGE,		/* claims more than it was ordered */
	CHATTERS,		/* answers with something else */
	HANGS,
};

static struct {
	struct studio		*studio;
	const enum manner	*manners;
	pthread_t		 threads[64];
	int			 socks[64];
	size_t			 wanted;
	sem_t			 greeted;	/* once by each of them */
	pid_t			 stopped;
} house;

/* The clock, and what a test has moved it on by. */
static uint64_t moved_ms;

uint64_t
stream_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000 +
	    moved_ms;
}

static void
say(int sock, struct buf *b)
{
	assert_int_equal(ipc_send(sock, b, NULL, 0), 0);
}

static void
draw(int sheet, enum manner manner)
{
	char *at = mmap(NULL, STUDIO_SHEET_BYTES, PROT_READ | PROT_WRITE,
	    MAP_SHARED, sheet, 0);

	assert_true(at != MAP_FAILED);
	memcpy(at, "JPEG", 4);
	if (manner != HOLDS_ON)
		munmap(at, STUDIO_SHEET_BYTES);
}

/* Subtitles of SUBTITLE_BYTES have this room. */
#define SUBTITLE_BYTES	10

static void
put_result(struct buf *b, enum ipc_type asked, enum manner manner)
{
	const struct render_result r = { 4, manner == TOO_LARGE ? 65 : 64, 48 };

	if (asked == IPC_RENDER) {
		ipc_begin(b, IPC_RENDERED);
		render_put_result(b, &r);
	} else {
		ipc_begin(b, IPC_CONVERTED);
		ipc_put_num(b, manner == TOO_LARGE ?
		    SUBTITLE_ROOM(SUBTITLE_BYTES) + 1 : 4);
		ipc_put_num(b, 1);
	}
}

static void
answer(int sock, struct buf *b, enum ipc_type asked, enum manner manner,
    int sheet)
{

	if (manner == REFUSES) {
		ipc_begin(b, IPC_UNREADABLE);
		ipc_put_text(b, "it is ugly", 10);
	} else if (manner == CHATTERS) {
		ipc_begin(b, IPC_PROGRESS);
	} else {
		draw(sheet, manner);
		put_result(b, asked, manner);
	}
	say(sock, b);
}

/* One order; false: it has gone. */
static bool
serve(int sock, struct buf *b, struct ipc_in *in, enum manner manner)
{
	struct render_order o;
	enum ipc_type asked;
	char language[3];
	int fd, sheet;

	if (ipc_recv(sock, in) != 1)
		return false;
	asked = in->type;
	if (asked == IPC_RENDER) {
		assert_int_equal(render_get_order(in, &o), 0);
	} else {
		assert_int_equal(asked, IPC_CONVERT);
		ipc_get_text(in, language, sizeof(language));
		assert_true(ipc_ok(in));
		assert_string_equal(language, "de");
	}
	fd = ipc_take_fd(in);
	sheet = ipc_take_fd(in);
	assert_true(fd != -1 && sheet != -1);
	assert_int_equal(ftruncate(sheet, 1), -1);
	if (manner == HANGS)
		while (ipc_recv(sock, in) == 1)
			;
	else if (manner != DIES_OF_IT)
		answer(sock, b, asked, manner, sheet);
	close(fd);
	close(sheet);
	return manner != DIES_OF_IT && manner != HANGS;
}

static void *
work(void *arg)
{
	const size_t n = (size_t)(uintptr_t)arg;
	const enum manner manner = house.manners[n];
	const int sock = house.socks[n];
	struct ipc_in in;
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_READY);
	ipc_put_num(&b, ALL_LAYERS);
	if (manner != DIES_AT_ONCE)
		say(sock, &b);
	sem_post(&house.greeted);
	while (manner != DIES_AT_ONCE && serve(sock, &b, &in, manner))
		;
	buf_free(&b);
	close(sock);
	return NULL;
}

static void *
bring(void *arg)
{
	const size_t n = (size_t)(uintptr_t)arg;
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
	    ends), 0);
	house.socks[n] = ends[1];
	studio_add(house.studio, ends[0], (pid_t)(1000 + n));
	return work(arg);
}

static void
want(void *arg)
{
	const size_t n = house.wanted++;

	(void)arg;
	assert_int_equal(pthread_create(&house.threads[n], NULL, bring,
	    (void *)(uintptr_t)n), 0);
}

static void
want_in_vain(void *arg)
{
	(void)arg;
}

static void
stop(void *arg, pid_t pid)
{
	(void)arg;
	house.stopped = pid;
}

static void
open_house(const enum manner *manners, void (*wanting)(void *),
    const struct studio_limits *limits)
{
	const struct studio_parent parent = { wanting, stop, NULL };

	memset(&house, 0, sizeof(house));
	house.manners = manners;
	sem_init(&house.greeted, 0, 0);
	assert_non_null(house.studio = studio_new(limits, &parent));
}

/* Some may have been wanted and not be there yet: they need the studio. */
static void
close_house(void)
{
	for (size_t i = 0; i < house.wanted; i++)
		sem_wait(&house.greeted);
	studio_free(house.studio);
	for (size_t i = 0; i < house.wanted; i++)
		pthread_join(house.threads[i], NULL);
}

static enum studio_result
render_for(struct in_addr peer, char why[STUDIO_WHY_BYTES])
{
	const struct render_order o = { .source = RENDER_PICTURE,
	    .width = 64, .height = 64, .orientation = 1 };
	struct render_result r;
	enum studio_result result;
	char text[5] = "";
	int fd = memfd_create("picture", MFD_CLOEXEC), sheet = -1;

	why[0] = '\0';
	result = studio_render(house.studio, peer, fd, &o, &sheet, &r, why);
	close(fd);
	if (result != STUDIO_DONE)
		return result;
	assert_int_equal(r.bytes, 4);
	assert_int_equal(r.width, 64);
	assert_int_equal(r.height, 48);
	assert_int_equal(pread(sheet, text, 4, 0), 4);
	assert_string_equal(text, "JPEG");
	assert_int_equal(pwrite(sheet, "x", 1, 0), -1);
	assert_int_equal(errno, EPERM);
	close(sheet);
	return result;
}

static enum studio_result
render(char why[STUDIO_WHY_BYTES])
{
	return render_for((struct in_addr){ 0 }, why);
}

static enum studio_result
convert(char why[STUDIO_WHY_BYTES])
{
	const struct in_addr peer = { 0 };
	enum studio_result result;
	struct studio_text made;
	int fd = memfd_create("subtitles", MFD_CLOEXEC), sheet = -1;

	why[0] = '\0';
	result = studio_convert(house.studio, peer, fd, SUBTITLE_BYTES, "de",
	    &sheet, &made, why);
	close(fd);
	if (result != STUDIO_DONE)
		return result;
	assert_int_equal(made.bytes, 4);
	assert_true(made.says_place);
	assert_int_equal(lseek(sheet, 0, SEEK_END),
	    SUBTITLE_ROOM(SUBTITLE_BYTES));
	assert_int_equal(pwrite(sheet, "x", 1, 0), -1);
	close(sheet);
	return result;
}

static void
is_made_by_one_worker_after_the_other(void **state)
{
	static const enum manner manners[] = { GOOD };
	char why[STUDIO_WHY_BYTES];

	(void)state;
	open_house(manners, want, &patient);
	for (int i = 0; i < 3; i++)
		assert_int_equal(render(why), STUDIO_DONE);
	assert_int_equal(house.wanted, 1);
	assert_int_equal(house.stopped, 0);
	close_house();
}

/* What the first worker does, and what comes of it; the second is good. */
static void
survives_its_workers(void **state)
{
	static const struct {
		enum manner		manners[2];
		enum studio_result	result;
		const char		*why;
		pid_t			stopped;
		size_t			wanted;
	} cases[] = {
		{ { REFUSES, GOOD }, STUDIO_UNREADABLE, "it is ugly", 0, 1 },
		{ { DIES_OF_IT, GOOD }, STUDIO_FAILED,
		    "its reader died of it", 0, 1 },
		{ { HOLDS_ON, GOOD }, STUDIO_FAILED,
		    "its reader answered nonsense", 1000, 1 },
		{ { TOO_LARGE, GOOD }, STUDIO_FAILED,
		    "its reader answered nonsense", 1000, 1 },
		{ { CHATTERS, GOOD }, STUDIO_FAILED,
		    "its reader answered nonsense", 1000, 1 },
		{ { DIES_AT_ONCE, GOOD }, STUDIO_DONE, "", 0, 2 },
	};
	char why[STUDIO_WHY_BYTES];

	(void)state;
	log_set_level(LOG_LEVEL_ERROR);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		open_house(cases[i].manners, want, &patient);
		assert_int_equal(render(why), cases[i].result);
		if (cases[i].result != STUDIO_DONE)
			assert_string_equal(why, cases[i].why);
		assert_int_equal(house.stopped, cases[i].stopped);
		assert_int_equal(house.wanted, cases[i].wanted);
		if (cases[i].manners[0] != REFUSES)
			assert_int_equal(render(why), STUDIO_DONE);
		close_house();
	}
}

/* The same with subtitles, by the same workers. */
static void
converts_too(void **state)
{
	static const struct {
		enum manner		manners[2];
		enum studio_result	result;
	} cases[] = {
		{ { GOOD }, STUDIO_DONE },
		{ { REFUSES }, STUDIO_UNREADABLE },
		{ { TOO_LARGE, GOOD }, STUDIO_FAILED },
		{ { CHATTERS, GOOD }, STUDIO_FAILED },
		{ { HOLDS_ON, GOOD }, STUDIO_FAILED },
	};
	char why[STUDIO_WHY_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		open_house(cases[i].manners, want, &patient);
		assert_int_equal(convert(why), cases[i].result);
		if (cases[i].manners[0] != REFUSES)
			assert_int_equal(render(why), STUDIO_DONE);
		close_house();
	}
}

static void
one_that_hangs_is_stopped(void **state)
{
	static const enum manner manners[] = { HANGS };
	const struct studio_limits strict = { LONG, LONG, .job_ms = 1, LONG };
	char why[STUDIO_WHY_BYTES];

	(void)state;
	open_house(manners, want, &strict);
	assert_int_equal(render(why), STUDIO_FAILED);
	assert_string_equal(why, "reading it took too long");
	assert_int_equal(house.stopped, 1000);
	close_house();
}

static void
is_busy_when_none_comes(void **state)
{
	const struct studio_limits hasty = { .wait_ms = 1, LONG, LONG, LONG };
	char why[STUDIO_WHY_BYTES];

	(void)state;
	open_house(NULL, want_in_vain, &hasty);
	assert_int_equal(render(why), STUDIO_BUSY);
	close_house();
}

/* ---- who waits for a worker ----------------------------------------------- */

#define TOO_MANY	3

/* Those who ask, in threads, and what became of them. */
static struct {
	pthread_t	 threads[STUDIO_QUEUE_PEER_MAX + TOO_MANY + 1];
	size_t		 n;
	pthread_mutex_t	 lock;
	pthread_cond_t	 changed;
	size_t		 of[STUDIO_FAILED + 1];
	bool		 open;		/* workers may come */
} crowd = { .lock = PTHREAD_MUTEX_INITIALIZER,
    .changed = PTHREAD_COND_INITIALIZER };

static void *
ask(void *arg)
{
	const struct in_addr peer = { (in_addr_t)(uintptr_t)arg };
	char why[STUDIO_WHY_BYTES];
	const enum studio_result result = render_for(peer, why);

	pthread_mutex_lock(&crowd.lock);
	crowd.of[result]++;
	pthread_cond_broadcast(&crowd.changed);
	pthread_mutex_unlock(&crowd.lock);
	return NULL;
}

static void
come(in_addr_t peer, size_t n)
{
	while (n-- > 0)
		assert_int_equal(pthread_create(&crowd.threads[crowd.n++],
		    NULL, ask, (void *)(uintptr_t)peer), 0);
}

static void *
bring_when_open(void *arg)
{
	pthread_mutex_lock(&crowd.lock);
	while (!crowd.open)
		pthread_cond_wait(&crowd.changed, &crowd.lock);
	pthread_mutex_unlock(&crowd.lock);
	return bring(arg);
}

static void
want_when_open(void *arg)
{
	const size_t n = house.wanted++;

	(void)arg;
	assert_int_equal(pthread_create(&house.threads[n], NULL,
	    bring_when_open, (void *)(uintptr_t)n), 0);
}

/* One asks for more than it may before there is a worker: what is too much is
   refused at once, and another address is served nevertheless. */
static void
one_address_leaves_room_for_others(void **state)
{
	static const enum manner manners[] = { GOOD, GOOD };

	(void)state;
	open_house(manners, want_when_open, &patient);
	come(1, STUDIO_QUEUE_PEER_MAX + TOO_MANY);
	pthread_mutex_lock(&crowd.lock);
	while (crowd.of[STUDIO_BUSY] < TOO_MANY)
		pthread_cond_wait(&crowd.changed, &crowd.lock);
	come(2, 1);
	crowd.open = true;
	pthread_cond_broadcast(&crowd.changed);
	pthread_mutex_unlock(&crowd.lock);
	for (size_t i = 0; i < crowd.n; i++)
		pthread_join(crowd.threads[i], NULL);
	assert_int_equal(crowd.of[STUDIO_BUSY], TOO_MANY);
	assert_int_equal(crowd.of[STUDIO_DONE], STUDIO_QUEUE_PEER_MAX + 1);
	close_house();
}

static void
lets_idle_workers_go(void **state)
{
	static const enum manner manners[] = { GOOD, GOOD };
	char why[STUDIO_WHY_BYTES];

	(void)state;
	open_house(manners, want, &patient);
	assert_int_equal(studio_rest(house.studio), -1);
	assert_int_equal(render(why), STUDIO_DONE);
	assert_int_not_equal(studio_rest(house.studio), -1);
	moved_ms += LONG;
	assert_int_equal(studio_rest(house.studio), -1);
	pthread_join(house.threads[0], NULL);	/* it has left */
	assert_int_equal(render(why), STUDIO_DONE);
	studio_free(house.studio);
	pthread_join(house.threads[1], NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_made_by_one_worker_after_the_other),
		cmocka_unit_test(survives_its_workers),
		cmocka_unit_test(converts_too),
		cmocka_unit_test(one_that_hangs_is_stopped),
		cmocka_unit_test(is_busy_when_none_comes),
		cmocka_unit_test(one_address_leaves_room_for_others),
		cmocka_unit_test(lets_idle_workers_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
