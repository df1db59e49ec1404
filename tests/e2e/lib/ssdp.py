"""The searching side of SSDP (UDA 1.0, section 1), byte by byte: messages are
taken apart strictly, so that a sloppy one is a failure and not a shrug."""

import re
import select
import socket
import threading
import time

GROUP, PORT = "239.255.255.250", 1900
WINDOW = 1.2  # seconds in which what is asked with MX 1 is answered, at rest
PATIENCE = 20  # seconds for an answer on a busy machine
START_LINES = ("NOTIFY * HTTP/1.1", "HTTP/1.1 200 OK", "M-SEARCH * HTTP/1.1")

ROOT = "upnp:rootdevice"
DEVICE = "urn:schemas-upnp-org:device:MediaServer:1"
SERVICES = (
    "urn:schemas-upnp-org:service:ContentDirectory:1",
    "urn:schemas-upnp-org:service:ConnectionManager:1",
    "urn:microsoft.com:service:X_MS_MediaReceiverRegistrar:1",
)


def targets(uuid):
    """What a media server announces: {target: its USN}."""
    usn = {t: f"uuid:{uuid}::{t}" for t in (ROOT, DEVICE, *SERVICES)}
    usn[f"uuid:{uuid}"] = f"uuid:{uuid}"
    return usn


class Message:
    def __init__(self, data, source, when):
        self.source, self.time, self.size = source, when, len(data)
        text = data.decode("ascii")
        if not text.endswith("\r\n\r\n"):
            raise ValueError("no empty line at its end")
        self.start, *lines = text[:-4].split("\r\n")
        if self.start not in START_LINES:
            raise ValueError(f"start line {self.start!r}")
        self.headers = {}
        for line in lines:
            m = re.fullmatch(r"([A-Za-z0-9.-]+):[ \t]*(.*?)[ \t]*", line)
            if not m:
                raise ValueError(f"header line {line!r}")
            name = m[1].upper()
            if name in self.headers:
                raise ValueError(f"{name} twice")
            self.headers[name] = m[2]

    def __getitem__(self, name):
        return self.headers.get(name.upper())

    @property
    def target(self):
        return self["NT"] or self["ST"]

    def __repr__(self):
        return f"<{self.start} {self['NTS'] or ''} {self.target}>"


class Listener:
    """Everything multicast on a link from now on, kept in .messages."""

    def __init__(self, host, address):
        self.messages, self.bad = [], []
        self.change = threading.Condition()
        with host.inside():
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            s.bind((GROUP, PORT))
            s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
                         socket.inet_aton(GROUP) + socket.inet_aton(address))
        self.socket = s
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                data, source = self.socket.recvfrom(65536)
            except OSError:
                return
            with self.change:
                try:
                    m = Message(data, source, time.monotonic())
                    self.messages.append(m)
                except ValueError as e:
                    if source[0].endswith(".1"):  # the server's own
                        self.bad.append(f"{e} in {data!r}")
                self.change.notify_all()

    def notifies(self, nts, since=0):
        return [m for m in self.messages
                if m["NTS"] == nts and m.time >= since]

    def wait(self, predicate, seconds):
        """Until predicate() is true; whether it became so in time."""
        with self.change:
            return self.change.wait_for(predicate, seconds)

    def wait_set(self, nts, wanted, since=0, seconds=PATIENCE):
        """Until every target of wanted was announced; which were not."""
        def missing():
            return set(wanted) - {m.target
                                  for m in self.notifies(nts, since)}
        self.wait(lambda: not missing(), seconds)
        return missing()

    def close(self):
        self.socket.close()


def question(target, mx=1):
    """An M-SEARCH; mx None: without the header."""
    lines = ["M-SEARCH * HTTP/1.1", f"HOST: {GROUP}:{PORT}",
             'MAN: "ssdp:discover"']
    if mx is not None:
        lines.append(f"MX: {mx}")
    lines.append(f"ST: {target}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def search(host, target, mx=1, seconds=WINDOW, **kw):
    return ask(host, [question(target, mx)], seconds, **kw)


def ask(host, packets, seconds=WINDOW, to=GROUP, interface=None, source=None,
        want=None, least=0, patient=True):
    """
    Sends packets from one socket. want: the first so many answers, for which
    it is patient; else those that come within seconds, and after these until
    there are at least so many. Their time counts from the first packet.
    """
    with host.inside():
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 2)
        if interface:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE,
                         interface.encode())
        if source:
            s.bind((source, 0))
    with s:
        start = time.monotonic()
        for packet in packets:
            s.sendto(packet, (to, PORT))
        answers = []
        while want is None or len(answers) < want:
            waits = patient and len(answers) < (want or least)
            left = start + (PATIENCE if waits else seconds) - time.monotonic()
            if left <= 0 or not select.select([s], [], [], left)[0]:
                break
            data, who = s.recvfrom(65536)
            answers.append(Message(data, who, time.monotonic() - start))
        return answers
