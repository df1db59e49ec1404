"""Hosts and the links between them: one network namespace per host, each held
open by a process of its own. Nothing goes to /run/netns and nothing is seen
outside, so that it works in a container, a chroot or a user namespace."""

import contextlib
import ctypes
import os
import subprocess

CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)

# The holder: its own /sys (it shows the interfaces of whoever mounts it), IPv6
# addresses usable at once, a host name that must never be seen on the wire,
# then sleep until our end of its standard input is closed.
HOLDER = """
mount -t sysfs sysfs /sys 2>/dev/null
for i in all default; do
	echo 0 >"/proc/sys/net/ipv6/conf/$i/accept_dad"
done 2>/dev/null
hostname "$0" && ip link set lo up && echo up && exec cat >/dev/null
"""


class Host:
    """A machine: commands are run on it, sockets are opened on it."""

    def __init__(self, name, hostname=None):
        self.name = name
        self.hostname = hostname or name
        self.holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "sh", "-c", HOLDER,
             self.hostname],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self.holder.stdout.readline() != b"up\n":
            raise RuntimeError("cannot make a network namespace")
        self.pid = self.holder.pid

    def close(self):
        self.holder.stdin.close()
        self.holder.stdout.close()
        self.holder.wait()

    def command(self, argv):
        return ["nsenter", "-t", str(self.pid), "-n", "-m", "-u", "--", *argv]

    def run(self, *argv, timeout=120, **kw):
        """Runs a command here to its end; its output as text."""
        kw.setdefault("stdout", subprocess.PIPE)
        kw.setdefault("stderr", subprocess.STDOUT)
        kw.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run(self.command(argv), timeout=timeout, text=True,
                              errors="replace", **kw)

    def must(self, *argv):
        r = self.run(*argv)
        if r.returncode:
            raise RuntimeError(f"{self.name}: {' '.join(argv)}: {r.stdout}")
        return r.stdout

    def popen(self, *argv, **kw):
        return subprocess.Popen(self.command(argv), **kw)

    def enter(self):
        """Moves the calling thread here: sockets it opens are this host's."""
        fd = os.open(f"/proc/{self.pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        try:
            if LIBC.setns(fd, CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
        finally:
            os.close(fd)

    @contextlib.contextmanager
    def inside(self):
        """As enter(), for the length of a with block."""
        back = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        try:
            self.enter()
            yield self
        finally:
            LIBC.setns(back, CLONE_NEWNET)
            os.close(back)

    def sysctl(self, name, value):
        self.must("sh", "-c", 'echo "$1" >"/proc/sys/$0"',
                  name.replace(".", "/"), str(value))


class Link:
    """One Ethernet: a bridge in the router, 10.77.N.0/24."""

    def __init__(self, network, n):
        self.n = n
        self.bridge = f"link{n}"
        self.server_if = f"eth{n - 1}"
        self.server = f"10.77.{n}.1"
        self.client = f"10.77.{n}.2"
        self.router = f"10.77.{n}.254"
        self.router_host = network.router
        r = network.router
        # No snooping: without a querier it would only guess who listens.
        r.must("ip", "link", "add", self.bridge, "type", "bridge",
               "mcast_snooping", "0")
        r.must("ip", "addr", "add", f"{self.router}/24", "dev", self.bridge)
        r.must("ip", "link", "set", self.bridge, "up")

    def plug(self, host, ifname, address, up=True):
        """Gives a host an interface on this link, with an address."""
        port = f"{host.name[:6]}-{self.n}"
        r = self.router_host
        r.must("ip", "link", "add", port, "type", "veth", "peer", "name",
               ifname, "netns", str(host.pid))
        r.must("ip", "link", "set", port, "master", self.bridge, "up")
        host.must("ip", "addr", "add", f"{address}/24", "dev", ifname)
        host.must("ip", "-6", "addr", "add",
                  f"fd77:{self.n}::{address.rsplit('.', 1)[1]}/64",
                  "dev", ifname, "nodad")
        if up:
            host.must("ip", "link", "set", ifname, "up")

    def unplug(self, host):
        self.router_host.must("ip", "link", "del", f"{host.name[:6]}-{self.n}")


class Network:
    """
    server and client on link 1 (and host2 on link 2, the server on both), the
    router as everybody's default gateway, and "internet" behind it.
    """

    INTERNET = "198.51.100.9"

    def __init__(self, links=1, server_hostname="server"):
        self.hosts = []
        self.router = self.host("router")
        self.server = self.host("server", server_hostname)
        self.client = self.host("client")
        self.internet = self.host("internet")
        self.links = {}
        self._join_internet()
        link = self.add_link(1)
        self.join(self.client, link)
        self.gateway(self.server, link)
        if links == 2:
            self.host2 = self.host("host2")
            self.join(self.host2, self.add_link(2))

    def host(self, name, hostname=None):
        h = Host(name, hostname)
        self.hosts.append(h)
        return h

    def add_link(self, n, plug=True):
        self.links[n] = link = Link(self, n)
        if plug:
            link.plug(self.server, link.server_if, link.server)
        return link

    def join(self, host, link):
        """A client on a link, with the router as its way out."""
        link.plug(host, "eth0", link.client)
        self.gateway(host, link)

    def gateway(self, host, link):
        host.must("ip", "route", "add", "default", "via", link.router)

    def _join_internet(self):
        self.router.must("ip", "link", "add", "wan", "type", "veth", "peer",
                         "name", "eth0", "netns", str(self.internet.pid))
        self.router.must("ip", "addr", "add", "198.51.100.1/24", "dev", "wan")
        self.router.must("ip", "link", "set", "wan", "up")
        self.router.sysctl("net.ipv4.ip_forward", 1)
        i = self.internet
        i.must("ip", "addr", "add", f"{self.INTERNET}/24", "dev", "eth0")
        i.must("ip", "link", "set", "eth0", "up")
        i.must("ip", "route", "add", "default", "via", "198.51.100.1")

    def close(self):
        for h in self.hosts:
            h.close()
