"""The server under test: started as an unprivileged user on its host, watched
by its output, asked through laresctl, and ended by a signal."""

import contextlib
import fcntl
import functools
import os
import re
import select
import signal
import sqlite3
import struct
import subprocess
import termios
import threading
import time

ROOT_MODE = "root"
CHILDREN = ("lares-ssdp", "lares-http", "lares-scan")
UNPRIVILEGED = {
    # Root becomes somebody else; the root of a user namespace cannot, but can
    # leave its rights behind in one more namespace.
    ROOT_MODE: ["setpriv", "--reuid=nobody", "--regid=nogroup",
                "--clear-groups", "--"],
    "user namespace": ["unshare", "--user", "--map-user=1000",
                       "--map-group=1000", "--"],
}


def unprivileged():
    return UNPRIVILEGED[os.environ["E2E_MODE"]]


def clean_environment(home):
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
           "HOME": home, "LANG": "C.UTF-8"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    return env


def processes():
    """{pid: (parent, name)} of everything that runs."""
    out = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as f:
                    text = f.read()
            except OSError:
                continue
            name = text[text.index("(") + 1:text.rindex(")")]
            rest = text[text.rindex(")") + 2:].split()
            if rest[0] != "Z":
                out[int(entry)] = (int(rest[1]), name)
    return out


def cpu_seconds(pid):
    """What a process has computed: unlike the time of day, the same on a busy
    machine."""
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server:
    """
    laresd with a configuration of its own. settings: [(key, value)], written
    as they stand after what every test needs. without: layers that a test
    build leaves out.
    """

    def __init__(self, host, folder, settings=(), arguments=(), plain=False,
                 prefix=None, environment=None, without=None):
        self.host, self.folder = host, folder
        self.state = os.path.join(folder, "state")
        self.config = os.path.join(folder, "lares.conf")
        self.heard, self.change = [], threading.Condition()
        self.ended = False
        self.done = False  # ended as wanted: nothing more to judge
        self.first_children = {}  # {name: pids}, which should stay
        self.location, self.port = {}, None
        self.build = os.environ["E2E_BUILD"]
        self.home = os.path.join(folder, "home-of-somebody")
        self.prefix = unprivileged() if prefix is None else prefix
        self.environment = clean_environment(self.home)
        self.environment.update(environment or {})
        for path in (self.state, self.home):
            os.makedirs(path, exist_ok=True)
            hand_over(path)
        if not plain:
            self.write_config(settings)
            arguments = ["-f", "-c", self.config, *arguments]
        self.without = os.environ.get("E2E_WITHOUT", "").split() \
            if without is None else list(without)
        arguments = [*(f"--without={x}" for x in self.without), *arguments]
        self.argv = [os.path.join(self.build, "laresd"), *arguments]

    def write_config(self, settings):
        with open(self.config, "w") as f:
            f.write(f"state_dir = {self.state}\n")
            if os.environ.get("E2E_REQUIRE_SANDBOX") == "1":
                f.write("require_sandbox = yes\n")
            for key, value in settings:
                f.write(f"{key} = {value}\n")

    # ---- its life

    def start(self):
        self.log = open(os.path.join(self.folder, "laresd.log"), "ab")
        self.process = self.host.popen(
            *self.prefix, *self.argv, cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self.pid = self.process.pid
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def _read(self):
        """What has left the pipe is in heard: never in between."""
        pipe, rest = self.process.stdout.fileno(), b""
        while not self.ended:
            select.select([pipe], [], [])
            with self.change:
                data = os.read(pipe, 1 << 16)
                self.log.write(data)
                self.log.flush()
                *whole, rest = (rest + data).split(b"\n")
                if not data and rest:
                    whole.append(rest)
                self.heard += [x.decode(errors="replace") for x in whole]
                self.ended = not data
                self.change.notify_all()

    def _unread(self):
        size = fcntl.ioctl(self.process.stdout, termios.FIONREAD, bytes(4))
        return struct.unpack("i", size)[0]

    @property
    def lines(self):
        """All that it has written by now, whether or not it was read yet."""
        with self.change:
            self.change.wait_for(lambda: self.ended or not self._unread(),
                                 patience(5))
            return self.heard

    def wait_line(self, pattern, seconds, since=0):
        """The match of the first output line (from number since) that has
        pattern, or None when it did not come in time."""
        def match(lines):
            for line in lines[since:]:
                m = re.search(pattern, line)
                if m:
                    return m
            return None
        with self.change:
            self.change.wait_for(lambda: match(self.heard) or self.ended,
                                 patience(seconds))
            return match(self.lines)

    def alive(self):
        return self.process.poll() is None

    def send(self, number):
        self.process.send_signal(number)

    def stop(self, number=signal.SIGTERM, seconds=5):
        """Ends it: (exit status, seconds it took); None if it did not."""
        start = time.monotonic()
        if self.alive():
            self.send(number)
        try:
            status = self.process.wait(patience(seconds))
        except subprocess.TimeoutExpired:
            self.kill()
            return None, time.monotonic() - start
        return status, time.monotonic() - start

    def kill(self):
        for pid in self.family():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

    # ---- its processes

    def family(self):
        """The pids of laresd and all beneath it."""
        all_of_them = processes()
        found = [self.pid]
        for pid in found:
            found += [p for p, (parent, _) in all_of_them.items()
                      if parent == pid]
        return found

    def children(self, name):
        """The pids of its children with this name, oldest first."""
        return sorted(p for p, (parent, n) in processes().items()
                      if parent == self.pid and n == name)

    def left(self, family):
        """Which of a family of pids still run."""
        return set(family) & set(processes())

    def wait_children(self, name, number, seconds=5, without=()):
        """Waits for so many children that are not in without; their pids."""
        def there():
            return [p for p in self.children(name) if p not in without]
        wait_until(lambda: len(there()) == number, seconds)
        return there()

    # ---- the control socket

    def catalog(self, sql):
        """The rows that the catalogue answers; None as long as it cannot."""
        try:
            db = sqlite3.connect(f"file:{self.state}/catalog.db?mode=ro",
                                 uri=True)
            with contextlib.closing(db):
                return db.execute(sql).fetchall()
        except sqlite3.Error:
            return None

    def workers(self):
        """(started, crashed): how many lares-probe, ever."""
        m = re.search(r"^lares-probe .* (\d+) started +(\d+) crashed",
                      self.ctl("status")[1], re.M)
        return int(m[1]), int(m[2])

    def ctl(self, *arguments):
        """laresctl: (exit status, output)."""
        r = self.host.run(*self.prefix, os.path.join(self.build, "laresctl"),
                          "-s", self.state, *arguments,
                          env=self.environment)
        return r.returncode, r.stdout


@contextlib.contextmanager
def held_still(pid):
    """A process that does nothing for the length of a with block."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def hand_over(path):
    """Makes a file or folder the property of the user the server runs as."""
    if not path.startswith(os.environ["E2E_FOLDER"] + "/"):
        raise ValueError(f"{path} is not this test's")
    if os.environ["E2E_MODE"] == ROOT_MODE:
        import grp
        import pwd
        os.chown(path, pwd.getpwnam("nobody").pw_uid,
                 grp.getgrnam("nogroup").gr_gid, follow_symlinks=False)


@functools.cache
def is_sanitized():
    with open(f"{os.environ['E2E_BUILD']}/lares-http", "rb") as f:
        return b"__asan_init" in f.read()


def patience(seconds):
    """How long to wait for what takes less than that on a machine at rest: it
    may be a busy one, and sanitizers are slow. No test passes by waiting."""
    return (20 if is_sanitized() else 5) * seconds


def wait_until(predicate, seconds, step=0.02):
    """Asks until predicate() is true; its last answer. For what sends no
    event: the state of processes and files."""
    end = time.monotonic() + patience(seconds)
    while True:
        value = predicate()
        if value or time.monotonic() > end:
            return value
        time.sleep(step)
