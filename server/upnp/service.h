#ifndef LARES_UPNP_SERVICE_H
#define LARES_UPNP_SERVICE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct call;
struct soap_request;

/*
 * A service is a table: its state variables and its actions with their
 * arguments. The check of a request, the names in an answer and the SCPD are
 * all made from it, and cannot disagree.
 */
enum service_type {
	SERVICE_STRING,
	SERVICE_UI4,
	SERVICE_I4,
	SERVICE_BASE64,
};

#define SERVICE_ALLOWED_MAX	6
#define SERVICE_ARGUMENTS_MAX	8

struct service_variable {
	const char	*name;
	enum service_type type;
	const char	*allowed[SERVICE_ALLOWED_MAX];	/* empty: any */
};

struct service_argument {
	const char	*name;
	const char	*variable;	/* that gives it its type */
	const char	*alias;		/* also taken for name; or NULL */
};

/* What there is only with some settings. */
enum {
	SERVICE_RESUME	= 1 << 0,	/* "resume" is not off */
};

struct service_action {
	const char	*name;
	unsigned	 needs;		/* SERVICE_ bits */
	/* 0 when c holds the answer, else the UPnP error code; or NULL: */
	int		(*run)(struct call *c);
	const char	*says;		/* its one out-argument, always */
	struct service_argument in[SERVICE_ARGUMENTS_MAX];
	struct service_argument out[SERVICE_ARGUMENTS_MAX];
};

struct service {
	const char	*name;		/* in our URLs */
	const char	*type;		/* URN */
	const char	*id;		/* URN */
	const struct service_variable *variables;
	size_t		 nvariables;
	const struct service_action *actions;
	size_t		 nactions;
};

/* An in-argument, checked: text always, the number by its type. */
struct service_value {
	const char	*text;
	uint32_t	 ui4;
	int32_t		 i4;
};

/* The one of this name, if what it needs is there (SERVICE_ bits); or NULL. */
const struct service_action	*service_action(const struct service *s,
				    const char *name, unsigned there);
const struct service_variable	*service_variable(const struct service *s,
				    const char *name);

/*
 * Pure: the arguments of a request as the action wants them, in the order of
 * its table. 0, or -1 if one is missing, unknown, there twice, or not of its
 * type (error 402).
 */
int	service_check(const struct service *s, const struct service_action *a,
	    const struct soap_request *r,
	    struct service_value values[SERVICE_ARGUMENTS_MAX]);

/* The service's description (UPnP Device Architecture 1.0, 2.3), of what
   needs nothing else than what is there. */
void	service_add_scpd(struct buf *b, const struct service *s,
	    unsigned there);

#endif
