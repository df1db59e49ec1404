"""The frame of a test: the network, the server on it, a recording of all that
the server sends, checks that are counted, and what is checked after each."""

import contextlib
import ipaddress
import os
import re
import shutil
import signal
import sys
import time
import traceback

from lib import capture, http, upnp
from lib.lares import (CHILDREN, ROOT_MODE, Server, hand_over,
                       is_sanitized, wait_until)
from lib.net import Network
from lib.ssdp import Listener

SKIP = 77
LEAVE_SECONDS = 1.5  # for which laresd lets its programs say goodbye
SANITIZER = re.compile(r"ERROR: \w+Sanitizer|runtime error:|"
                       r"SUMMARY: \w+Sanitizer")


def skip(why):
    print(f"skip: {why}")
    sys.exit(SKIP)


def need_program(*names):
    for name in names:
        if not shutil.which(name):
            skip(f"needs the program {name}")


def need_root():
    if os.environ["E2E_MODE"] != ROOT_MODE:
        skip("needs root")


class Test:
    """
    Used as a context manager: what is checked is counted, an exception fails
    the test, and on the way out every server is judged and ended.
    """

    def __init__(self, links=1, restarts_expected=False, leaks_expected=False,
                 allowed=None):
        self.folder = os.environ["E2E_FOLDER"]
        self.build = os.environ["E2E_BUILD"]
        self.samples = os.environ["E2E_MEDIA"]
        self.sanitized = is_sanitized()
        self.failures = []
        self.servers = []
        self.ends = []              # how long each of them took to end
        self.restarts_expected = restarts_expected
        self.leaks_expected = leaks_expected
        self.allowed = {ipaddress.ip_network(n): hops
                        for n, hops in (allowed or {}).items()}
        self.net = Network(links, server_hostname="hostname-of-somebody")
        self.server_host = self.net.server
        self.net.client.enter()
        self.recording = capture.Recording(
            self.net.server, os.path.join(self.folder, "server.pcap"))
        self.macs = set()
        self.started = time.monotonic()

    # ---- counting

    def check(self, ok, what):
        """Goes on after a failure, so that one run shows them all."""
        if not ok:
            self.fail(what)
        return bool(ok)

    def equal(self, got, wanted, what):
        return self.check(got == wanted, f"{what}: {got!r}, not {wanted!r}")

    def fail(self, what):
        self.failures.append(what)
        print(f"FAIL {what}", flush=True)

    def require(self, ok, what):
        if not ok:
            raise AssertionError(what)
        return ok

    def note(self, text):
        print(f"  [{time.monotonic() - self.started:6.2f}] {text}", flush=True)

    @contextlib.contextmanager
    def part(self, what):
        """A part of the test whose exception fails only this part."""
        self.note(what)
        try:
            yield
        except Exception as e:  # a failed part must not hide the others
            traceback.print_exc(file=sys.stdout)
            self.fail(f"{what}: {type(e).__name__}: {e}")

    # ---- what a test is made of

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def media_folder(self, name="media-of-somebody"):
        path = self.path(name)
        os.makedirs(path, exist_ok=True)
        hand_over(path)
        return path

    def sample(self, name, to=None):
        """A sample file by name; a copy if to (path) is given."""
        path = os.path.join(self.samples, name)
        if to:
            shutil.copy(path, to)
            return to
        return path

    def listen(self, host=None, link=1):
        return Listener(host or self.net.client, self.net.links[link].client)

    def start(self, media=None, settings=(), wait=True, served=None, **kw):
        """
        Starts laresd with these media folders (default: the samples) and waits
        until it is seen on each link (and serves so many in all); with
        wait="scan", until its first scan is over.
        """
        if media is None:
            media = [self.samples]
        settings = [*settings, *(("media_dir", m) for m in media)]
        server = Server(self.net.server, self.folder, settings, **kw)
        self.watch(server)
        server.start()
        if wait:
            self.wait_ready(server, list(self.net.links), served)
        if wait == "scan":
            self.wait_scanned(server)
        return server

    def watch(self, server):
        self.servers.append(server)

    def wait_ready(self, server, links=(1,), served=None, seconds=10):
        """Its description URL is in its output, and answers."""
        for n in links:
            address = self.net.links[n].server
            m = server.wait_line(
                rf"http://{re.escape(address)}:(\d+)/description\.xml",
                seconds)
            self.require(m, f"laresd did not say where it is on {address}")
            server.location[n] = m[0]
            server.port = int(m[1])
        self.require(wait_until(
            lambda: len(re.findall(r"^lares-ssdp.* running ",
                                   server.ctl("status")[1], re.M)) ==
            (served or len(links)), seconds), "no lares-ssdp for each link")
        server.first_children = {n: server.children(n) for n in CHILDREN}

    def wait_listed(self, server, seconds=60):
        """The scan it is at is over, as laresctl says."""
        ok = wait_until(lambda: re.search(r"^scan: +idle",
                                          server.ctl("status")[1], re.M),
                        seconds, 0.1)
        self.require(ok, "the scan did not end")

    def wait_scanned(self, server, seconds=60):
        """The same, and what it does afterwards, as the catalogue says."""
        self.wait_listed(server, seconds)
        ok = wait_until(lambda: server.catalog(
            "SELECT 1 FROM object WHERE seekable = 1"
            " UNION SELECT 1 FROM artless LIMIT 1") == [], seconds, 0.05)
        self.require(ok, "artwork and seek tables are not made")

    def device(self, server, link=1):
        return upnp.Device(server.location[link])

    def get(self, server, path, link=1, **kw):
        return http.get(self.net.links[link].server, server.port, path, **kw)

    # ---- the end

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and not isinstance(error, SystemExit):
            traceback.print_exception(kind, error, trace, file=sys.stdout)
            self.fail(f"{kind.__name__}: {error}")
        elif isinstance(error, SystemExit):
            self._tear_down()
            return False
        for server in self.servers:
            with self.part("after the test: the server is well"):
                self._judge(server)
        self._tear_down()
        if not self.leaks_expected:
            with self.part("after the test: what it sent"):
                self._judge_capture()
        sys.exit(1 if self.failures else 0)

    def _judge(self, server):
        if not server.done:
            self.check(server.alive(), "laresd is alive")
            if not self.restarts_expected:
                for name, pids in server.first_children.items():
                    self.equal(server.children(name), pids,
                               f"pids of {name}, same as at the start")
            self.finish(server)
        bad = [x for x in server.lines if SANITIZER.search(x)]
        self.check(not bad, f"sanitizer findings: {bad[:3]}")

    def finish(self, server, number=signal.SIGTERM):
        """Ends a server; it must leave nothing behind. How long that took."""
        family = server.family()
        status, seconds = server.stop(number)
        server.done = True
        self.ends.append(seconds)
        self.note(f"laresd ended in {seconds:.2f} s")
        self.equal(status, 0, "exit status of laresd")
        self.check(wait_until(lambda: not server.left(family), 10),
                   "nothing is left behind")
        return seconds

    def finish_heard(self, server, listener, usns, **kw):
        """The same, with a byebye for each target, unless it took so long that
        laresd has waited for none any more."""
        before = time.monotonic()
        took = self.finish(server, **kw)
        missing = listener.wait_set("ssdp:byebye", usns, before)
        self.check(not missing or took >= LEAVE_SECONDS,
                   f"targets without byebye: {missing}")

    def _tear_down(self):
        self._note_macs()
        self.missed = self.recording.stop()
        for server in self.servers:
            if server.alive():
                server.kill()
        self.net.close()

    def _note_macs(self):
        out = self.net.server.run("ip", "-o", "link").stdout
        self.macs |= set(re.findall(r"link/ether (\S+)", out))

    def _judge_capture(self):
        self.check(not self.missed, f"{self.missed} packets were not recorded")
        networks = [ipaddress.ip_network(f"10.77.{n}.0/24")
                    for n in self.net.links]
        packets = capture.read(self.recording.path)
        words = {self.folder, "home-of-somebody", "nobody"}
        needles = capture.identity("hostname-of-somebody", self.macs, words)
        for finding in capture.findings(packets, networks, needles,
                                        self.allowed):
            self.fail(finding)
