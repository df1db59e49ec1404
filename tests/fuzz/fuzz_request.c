/* Request heads, and what must hold of every one that is accepted. */

#include <stdlib.h>
#include <string.h>

#include "server/http/limits.h"
#include "server/http/request.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
require(int condition)
{
	if (!condition)
		abort();
}

static void
check(const struct request *r, const char *head, size_t len)
{
	size_t i;

	require(r->path[0] == '/' && r->path[1] != '/');
	require(strlen(r->path) + strlen(r->query) <= LIMIT_TARGET_BYTES);
	require(r->nheaders <= REQUEST_HEADERS_MAX);
	require(!(r->chunked && r->has_length));
	require(r->http11 || !(r->chunked || r->expect_continue));
	require(!r->http11 || request_header(r, "hOST") != NULL);
	for (i = 0; i < r->nheaders; i++) {
		require(r->headers[i].name >= head &&
		    r->headers[i].name < head + len);
		require(r->headers[i].value > r->headers[i].name);
		require(r->headers[i].name[0] != '\0');
		require(strpbrk(r->headers[i].name, " \t\r\n:") == NULL);
		require(strpbrk(r->headers[i].value, "\r\n") == NULL);
	}
	require(request_method_name(r) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	size_t n = request_head_length((const char *)data, len);
	struct request r;
	char *head;
	int status;

	require(n <= len);
	if (n == 0)
		n = len;	/* must be refused, not believed */
	head = malloc(n + 1);	/* + 1: malloc(0) */
	memcpy(head, data, n);
	status = request_parse(head, n, &r);
	require(status == 0 || (status >= 400 && status < 600));
	if (status == 0)
		check(&r, head, n);
	free(head);
	return 0;
}
