/*
 * What this server says it is: the device description and, from the tables of
 * its services, theirs. In lares-http.
 */
#include <stdio.h>
#include <string.h>

#include "common/buf.h"
#include "common/config.h"
#include "common/text.h"
#include "common/version.h"
#include "server/http/exchange.h"
#include "server/upnp/client.h"
#include "server/upnp/describe.h"
#include "server/upnp/media_server.h"
#include "server/upnp/services.h"
#include "server/web/assets.h"

#define DOCUMENT_MAX	(32 * 1024)
#define NAME_CHARACTERS	63	/* friendlyName: fewer than 64 */
#define SAMSUNG_SPACE	"http://www.sec.co.kr/dlna"
#define XML_TYPE	"text/xml; charset=\"utf-8\""

/* DLNA wants a PNG and a JPEG of each of two sizes. */
static void
add_icons(struct buf *b)
{
	const struct asset *icon;
	size_t i;

	buf_add_str(b, "<iconList>\n");
	for (i = 0; (icon = asset_icon(i)) != NULL; i++)
		buf_addf(b, "<icon><mimetype>%s</mimetype><width>%u</width>"
		    "<height>%u</height><depth>24</depth>"
		    "<url>/icon/%s</url></icon>\n",
		    icon->type, icon->pixels, icon->pixels, icon->name);
	buf_add_str(b, "</iconList>\n");
}

/* An event URL has to be there and not empty, or control points built on
   Cling do not take the service; subscribing there is refused. */
static void
add_services(struct buf *b)
{
	const struct service *s;
	size_t i;

	buf_add_str(b, "<serviceList>\n");
	for (i = 0; (s = services_get(i)) != NULL; i++)
		buf_addf(b, "<service><serviceType>%s</serviceType>\n"
		    "<serviceId>%s</serviceId>\n"
		    "<SCPDURL>/scpd/%s.xml</SCPDURL>\n"
		    "<controlURL>/control/%s</controlURL>\n"
		    "<eventSubURL>/event/%s</eventSubURL></service>\n",
		    s->type, s->id, s->name, s->name, s->name);
	buf_add_str(b, "</serviceList>\n");
}

/* As whom the server has to pose for a client to take it. */
static const struct persona {
	enum client_flag flag;
	const char	*behind_name;	/* ends friendlyName */
	const char	*maker_url;
	const char	*model, *number;
} personas[] = {
	/* wiki.gnome.org Rygel/XBox360: a colon in the name, this model. */
	{ CLIENT_XBOX_DEVICE, ": 1", "", "Windows Media Player Sharing",
	    "12.0" },
	/* Jellyfin DLNA SonyBravia2010Profile */
	{ CLIENT_SONY_DEVICE, "", "", "Windows Media Player Sharing", "3.0" },
	/* docs.gerbera.io, supported devices: or it shows no subtitles */
	{ CLIENT_DLINK_DEVICE, "", "http://www.redsonic.com", "Lares", "105" },
};

static const struct persona *
find_persona(const struct client *client)
{
	static const struct persona itself = { CLIENT_FLAGS, "", "", "Lares",
	    LARES_VERSION };

	for (size_t i = 0; i < sizeof(personas) / sizeof(personas[0]); i++)
		if (client_has(client, personas[i].flag))
			return &personas[i];
	return &itself;
}

static void
add_names(struct buf *b, const struct config *config,
    const struct client *client)
{
	const struct persona *p = find_persona(client);

	buf_add_str(b, "<friendlyName>");
	buf_add_xml_len(b, config->friendly_name,
	    text_first(config->friendly_name,
	    NAME_CHARACTERS - strlen(p->behind_name)));
	buf_addf(b, "%s</friendlyName>\n"
	    "<manufacturer>Lares</manufacturer>\n", p->behind_name);
	if (p->maker_url[0] != '\0')
		buf_addf(b, "<manufacturerURL>%s</manufacturerURL>\n",
		    p->maker_url);
	buf_addf(b, "<modelDescription>A media server that stays at home"
	    "</modelDescription>\n"
	    "<modelName>%s</modelName>\n"
	    "<modelNumber>%s</modelNumber>\n"
	    "<UDN>uuid:", p->model, p->number);
	buf_add_xml(b, config->uuid);
	buf_add_str(b, "</UDN>\n");
}

/* What Samsung and Sony look for, each in its namespace. */
static void
add_capabilities(struct buf *b, const struct client *client)
{
	const char *dcm10 = client_has(client, CLIENT_SAMSUNG_DCM10) ?
	    "DCM10," : "";

	if (client_has(client, CLIENT_SAMSUNG_DEVICE))
		buf_addf(b, "<sec:ProductCap xmlns:sec=\"" SAMSUNG_SPACE
		    "\">smi,%sgetMediaInfo.sec,getCaptionInfo.sec"
		    "</sec:ProductCap>\n"
		    "<sec:X_ProductCap xmlns:sec=\"" SAMSUNG_SPACE
		    "\">smi,%sgetMediaInfo.sec,getCaptionInfo.sec"
		    "</sec:X_ProductCap>\n", dcm10, dcm10);
	if (client_has(client, CLIENT_SONY_DEVICE))
		buf_add_str(b, "<av:aggregationFlags xmlns:av="
		    "\"urn:schemas-sony-com:av\">10</av:aggregationFlags>\n");
}

void
describe_add_device(struct buf *b, const struct config *config,
    const struct client *client)
{
	/* The second X_DLNADOC is for Samsung. */
	buf_add_str(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	    "<root xmlns=\"urn:schemas-upnp-org:device-1-0\""
	    " xmlns:dlna=\"urn:schemas-dlna-org:device-1-0\">\n"
	    "<specVersion><major>1</major><minor>0</minor></specVersion>\n"
	    "<device>\n<deviceType>urn:schemas-upnp-org:device:MediaServer:1"
	    "</deviceType>\n");
	add_names(b, config, client);
	buf_add_str(b, "<dlna:X_DLNADOC>DMS-1.50</dlna:X_DLNADOC>\n"
	    "<dlna:X_DLNADOC>M-DMS-1.50</dlna:X_DLNADOC>\n"
	    "<dlna:X_DLNACAP/>\n");
	add_capabilities(b, client);
	add_icons(b);
	add_services(b);
	buf_add_str(b, "<presentationURL>/</presentationURL>\n"
	    "</device>\n</root>\n");
}

static void
answer(struct exchange *x, const struct buf *b)
{
	if (buf_failed(b))
		exchange_status(x, 500);
	else
		exchange_data(x, 200, XML_TYPE, b->data, b->len);
}

void
describe_serve_device(const struct media_server *server, struct exchange *x,
    const char *name)
{
	const struct client client = client_of(server, x);
	struct buf b;

	(void)name;
	buf_init(&b, DOCUMENT_MAX);
	describe_add_device(&b, server->config, &client);
	answer(x, &b);
	buf_free(&b);
}

/* The service that "<name>.xml" is the description of. */
static const struct service *
find_scpd(const char *name)
{
	const struct service *s;
	char file[64];
	size_t i;

	for (i = 0; (s = services_get(i)) != NULL; i++) {
		snprintf(file, sizeof(file), "%s.xml", s->name);
		if (strcmp(file, name) == 0)
			return s;
	}
	return NULL;
}

void
describe_serve_service(const struct media_server *server, struct exchange *x,
    const char *name)
{
	const struct service *s;
	struct buf b;

	if ((s = find_scpd(name)) == NULL) {
		exchange_status(x, 404);
		return;
	}
	buf_init(&b, DOCUMENT_MAX);
	service_add_scpd(&b, s, services_there(server->config));
	answer(x, &b);
	buf_free(&b);
}
