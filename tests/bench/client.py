"""The asking side: a few questions by hand, many by tests/bench/load.c."""

import re
import time

import measure
from lib import upnp

SETTLE_SECONDS = 0.05  # a process per stream has ended by then, and counts


class Failed(Exception):
    """What was asked for is not answered as it should be."""


def arguments(action, **given):
    """The request of a Browse or Search for a page of rows."""
    known = {"start": 0, "count": 0, "sort": "", "filter": "*", **given}
    first = [("ObjectID", known["id"]), ("BrowseFlag", "BrowseDirectChildren")]
    if action == "Search":
        first = [("ContainerID", known["id"]),
                 ("SearchCriteria", known["criteria"])]
    return [*first, ("Filter", known["filter"]),
            ("StartingIndex", known["start"]),
            ("RequestedCount", known["count"]),
            ("SortCriteria", known["sort"])]


class Question:
    """A Browse or Search as the bytes that load.c sends, tried once."""

    def __init__(self, server, action, **given):
        self.server = server
        device = server.device()
        args = arguments(action, **given)
        try:
            out = device.call(upnp.CDS, action, *args)
        except (upnp.UpnpError, OSError, ValueError) as e:
            raise Failed(f"{server.name}: {e}") from e
        finally:
            device.close()
        self.returned = int(out["NumberReturned"])
        self.total = int(out["TotalMatches"])
        body = upnp.envelope(upnp.CDS, action, args)
        self.bytes = (
            f"POST {device.url(upnp.CDS, 'controlURL')} HTTP/1.1\r\n"
            f"Host: {server.address}:{server.port}\r\n"
            'Content-Type: text/xml; charset="utf-8"\r\n'
            f'SOAPACTION: "{upnp.CDS}#{action}"\r\n'
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


class Done:
    """What one run of load.c did, and what it cost the server."""

    def __init__(self, text, cpu):
        if not re.match(r"requests \d", text):
            raise Failed(f"load: {text.strip()}")
        words = text.split()
        said = dict(zip(words[::2], words[1::2]))
        self.requests, self.failed = int(said["requests"]), int(said["failed"])
        self.bytes, self.seconds = int(said["bytes"]), float(said["seconds"])
        self.median_ms = int(said["median_us"]) / 1000
        self.cpu = cpu
        if self.failed or not self.requests:
            raise Failed(f"{self.failed} requests failed, "
                         f"{self.requests} did not")

    @property
    def cpu_ms(self):
        return self.cpu * 1000 / self.requests


def load(server, mode, clients, seconds, *more, data=b""):
    """Runs load.c on the client host; Done."""
    bench = server.bench
    before = measure.cpu(server.pid)
    out = bench.client.run(
        f"{bench.build}/tests/bench-load", mode, server.address,
        str(server.port), str(clients), str(seconds), *map(str, more),
        timeout=300 + seconds, stdin=None, input=data.decode())
    time.sleep(SETTLE_SECONDS)
    return Done(out.stdout, measure.cpu(server.pid) - before)


def ask(question, clients, seconds):
    return load(question.server, "request", clients, seconds,
                data=question.bytes)
