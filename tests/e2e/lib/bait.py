"""Places that nobody may visit: listeners on the client and beyond the router,
which hand out words that are found again wherever they are served."""

import socket
import threading

from lib import capture

WORDS = b"words of a foreign place"
TCP, UDP = (80, 443, 554, 8080), (53, 1900, 5353)


class Bait:
    """A host's open ports; whoever comes is written down, and gets WORDS."""

    def __init__(self, host, address):
        self.host, self.address = host, address
        self.visits = []
        self.change = threading.Condition()
        with host.inside():
            for port in TCP:
                s = socket.create_server((address, port))
                threading.Thread(target=self._serve, args=(s,),
                                 daemon=True).start()
            for port in UDP:
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.bind((address, port))
                threading.Thread(target=self._hear, args=(s,),
                                 daemon=True).start()

    def _note(self, what):
        with self.change:
            self.visits.append(what)
            self.change.notify_all()

    def _serve(self, listener):
        while True:
            s, who = listener.accept()
            self._note(("TCP", listener.getsockname()[1], who[0]))
            try:
                s.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n"
                          b"\r\n" + WORDS)
            except OSError:
                pass
            s.close()

    def _hear(self, s):
        while True:
            _, who = s.recvfrom(65536)
            self._note(("UDP", s.getsockname()[1], who[0]))

    def prove(self, visitor, source):
        """It sees who comes: here a visitor on each port."""
        with visitor.inside():
            for port in TCP:
                socket.create_connection((self.address, port), 5,
                                         (source, 0)).close()
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
                for port in UDP:
                    s.sendto(b"x", (self.address, port))
        wanted = len(TCP) + len(UDP)
        with self.change:
            if not self.change.wait_for(lambda: len(self.visits) == wanted, 5):
                raise RuntimeError(f"bait sees only {self.visits}")
            self.visits.clear()


def resolve_by(t, folder):
    """The server's host asks the bait beyond the router for names."""
    path = f"{folder}/resolv.conf"
    with open(path, "w") as f:
        f.write(f"nameserver {t.net.INTERNET}\n")
    t.net.server.must("mount", "--bind", path, "/etc/resolv.conf")


def judge(t, baits, path):
    """Nobody came, and nobody was on the way: path is a recording."""
    for bait in baits:
        t.equal(bait.visits, [], f"who came to {bait.address}")
    sent = [p for p in capture.read(path) if p.outgoing]
    counts = {
        "packets": len(sent),
        "SYNs": sum(p.connects for p in sent),
        "of names": sum(bool(capture.NAME_PORTS & {p.sport, p.dport})
                        for p in sent),
        "beyond the link": sum(
            p.ethertype == capture.ETH_IPV4 and p.dst != capture.SSDP_GROUP and
            p.protocol != capture.IGMP and
            not str(p.dst).startswith("10.77.1.") for p in sent),
        "with foreign words": sum(WORDS in p.payload for p in sent),
    }
    t.note("the server sent " + ", ".join(f"{n} {w}"
                                          for w, n in counts.items()))
    t.check(counts.pop("packets") > 100, "the recording is not blind")
    t.equal(set(counts.values()), {0}, f"packets that should not be: {counts}")
