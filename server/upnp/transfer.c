/*
 * What a DLNA client may ask of a transfer. Pure, in lares-http.
 *
 * Section numbers are those of the DLNA guidelines as other servers quote
 * them. Byte ranges are the transport's affair.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "server/http/request.h"
#include "server/upnp/client.h"
#include "server/upnp/time_seek.h"
#include "server/upnp/transfer.h"

enum {
	BAD_REQUEST	= 400,
	NOT_ACCEPTABLE	= 406,
};

/* A request for something that there is one way to say. */
static int
must_be_1(const struct request *r, const char *value)
{
	(void)r;
	return strcmp(value, "1") == 0 ? 0 : BAD_REQUEST;
}

static const char *
skip_digits(const char *s)
{
	while (isdigit((unsigned char)*s))
		s++;
	return s;
}

/* speed=[-]n[/n]; the one speed there is is 1. */
static int
check_play_speed(const struct request *r, const char *value)
{
	const char *speed, *s;

	(void)r;
	if (strncasecmp(value, "speed=", 6) != 0)
		return BAD_REQUEST;
	speed = value + 6;
	s = *speed == '-' ? speed + 1 : speed;
	if (!isdigit((unsigned char)*s))
		return BAD_REQUEST;
	s = skip_digits(s);
	if (s[0] == '/' && isdigit((unsigned char)s[1]))
		s = skip_digits(s + 1);
	if (*s != '\0')
		return BAD_REQUEST;
	return strcmp(speed, "1") == 0 ? 0 : NOT_ACCEPTABLE;
}

static const struct {
	const char	*header;
	int		(*check)(const struct request *r, const char *value);
} rules[] = {
	{ "getcontentFeatures.dlna.org", must_be_1 },
	{ "getAvailableSeekRange.dlna.org", must_be_1 },
	{ "PlaySpeed.dlna.org", check_play_speed },
};

/*
 * Pictures are looked at (Interactive), audio and video are streamed; both may
 * be fetched in the background (7.5.4.3.2.33). Samsung sets ask for video as
 * Interactive and mean Streaming: they get that, others are refused.
 */
static int
choose_mode(const struct request *r, const struct client *client,
    enum media_kind kind, const char **mode)
{
	const char *asked = request_header(r, "transferMode.dlna.org");
	bool picture = kind == MEDIA_PICTURE;
	const char *usual = picture ? "Interactive" : "Streaming";

	if (asked == NULL || strcasecmp(asked, usual) == 0) {
		*mode = usual;
		return 0;
	}
	if (strcasecmp(asked, "Background") == 0) {
		*mode = "Background";
		return 0;
	}
	if (strcasecmp(asked, "Interactive") == 0 &&
	    client_has(client, CLIENT_LENIENT_MODE)) {
		*mode = usual;
		return 0;
	}
	return strcasecmp(asked, "Interactive") == 0 ||
	    strcasecmp(asked, "Streaming") == 0 ? NOT_ACCEPTABLE : BAD_REQUEST;
}

/* Where a byte range is asked for too, that is what gets answered. */
static int
choose_time(const struct request *r, bool time_seek, struct transfer *t)
{
	const char *asked = request_header(r, "TimeSeekRange.dlna.org");

	t->timed = false;
	if (asked == NULL)
		return 0;
	if (time_seek_parse(asked, &t->start_ms, &t->end_ms) == -1)
		return BAD_REQUEST;
	if (request_header(r, "Range") != NULL)
		return 0;
	t->timed = time_seek;
	return time_seek ? 0 : NOT_ACCEPTABLE;
}

int
transfer_check(const struct request *r, const struct client *client,
    enum media_kind kind, bool time_seek, struct transfer *t)
{
	struct transfer checked;
	const char *value;
	size_t i;
	int status;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		value = request_header(r, rules[i].header);
		if (value != NULL && (status = rules[i].check(r, value)) != 0)
			return status;
	}
	if ((status = choose_time(r, time_seek, &checked)) != 0 ||
	    (status = choose_mode(r, client, kind, &checked.mode)) != 0)
		return status;
	checked.seek_range = request_header(r,
	    "getAvailableSeekRange.dlna.org") != NULL;
	checked.real_time = request_header(r, "realTimeInfo.dlna.org") != NULL;
	/* There is no hurry in looking at a picture. */
	if (checked.real_time && strcmp(checked.mode, "Interactive") == 0)
		return BAD_REQUEST;
	*t = checked;
	return 0;
}
