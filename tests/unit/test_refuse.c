/* with: common/refuse.c common/refuse_probe.c */
/* Each refusing function says so in its own language, and leaves results empty. */
#include <errno.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/attempt.h"

#define REFUSES(call)	do {						\
	errno = 0;							\
	assert_int_equal(call, -1);					\
	assert_int_equal(errno, EACCES);				\
} while (0)

int	__connect(int sock, const struct sockaddr *to, socklen_t len);
int	res_query(const char *name, int class, int type, unsigned char *answer,
	    int size);
int	__res_init(void);

static void
test_sockets(void **unused)
{
	struct sockaddr to = { .sa_family = AF_INET };
	struct mmsghdr messages = { .msg_len = 0 };
	struct msghdr message = { .msg_iovlen = 0 };
	socklen_t len = sizeof to;

	(void)unused;
	REFUSES(connect(0, &to, len));
	REFUSES(__connect(0, &to, len));
	REFUSES(socket(AF_UNIX, SOCK_STREAM, 0));
	REFUSES(bind(0, &to, len));
	REFUSES(listen(0, 1));
	REFUSES(accept(0, &to, &len));
	REFUSES(accept4(0, &to, &len, 0));
	REFUSES(sendto(0, "", 0, 0, &to, len));
	REFUSES(sendmsg(0, &message, 0));
	REFUSES(sendmmsg(0, &messages, 1, 0));
}

static void
test_names(void **unused)
{
	struct addrinfo *list = NULL;
	struct sockaddr from = { .sa_family = AF_INET };
	struct hostent entry, *result = &entry;
	char text[64];
	int error = 0;

	(void)unused;
	assert_int_equal(getaddrinfo("127.0.0.1", NULL, NULL, &list),
	    EAI_FAIL);
	assert_null(list);
	assert_int_equal(getaddrinfo_a(GAI_WAIT, NULL, 0, NULL), EAI_FAIL);
	assert_int_equal(getnameinfo(&from, sizeof from, text, sizeof text,
	    NULL, 0, NI_NUMERICHOST), EAI_FAIL);

	assert_null(gethostbyname("127.0.0.1"));
	assert_int_equal(h_errno, NO_RECOVERY);
	assert_null(gethostbyname2("127.0.0.1", AF_INET));
	assert_null(gethostbyaddr("\177\0\0\1", 4, AF_INET));
	assert_int_equal(gethostbyname_r("127.0.0.1", &entry, text,
	    sizeof text, &result, &error), EACCES);
	assert_null(result);
	assert_int_equal(error, NO_RECOVERY);
}

static void
test_resolver(void **unused)
{
	unsigned char answer[16];

	(void)unused;
	REFUSES(res_query("name.invalid", 1, 1, answer, sizeof answer));
	REFUSES(__res_init());
}

/* By the way that a library in this process finds them. */
static void
test_by_name(void **unused)
{
	size_t tried = 0;

	(void)unused;
	for (size_t i = 0; i < attempt_count(); i++)
		if (strstr(attempt_get(i)->name, "_by_name") != NULL) {
			assert_int_equal(attempt_run(i), EACCES);
			tried++;
		}
	assert_int_equal(tried, 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sockets),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_resolver),
		cmocka_unit_test(test_by_name),
	};

	return cmocka_run_group_tests_name("refuse", tests, NULL, NULL);
}
