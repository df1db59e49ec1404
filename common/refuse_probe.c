/*
 * lares-probe only, on top of refuse.c: no library in it gets as far as
 * making or addressing a socket. recvmsg stays libc's: the worker is handed
 * its files by it. Exported by refuse_probe.list.
 */
#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>

/* The shapes are libc's; the arguments of a refusal do not matter. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#define REFUSE(type, name, args)					\
	type name args							\
	{								\
		errno = EACCES;						\
		return -1;						\
	}

REFUSE(int, socket, (int family, int type, int protocol))
REFUSE(int, bind, (int sock, const struct sockaddr *to, socklen_t len))
REFUSE(int, listen, (int sock, int backlog))
REFUSE(int, accept, (int sock, struct sockaddr *from, socklen_t *len))
REFUSE(int, accept4, (int sock, struct sockaddr *from, socklen_t *len,
    int flags))
REFUSE(ssize_t, sendto, (int sock, const void *data, size_t len, int flags,
    const struct sockaddr *to, socklen_t to_len))
REFUSE(ssize_t, sendmsg, (int sock, const struct msghdr *message, int flags))
REFUSE(int, sendmmsg, (int sock, struct mmsghdr *messages, unsigned int n,
    int flags))
