/*
 * The head of a request (RFC 9112), parsed in place and strictly: whatever two
 * readers could understand differently is refused, for that is what request
 * smuggling is made of. Process: lares-http. Knows no socket and allocates
 * nothing.
 */

#include <string.h>
#include <strings.h>

#include "common/num.h"
#include "server/http/limits.h"
#include "server/http/request.h"

/* What is collected from header to header. */
struct parse {
	struct request	*r;
	unsigned	 seen;		/* bit i: known[i] was there */
	bool		 close;
	bool		 keep;
	bool		 odd_encoding;
	bool		 odd_expectation;
};

static const struct {
	const char		*name;
	enum request_method	 method;
} methods[] = {
	{ "GET",		REQUEST_GET },
	{ "HEAD",		REQUEST_HEAD },
	{ "POST",		REQUEST_POST },
	{ "SUBSCRIBE",		REQUEST_SUBSCRIBE },
	{ "UNSUBSCRIBE",	REQUEST_UNSUBSCRIBE },
};

static int	take_length(struct parse *, const char *);
static int	take_encoding(struct parse *, const char *);
static int	take_connection(struct parse *, const char *);
static int	take_expect(struct parse *, const char *);

/* Headers that decide how a message is framed, or whether it is let in. */
enum { KNOWN_HOST };
static const struct {
	const char	*name;
	bool		 once;		/* a second one is refused */
	int		(*take)(struct parse *, const char *value);
} known[] = {
	[KNOWN_HOST] = { "Host",	true,	NULL },
	{ "Origin",			true,	NULL },
	{ "Content-Length",		true,	take_length },
	{ "Transfer-Encoding",		true,	take_encoding },
	{ "Connection",			false,	take_connection },
	{ "Expect",			false,	take_expect },
};

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

/* tchar of RFC 9110, 5.6.2 */
static bool
is_token_char(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') ||
	    (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool
is_token(const char *s)
{
	if (*s == '\0')
		return false;
	while (is_token_char((unsigned char)*s))
		s++;
	return *s == '\0';
}

static bool
is_control(unsigned char c)
{
	return c < 0x20 || c == 0x7f;
}

static int
take_length(struct parse *p, const char *value)
{
	p->r->has_length = true;
	return num_parse(value, UINT64_MAX, &p->r->content_length) == -1 ?
	    400 : 0;
}

static int
take_encoding(struct parse *p, const char *value)
{
	p->r->chunked = strcasecmp(value, "chunked") == 0;
	p->odd_encoding = !p->r->chunked;
	return 0;
}

/* A list of options, with blanks and empty elements allowed around commas. */
static int
take_connection(struct parse *p, const char *value)
{
	size_t n;

	for (;;) {
		value += strspn(value, " \t,");
		if (*value == '\0')
			return 0;
		n = strcspn(value, " \t,");
		if (n == 5 && strncasecmp(value, "close", n) == 0)
			p->close = true;
		if (n == 10 && strncasecmp(value, "keep-alive", n) == 0)
			p->keep = true;
		value += n;
	}
}

static int
take_expect(struct parse *p, const char *value)
{
	if (strcasecmp(value, "100-continue") == 0)
		p->r->expect_continue = true;
	else
		p->odd_expectation = true;
	return 0;
}

static int
take_header(struct parse *p, const struct request_header *h)
{
	size_t i;

	for (i = 0; i < COUNT(known); i++) {
		if (strcasecmp(h->name, known[i].name) != 0)
			continue;
		if (known[i].once && (p->seen & (1u << i)))
			return 400;
		p->seen |= 1u << i;
		return known[i].take != NULL ? known[i].take(p, h->value) : 0;
	}
	return 0;
}

/*
 * Cuts the next line off *text, its CRLF or LF taken away. A CR elsewhere
 * stays in the line, to be refused as a control character.
 */
static char *
next_line(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	if (end == NULL) {
		*text += strlen(line);
		end = *text;
	} else {
		*text = end + 1;
	}
	if (end > line && end[-1] == '\r')
		end--;
	*end = '\0';
	return line;
}

/* The blank-delimited word at *s, terminated; what follows it becomes *s. */
static char *
next_word(char **s)
{
	char *word = *s, *end = strchr(word, ' ');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*s = end + 1;
	return word;
}

static int
decode_percent(char *s)
{
	char *out = s;
	int high, low;

	for (; *s != '\0'; s++) {
		if (*s != '%') {
			*out++ = *s;
			continue;
		}
		if ((high = num_hex_digit(s[1])) == -1 ||
		    (low = num_hex_digit(s[2])) == -1 || high + low == 0)
			return -1;
		*out++ = (char)(high * 16 + low);
		s += 2;
	}
	*out = '\0';
	return 0;
}

/*
 * Takes "http://name" off a target: some players send the whole URL, which has
 * to be understood (RFC 9112, 3.2.2).
 */
static char *
take_authority(struct request *r, char *target)
{
	static const char scheme[] = "http://";
	char *name = target + strlen(scheme), *slash;

	if (strncasecmp(target, scheme, strlen(scheme)) != 0 ||
	    (slash = strchr(name, '/')) == NULL)
		return target;
	/* One place to the left, so that there is one for its NUL. */
	memmove(name - 1, name, (size_t)(slash - name));
	slash[-1] = '\0';
	r->authority = name - 1;
	return slash;
}

/* "//name/" is somebody trying what else can be reached through us. */
static int
parse_target(struct request *r, char *target)
{
	char *query;
	size_t i;

	if (strlen(target) > LIMIT_TARGET_BYTES)
		return 414;
	for (i = 0; target[i] != '\0'; i++)
		if (is_control((unsigned char)target[i]))
			return 400;
	target = take_authority(r, target);
	if (target[0] != '/')
		return 400;
	r->query = "";
	if ((query = strchr(target, '?')) != NULL) {
		*query = '\0';
		r->query = query + 1;
	}
	if (decode_percent(target) == -1 || target[1] == '/')
		return 400;
	r->path = target;
	return 0;
}

static int
parse_version(struct request *r, const char *version)
{
	if (strncmp(version, "HTTP/", 5) != 0)
		return 400;
	version += 5;
	if (version[0] < '0' || version[0] > '9' || version[1] != '.' ||
	    version[2] < '0' || version[2] > '9' || version[3] != '\0')
		return 400;
	if (version[0] != '1')
		return 505;
	r->http11 = version[2] != '0';
	return 0;
}

static int
parse_request_line(struct request *r, char *line)
{
	char *method, *target;
	size_t i;
	int status;

	if ((method = next_word(&line)) == NULL || !is_token(method) ||
	    (target = next_word(&line)) == NULL)
		return 400;
	if ((status = parse_version(r, line)) != 0)
		return status;
	r->method = REQUEST_OTHER;
	for (i = 0; i < COUNT(methods); i++)
		if (strcmp(method, methods[i].name) == 0)
			r->method = methods[i].method;
	return parse_target(r, target);
}

static int
parse_header(struct request_header *h, char *line)
{
	char *colon, *value, *end;
	size_t i;

	if ((colon = strchr(line, ':')) == NULL)
		return 400;
	*colon = '\0';
	if (!is_token(line))	/* also: a folded line, a blank before ":" */
		return 400;
	value = colon + 1 + strspn(colon + 1, " \t");
	for (i = 0; value[i] != '\0'; i++)
		if (is_control((unsigned char)value[i]) && value[i] != '\t')
			return 400;
	end = value + i;
	while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	h->name = line;
	h->value = value;
	return 0;
}

/* What can only be judged when all headers are known. */
static int
check_framing(struct parse *p)
{
	struct request *r = p->r;
	bool encoded = r->chunked || p->odd_encoding;

	if (r->http11 && !(p->seen & (1u << KNOWN_HOST)))
		return 400;
	if (encoded && (r->has_length || !r->http11))
		return 400;
	if (p->odd_encoding)
		return 501;
	if (p->odd_expectation && r->http11)
		return 417;
	if (!r->http11)		/* RFC 9110, 10.1.1 */
		r->expect_continue = false;
	r->keep_alive = !p->close && (r->http11 || p->keep);
	return 0;
}

size_t
request_head_length(const char *data, size_t len)
{
	const char *line = data, *end = data + len, *lf;
	bool started = false, empty;

	while ((lf = memchr(line, '\n', (size_t)(end - line))) != NULL) {
		empty = lf == line || (lf == line + 1 && *line == '\r');
		if (empty && started)
			return (size_t)(lf + 1 - data);
		started = started || !empty;
		line = lf + 1;
	}
	return 0;
}

int
request_parse(char *head, size_t len, struct request *r)
{
	struct parse p = { .r = r };
	char *line;
	int status;

	memset(r, 0, sizeof(*r));
	if (len == 0 || head[len - 1] != '\n' || memchr(head, '\0', len))
		return 400;
	head[len - 1] = '\0';	/* the LF of the empty line */

	do {
		if (*head == '\0')
			return 400;
		line = next_line(&head);
	} while (*line == '\0');
	if ((status = parse_request_line(r, line)) != 0)
		return status;
	while (*head != '\0') {
		if (*(line = next_line(&head)) == '\0')
			break;
		if (r->nheaders == REQUEST_HEADERS_MAX)
			return 431;
		if ((status = parse_header(&r->headers[r->nheaders],
		    line)) != 0 ||
		    (status = take_header(&p, &r->headers[r->nheaders])) != 0)
			return status;
		r->nheaders++;
	}
	return check_framing(&p);
}

const char *
request_method_name(const struct request *r)
{
	size_t i;

	for (i = 0; i < COUNT(methods); i++)
		if (methods[i].method == r->method)
			return methods[i].name;
	return "another method";
}

const char *
request_header(const struct request *r, const char *name)
{
	size_t i;

	for (i = 0; i < r->nheaders; i++)
		if (strcasecmp(r->headers[i].name, name) == 0)
			return r->headers[i].value;
	return NULL;
}
