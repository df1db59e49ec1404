// A control point made of what the npm registry has: finds a server and a
// renderer by their names, opens Folders, and has the renderer play what is in
// the folders that it is told. Says what it sees in lines of JSON; the test
// judges.
//
//	node -e SOURCE SERVER RENDERER
'use strict';

const http = require('http');
const readline = require('readline');
const elementtree = require('elementtree');
const { Client } = require('node-ssdp');
const { UpnpDeviceClient, UpnpMediaRendererClient } =
	require('upnp-client-ts');

const AGAIN_MS = 1000;

function say(what) {
	process.stdout.write(JSON.stringify(what) + '\n');
}

// The description's URL of the device with this name, searched for until it
// answers.
function find(target, name) {
	const ssdp = new Client();
	const asked = new Set();
	return new Promise((resolve) => {
		const search = () => ssdp.search(target);
		const timer = setInterval(search, AGAIN_MS);
		ssdp.on('response', async (headers) => {
			const at = headers.LOCATION;
			if (asked.has(at))
				return;
			asked.add(at);
			const device = await new UpnpDeviceClient(at)
				.getDeviceDescription();
			say({ found: device.friendlyName, target });
			if (device.friendlyName === name) {
				clearInterval(timer);
				ssdp.stop();
				resolve(at);
			}
		});
		search();
	});
}

// What a container holds: { title: { id, url, type } }.
async function children(server, id) {
	const answer = await server.callAction('ContentDirectory', 'Browse', {
		ObjectID: id, BrowseFlag: 'BrowseDirectChildren', Filter: '*',
		StartingIndex: 0, RequestedCount: 0, SortCriteria: '',
	});
	const found = {};
	for (const e of elementtree.parse(answer.Result).getroot()
		.getchildren()) {
		const res = e.find('res');
		found[e.findtext('dc:title')] = {
			id: e.get('id'),
			url: res && res.text,
			type: res && res.get('protocolInfo').split(':')[2],
		};
	}
	return found;
}

async function leaves(server) {
	const found = {};
	const root = await children(server, '0');
	const folders = await children(server, root.Folders.id);
	for (const [folder, { id }] of Object.entries(folders))
		for (const [title, leaf] of Object.entries(
			await children(server, id)))
			found[folder] = { title, ...leaf };
	return found;
}

async function main(serverName, rendererName) {
	const server = new UpnpDeviceClient(await find(
		'urn:schemas-upnp-org:device:MediaServer:1', serverName));
	const renderer = new UpnpMediaRendererClient(await find(
		'urn:schemas-upnp-org:device:MediaRenderer:1', rendererName));
	const found = await leaves(server);
	say({ leaves: found });
	// gmediarender closes connections without having said so.
	http.globalAgent.keepAlive = false;

	for await (const folder of readline.createInterface(
		{ input: process.stdin })) {
		const { title, url, type } = found[folder];
		await renderer.load(url, {
			autoplay: true, contentType: type,
			metadata: { title, type: type.split('/')[0] },
		});
		say({ loaded: folder });
	}
	process.exit(0);
}

process.on('unhandledRejection', (error) => {
	say({ error: String(error.stack || error) });
	process.exit(1);
});
main(...process.argv.slice(-2));
