"""The control point's side of UPnP: description, SOAP, DIDL-Lite, all read
strictly. Nothing here forgives."""

import re
import xml.etree.ElementTree as ET
from urllib.parse import urljoin, urlsplit

from lib import http

DEVICE_NS = "{urn:schemas-upnp-org:device-1-0}"
SERVICE_NS = "{urn:schemas-upnp-org:service-1-0}"
SOAP_NS = "{http://schemas.xmlsoap.org/soap/envelope/}"
CONTROL_NS = "{urn:schemas-upnp-org:control-1-0}"
DIDL_NS = "{urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/}"
DC = "{http://purl.org/dc/elements/1.1/}"
UPNP = "{urn:schemas-upnp-org:metadata-1-0/upnp/}"

CDS = "urn:schemas-upnp-org:service:ContentDirectory:1"
CMS = "urn:schemas-upnp-org:service:ConnectionManager:1"
MRR = "urn:microsoft.com:service:X_MS_MediaReceiverRegistrar:1"

XML_TYPE = re.compile(r'text/xml; ?charset="utf-8"', re.I)


class UpnpError(Exception):
    def __init__(self, code, text):
        super().__init__(f"UPnP error {code} ({text})")
        self.code = code


class Device:
    """A media server known by its description."""

    def __init__(self, location):
        self.location = location
        u = urlsplit(location)
        self.address, self.port = u.hostname, u.port
        self.answer = http.get(self.address, self.port, u.path)
        if self.answer.status != 200:
            raise RuntimeError(f"{location}: {self.answer.status}")
        self.root = ET.fromstring(self.answer.body)
        self.device = self.root.find(DEVICE_NS + "device")
        self.udn = self.text("UDN")
        self.services = {
            s.findtext(DEVICE_NS + "serviceType"): s
            for s in self.device.iter(DEVICE_NS + "service")}
        self.connection = None
        self.headers = {}           # of every SOAP request besides

    def text(self, name):
        return self.device.findtext(DEVICE_NS + name)

    def url(self, service, what):
        """Path of a service's SCPDURL, controlURL or eventSubURL."""
        link = self.services[service].findtext(DEVICE_NS + what)
        return urlsplit(urljoin(self.location, link)).path

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def raw_call(self, service, action, arguments, header=None, **kw):
        """A SOAP request on the kept connection: the HTTP answer."""
        body = envelope(service, action, arguments)
        headers = {"Content-Type": 'text/xml; charset="utf-8"',
                   "SOAPACTION": header or f'"{service}#{action}"',
                   **self.headers}
        path = self.url(service, "controlURL")
        fresh = self.connection is None
        if fresh:
            self.connection = http.Connection(self.address, self.port)
        try:
            a = self.connection.request("POST", path, headers, body, **kw)
        except (http.BadAnswer, OSError):
            self.close()
            if fresh:
                raise
            return self.raw_call(service, action, arguments, header, **kw)
        if a.closes:
            self.close()
        return a

    def call(self, service, action, *arguments):
        """{name: text} of the answer; UpnpError for a fault."""
        return parse_answer(self.raw_call(service, action, arguments),
                            service, action)

    def browse(self, object_id, flag="BrowseDirectChildren", filter="*",
               start=0, count=0, sort=""):
        return Page(self.call(
            CDS, "Browse", ("ObjectID", object_id), ("BrowseFlag", flag),
            ("Filter", filter), ("StartingIndex", start),
            ("RequestedCount", count), ("SortCriteria", sort)))

    def metadata(self, object_id, filter="*"):
        page = self.browse(object_id, "BrowseMetadata", filter)
        if len(page.objects) != 1 or page.total != 1:
            raise ValueError(f"BrowseMetadata of {object_id}: not one object")
        return page.objects[0]

    def children(self, object_id, **kw):
        return self.browse(object_id, **kw).objects

    def search(self, container, criteria, sort="", start=0, count=0):
        return Page(self.call(
            CDS, "Search", ("ContainerID", container),
            ("SearchCriteria", criteria), ("Filter", "*"),
            ("StartingIndex", start), ("RequestedCount", count),
            ("SortCriteria", sort)))

    def walk(self, object_id="0", path=()):
        """Every object beneath, depth first: (path of titles, object)."""
        for o in self.children(object_id):
            yield path + (o.title,), o
            if o.is_container:
                yield from self.walk(o.id, path + (o.title,))

    def find(self, *titles):
        """The object reached by these titles from the root."""
        parent = "0"
        for title in titles:
            found = [o for o in self.children(parent) if o.title == title]
            if len(found) != 1:
                raise LookupError(f"{len(found)} of {title!r} in {parent}")
            parent = found[0].id
        return found[0]

    def items(self, object_id="folders"):
        """The items beneath a container."""
        return [o for _, o in self.walk(object_id) if not o.is_container]


def escape(text):
    return (str(text).replace("&", "&amp;").replace("<", "&lt;")
            .replace(">", "&gt;"))


def envelope(service, action, arguments):
    args = "".join(f"<{n}>{escape(v)}</{n}>" for n, v in arguments)
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<s:Envelope xmlns:s='
            f'"http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle='
            f'"http://schemas.xmlsoap.org/soap/encoding/"><s:Body><u:{action} '
            f'xmlns:u="{service}">{args}</u:{action}></s:Body></s:Envelope>'
            ).encode()


def parse_answer(answer, service, action):
    if not XML_TYPE.fullmatch(answer["Content-Type"] or ""):
        raise ValueError(f"{action}: Content-Type {answer['Content-Type']}")
    body = ET.fromstring(answer.body).find(SOAP_NS + "Body")
    if answer.status == 500:
        fault = body.find(SOAP_NS + "Fault")
        if fault.findtext("faultstring") != "UPnPError" or \
                not fault.findtext("faultcode").endswith(":Client"):
            raise ValueError(f"{action}: malformed fault {answer.body!r}")
        error = fault.find("detail").find(CONTROL_NS + "UPnPError")
        raise UpnpError(int(error.findtext(CONTROL_NS + "errorCode")),
                        error.findtext(CONTROL_NS + "errorDescription"))
    if answer.status != 200:
        raise ValueError(f"{action}: HTTP {answer.status}")
    response = body.find(f"{{{service}}}{action}Response")
    if response is None or len(body) != 1:
        raise ValueError(f"{action}: no {action}Response in {answer.body!r}")
    return {e.tag: e.text or "" for e in response}


class Page:
    """The answer to a Browse."""

    def __init__(self, out):
        if list(out) != ["Result", "NumberReturned", "TotalMatches",
                         "UpdateID"]:
            raise ValueError(f"Browse answered {list(out)}")
        self.didl = out["Result"]
        self.returned = int(out["NumberReturned"])
        self.total = int(out["TotalMatches"])
        self.update_id = int(out["UpdateID"])
        self.objects = parse_didl(self.didl)
        if len(self.objects) != self.returned:
            raise ValueError(f"NumberReturned {self.returned}, but "
                             f"{len(self.objects)} objects")


def parse_didl(text):
    root = ET.fromstring(text)
    if root.tag != DIDL_NS + "DIDL-Lite":
        raise ValueError(f"DIDL-Lite root is {root.tag}")
    return [Object(e) for e in root]


class Res:
    def __init__(self, element):
        self.url = element.text
        self.attributes = dict(element.attrib)
        parts = element.get("protocolInfo").split(":", 3)
        self.protocol, self.network, self.mime, self.field4 = parts
        self.dlna = dict(p.split("=", 1) for p in self.field4.split(";")) \
            if self.field4 != "*" else {}

    def __getitem__(self, name):
        return self.attributes.get(name)

    @property
    def path(self):
        return urlsplit(self.url).path

    @property
    def size(self):
        return int(self["size"])

    @property
    def seconds(self):
        """duration in seconds; ValueError unless H+:MM:SS[.F+]."""
        if self["duration"] is None:
            return None
        m = re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)",
                         self["duration"])
        if not m:
            raise ValueError(f"duration {self['duration']!r}")
        return int(m[1]) * 3600 + int(m[2]) * 60 + float(m[3])


class Object:
    """A container or item of DIDL-Lite, its required parts checked."""

    def __init__(self, e):
        self.element = e
        if e.tag not in (DIDL_NS + "container", DIDL_NS + "item"):
            raise ValueError(f"{e.tag} in DIDL-Lite")
        self.is_container = e.tag == DIDL_NS + "container"
        self.id, self.parent = e.attrib["id"], e.attrib["parentID"]
        self.ref = e.get("refID")
        if e.attrib["restricted"] not in ("1", "true"):
            raise ValueError(f"{self.id}: restricted={e.get('restricted')}")
        if not self.id or len(e) < 2 or e[0].tag != DC + "title":
            raise ValueError(f"{self.id}: dc:title is not its first property")
        self.title = e[0].text or ""
        self.cls = e.findtext(UPNP + "class")
        if not (self.cls or "").startswith("object."):
            raise ValueError(f"{self.id}: upnp:class {self.cls!r}")
        self.res = [Res(r) for r in e.findall(DIDL_NS + "res")]
        self.child_count = e.get("childCount")

    def get(self, name):
        """Text of a property such as "dc:date" or "upnp:album"."""
        prefix, _, local = name.partition(":")
        return self.element.findtext({"dc": DC, "upnp": UPNP}[prefix] + local)

    @property
    def properties(self):
        names = {DC: "dc:", UPNP: "upnp:", DIDL_NS: ""}
        out = set()
        for child in self.element:
            ns, _, local = child.tag.rpartition("}")
            out.add(names.get(ns + "}", ns + "}") + local)
        return out

    def __repr__(self):
        return f"<{self.id} {self.title!r}>"
