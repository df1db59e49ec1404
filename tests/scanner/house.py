"""Starts a real lares-scan, and plays laresd for it (common/ipc.h).

Workers are real lares-probe processes, or played ones.
"""

import array
import contextlib
import os
import select
import shutil
import signal
import socket
import sqlite3
import struct
import sys
import tempfile
import time
import zlib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "media"))
import probe  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
T = probe.TYPES
AUDIO, VIDEO, PICTURE = 1, 2, 3
# Sanitizers and a busy machine are slow; no test waits that long in vain.
PATIENCE = 600


# ---- media --------------------------------------------------------------------

def mp3(title=None, frames=20):
    """Silence: MPEG-1 layer 3, 128 kbit/s, 44.1 kHz; with an ID3v2 title."""
    tag = b""
    if title:
        text = b"\x03" + title.encode()
        frame = b"TIT2" + struct.pack(">IH", len(text), 0) + text
        tag = b"ID3\x03\0\0" + bytes((0, 0, len(frame) >> 7,
                                      len(frame) & 127)) + frame
    return tag + (b"\xff\xfb\x90\xc4" + bytes(413)) * frames


def png(width=3, height=2):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))

    rows = b"".join(b"\0" + bytes(3 * width) for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def put(path, data=None):
    """A file that appears as most do: made, written, closed."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(mp3() if data is None else data)
    return path


def put_whole(path, data):
    """One that is moved in, so that nobody sees it half made."""
    os.rename(put(os.path.join(os.path.dirname(path), ".new"), data), path)


# ---- processes -------------------------------------------------------------------

def cpu_seconds(pid):
    """What a process has computed, however busy the machine is."""
    with open("/proc/%d/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def spawn(argv, fds):
    """fds: (descriptor, number in the child)"""
    high = [(os.dup(fd), number) for fd, number in fds]
    actions = [(os.POSIX_SPAWN_DUP2, fd, number) for fd, number in high]
    try:
        return os.posix_spawn(argv[0], argv, os.environ, setpgroup=0,
                              file_actions=actions)
    finally:
        for fd, _ in high:
            os.close(fd)


def send(sock, kind, *numbers, fds=()):
    data = bytes([T[kind]]) + struct.pack("<%dQ" % len(numbers), *numbers)
    control = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))]
    sock.sendmsg([data], control if fds else [])


class Worker:
    """A real lares-probe, run by the scanner."""
    def __init__(self):
        self.sock, theirs = socket.socketpair(socket.AF_UNIX,
                                              socket.SOCK_SEQPACKET)
        self.pid = spawn([os.path.join(BUILD, "lares-probe")],
                         [(theirs.fileno(), 3)])
        theirs.close()
        self.pidfd = os.pidfd_open(self.pid)

    def hand_to(self, parent):
        send(parent, "IPC_WORKER", self.pid,
             fds=[self.sock.fileno(), self.pidfd])
        self.sock.close()

    def hear(self):
        pass

    def is_gone(self):
        return bool(select.select([self.pidfd], [], [], PATIENCE)[0])

    def end(self):
        signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.pidfd)


class Played(Worker):
    """We answer; some harmless process has the pidfd."""
    def __init__(self, answer, seek=None):
        self.sock, self.ours = socket.socketpair(socket.AF_UNIX,
                                                 socket.SOCK_SEQPACKET)
        theirs, self.keep = os.pipe()       # until it closes, cat waits
        self.pid = spawn(["/bin/cat"], [(theirs, 0)])
        os.close(theirs)
        self.pidfd = os.pidfd_open(self.pid)
        self.answer = answer
        self.seek = seek or Played.no_seek
        send(self.ours, "IPC_READY", 0)

    def hear(self):
        try:
            data, control, _, _ = self.ours.recvmsg(16384, 4096)
        except ConnectionResetError:        # it did not hear us out
            return False
        heads = []
        for _, _, fds in control:
            for fd in array.array("i", fds[:len(fds) // 4 * 4]):
                heads.append(os.read(fd, 1000))
                os.close(fd)
        if data and data[0] == T["IPC_SEEK"]:
            assert len(data) == 1 and len(heads) == 1, data
            self.file = heads[0]
            self.seek(self)
        elif data:
            self.asked(data, heads)
            self.answer(self)
        return bool(data)

    def no_seek(self, *_):
        """No seek table can be made."""
        self.ours.send(bytes([T["IPC_UNREADABLE"]]) + bytes(4))

    def points(self, more, *points, duration=0):
        """Points of a seek table: (ms, offset, key)."""
        numbers = [more, duration]
        for ms, offset, key in points:
            numbers += [2 * ms + key, offset]
        self.ours.send(bytes([T["IPC_SEEK_POINTS"]]) + struct.pack(
            "<%dQ" % len(numbers), *numbers))

    def asked(self, data, heads):
        """What a job holds: the start of the file, and for each beside it
        what it is and its start."""
        at = 1 + 4 + struct.unpack_from("<I", data, 1)[0]
        n, = struct.unpack_from("<Q", data, at)
        kinds = struct.unpack_from("<%dQ" % n, data, at + 8)
        assert at + 8 + 8 * n == len(data) and len(heads) == 1 + n, data
        self.file = heads[0]
        self.sides = [(probe.SIDES[k], h) for k, h in zip(kinds, heads[1:])]

    def end(self):
        self.ours.close()
        super().end()
        os.close(self.keep)

    def blanks(self, state, said=b""):
        self.ours.send(bytes([T["IPC_BLANKS"]]) + struct.pack(
            "<QI", state, len(said)) + said)

    def unreadable(self, why):
        self.ours.send(bytes([T["IPC_UNREADABLE"]]) + struct.pack(
            "<I", len(why)) + why)

    def facts(self, title, duration=0):
        body = struct.pack("<2Q", AUDIO, duration) + bytes(
            8 * (len(probe.NUMBERS) - 2))
        texts = dict(format="mp3", title=title)
        for name in probe.TEXTS:
            text = texts.get(name, "").encode()
            body += struct.pack("<I", len(text)) + text
        self.ours.send(bytes([T["IPC_FACTS"]]) + body)


# ---- the scanner, and we are laresd ------------------------------------------------

class Scanner:
    def __init__(self, place, *media, settings=""):
        self.place = place
        self.state = os.path.join(place, "state")
        os.makedirs(self.state, exist_ok=True)
        self.media = media or (os.path.join(place, "media"),)
        self.settings = settings
        self.answer = self.seek = None
        self.workers, self.pid = [], None

    def start(self, *media, settings=None, answer=None):
        """answer: plays the workers"""
        self.media = media or self.media
        self.settings = self.settings if settings is None else settings
        self.answer = answer
        self.progress, self.ready, self.tried = [], False, None
        self.sock, theirs = socket.socketpair(socket.AF_UNIX,
                                              socket.SOCK_SEQPACKET)
        config = os.memfd_create("config")
        text = "state_dir = %s\n%s\n" % (self.state, self.settings)
        if answer is not None:      # who plays a worker paints nothing
            text += "art_cache = 0\n"
        for m in self.media:
            text += "media_dir = %s\n" % m
        os.write(config, text.encode())
        os.lseek(config, 0, os.SEEK_SET)
        self.log_path = os.path.join(self.place, "log")
        log = os.open(self.log_path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        self.pid = spawn([os.path.join(BUILD, "lares-scan")],
                         [(log, 2), (theirs.fileno(), 3), (config, 4)])
        theirs.close()
        os.close(log)
        os.close(config)
        return self

    def scan(self, *media, **how):
        """Starts it and lets it end its first scan."""
        self.start(*media, **how)
        return self.until_scanned()

    def until_scanned(self):
        done = len([p for p in self.progress if not p[0]])
        self.until(lambda: len([p for p in self.progress if not p[0]]) > done,
                   "the end of a scan")
        return self

    def rescan(self):
        send(self.sock, "IPC_RESCAN")
        return self.until_scanned()

    def log(self):
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def looked(self):
        """How many files the last scan had to look at."""
        line = [x for x in self.log().splitlines() if "scan done" in x][-1]
        return int(line.split("files, ")[1].split()[0])

    # -- events --

    def hear(self):
        data = self.sock.recv(16384)
        assert data, "the scanner has gone: " + self.log()
        numbers = struct.unpack("<%dQ" % ((len(data) - 1) // 8), data[1:])
        if data[0] == T["IPC_WORKER_WANTED"]:
            w = Worker() if self.answer is None else Played(self.answer,
                                                            self.seek)
            self.workers.append(w)
            w.hand_to(self.sock)
        elif data[0] == T["IPC_PROGRESS"]:
            self.progress.append(numbers)
        elif data[0] == T["IPC_READY"]:
            self.ready = True
            self.layers = numbers[0]
        elif data[0] == T["IPC_TRIED"]:
            self.tried = numbers
        else:
            raise AssertionError("message of type %d" % data[0])

    def turn(self, limit):
        ears = {self.sock: self.hear}
        for w in self.workers:
            if isinstance(w, Played) and w.ours.fileno() != -1:
                ears[w.ours] = w.hear
        for s in select.select(list(ears), [], [], limit)[0]:
            if ears[s]() is False:
                s.close()

    def until(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "%s: not within %s s\n%s" % (
                what() if callable(what) else what, PATIENCE, self.log())
            self.turn(0.02)
        return self

    def expect(self, *names):
        """Waits until exactly these files are listed."""
        wanted = sorted(names)
        return self.until(lambda: sorted(self.files()) == wanted,
                          lambda: "%r, not %r" % (sorted(self.files()),
                                                  wanted))

    # -- ends --

    def status(self):
        self.sock.close()
        _, status = os.waitpid(self.pid, 0)
        self.pid = None
        for w in self.workers:
            w.end()
        self.workers = []
        return os.waitstatus_to_exitcode(status)

    def stop(self):
        """As laresd does when it leaves in peace."""
        self.sock.shutdown(socket.SHUT_WR)
        assert self.status() == 0, self.log()

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.status()

    # -- what it wrote --

    def rows(self):
        """path -> row of everything listed, as media roots name it"""
        try:
            db = sqlite3.connect("file:%s/catalog.db?mode=ro" % self.state,
                                 uri=True)
        except sqlite3.OperationalError:
            return {}
        db.row_factory = sqlite3.Row
        try:
            rows = db.execute("SELECT o.*, p.name, p.parent AS above"
                              " FROM object o JOIN place p ON p.id = o.id")
            by_id = {row["id"]: row for row in rows}
        except sqlite3.OperationalError:
            return {}
        finally:
            db.close()

        def path(row):
            name = os.fsdecode(row["name"])
            return name if row["above"] == 0 else (
                path(by_id[row["above"]]) + "/" + name)

        found = {path(row): row for row in by_id.values()}
        assert len(found) == len(by_id), "something is listed twice"
        return found

    def table(self, query):
        db = sqlite3.connect("file:%s/catalog.db?mode=ro" % self.state,
                             uri=True)
        try:
            return db.execute(query).fetchall()
        finally:
            db.close()

    def files(self):
        """The files listed, beneath the first root where they are in it."""
        top = self.media[0].split(",")[-1] + "/"
        return [p[len(top):] if p.startswith(top) else p
                for p, row in self.rows().items() if row["kind"] != 0]

    def seeks(self):
        """name -> (object.seekable, bytes of its table) of the files"""
        with contextlib.closing(sqlite3.connect(
                "file:%s/catalog.db?mode=ro" % self.state, uri=True)) as db:
            tables = dict(db.execute("SELECT id, length(offsets) FROM seek"))
        return {os.path.basename(p): (row["seekable"], tables.pop(row["id"], 0))
                for p, row in self.rows().items() if row["kind"] != 0}

    def update_id(self):
        with contextlib.closing(sqlite3.connect(
                "file:%s/catalog.db?mode=ro" % self.state, uri=True)) as db:
            return db.execute("SELECT update_id FROM state").fetchone()[0]

    def blanks(self):
        """name -> (state, what is said) of the files of which something is
        noted, and that it is noted of what is on the disk"""
        found = {}
        for name, state, said, *stamp in self.table(
                "SELECT p.name, b.state, b.said, b.size, b.mtime_ns, b.inode"
                " FROM blank b JOIN place p USING (id)"):
            name = os.fsdecode(name)
            st = os.stat(os.path.join(self.media[0], name))
            assert stamp == [st.st_size, st.st_mtime_ns, st.st_ino], name
            found[name] = state, bytes(said)
        return found

    def row(self, name):
        return self.rows()[os.path.join(self.media[0].split(",")[-1], name)]

    def tidy(self):
        """What must always hold."""
        rows = self.rows()
        children = {}
        for row in rows.values():
            children[row["parent"]] = children.get(row["parent"], 0) + 1
        for path, row in rows.items():
            assert row["child_count"] == children.get(row["id"], 0), path
            if row["kind"] == 0 and row["parent"] != 0:
                assert row["child_count"] > 0, path + " is empty"
            assert row["parent"] == 0 or row["parent"] in [
                r["id"] for r in rows.values() if r["kind"] == 0], path


class Place:
    """A directory for one test, and the scanners it starts."""
    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="lares-scanner-")
        os.makedirs(self.at("media"))
        self.scanners = []

    def at(self, name):
        return os.path.join(self.path, name)

    def m(self, name):
        return self.at("media/" + name)

    def scanner(self, *media, **how):
        self.scanners.append(Scanner(self.path, *media, **how))
        return self.scanners[-1]

    def close(self):
        for s in self.scanners:
            if s.pid is not None:
                s.kill()
        shutil.rmtree(self.path)
