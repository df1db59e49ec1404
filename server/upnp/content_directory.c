/*
 * ContentDirectory:1: its actions and what belongs to them. In lares-http.
 */
#include "common/buf.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "server/upnp/browse.h"
#include "server/upnp/call.h"
#include "server/upnp/content_directory.h"
#include "server/upnp/find.h"
#include "server/upnp/lobby.h"
#include "server/upnp/mark.h"
#include "server/upnp/media_server.h"
#include "server/upnp/property.h"
#include "server/upnp/result.h"
#include "server/upnp/soap.h"

#define CAPABILITIES_MAX	4096

static int
tell_capabilities(struct call *c, unsigned use)
{
	struct buf names;
	int error = 0;

	buf_init(&names, CAPABILITIES_MAX);
	property_add_capabilities(&names, use);
	if (buf_failed(&names))
		error = SOAP_ACTION_FAILED;
	else
		call_out_text(c, 0, names.data);
	buf_free(&names);
	return error;
}

static int
get_search_capabilities(struct call *c)
{
	return tell_capabilities(c, PROPERTY_SEARCH);
}

static int
get_sort_capabilities(struct call *c)
{
	return tell_capabilities(c, PROPERTY_SORT);
}

#define FEATURES(list)							\
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"			\
	"<Features xmlns=\"urn:schemas-upnp-org:av:avs\""		\
	" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""	\
	" xsi:schemaLocation=\"urn:schemas-upnp-org:av:avs"		\
	" http://www.upnp.org/schemas/av/avs.xsd\">\n" list "</Features>"

/* Where Samsung's sets look for each kind. */
#define SAMSUNG_FEATURES FEATURES(					\
	"<Feature name=\"samsung.com_BASICVIEW\" version=\"1\">\n"		\
	"<container id=\"music\" type=\"object.item.audioItem\"/>\n"	\
	"<container id=\"video\" type=\"object.item.videoItem\"/>\n"	\
	"<container id=\"pictures\" type=\"object.item.imageItem\"/>\n"	\
	"</Feature>\n")

static int
get_system_update_id(struct call *c)
{
	struct catalog *catalog;
	uint32_t update_id;
	int ret;

	if ((catalog = catalog_pool_borrow(c->server->catalog)) == NULL)
		return SOAP_ACTION_FAILED;
	ret = catalog_update_id(catalog, &update_id);
	catalog_pool_return(c->server->catalog, catalog);
	if (ret == -1)
		return SOAP_ACTION_FAILED;
	call_out_number(c, 0, update_id);
	return 0;
}

static int
browse_or_wait(struct call *c)
{
	return c->view.admitted ? browse(c) : lobby_browse(c);
}

static int
search_or_wait(struct call *c)
{
	return c->view.admitted ? find(c) : lobby_search(c);
}

static const struct service_variable variables[] = {
	{ "SearchCapabilities", SERVICE_STRING, { NULL } },
	{ "SortCapabilities", SERVICE_STRING, { NULL } },
	{ "SystemUpdateID", SERVICE_UI4, { NULL } },
	{ "SortExtensionCapabilities", SERVICE_STRING, { NULL } },
	{ "FeatureList", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Featurelist", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_SearchCriteria", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_ObjectID", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Result", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_BrowseFlag", SERVICE_STRING,
	    { BROWSE_METADATA, BROWSE_CHILDREN } },
	{ "A_ARG_TYPE_Filter", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_SortCriteria", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Index", SERVICE_UI4, { NULL } },
	{ "A_ARG_TYPE_Count", SERVICE_UI4, { NULL } },
	{ "A_ARG_TYPE_UpdateID", SERVICE_UI4, { NULL } },
	{ "A_ARG_TYPE_CategoryType", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_RID", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_PosSec", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_TagValueList", SERVICE_STRING, { NULL } },
};

#define RESULT_OUT {							\
	[RESULT_OBJECTS] = { "Result", "A_ARG_TYPE_Result", NULL },	\
	[RESULT_RETURNED] = { "NumberReturned", "A_ARG_TYPE_Count", NULL }, \
	[RESULT_TOTAL] = { "TotalMatches", "A_ARG_TYPE_Count", NULL },	\
	[RESULT_UPDATE_ID] = { "UpdateID", "A_ARG_TYPE_UpdateID", NULL }, \
}

static const struct service_action actions[] = {
	{
		.name = "GetSearchCapabilities",
		.run = get_search_capabilities,
		.out = { { "SearchCaps", "SearchCapabilities", NULL } },
	},
	{
		.name = "GetSortCapabilities",
		.run = get_sort_capabilities,
		.out = { { "SortCaps", "SortCapabilities", NULL } },
	},
	{
		.name = "GetSystemUpdateID",
		.run = get_system_update_id,
		.out = { { "Id", "SystemUpdateID", NULL } },
	},
	{
		.name = "Browse",
		.run = browse_or_wait,
		.in = {
			/* Xbox 360 says ContainerID. */
			[BROWSE_OBJECT_ID] = { "ObjectID",
			    "A_ARG_TYPE_ObjectID", "ContainerID" },
			[BROWSE_FLAG] = { "BrowseFlag",
			    "A_ARG_TYPE_BrowseFlag", NULL },
			[BROWSE_FILTER] = { "Filter",
			    "A_ARG_TYPE_Filter", NULL },
			[BROWSE_START] = { "StartingIndex",
			    "A_ARG_TYPE_Index", NULL },
			[BROWSE_COUNT] = { "RequestedCount",
			    "A_ARG_TYPE_Count", NULL },
			[BROWSE_SORT] = { "SortCriteria",
			    "A_ARG_TYPE_SortCriteria", NULL },
		},
		.out = RESULT_OUT,
	},
	{
		.name = "Search",
		.run = search_or_wait,
		.in = {
			[FIND_CONTAINER_ID] = { "ContainerID",
			    "A_ARG_TYPE_ObjectID", "ObjectID" },
			[FIND_CRITERIA] = { "SearchCriteria",
			    "A_ARG_TYPE_SearchCriteria", NULL },
			[FIND_FILTER] = { "Filter",
			    "A_ARG_TYPE_Filter", NULL },
			[FIND_START] = { "StartingIndex",
			    "A_ARG_TYPE_Index", NULL },
			[FIND_COUNT] = { "RequestedCount",
			    "A_ARG_TYPE_Count", NULL },
			[FIND_SORT] = { "SortCriteria",
			    "A_ARG_TYPE_SortCriteria", NULL },
		},
		.out = RESULT_OUT,
	},
	{
		/* Of version 2: clients ask whatever the version says. */
		.name = "GetSortExtensionCapabilities",
		.says = "",
		.out = { { "SortExtensionCaps", "SortExtensionCapabilities",
		    NULL } },
	},
	{
		.name = "GetFeatureList",
		.says = FEATURES(""),
		.out = { { "FeatureList", "FeatureList", NULL } },
	},
	{
		.name = "X_GetFeatureList",
		.says = SAMSUNG_FEATURES,
		.out = { { "FeatureList", "A_ARG_TYPE_Featurelist", NULL } },
	},
	{
		.name = "X_SetBookmark",
		.run = mark_set_bookmark,
		.in = {
			[MARK_CATEGORY] = { "CategoryType",
			    "A_ARG_TYPE_CategoryType", NULL },
			[MARK_RID] = { "RID", "A_ARG_TYPE_RID", NULL },
			[MARK_OBJECT_ID] = { "ObjectID",
			    "A_ARG_TYPE_ObjectID", NULL },
			[MARK_POSITION] = { "PosSecond",
			    "A_ARG_TYPE_PosSec", NULL },
		},
	},
	{
		.name = "UpdateObject",
		.needs = SERVICE_RESUME,
		.run = mark_update_object,
		.in = {
			[UPDATE_OBJECT_ID] = { "ObjectID",
			    "A_ARG_TYPE_ObjectID", NULL },
			[UPDATE_NOW] = { "CurrentTagValue",
			    "A_ARG_TYPE_TagValueList", NULL },
			[UPDATE_THEN] = { "NewTagValue",
			    "A_ARG_TYPE_TagValueList", NULL },
		},
	},
};

const struct service content_directory = {
	.name = "ContentDirectory",
	.type = "urn:schemas-upnp-org:service:ContentDirectory:1",
	.id = "urn:upnp-org:serviceId:ContentDirectory",
	.variables = variables,
	.nvariables = sizeof(variables) / sizeof(variables[0]),
	.actions = actions,
	.nactions = sizeof(actions) / sizeof(actions[0]),
};
