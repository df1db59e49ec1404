/* Reading XML in tests, with libxml2 as a client would use it. */
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "tests/unit/xml.h"

#define TEXTS_MAX	4096

struct xml {
	xmlDocPtr		 doc;
	xmlXPathContextPtr	 context;
	char			*texts[TEXTS_MAX];
	size_t			 ntexts;
};

static const char *const namespaces[][2] = {
	{ "sec", "http://www.sec.co.kr/" },
	{ "pv", "http://www.pv.com/pvns/" },
	{ "s", "http://schemas.xmlsoap.org/soap/envelope/" },
	{ "control", "urn:schemas-upnp-org:control-1-0" },
	{ "cd", "urn:schemas-upnp-org:service:ContentDirectory:1" },
	{ "cm", "urn:schemas-upnp-org:service:ConnectionManager:1" },
	{ "mr", "urn:microsoft.com:service:X_MS_MediaReceiverRegistrar:1" },
	{ "didl", "urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/" },
	{ "dc", "http://purl.org/dc/elements/1.1/" },
	{ "upnp", "urn:schemas-upnp-org:metadata-1-0/upnp/" },
	{ "dev", "urn:schemas-upnp-org:device-1-0" },
	{ "dlna", "urn:schemas-dlna-org:device-1-0" },
	{ "scpd", "urn:schemas-upnp-org:service-1-0" },
};

struct xml *
xml_parse(const char *text, size_t len)
{
	struct xml *x = calloc(1, sizeof(*x));
	size_t i;

	if (x == NULL)
		abort();
	x->doc = xmlReadMemory(text, (int)len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	    XML_PARSE_HUGE);
	if (x->doc == NULL) {
		free(x);
		return NULL;
	}
	x->context = xmlXPathNewContext(x->doc);
	for (i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]); i++)
		xmlXPathRegisterNs(x->context,
		    (const xmlChar *)namespaces[i][0],
		    (const xmlChar *)namespaces[i][1]);
	return x;
}

void
xml_free(struct xml *x)
{
	if (x == NULL)
		return;
	while (x->ntexts > 0)
		free(x->texts[--x->ntexts]);
	xmlXPathFreeContext(x->context);
	xmlFreeDoc(x->doc);
	free(x);
}

static xmlXPathObjectPtr
evaluate(struct xml *x, const char *path)
{
	xmlXPathObjectPtr found;

	found = xmlXPathEvalExpression((const xmlChar *)path, x->context);
	if (found == NULL)
		abort();
	return found;
}

int
xml_count(struct xml *x, const char *path)
{
	xmlXPathObjectPtr found = evaluate(x, path);
	int n = xmlXPathNodeSetGetLength(found->nodesetval);

	xmlXPathFreeObject(found);
	return n;
}

const char *
xml_text(struct xml *x, const char *path)
{
	xmlXPathObjectPtr found;
	xmlChar *content;

	if (xml_count(x, path) == 0)
		return NULL;
	if (x->ntexts == TEXTS_MAX)
		abort();
	found = evaluate(x, path);
	content = xmlNodeGetContent(found->nodesetval->nodeTab[0]);
	xmlXPathFreeObject(found);
	if ((x->texts[x->ntexts] = strdup((char *)content)) == NULL)
		abort();
	xmlFree(content);
	return x->texts[x->ntexts++];
}
