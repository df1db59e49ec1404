#ifndef LARES_DISCOVERY_SEAM_H
#define LARES_DISCOVERY_SEAM_H

#include <ifaddrs.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/utsname.h>

struct channel;
struct wire_link;

/*
 * Makes the descriptors that libupnp will be handed, so that nothing need be
 * opened later. Once, before the sandbox. The channel must outlive libupnp.
 * 0, or -1 with errno.
 */
int	seam_open(struct channel *c);

/* The link that libupnp takes for the machine's only one. */
const struct wire_link *seam_link(void);

/*
 * What libupnp calls in place of libc, see seam.syms: from any of its threads,
 * and nobody else. Same shapes as libc's.
 */
int	seam_socket(int domain, int type, int protocol);
int	seam_bind(int fd, const struct sockaddr *addr, socklen_t len);
int	seam_listen(int fd, int backlog);
int	seam_accept(int fd, struct sockaddr *addr, socklen_t *len);
int	seam_getsockname(int fd, struct sockaddr *addr, socklen_t *len);
int	seam_setsockopt(int fd, int level, int name, const void *value,
	    socklen_t len);
int	seam_shutdown(int fd, int how);
int	seam_fcntl(int fd, int command, ...);
ssize_t	seam_sendto(int fd, const void *data, size_t len, int flags,
	    const struct sockaddr *to, socklen_t tolen);
ssize_t	seam_recvfrom(int fd, void *data, size_t size, int flags,
	    struct sockaddr *from, socklen_t *fromlen);
ssize_t	seam_send(int fd, const void *data, size_t len, int flags);
ssize_t	seam_recv(int fd, void *data, size_t size, int flags);

int	seam_ioctl(int fd, unsigned long request, ...);
int	seam_getifaddrs(struct ifaddrs **list);
void	seam_freeifaddrs(struct ifaddrs *list);
unsigned seam_if_nametoindex(const char *name);
FILE	*seam_fopen(const char *path, const char *mode);
int	seam_uname(struct utsname *name);
int	seam_gethostname(char *name, size_t size);
unsigned seam_sleep(unsigned sec);
int	seam_sched_getparam(pid_t pid, struct sched_param *param);
int	seam_sched_setscheduler(pid_t pid, int policy,
	    const struct sched_param *param);
int	seam_sched_get_priority_min(int policy);
int	seam_sched_get_priority_max(int policy);
int	seam_pthread_getschedparam(pthread_t thread, int *policy,
	    struct sched_param *param);
int	seam_pthread_setschedparam(pthread_t thread, int policy,
	    const struct sched_param *param);

#endif
