"""Places that the server is invited to go to: listeners on other hosts that
count who comes and serve what can be recognised, and a resolver on the wire."""

import os
import socket
import threading

from lib.capture import NAME_PORTS

NAME = "name.example"  # resolved by nobody, in our bait only
FOREIGN = b"content-from-elsewhere-5e1f77"
ON_LINK = "10.77.1.2"
ROUTER = "10.77.1.254"
OFF_LINK = "198.51.100.9"
IPV6 = "fd77:1::2"


class Bait:
    """One host's listeners: TCP at port and 80, UDP at port and 53."""

    def __init__(self, host, address, port):
        self.address, self.port = address, port
        self.visits, self.sockets = [], []
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with host.inside():
            for p in (port, 80):
                self._open(socket.create_server((address, p), family=family),
                           self._serve)
            for p in (port, 53):
                s = socket.socket(family, socket.SOCK_DGRAM)
                s.bind((address, p))
                self._open(s, self._hear)

    def _open(self, s, loop):
        self.sockets.append(s)
        threading.Thread(target=loop, args=(s,), daemon=True).start()

    def _serve(self, s):
        while True:
            c, who = s.accept()
            self.visits.append(("TCP", who[0]))
            with c:
                c.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + FOREIGN)

    def _hear(self, s):
        while True:
            self.visits.append(("UDP", s.recvfrom(65536)[1][0]))

    @property
    def host(self):
        """As it stands in a URL."""
        return f"[{self.address}]" if ":" in self.address else self.address

    def url(self, path="/"):
        return f"http://{self.host}:{self.port}{path}"


class Baits:
    """
    Listeners on the link, in the router and behind it, also over IPv6, and a
    resolver behind the router, which the server's host is told to ask. All are
    tried by the client before the server is started, so that they can be
    found, and judged when the test is over.
    """

    def __init__(self, t):
        self.t = t
        net = t.net
        self.all = [Bait(net.client, ON_LINK, 8001),
                    Bait(net.client, IPV6, 8001),
                    Bait(net.router, ROUTER, 8002),
                    Bait(net.internet, OFF_LINK, 8003)]
        self._resolver()
        for b in self.all:
            self._try(b)
            b.visits.clear()
        t.afterwards.append(self.packets)

    def _resolver(self):
        path = self.t.path("resolv.conf")
        with open(path, "w") as f:
            f.write(f"nameserver {OFF_LINK}\noptions timeout:1 attempts:1\n")
        self.t.net.server.must("mount", "--bind", path,
                               os.path.realpath("/etc/resolv.conf"))

    def _try(self, b):
        for port in (b.port, 80):
            with socket.create_connection((b.address, port), 5) as s:
                self.t.require(FOREIGN in s.recv(1000), f"bait {b.address}")
        self.t.require(b.visits, f"bait {b.address} counts")

    def urls(self):
        """One for each place, one by name, and files of this machine."""
        return [*(b.url("/bait.ts") for b in self.all),
                f"http://{NAME}/bait.ts", "file:///etc/passwd"]

    # ---- when all is over

    def packets(self, packets):
        """What the server sent, counted: names, connections, foreign bytes."""
        t, sent = self.t, 0
        names, opened, foreign, to_bait = [], [], [], []
        ports = {b.port for b in self.all} | {80}
        for p in packets:
            if not p.outgoing:
                continue
            sent += 1
            if NAME_PORTS & {p.sport, p.dport}:
                names.append(str(p))
            if p.connects:
                opened.append(str(p))
            if p.dport in ports:
                to_bait.append(str(p))
            if FOREIGN in p.payload or NAME.encode() in p.payload:
                foreign.append(str(p))
        t.check(sent > 20, f"the recording has only {sent} packets sent")
        t.equal(names, [], "packets to resolvers")
        t.equal(opened, [], "connections opened")
        t.equal(to_bait, [], "packets to the listeners' ports")
        t.equal(foreign, [], "packets with foreign bytes or names in them")
        for b in self.all:
            t.equal(b.visits, [], f"who came to {b.host}")
        t.note(f"{sent} packets sent: {len(names)} to resolvers, "
               f"{len(opened)} SYN, {len(foreign)} with foreign bytes")
