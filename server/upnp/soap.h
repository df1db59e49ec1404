#ifndef LARES_UPNP_SOAP_H
#define LARES_UPNP_SOAP_H

#include <stddef.h>

#include "common/buf.h"

#define SOAP_ARGUMENTS_MAX	16
#define SOAP_NAME_BYTES		64	/* of an action or argument, with NUL */
#define SOAP_SERVICE_BYTES	128
#define SOAP_VALUES_MAX		(64 * 1024)	/* all arguments together */

struct soap_argument {
	char		 name[SOAP_NAME_BYTES];
	const char	*value;		/* UTF-8; valid until soap_free */
};

/* A request to act (UPnP Device Architecture 1.0, 3.2.1). */
struct soap_request {
	char		 service[SOAP_SERVICE_BYTES];	/* its type, a URN */
	char		 action[SOAP_NAME_BYTES];
	struct soap_argument arguments[SOAP_ARGUMENTS_MAX];
	size_t		 narguments;
	struct buf	 values;	/* private */
};

enum soap_result {
	SOAP_OK,
	SOAP_MALFORMED,		/* no SOAP, or XML that we refuse: HTTP 400 */
	SOAP_BAD_ACTION,	/* SOAPACTION is missing, or body differs: 401 */
	SOAP_BAD_ARGUMENTS,	/* too many, too long, nested: 402 */
};

/*
 * Pure: parses the value of a SOAPACTION header (its quotes may be missing;
 * NULL if there was none) and a body, which xml_read reads. r is the caller's to
 * soap_free whatever comes back.
 */
enum soap_result	soap_parse(const char *header, const char *body,
			    size_t len, struct soap_request *r);
void			soap_free(struct soap_request *r);

/* What stands before and after an answer's out-arguments. */
void	soap_begin(struct buf *b, const char *service, const char *action);
void	soap_end(struct buf *b, const char *action);

enum {
	SOAP_INVALID_ACTION	= 401,
	SOAP_INVALID_ARGS	= 402,
	SOAP_ACTION_FAILED	= 501,
	SOAP_NO_SUCH_OBJECT	= 701,	/* ContentDirectory:1, 2.7.16 */
	SOAP_BAD_CURRENT_TAG	= 702,
	SOAP_BAD_NEW_TAG	= 703,
	SOAP_REQUIRED_TAG	= 704,
	SOAP_READ_ONLY_TAG	= 705,
	SOAP_BAD_CONNECTION	= 706,	/* ConnectionManager:1 */
	SOAP_BAD_SEARCH		= 708,
	SOAP_BAD_SORT		= 709,
	SOAP_NO_SUCH_CONTAINER	= 710,
	SOAP_RESTRICTED_OBJECT	= 711,
	SOAP_CANNOT_PROCESS	= 720,
	/* Two services use one code: told apart by a thousand, not sent. */
	SOAP_TAGS_DO_NOT_MATCH	= 1706,	/* ContentDirectory:1 */
};
/* A fault (3.2.2), which travels with HTTP status 500. */
void	soap_add_fault(struct buf *b, int error);

#endif
