"""Lares and its peers, each on a host and a link of its own, so that none
hears the others; all run as the same unprivileged user, in the foreground."""

import contextlib
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

import measure

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))), "scanner"))
import house  # noqa: E402  (it reads BUILD_DIR from our command line, too)
from lib import lares, upnp  # noqa: E402

SECONDS = 600      # the longest that anything is waited for
LARES_PORT, MINIDLNA_PORT, NGINX_PORT = 8200, 8300, 8400
UUID = "7f8e4c9a-1111-4222-8333-444455556666"


class Missing(Exception):
    """A server that is not there, and why."""


class Server:
    """Some server program: name, port, description, process, pid."""

    description = "/"
    environment = {}

    def __init__(self, bench, media, state):
        """state: what it remembers is kept by this name between runs"""
        self.bench, self.media = bench, media
        self.host, link = bench.place(self.name)
        self.address = link.server
        self.folder = os.path.join(bench.folder, f"{self.name}-{state}")
        self.lines, self.change = [], threading.Condition()
        os.makedirs(self.folder, exist_ok=True)
        lares.hand_over(self.folder)

    def forget(self):
        """Whatever it remembers of earlier runs is gone."""
        shutil.rmtree(self.folder)
        os.makedirs(self.folder)
        lares.hand_over(self.folder)
        return self

    def start(self):
        self.began = time.monotonic()
        self.process = self.host.popen(
            *lares.unprivileged(), *self.argv(), cwd=self.folder,
            env={**lares.clean_environment(self.folder), **self.environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self.pid = self.process.pid
        threading.Thread(target=self._read, daemon=True).start()
        self.bench.running.append(self)
        return self

    def _read(self):
        for line in self.process.stdout:
            with self.change:
                self.lines.append((time.monotonic(), line.decode(
                    errors="replace").rstrip()))
                self.change.notify_all()
        with self.change:
            self.lines.append((time.monotonic(), None))
            self.change.notify_all()

    def wait_line(self, pattern):
        """Seconds from its start to the output line that has pattern."""
        def match():
            for when, line in self.lines:
                if line is None:
                    raise Missing(f"{self.name} has ended: " + " | ".join(
                        x for _, x in self.lines[-4:] if x))
                if re.search(pattern, line):
                    return when
            return None
        with self.change:
            when = self.change.wait_for(match, SECONDS)
        if when is None:
            raise Missing(f"{self.name} did not say {pattern!r}")
        return when - self.began

    def wait_answer(self):
        """Seconds from its start until it answers."""
        while True:
            try:
                socket.create_connection((self.address, self.port), 1).close()
                return time.monotonic() - self.began
            except OSError:
                if self.process.poll() is not None or \
                        time.monotonic() - self.began > 60:
                    raise Missing(f"{self.name} does not answer: " + " | "
                                  .join(x for _, x in self.lines[-4:] if x))
            time.sleep(0.002)

    def device(self):
        return upnp.Device(f"http://{self.address}:{self.port}"
                           f"{self.description}")

    def stop(self):
        if self in self.bench.running:
            self.bench.running.remove(self)
        everyone = measure.family(self.pid)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            pass
        for pid in set(everyone) & set(lares.processes()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as f:
            f.write(text)
        return path


class Lares(Server):
    name, port, description = "lares", LARES_PORT, "/description.xml"
    folders, music, pictures, videos = ("folders", "music-all",
                                          "pictures-all", "video-all")

    def argv(self):
        conf = self.write("lares.conf",
                          f"state_dir = {self.folder}\nport = {self.port}\n"
                          f"media_dir = {self.media}\n")
        return [f"{self.bench.build}/laresd", "-f", "-c", conf]

    def wait_scanned(self):
        return self.wait_line(r"scan done")


class Minidlna(Server):
    name, port, description = "minidlna", MINIDLNA_PORT, "/rootDesc.xml"
    folders, music, pictures, videos = "64", "1$4", "3$B", "2$8"

    def argv(self):
        conf = self.write("minidlna.conf", (
            f"media_dir={self.media}\ndb_dir={self.folder}/db\n"
            f"log_dir={self.folder}\nport={self.port}\nnetwork_interface=eth0"
            "\nfriendly_name=bench\ninotify=yes\nmax_connections=200\n"))
        return [self.bench.peer("minidlnad"), "-S", "-f", conf, "-P",
                f"{self.folder}/pid"]

    @property
    def environment(self):
        return self.bench.peer_environment()

    def wait_scanned(self):
        """Its log is a file whatever it is told."""
        while self.process.poll() is None and \
                time.monotonic() - self.began < SECONDS:
            with contextlib.suppress(FileNotFoundError), \
                    open(f"{self.folder}/minidlna.log") as f:
                if re.search("Scanning .* finished", f.read()):
                    return time.monotonic() - self.began
            time.sleep(0.01)
        raise Missing("minidlna did not end its scan")


class Nginx(Server):
    name, port = "nginx", NGINX_PORT

    def argv(self):
        temporary = "".join(f"{x}_temp_path {self.folder}/{x};" for x in (
            "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        conf = self.write("nginx.conf", (
            f"daemon off; pid {self.folder}/pid; worker_processes auto;\n"
            "error_log stderr; events { worker_connections 512; }\n"
            f"http {{ {temporary} access_log off; sendfile on; tcp_nopush on;"
            "\n  keepalive_requests 10000; types { video/mp4 mp4; }\n"
            f"  server {{ listen {self.port}; root {self.media}; }} }}\n"))
        return [self.bench.peer("nginx"), "-c", conf, "-e", "stderr"]

    @property
    def environment(self):
        return self.bench.peer_environment()


class Synthetic(Server):
    """
    lares-http alone over a catalogue of things that do not exist: we are its
    laresd, and fill.c holds the catalogue as lares-scan does.
    """

    name, port, description = "lares", LARES_PORT, "/description.xml"
    folders, music, pictures, videos = ("folders", "music-all",
                                          "pictures-all", "video-all")

    def __init__(self, bench, n, port):
        super().__init__(bench, None, f"synthetic-{n}")
        self.n, self.port = n, port

    def fill(self):
        """Seconds that it took to write; 0 if it was there already."""
        program = f"{self.bench.build}/tests/bench-fill"
        stamp, media = f"{self.folder}/filled", f"{self.folder}/media"
        made = os.path.exists(stamp) and \
            os.path.getmtime(stamp) > os.path.getmtime(program)
        if not made:
            self.forget()
        os.makedirs(media, exist_ok=True)
        self.began = time.monotonic()
        self.filler = self.host.popen(
            *lares.unprivileged(), program, self.folder, media,
            "0" if made else str(self.n), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        if self.filler.stdout.readline() != b"filled\n":
            raise Missing("tests/bench/fill.c failed")
        open(stamp, "w").close()
        return 0 if made else time.monotonic() - self.began

    def start(self):
        config = os.memfd_create("config")
        os.write(config, (f"state_dir = {self.folder}\nmedia_dir = "
                          f"{self.folder}/media\nuuid = {UUID}\n"
                          "friendly_name = bench\n").encode())
        os.lseek(config, 0, os.SEEK_SET)
        self.parent, theirs = socket.socketpair(socket.AF_UNIX,
                                                socket.SOCK_SEQPACKET)
        self.began = time.monotonic()
        self.pid = house.spawn(
            ["/usr/bin/nsenter", *self.host.command([
                *lares.unprivileged(), f"{self.bench.build}/lares-http"])[1:]],
            [(theirs.fileno(), 3), (config, 4)])
        theirs.close()
        os.close(config)
        self.bench.running.append(self)
        if self.parent.recv(4096)[:1] != bytes([house.T["IPC_READY"]]):
            raise Missing("lares-http did not start")
        # Everybody is admitted: it need not ask.
        self.parent.send(bytes([house.T["IPC_WHO_CHANGED"]]) +
                         struct.pack("<Q", 0))
        self._listen()
        return self

    def _listen(self):
        with self.host.inside(), socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind((self.address, self.port))
            s.listen(128)
            index = socket.if_nametoindex("eth0")
            address = int.from_bytes(socket.inet_aton(self.address), "big")
            message = bytes([house.T["IPC_LISTENER_ADD"]]) + struct.pack(
                "<I4sQQQ", 4, b"eth0", index, address, 24)
            socket.send_fds(self.parent, [message], [s.fileno()])

    def stop(self):
        self.bench.running.remove(self)
        self.parent.close()
        os.waitpid(self.pid, 0)
        self.filler.stdin.close()
        self.filler.wait()
