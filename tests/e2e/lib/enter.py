"""How a program that runs the server comes to a place where it may: namespaces
of its own, as root or as somebody, and a build folder within reach."""

import os
import subprocess
import sys

from lib import lares

SETTINGS = ("kernel.unprivileged_userns_clone (must be 1)",
            "user.max_user_namespaces and user.max_net_namespaces "
            "(must not be 0)")


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
