"""What befalls a server: its owner, its cables, its enemies and kill -9."""

import os
import signal
import socket

from actor import Actor
from lib import ssdp

CORPORA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(
    __file__))), "fuzz", "corpus")
HOSTILE_SECONDS = 5
LONG = b"x" * 100000


class Owner(Actor):
    """laresctl, and never at rest."""

    pause = 1, 6

    def __init__(self, soak, macs):
        super().__init__(soak, "owner")
        self.macs = macs
        self.acts = {
            self.status: 4, self.deny: 3, self.allow: 5,
            self.forget: 1, self.rescan: 1}

    def step(self):
        self.one_of(self.acts)

    def ctl(self, *arguments, well=(0,)):
        status, out = self.soak.server.ctl(*arguments)
        if status not in well:
            raise ValueError(f"laresctl {arguments}: {status}, {out}")

    def status(self):
        self.ctl(*self.random.choice((("status",), ("devices",),
                                      ("privacy", "--json"))))

    def allow(self):
        self.ctl("allow", self.random.choice(self.macs))

    def deny(self):
        self.ctl("deny", self.random.choice(self.macs))

    def forget(self):
        self.ctl("forget", *self.random.choice((
            ("--all",), ("--device", self.random.choice(self.macs)))))

    def rescan(self):
        self.ctl("rescan")

    def settle(self):
        for mac in self.macs:
            self.ctl("allow", mac)
        self.ctl("forget", "--all")


class Cable(Actor):
    """The second link goes and comes."""

    pause = 8, 25

    def __init__(self, soak):
        super().__init__(soak, "cable")
        self.host, self.link = soak.net.server, soak.net.links[2]
        self.acts = {self.down: 2, self.unplug: 2, self.readdress: 1}

    def step(self):
        self.one_of(self.acts)

    def down(self):
        self.host.must("ip", "link", "set", "eth1", "down")
        self.soak.over.wait(self.random.uniform(0, 8))
        self.host.must("ip", "link", "set", "eth1", "up")

    def unplug(self):
        self.link.unplug(self.host)
        self.soak.over.wait(self.random.uniform(0, 8))
        self.link.plug(self.host, "eth1", self.link.server)

    def readdress(self):
        address = f"{self.link.server}/24"
        self.host.must("ip", "addr", "del", address, "dev", "eth1")
        self.soak.over.wait(self.random.uniform(0, 3))
        self.host.must("ip", "addr", "add", address, "dev", "eth1")


class Killer(Actor):
    """
    kill -9. Workers at any time; what laresd has started in the second quarter
    only, so that the others compare one life of a program with another.
    """

    pause = 3, 12
    programs = ("lares-http", "lares-scan", "lares-ssdp")

    def __init__(self, soak):
        super().__init__(soak, "killer")
        self.killed = {}  # {pid: name}

    def step(self):
        name = "lares-probe"
        if self.soak.quarter() == 1 and self.random.random() < 0.5:
            name = self.random.choice(self.programs)
        pids = self.soak.server.children(name)
        if pids:
            self.kill(self.random.choice(pids), name)

    def kill(self, pid, name):
        self.killed[pid] = name
        try:
            os.kill(pid, signal.SIGKILL)
            self.soak.count(f"killed {name}")
        except ProcessLookupError:
            pass


class Stranger(Actor):
    """On the link, and up to no good."""

    pause = 0.2, 1.5

    def __init__(self, soak, host, server):
        super().__init__(soak, "stranger")
        self.host, self.address = host, server
        self.acts = {self.request: 5, self.packets: 3, self.half: 1,
                     self.search: 1, self.long: 0.5}

    def begin(self):
        self.host.enter()

    def step(self):
        self.one_of(self.acts)

    def sample(self, *corpora):
        """One that a fuzzer begins with, maybe damaged."""
        where = os.path.join(CORPORA, self.random.choice(corpora))
        name = self.random.choice(sorted(os.listdir(where)))
        with open(os.path.join(where, name), "rb") as f:
            data = f.read()
        return self.soak.damage(data, self.random) \
            if self.random.random() < 0.7 else data

    def say(self, data):
        """Whatever comes back."""
        try:
            with self.connect() as s:
                s.sendall(data)
                got = s.recv(65536)
                if got and not got.startswith(b"HTTP/1."):
                    self.soak.wrong(f"answered {got[:40]!r}")
        except OSError:
            pass

    def connect(self):
        return socket.create_connection(
            (self.address, self.soak.server.port), HOSTILE_SECONDS)

    def request(self):
        self.say(self.sample("request", "body"))

    def long(self):
        self.say(self.random.choice((
            b"GET /" + LONG + b" HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nX: " + LONG + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 10000 + b"\r\n")))

    def half(self):
        """A body of SOAP, of which less comes than is said; or all."""
        body = self.sample("soap")
        self.say(b"POST /control/ContentDirectory HTTP/1.1\r\nHost: "
                 + f"{self.address}:{self.soak.server.port}".encode()
                 + b"\r\nContent-Type: text/xml; charset=\"utf-8\"\r\n"
                 b"SOAPACTION: \"urn:schemas-upnp-org:service:"
                 b"ContentDirectory:1#Browse\"\r\nContent-Length: "
                 + str(len(body) + self.random.randrange(2) * 99).encode()
                 + b"\r\n\r\n" + body)

    def packets(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            for _ in range(5):
                s.sendto(self.sample("msearch")[:1400],
                         (self.random.choice((ssdp.GROUP, self.address)),
                          ssdp.PORT))

    def search(self):
        """A good one; it need not be answered, but well if it is."""
        ssdp.search(self.host, self.random.choice((
            "ssdp:all", ssdp.ROOT, ssdp.DEVICE)), 1, 1.2)
