/* Children in a sandbox role, each of which reports by its exit status. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/role_kit.h"

struct role_place place;

unsigned
role_enter(enum sandbox_role role)
{
	const struct sandbox_path paths[] = {
		{ .path = place.root },
		{ .path = place.state, .writable = true },
	};
	const struct sandbox_path read_only[] = {
		{ .path = place.root }, { .path = place.state },
	};

	switch (role) {
	case SANDBOX_PARENT:
		return sandbox_enter(role, &paths[1], 1);
	case SANDBOX_HTTP:
	case SANDBOX_CTL:
		return sandbox_enter(role, read_only, 2);
	default:
		return sandbox_enter(role, paths, 2);
	}
}

int
role_run(enum sandbox_role role, void (*prepare)(void), int (*job)(size_t),
    size_t arg)
{
	pid_t pid = fork();
	int status;

	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		alarm(60);		/* instead of hanging */
		if (prepare != NULL)
			prepare();
		if (!(role_enter(role) & SANDBOX_SECCOMP))
			_exit(ROLE_BROKEN);
		_exit(job(arg));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status))
		return -WTERMSIG(status);
	assert_int_not_equal(WEXITSTATUS(status), ROLE_BROKEN);
	return WEXITSTATUS(status);
}

static int
is_landlock_there(size_t unused)
{
	(void)unused;
	return open(place.outside, O_RDONLY) == -1;
}

static int
put_file(const char *path, const char *text)
{
	size_t len = strlen(text);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	if (fd == -1 || write(fd, text, len) != (ssize_t)len)
		return -1;
	return close(fd);
}

int
role_place_make(void **unused)
{
	(void)unused;
	snprintf(place.base, sizeof place.base, "/tmp/lares-role-XXXXXX");
	if (mkdtemp(place.base) == NULL)
		return -1;
	snprintf(place.root, sizeof place.root, "%s/root", place.base);
	snprintf(place.state, sizeof place.state, "%s/state", place.base);
	snprintf(place.file, sizeof place.file, "%s/file", place.root);
	snprintf(place.outside, sizeof place.outside, "%s/outside",
	    place.base);
	if (mkdir(place.root, 0700) == -1 || mkdir(place.state, 0700) == -1 ||
	    put_file(place.file, "data") == -1 ||
	    put_file(place.outside, "") == -1)
		return -1;
	place.have_landlock = role_run(SANDBOX_CTL, NULL, is_landlock_there,
	    0) == 1;
	return 0;
}

int
role_place_remove(void **unused)
{
	(void)unused;
	unlink(place.file);
	unlink(place.outside);
	rmdir(place.root);
	rmdir(place.state);
	return rmdir(place.base);
}
