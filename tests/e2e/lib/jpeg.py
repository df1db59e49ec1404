"""What a baseline JPEG says of itself."""

import struct


def size_of(data):
    """(width, height), of its first frame header; ValueError if there is
    none, or the file does not begin and end as a JPEG does."""
    at = 2
    if data[:2] != b"\xff\xd8" or data[-2:] != b"\xff\xd9":
        raise ValueError(f"no JPEG: {data[:8]!r}")
    while data[at:at + 2] != b"\xff\xc0":
        if at + 9 > len(data) or data[at] != 0xff:
            raise ValueError("a JPEG without a baseline frame header")
        at += 2 + int.from_bytes(data[at + 2:at + 4], "big")
    height, width = struct.unpack_from(">HH", data, at + 5)
    return width, height
