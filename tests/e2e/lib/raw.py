"""Packets made by hand."""

import socket
import struct


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def segment(source, to, sport, dport, flags):
    """TCP without a byte in it."""
    tcp = struct.pack("!HHIIBBHHH", sport, dport, 1, 1, 0x50, flags, 1024, 0,
                      0)
    pseudo = socket.inet_aton(source) + socket.inet_aton(to) + \
        struct.pack("!BBH", 0, socket.IPPROTO_TCP, len(tcp))
    return tcp[:16] + struct.pack("!H", checksum(pseudo + tcp)) + tcp[18:]
