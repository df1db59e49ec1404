/*
 * The machine as libupnp sees it, the other half of the seam (see seam.c):
 * one interface with one address, no name, no files, no priorities. Part of
 * lares-ssdp.
 */
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>

#include "common/wire.h"
#include "server/discovery/seam.h"

/* ---- interfaces ---- */

#define LINK_FLAGS	(IFF_UP | IFF_RUNNING | IFF_MULTICAST)

static struct sockaddr_in
link_address(void)
{
	return (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_addr = seam_link()->address,
	};
}

static int
list_link(struct ifconf *list)
{
	const struct sockaddr_in in = link_address();
	struct ifreq *r = list->ifc_req;

	if (list->ifc_len < (int)sizeof *r) {
		errno = EINVAL;
		return -1;
	}
	memset(r, 0, sizeof *r);
	memcpy(r->ifr_name, seam_link()->name, sizeof r->ifr_name);
	memcpy(&r->ifr_addr, &in, sizeof in);
	list->ifc_len = sizeof *r;
	return 0;
}

/* libupnp 1.8 asks this way. */
int
seam_ioctl(int fd, unsigned long request, ...)
{
	va_list ap;
	void *arg;

	(void)fd;
	va_start(ap, request);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (request == SIOCGIFCONF)
		return list_link(arg);
	if (request != SIOCGIFFLAGS) {
		errno = EINVAL;
		return -1;
	}
	((struct ifreq *)arg)->ifr_flags = LINK_FLAGS;
	return 0;
}

struct one_ifaddrs {
	struct ifaddrs		entry;
	char			name[IF_NAMESIZE];
	struct sockaddr_in	address;
	struct sockaddr_in	netmask;
};

/* libupnp 1.14 asks this way. */
int
seam_getifaddrs(struct ifaddrs **list)
{
	const struct wire_link *l = seam_link();
	struct one_ifaddrs *one;

	if ((one = calloc(1, sizeof *one)) == NULL)
		return -1;
	memcpy(one->name, l->name, sizeof one->name);
	one->address = one->netmask = link_address();
	one->netmask.sin_addr.s_addr = l->prefix == 0 ? 0 :
	    htonl(UINT32_MAX << (32 - l->prefix));
	one->entry.ifa_name = one->name;
	one->entry.ifa_flags = LINK_FLAGS;
	one->entry.ifa_addr = (struct sockaddr *)&one->address;
	one->entry.ifa_netmask = (struct sockaddr *)&one->netmask;
	*list = &one->entry;
	return 0;
}

void
seam_freeifaddrs(struct ifaddrs *list)
{
	free(list);			/* the first member of one_ifaddrs */
}

unsigned
seam_if_nametoindex(const char *name)
{
	(void)name;
	return seam_link()->index;
}

/* ---- names and files ---- */

/* It would look for IPv6 addresses in /proc, and serve documents. */
FILE *
seam_fopen(const char *path, const char *mode)
{
	(void)path;
	(void)mode;
	errno = EACCES;
	return NULL;
}

/* Wanted for SERVER and for a UUID of libupnp's own: nobody's business. */
int
seam_uname(struct utsname *name)
{
	memset(name, 0, sizeof *name);
	return 0;
}

int
seam_gethostname(char *name, size_t size)
{
	memset(name, 0, size);
	return 0;
}

/* ---- time and threads ---- */

/* UpnpFinish looks but once a second whether the receiving thread has ended;
   we have about one second in all. */
unsigned
seam_sleep(unsigned sec)
{
	const struct timespec ts = { .tv_nsec = 10000000 };

	(void)sec;
	nanosleep(&ts, NULL);
	return 0;
}

/* libupnp gives each thread, before each job, the priority that it has. */
int
seam_sched_getparam(pid_t pid, struct sched_param *param)
{
	(void)pid;
	memset(param, 0, sizeof *param);
	return 0;
}

int
seam_sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)
{
	(void)pid;
	(void)policy;
	(void)param;
	return 0;
}

int
seam_sched_get_priority_min(int policy)
{
	(void)policy;
	return 0;
}

int
seam_sched_get_priority_max(int policy)
{
	(void)policy;
	return 0;
}

int
seam_pthread_getschedparam(pthread_t thread, int *policy,
    struct sched_param *param)
{
	(void)thread;
	*policy = SCHED_OTHER;
	memset(param, 0, sizeof *param);
	return 0;
}

int
seam_pthread_setschedparam(pthread_t thread, int policy,
    const struct sched_param *param)
{
	(void)thread;
	(void)policy;
	(void)param;
	return 0;
}
