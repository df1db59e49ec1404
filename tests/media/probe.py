"""Talks to a running lares-probe as lares-scan does (common/ipc.h)."""

import array
import fcntl
import os
import re
import select
import socket
import struct
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
IPC_FD_PARENT = 3

KINDS = ("folder", "audio", "video", "picture")
# The fields of IPC_FACTS in their order (common/media.c).
NUMBERS = ("kind", "duration_ms", "bitrate", "width", "height",
           "sample_rate", "channels", "bits_per_sample", "orientation",
           "track", "disc", "season", "episode", "has_season", "compilation",
           "movie", "stars", "video_level", "frame_rate_milli",
           "video_bitrate", "audio_bitrate", "interlaced", "quicktime",
           "stamped", "plain_jpeg", "cover")
TEXTS = ("format", "date", "rating", "title", "artist", "album",
         "album_artist", "genre", "composer", "title_sort", "artist_sort",
         "album_sort", "album_artist_sort", "composer_sort", "camera",
         "series", "director", "description", "video_codec", "video_profile",
         "audio_codec", "audio_profile")

# enum render_source
SOURCES = ("picture", "whole", "thumbnail", "cover", "frame")
SEALS = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL

# enum blanks_state
BLANKS = ("none", "found", "unknown")

# enum media_side
SIDES = ("xmp", "nfo", "show")


def message_types():
    """The numbers of enum ipc_type, read from the header that has them."""
    with open(os.path.join(ROOT, "common", "ipc.h")) as f:
        text = re.search(r"enum ipc_type \{(.*?)\};", f.read(), re.S).group(1)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    names = re.findall(r"IPC_\w+", text)
    return {name: number for number, name in enumerate(names, 1)}


TYPES = message_types()

# Nothing else of ours may stand where the child's socket is to be.
while os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC) < IPC_FD_PARENT:
    pass


class Died(Exception):
    """The worker has gone, or was killed since it took too long."""


class Probe:
    """One worker process. Not answering in time, it is killed. blanks: what
    was said of the last file's private bytes: None, or a word of BLANKS and
    bytes."""

    def __init__(self, program, seconds=60):
        self.seconds = seconds
        self.blanks = None
        self.sock, child = socket.socketpair(socket.AF_UNIX,
                                             socket.SOCK_SEQPACKET)

        def hand_over():
            os.dup2(child.fileno(), IPC_FD_PARENT, inheritable=True)

        self.process = subprocess.Popen(
            [program], preexec_fn=hand_over, stdin=subprocess.DEVNULL,
            pass_fds=(IPC_FD_PARENT,))
        child.close()
        kind, body = self.receive()
        assert kind == TYPES["IPC_READY"], kind
        self.layers = struct.unpack("<Q", body)[0]

    def receive(self):
        ready, _, _ = select.select([self.sock], [], [], self.seconds)
        message = self.sock.recv(65536) if ready else b""
        if not message:
            self.process.kill()
            self.process.wait()
            raise Died("no answer for %d s" % self.seconds if not ready
                       else "died with %d" % self.process.returncode)
        return message[0], message[1:]

    def cpu_seconds(self):
        """What it has computed, however busy the machine is."""
        with open("/proc/%d/stat" % self.process.pid) as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def bytes_read(self):
        with open("/proc/%d/io" % self.process.pid) as f:
            return int(re.search(r"^rchar: (\d+)", f.read(), re.M).group(1))

    def ask(self, fd, extension, sides=()):
        """The facts about a file as a dictionary, or why there are none as
        text. sides are pairs of a kind and a descriptor. Descriptors stay the
        caller's."""
        name = os.fsencode(extension)
        kinds = [SIDES.index(kind) for kind, _ in sides]
        fds = [fd] + [side for _, side in sides]
        self.sock.sendmsg(
            [bytes([TYPES["IPC_PROBE"]]), struct.pack("<I", len(name)), name,
             struct.pack("<%dQ" % (1 + len(kinds)), len(kinds), *kinds)],
            [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))])
        kind, body = self.receive()
        self.blanks = None
        if kind == TYPES["IPC_BLANKS"]:
            state, length = struct.unpack_from("<QI", body)
            assert len(body) == 12 + length
            self.blanks = BLANKS[state], body[12:]
            kind, body = self.receive()
        if kind == TYPES["IPC_UNREADABLE"]:
            return body[4:].decode()
        assert kind == TYPES["IPC_FACTS"], kind
        return self.facts(body)

    def convert(self, text, language=""):
        """Subtitles (bytes) as UTF-8, or why there are none as text."""
        name = language.encode()
        fd = os.memfd_create("subtitles")
        memfd = os.memfd_create("sheet", os.MFD_ALLOW_SEALING)
        try:
            os.write(fd, text)
            os.ftruncate(memfd, 3 * len(text))
            fcntl.fcntl(memfd, fcntl.F_ADD_SEALS, SEALS)
            self.sock.sendmsg(
                [bytes([TYPES["IPC_CONVERT"]]), struct.pack("<I", len(name)),
                 name], [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                          array.array("i", (fd, memfd)))])
            kind, body = self.receive()
            if kind == TYPES["IPC_UNREADABLE"]:
                return body[4:].decode()
            assert kind == TYPES["IPC_CONVERTED"], kind
            return os.pread(memfd, struct.unpack_from("<Q", body)[0], 0)
        finally:
            os.close(fd)
            os.close(memfd)

    def render(self, fd, source, extension, width, height, orientation=0,
               room=4 << 20):
        """A JPEG of something in a file and its size, or why there is none
        as text. The descriptor stays the caller's."""
        name = os.fsencode(extension)
        memfd = os.memfd_create("sheet", os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(memfd, room)
            fcntl.fcntl(memfd, fcntl.F_ADD_SEALS, SEALS)
            self.sock.sendmsg(
                [bytes([TYPES["IPC_RENDER"]]),
                 struct.pack("<QI", SOURCES.index(source), len(name)), name,
                 struct.pack("<3Q", width, height, orientation)],
                [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                  array.array("i", (fd, memfd)))])
            kind, body = self.receive()
            if kind == TYPES["IPC_UNREADABLE"]:
                return body[4:].decode()
            assert kind == TYPES["IPC_RENDERED"], kind
            size, *made = struct.unpack("<3Q", body)
            return os.pread(memfd, size, 0), tuple(made)
        finally:
            os.close(memfd)

    @staticmethod
    def facts(body):
        facts = {}
        for name in NUMBERS:
            facts[name], = struct.unpack_from("<Q", body)
            body = body[8:]
        for name in TEXTS:
            length, = struct.unpack_from("<I", body)
            facts[name] = body[4:4 + length].decode()
            body = body[4 + length:]
        assert not body
        facts["kind"] = KINDS[facts["kind"]]
        return facts

    def close(self):
        """Lets it leave in peace; its exit status."""
        self.sock.close()
        return self.process.wait(self.seconds)
