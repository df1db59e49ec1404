/*
 * common/refuse.c as test builds have it: connect(), the name that counts,
 * can be left out.
 */
#include <sys/syscall.h>
#include <unistd.h>

#define connect		refusing_connect
#define __connect	refusing_connect_twin
#include "common/refuse.c"
#undef connect
#undef __connect

#include "common/without.h"

int	connect(int, const struct sockaddr *, socklen_t);
int	__connect(int, const struct sockaddr *, socklen_t);

int
connect(int sock, const struct sockaddr *to, socklen_t len)
{
	if (without(WITHOUT_REFUSE))
		return (int)syscall(SYS_connect, sock, to, len);
	return refusing_connect(sock, to, len);
}

int
__connect(int sock, const struct sockaddr *to, socklen_t len)
{
	return connect(sock, to, len);
}
