"""Devices that the owner decides about: on a link of their own accord, each
asking from its own host; and what laresctl says of them."""

import datetime
import os
import re

from lib import http, upnp
from lib.lares import hand_over, patience
from lib.upnp import MRR, UpnpError

FILM_BYTES = 1 << 30  # more than any socket takes in


class Guest:
    """A device on a link, with an address and a MAC. Everything that it asks
    is asked from its own host."""

    def __init__(self, t, host, address, link=1):
        self.host, self.address = host, address
        self.server = t.net.links[link].server

    @classmethod
    def join(cls, t, name, address, link=1):
        """A new one, plugged in."""
        host = t.net.host(name)
        t.net.links[link].plug(host, "eth0", address)
        return cls(t, host, address, link)

    @property
    def mac(self):
        out = self.host.must("ip", "-o", "link", "show", "eth0")
        return re.search(r"link/ether (\S+)", out)[1]

    def move(self, address):
        """Another address, as by a new lease."""
        self.host.must("ip", "addr", "del", f"{self.address}/24", "dev",
                       "eth0")
        self.host.must("ip", "addr", "add", f"{address}/24", "dev", "eth0")
        self.address = address

    def ask(self, server, question):
        """question(device), with a connection of its own."""
        with self.host.inside():
            d = upnp.Device(f"http://{self.server}:{server.port}"
                            "/description.xml")
            try:
                return question(d)
            finally:
                d.close()

    def titles(self, server, object_id="0"):
        return [o.title for o in self.ask(
            server, lambda d: d.children(object_id))]

    def items(self, server, object_id="folders"):
        """Everything it finds beneath a container."""
        return self.ask(server, lambda d: d.items(object_id))

    def error(self, server, object_id, flag="BrowseMetadata"):
        """The error of a Browse, or 0."""
        return self._code(server, lambda d: d.browse(object_id, flag))

    def search(self, server, container="0", criteria="*"):
        """(NumberReturned, TotalMatches) of a Search, or its error."""
        def question(d):
            page = d.search(container, criteria)
            return page.returned, page.total
        try:
            return self.ask(server, question)
        except UpnpError as e:
            return e.code

    def authorized(self, server):
        """What IsAuthorized and IsValidated say."""
        return [self.ask(server, lambda d: d.call(
            MRR, action, ("DeviceID", "")))["Result"]
            for action in ("IsAuthorized", "IsValidated")]

    def status(self, server, path):
        """The HTTP status of a GET."""
        with self.host.inside():
            return http.get(self.server, server.port, path,
                            {"Range": "bytes=0-0"}).status

    def stream(self, server, path):
        """A connection that has the first bytes of a film, and takes no more
        for now."""
        with self.host.inside():
            c = http.Connection(self.server, server.port)
        c.send("GET", path)
        if c.head().length != FILM_BYTES:
            raise AssertionError(f"{path} is not the film")
        return c

    def _code(self, server, question):
        try:
            self.ask(server, question)
            return 0
        except UpnpError as e:
            return e.code


def unless_it_leaves(question, *arguments):
    """An answer, or None from a lares-http that leaves just then."""
    try:
        return question(*arguments)
    except OSError:
        return None


def film(folder):
    """A film that never ends, in a folder of the test."""
    with open(os.path.join(folder, "film.mkv"), "wb") as f:
        f.truncate(FILM_BYTES)
    hand_over(f.name)


def ended(connection, seconds=5):
    """Whether the server has broken a stream off: what is on its way still
    comes."""
    connection.socket.settimeout(patience(seconds))
    got = 0
    try:
        while connection.fill():
            got += len(connection.buffer)
            connection.buffer = b""
            if got >= FILM_BYTES:
                return False
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


def goes_on(connection, wanted=16 << 20):
    """Whether so much more of a stream still comes, which no buffer holds."""
    connection.socket.settimeout(patience(5))
    got = 0
    try:
        while got < wanted:
            if not connection.fill():
                return False
            got += len(connection.buffer)
            connection.buffer = b""
    except OSError:
        return False
    return True


def devices(server):
    """What "laresctl devices" says: {address: (MAC, state, why)}."""
    status, out = server.ctl("devices")
    if status:
        raise AssertionError(f"laresctl devices: {out}")
    return {m[1]: (m[2], m[3], m[4]) for m in re.finditer(
        r"^([\d.]+) +(\S+) +(\w+) +\((.*)\)$", out, re.M)}


# ---- times of the day, as rules have them

def _hours(begin, end):
    now = datetime.datetime.now()
    return "-".join((now + datetime.timedelta(minutes=m)).strftime("%H:%M")
                    for m in (begin, end))


def hours_now():
    """A time of the day that it is, for longer than a test takes."""
    return _hours(-2, 20)


def hours_later():
    """One that it is not."""
    return _hours(120, 180)
