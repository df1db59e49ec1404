"""Writes tags into copies of a template: just enough of ID3v2.4, Vorbis
comments in FLAC, iTunes atoms in MP4 and EXIF in JPEG to tell thousands of
small files apart without running an encoder for each; and bytes that mean
nothing into the other kinds, so that no two files are the same."""

import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))), "media"))
import handmade  # noqa: E402

MAKE, MODEL, EXIF_IFD, DATE_TAKEN = 0x10f, 0x110, 0x8769, 0x9003
LONG = 4

ID3 = {"title": "TIT2", "artist": "TPE1", "album": "TALB", "genre": "TCON",
       "album_artist": "TPE2", "track": "TRCK", "date": "TDRC",
       "composer": "TCOM"}
VORBIS = {"title": "TITLE", "artist": "ARTIST", "album": "ALBUM",
          "album_artist": "ALBUMARTIST", "genre": "GENRE",
          "track": "TRACKNUMBER", "date": "DATE", "composer": "COMPOSER"}
ILST = {"title": b"\xa9nam", "artist": b"\xa9ART", "album": b"\xa9alb",
        "album_artist": b"aART", "genre": b"\xa9gen", "date": b"\xa9day",
        "composer": b"\xa9wrt"}


def mp3(template, tags):
    return handmade.id3v2({ID3[n]: str(v) for n, v in tags.items()}) + template


def flac(template, tags):
    """STREAMINFO stays, then the comments, then the frames."""
    body = struct.pack("<I", 5) + b"bench" + struct.pack("<I", len(tags))
    for name, value in tags.items():
        text = f"{VORBIS[name]}={value}".encode()
        body += struct.pack("<I", len(text)) + text
    at, last, head = 4, False, template[4:42]
    while not last:
        last = bool(template[at] & 0x80)
        at += 4 + int.from_bytes(template[at + 1:at + 4], "big")
    return (b"fLaC" + bytes([head[0] & 0x7f]) + head[1:] + b"\x84" +
            len(body).to_bytes(3, "big") + body + template[at:])


def atoms(data):
    """(kind, bytes) of each, one level."""
    at = 0
    while at + 8 <= len(data):
        size = struct.unpack_from(">I", data, at)[0]
        yield data[at + 4:at + 8], data[at:at + size]
        at += size


def m4a(template, tags):
    """moov stands last in the template: no offset in it changes."""
    entries = [handmade.box(ILST[n], handmade.box(
        b"data", struct.pack(">II", 1, 0), str(v).encode()))
        for n, v in tags.items() if n in ILST]
    entries.append(handmade.box(b"trkn", handmade.box(
        b"data", struct.pack(">IIHHHH", 0, 0, 0, int(tags["track"]), 0, 0))))
    handler = handmade.box(b"hdlr", bytes(8), b"mdirappl", bytes(9))
    udta = handmade.box(b"udta", handmade.box(
        b"meta", bytes(4), handler, handmade.box(b"ilst", *entries)))
    out = b""
    for kind, data in atoms(template):
        if kind == b"moov":
            data = handmade.box(b"moov", *(d for k, d in atoms(data[8:])
                                           if k != b"udta"), udta)
        out += data
    return out


def video(kind, template, number):
    """With its number where no player looks."""
    mark = struct.pack("<Q", number)
    return template + {"mp4": handmade.box(b"free", mark),
                       "mkv": b"\xec\x88" + mark,
                       "avi": b"JUNK" + struct.pack("<I", 8) + mark}[kind]


def jpeg(template, number, camera=None, date=None):
    """A comment with its number; with a camera (make, model), EXIF before
    everything else, date: "YYYY:MM:DD hh:mm:ss"."""
    comment = b"%d" % number
    data = (template[:2] + b"\xff\xfe" + struct.pack(">H", 2 + len(comment)) +
            comment + template[2:])
    if camera is None:
        return data
    first = {MAKE: camera[0].encode() + b"\0",
             MODEL: camera[1].encode() + b"\0", EXIF_IFD: (LONG, 0)}
    at = 8 + len(handmade.ifd(first, 8))
    first[EXIF_IFD] = (LONG, at)
    return handmade.jpeg_with_exif(
        data, b"II*\0" + struct.pack("<I", 8) + handmade.ifd(first, 8) +
        handmade.ifd({DATE_TAKEN: date.encode() + b"\0"}, at))
