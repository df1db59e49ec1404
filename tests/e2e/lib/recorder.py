#!/usr/bin/python3
"""Records every packet of the host it runs on into a pcap file (Linux "cooked"
v2 frames), whatever interfaces come and go. Says "up" when it listens; ends
when its standard input closes, with how many packets it missed.

Ours and not tcpdump, which insists on becoming another user and so cannot
run as the root of a user namespace."""

import ctypes
import mmap
import select
import socket
import struct
import sys

ETH_P_ALL = 3
SOL_PACKET = 263
PACKET_RX_RING, PACKET_STATISTICS, PACKET_VERSION, TPACKET_V3 = 5, 6, 10, 2
TP_STATUS_KERNEL, TP_STATUS_USER = 0, 1
SO_ATTACH_FILTER = 26
LINKTYPE_LINUX_SLL2 = 276
WHOLE = 0x40000
# Everything is kept up to here, then no longer what exceeds one frame: only
# segments of bulk TCP do, and a test that moves gigabytes has shown its text.
# Of these some may already have been missed by then.
WHOLE_BYTES = 32 << 20
FRAME = 1500

# A block that something is in is handed over after BLOCK_MS, full or not: with
# so many of them the reader may stand still for ten seconds.
BLOCK, BLOCKS, BLOCK_MS = 1 << 18, 512, 20

KEEP_ALL = [(0x06, 0, 0, WHOLE)]  # ret #WHOLE
KEEP_FRAMES = [
    (0x80, 0, 0, 0),      # ld len
    (0x25, 0, 1, FRAME),  # jgt #FRAME
    (0x06, 0, 0, 0),      # ret #0
    (0x06, 0, 0, WHOLE),  # ret #WHOLE
]


def keep(sock, program):
    """Gives the socket a classic BPF program."""
    code = ctypes.create_string_buffer(
        b"".join(struct.pack("HBBI", *i) for i in program))
    sock.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER,
                    struct.pack("HL", len(program), ctypes.addressof(code)))


def ring(sock):
    """The packets' way out: memory shared with the kernel (TPACKET_V3)."""
    sock.setsockopt(SOL_PACKET, PACKET_VERSION, TPACKET_V3)
    frame = 2048
    sock.setsockopt(SOL_PACKET, PACKET_RX_RING, struct.pack(
        "7I", BLOCK, BLOCKS, frame, BLOCK * BLOCKS // frame, BLOCK_MS, 0, 0))
    return mmap.mmap(sock.fileno(), BLOCK * BLOCKS)


def write_packet(out, data, at):
    """One packet at data[at:] to the file: (bytes, offset of the next)."""
    step, sec, nsec, size, _, _, start = struct.unpack_from("=6IH", data, at)
    _, proto, ifindex, hatype, kind, halen, mac = struct.unpack_from(
        "=H2sIHBB8s", data, at + 48)
    out.write(struct.pack("=IIII", sec, nsec // 1000, 20 + size, 20 + size))
    out.write(struct.pack("!2sHIHBB8s", proto, 0, ifindex, hatype, kind,
                          halen, mac))
    out.write(data[at + start:at + start + size])
    return size, at + step


def missed(sock):
    """How many packets since the last time."""
    return struct.unpack("3I", sock.getsockopt(SOL_PACKET, PACKET_STATISTICS,
                                               12))[1]


def record(sock, data, out, stop):
    block = total = 0
    stopping = False
    while True:
        base = block * BLOCK
        status, count, first = struct.unpack_from("=3I", data, base + 8)
        if not status & TP_STATUS_USER:
            watched = [sock] if stopping else [sock, stop]
            ready, _, _ = select.select(watched, [], [],
                                        0.1 if stopping else None)
            if stopping and not ready:
                return
            stopping = stopping or stop in ready
            continue
        before, at = total, base + first
        for _ in range(count):
            size, at = write_packet(out, data, at)
            total += size
        struct.pack_into("=I", data, base + 8, TP_STATUS_KERNEL)
        block = (block + 1) % BLOCKS
        if before <= WHOLE_BYTES < total:
            keep(sock, KEEP_FRAMES)
            missed(sock)


def main():
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM,
                         socket.htons(ETH_P_ALL))
    keep(sock, KEEP_ALL)
    data = ring(sock)
    with open(sys.argv[1], "wb") as out:
        out.write(struct.pack("=IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, WHOLE,
                              LINKTYPE_LINUX_SLL2))
        print("up", flush=True)
        record(sock, data, out, sys.stdin)
    print(missed(sock), flush=True)


if __name__ == "__main__":
    main()
