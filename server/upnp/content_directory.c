/*
 * ContentDirectory:1: its actions and what belongs to them. In lares-http.
 */
#include "common/buf.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "server/upnp/browse.h"
#include "server/upnp/call.h"
#include "server/upnp/content_directory.h"
#include "server/upnp/criteria.h"
#include "server/upnp/media_server.h"
#include "server/upnp/soap.h"

#define CAPABILITIES_MAX	1024

static int
get_search_capabilities(struct call *c)
{
	call_out_text(c, 0, "");
	return 0;
}

static int
get_sort_capabilities(struct call *c)
{
	struct buf keys;

	buf_init(&keys, CAPABILITIES_MAX);
	criteria_add_sort_capabilities(&keys);
	if (buf_failed(&keys)) {
		buf_free(&keys);
		return SOAP_ACTION_FAILED;
	}
	call_out_text(c, 0, keys.data);
	buf_free(&keys);
	return 0;
}

static int
get_system_update_id(struct call *c)
{
	struct catalog_counts counts;
	struct catalog *catalog;
	int ret;

	if ((catalog = catalog_pool_borrow(c->server->catalog)) == NULL)
		return SOAP_ACTION_FAILED;
	ret = catalog_counts(catalog, &counts);
	catalog_pool_return(c->server->catalog, catalog);
	if (ret == -1)
		return SOAP_ACTION_FAILED;
	call_out_number(c, 0, counts.update_id);
	return 0;
}

static const struct service_variable variables[] = {
	{ "SearchCapabilities", SERVICE_STRING, { NULL } },
	{ "SortCapabilities", SERVICE_STRING, { NULL } },
	{ "SystemUpdateID", SERVICE_UI4, { NULL } },
	{ "A_ARG_TYPE_ObjectID", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Result", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_BrowseFlag", SERVICE_STRING,
	    { BROWSE_METADATA, BROWSE_CHILDREN } },
	{ "A_ARG_TYPE_Filter", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_SortCriteria", SERVICE_STRING, { NULL } },
	{ "A_ARG_TYPE_Index", SERVICE_UI4, { NULL } },
	{ "A_ARG_TYPE_Count", SERVICE_UI4, { NULL } },
	{ "A_ARG_TYPE_UpdateID", SERVICE_UI4, { NULL } },
};

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
		.run = browse,
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
		.out = {
			[BROWSE_RESULT] = { "Result",
			    "A_ARG_TYPE_Result", NULL },
			[BROWSE_RETURNED] = { "NumberReturned",
			    "A_ARG_TYPE_Count", NULL },
			[BROWSE_TOTAL] = { "TotalMatches",
			    "A_ARG_TYPE_Count", NULL },
			[BROWSE_UPDATE_ID] = { "UpdateID",
			    "A_ARG_TYPE_UpdateID", NULL },
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
