"""Reads what recorder.py wrote, and judges what the server sent: only the
link, only what it may speak, and nothing that names the machine."""

import ipaddress
import os
import platform
import struct
import subprocess

OUTGOING = 4
ETH_IPV4, ETH_ARP, ETH_IPV6 = 0x0800, 0x0806, 0x86dd
ICMP, IGMP, TCP, UDP, ICMP6 = 1, 2, 6, 17, 58
SYN, ACK = 2, 16
SSDP_GROUP = ipaddress.ip_address("239.255.255.250")
NAME_PORTS = {53, 137, 138, 5353, 5355}
# Router and neighbour discovery, redirect excluded; listener reports.
ICMP6_KERNEL = {133, 135, 136, 131, 132, 143}


class Packet:
    """One frame without its Ethernet header."""

    __slots__ = ("time", "ifindex", "outgoing", "ethertype", "src", "dst",
                 "protocol", "sport", "dport", "ttl", "payload", "kind",
                 "connects")

    def __init__(self, when, sll, data):
        self.time = when
        self.ethertype, _, self.ifindex, _, kind = struct.unpack_from(
            "!HHIHB", sll)
        self.outgoing = kind == OUTGOING
        self.src = self.dst = self.protocol = self.ttl = self.kind = None
        self.sport = self.dport = None
        self.payload, self.connects = b"", False
        if self.ethertype == ETH_IPV4:
            self._ipv4(data)
        elif self.ethertype == ETH_IPV6:
            self._ipv6(data)

    def _ipv4(self, data):
        head = (data[0] & 15) * 4
        self.ttl, self.protocol = data[8], data[9]
        self.src = ipaddress.ip_address(data[12:16])
        self.dst = ipaddress.ip_address(data[16:20])
        self._transport(data[head:])

    def _ipv6(self, data):
        self.protocol, self.ttl = data[6], data[7]
        self.src = ipaddress.ip_address(data[8:24])
        self.dst = ipaddress.ip_address(data[24:40])
        rest = data[40:]
        if self.protocol == 0 and len(rest) >= 8:  # hop-by-hop (MLD)
            self.protocol, rest = rest[0], rest[8 + rest[1] * 8:]
        self._transport(rest)

    def _transport(self, data):
        if self.protocol in (TCP, UDP) and len(data) >= 8:
            self.sport, self.dport = struct.unpack_from("!HH", data)
            head = 8
            if self.protocol == TCP:
                head = (data[12] >> 4) * 4
                self.connects = data[13] & (SYN | ACK) == SYN
            self.payload = data[head:]
        elif self.protocol in (ICMP, ICMP6) and data:
            self.kind = data[0]

    def __str__(self):
        if self.src is None:
            return f"ethertype {self.ethertype:#06x}"
        ports = f" {self.sport}>{self.dport}" if self.sport else ""
        return (f"protocol {self.protocol} {self.src} > {self.dst}{ports} "
                f"ttl {self.ttl}, {len(self.payload)} bytes")


def read(path):
    """The packets of a recording, but those on the loopback (interface 1)."""
    with open(path, "rb") as f:
        data = f.read()
    pos = 24
    while pos + 16 <= len(data):
        sec, usec, size, _ = struct.unpack_from("=IIII", data, pos)
        frame = data[pos + 16:pos + 16 + size]
        pos += 16 + size
        p = Packet(sec + usec / 1e6, frame[:20], frame[20:])
        if p.ifindex != 1:
            yield p


class Recording:
    """Records a host from now to stop()."""

    def __init__(self, host, path):
        self.path = path
        self.process = host.popen(
            "/usr/bin/python3",
            os.path.join(os.path.dirname(__file__), "recorder.py"), path,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "up\n":
            raise RuntimeError("cannot record packets")

    def stop(self):
        """Ends it; how many packets were missed."""
        out, _ = self.process.communicate(timeout=60)
        return int(out)


def reach(address, networks, allowed):
    """The greatest TTL of what may be sent there, None if nothing may."""
    if any(address in n for n in networks):
        return 1
    return max((hops for n, hops in allowed.items() if address in n),
               default=None)


def forbidden(packet, networks, allowed):
    """
    Why a packet that left the server should not have; None if it may. allowed:
    {network beyond the link: hops}, where 0 means no more than what the kernel
    says for itself, without payload.
    """
    p = packet
    if p.ethertype == ETH_ARP:
        return None
    if p.ethertype == ETH_IPV6:
        if p.protocol == ICMP6 and p.kind in ICMP6_KERNEL:
            return None
        return "IPv6 beyond neighbour discovery"
    if p.ethertype != ETH_IPV4:
        return "neither IPv4, IPv6 nor ARP"
    if p.protocol == IGMP:
        return None
    if NAME_PORTS & {p.sport, p.dport}:
        return "looks up or announces names"
    if p.connects:
        return "opens a TCP connection"
    if p.dst == SSDP_GROUP:
        if p.protocol != UDP or p.dport != 1900:
            return "to the group, but not SSDP"
        return passes_router(p, max([1, *allowed.values()]))
    hops = reach(p.dst, networks, allowed)
    if hops is None:
        return "to a host beyond its links"
    if p.dst.is_multicast or any(p.dst == n.broadcast_address
                                 for n in networks):
        return "to a group or broadcast that is not SSDP's"
    # Without payload it may be the kernel's own (RST, a last ACK).
    return passes_router(p, hops) if p.payload else None


def passes_router(p, hops):
    return f"TTL {p.ttl}, would pass a router" if p.ttl > hops else None


def identity(server_hostname, macs, words):
    """
    What must not be seen: {needle: what it is}. Words are further names
    (user, home and media paths); those too short to mean anything are left
    out.
    """
    needles = {server_hostname: "host name",
               platform.release(): "kernel release",
               platform.version(): "kernel version",
               platform.node(): "host name of the machine"}
    for mac in macs:
        for form in (mac, mac.replace(":", ""), mac.replace(":", "-")):
            needles[form] = "hardware address"
    for word in words:
        needles[word] = "user or path"
    return {k.lower().encode(): v for k, v in needles.items() if len(k) > 4}


def findings(packets, networks, needles, allowed):
    """Everything wrong with what the server sent, each kind once."""
    found, stream = {}, []
    for p in packets:
        if not p.outgoing:
            continue
        why = forbidden(p, networks, allowed)
        if why:
            found.setdefault(why, f"{why}: {p}")
        if p.payload:
            stream.append(p.payload)
    text = b"".join(stream).lower()
    for needle, what in needles.items():
        at = text.find(needle)
        if at >= 0:
            around = text[max(0, at - 60):at + 60]
            found[what] = f"{what} on the wire: {around!r}"
    return list(found.values())
