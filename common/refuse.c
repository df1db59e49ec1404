/*
 * Refusing twins of every libc function that calls out or resolves a name.
 * Linked into each program and exported (refuse.list), so that the calls in
 * the libraries a program loads bind to these: in a running program nobody's
 * connect() is libc's. tests/policy/imports reads that off the loader.
 */
#include <errno.h>
#include <netdb.h>
#include <stddef.h>
#include <sys/socket.h>

/* The shapes are libc's; the arguments of a refusal do not matter. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* A function that fails with -1 and EACCES. */
#define REFUSE(name, args)						\
	int name args;							\
	int name args							\
	{								\
		errno = EACCES;						\
		return -1;						\
	}
/* libc exports its resolver under a plain and an internal name. */
#define REFUSE_TWINS(name, args)					\
	REFUSE(name, args)						\
	REFUSE(__##name, args)

/* The same that says so in the language of the resolver. */
#define REFUSE_HOST(name, args)						\
	struct hostent *name args					\
	{								\
		h_errno = NO_RECOVERY;					\
		return NULL;						\
	}
#define REFUSE_HOST_R(name, args)					\
	int name args							\
	{								\
		*result = NULL;						\
		*error = NO_RECOVERY;					\
		return EACCES;						\
	}

REFUSE_TWINS(connect, (int sock, const struct sockaddr *to, socklen_t len))

/* These connect inside libc, where no symbol can be put in between. */
REFUSE(rcmd, (char **host, unsigned short port, const char *me,
    const char *user, const char *command, int *error))
REFUSE(rcmd_af, (char **host, unsigned short port, const char *me,
    const char *user, const char *command, int *error, sa_family_t family))
REFUSE(rexec, (char **host, int port, const char *user, const char *password,
    const char *command, int *error))
REFUSE(rexec_af, (char **host, int port, const char *user,
    const char *password, const char *command, int *error,
    sa_family_t family))

int
getaddrinfo(const char *host, const char *service,
    const struct addrinfo *hints, struct addrinfo **result)
{
	return EAI_FAIL;
}

int
getaddrinfo_a(int mode, struct gaicb **list, int n, struct sigevent *event)
{
	return EAI_FAIL;
}

int
getnameinfo(const struct sockaddr *address, socklen_t len, char *host,
    socklen_t host_size, char *service, socklen_t service_size, int flags)
{
	return EAI_FAIL;
}

REFUSE_HOST(gethostbyname, (const char *host))
REFUSE_HOST(gethostbyname2, (const char *host, int family))
REFUSE_HOST(gethostbyaddr, (const void *address, socklen_t len, int family))
REFUSE_HOST_R(gethostbyname_r, (const char *host, struct hostent *entry,
    char *data, size_t size, struct hostent **result, int *error))
REFUSE_HOST_R(gethostbyname2_r, (const char *host, int family,
    struct hostent *entry, char *data, size_t size, struct hostent **result,
    int *error))
REFUSE_HOST_R(gethostbyaddr_r, (const void *address, socklen_t len,
    int family, struct hostent *entry, char *data, size_t size,
    struct hostent **result, int *error))

/* resolv.h, which renames half of these by macros, is not included. */
struct __res_state;
REFUSE_TWINS(res_init, (void))
REFUSE_TWINS(res_ninit, (struct __res_state *state))
REFUSE_TWINS(res_query, (const char *name, int class, int type,
    unsigned char *answer, int size))
REFUSE_TWINS(res_nquery, (struct __res_state *state, const char *name,
    int class, int type, unsigned char *answer, int size))
REFUSE_TWINS(res_search, (const char *name, int class, int type,
    unsigned char *answer, int size))
REFUSE_TWINS(res_nsearch, (struct __res_state *state, const char *name,
    int class, int type, unsigned char *answer, int size))
REFUSE_TWINS(res_querydomain, (const char *name, const char *domain,
    int class, int type, unsigned char *answer, int size))
REFUSE_TWINS(res_nquerydomain, (struct __res_state *state, const char *name,
    const char *domain, int class, int type, unsigned char *answer, int size))
REFUSE_TWINS(res_mkquery, (int op, const char *name, int class, int type,
    const unsigned char *data, int len, const unsigned char *rr,
    unsigned char *query, int size))
REFUSE_TWINS(res_nmkquery, (struct __res_state *state, int op,
    const char *name, int class, int type, const unsigned char *data, int len,
    const unsigned char *rr, unsigned char *query, int size))
REFUSE_TWINS(res_send, (const unsigned char *query, int len,
    unsigned char *answer, int size))
REFUSE_TWINS(res_nsend, (struct __res_state *state,
    const unsigned char *query, int len, unsigned char *answer, int size))

/* What libresolv calls of libc's. */
struct resolv_context;
REFUSE(__res_context_query, (struct resolv_context *context, const char *name,
    int class, int type, unsigned char *answer, int size,
    unsigned char **answer_two, unsigned char **data_two, int *len_two,
    int *is_two))
REFUSE(__res_context_search, (struct resolv_context *context,
    const char *name, int class, int type, unsigned char *answer, int size,
    unsigned char **answer_one, unsigned char **answer_two, int *len_two,
    int *is_two))
REFUSE(__res_context_send, (struct resolv_context *context,
    const unsigned char *query, int len, const unsigned char *query_two,
    int len_two, unsigned char *answer, int size, unsigned char **answer_one,
    unsigned char **answer_two, int *answer_len_two, int *is_two))
