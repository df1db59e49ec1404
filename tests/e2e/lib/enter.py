"""How a program that runs the server comes to a place where it may: namespaces
of its own, as root or as somebody, and a build folder within reach."""

import os
import shutil
import subprocess
import sys

from lib import lares

SETTINGS = ("kernel.unprivileged_userns_clone (must be 1)",
            "user.max_user_namespaces and user.max_net_namespaces "
            "(must not be 0)")

PROGRAMS = ("laresd", "laresctl", "lares-ssdp", "lares-http", "lares-scan",
            "lares-probe")
MAKERS = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "..", "..", "media")


def works(*argv):
    return subprocess.run(argv, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def enter_namespace():
    """Starts this program again where it may make networks and mounts."""
    for mode, how in (("root", ["unshare", "--mount", "--net"]),
                      ("user namespace",
                       ["unshare", "--user", "--map-root-user", "--mount",
                        "--net"])):
        if mode == "root" and os.geteuid() != 0:
            continue
        if works(*how, "true"):
            os.environ["E2E_MODE"] = mode
            os.execvp(how[0], [*how, "--", "/usr/bin/python3", *sys.argv])
    sys.exit("cannot make network namespaces, neither as root nor in a "
             "user namespace; see the settings\n  " + "\n  ".join(SETTINGS))


def reachable(build):
    """
    The build folder under a path that the user of the tests can pass: its own,
    or one beneath /mnt, bound there in our private mount namespace.
    """
    if works(*lares.unprivileged(), "test", "-x", f"{build}/laresd"):
        return build
    fd = os.open(build, os.O_PATH)
    for mount in (["-t", "tmpfs", "-o", "mode=755", "tmpfs", "/mnt"],
                  ["--bind", f"/proc/{os.getpid()}/fd/{fd}", "/mnt/build"]):
        subprocess.run(["mount", *mount], check=True)
        os.makedirs("/mnt/build", exist_ok=True)
    os.close(fd)
    return "/mnt/build"


def unpacked(build):
    """Where programs lie that are unpacked for tests and not installed."""
    return [f"{b}/peers/usr/bin" for b in (build, os.path.dirname(build))]


def make_samples(build, what, maker):
    """BUILD/what, made by tests/media/MAKER once and whole."""
    folder, maker = f"{build}/{what}", f"{MAKERS}/{maker}"
    stamp = f"{folder}.stamp"
    if os.path.exists(stamp) and \
            os.path.getmtime(stamp) > os.path.getmtime(maker):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    log = f"{folder}.log"
    with open(log, "w") as f:
        r = subprocess.run([maker, folder], stdout=f, stderr=f,
                           stdin=subprocess.DEVNULL)
    if r.returncode:
        sys.exit(f"e2e: {maker} failed, see {log}")
    open(stamp, "w").close()
    return folder


def prepare(build, *samples):
    """
    All of it, before a test: the build folder's path, from here on. samples:
    (what, MAKER), which the environment then names as E2E_WHAT.
    """
    if "E2E_MODE" not in os.environ:
        enter_namespace()
    build = os.path.abspath(build)
    for name in PROGRAMS:
        if not os.access(f"{build}/{name}", os.X_OK):
            sys.exit(f"e2e: there is no {build}/{name}")
    os.umask(0o022)
    path = [os.environ["PATH"], "/usr/sbin", "/sbin", *unpacked(build)]
    build = reachable(build)
    for what, maker in samples:
        os.environ[f"E2E_{what.upper()}"] = make_samples(build, what, maker)
    os.environ.update(E2E_BUILD=build, PYTHONDONTWRITEBYTECODE="1",
                      PATH=":".join(path))
    return build
