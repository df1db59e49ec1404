"""Sample files that ffmpeg cannot write: EXIF in pictures, HEIF, DSF, DFF."""

import struct
import zlib


def ifd(entries, base, next_ifd=0):
    """A TIFF directory (little endian) at offset base: {tag: value}, where
    bytes are text, (kind, number) a number. What does not fit comes after."""
    out, extra = struct.pack("<H", len(entries)), b""
    after = base + 2 + 12 * len(entries) + 4
    for tag, value in sorted(entries.items()):
        if isinstance(value, bytes):
            out += struct.pack("<HHII", tag, 2, len(value), after + len(extra))
            extra += value
        else:
            kind, number = value
            out += struct.pack("<HHI", tag, kind, 1)
            out += struct.pack("<HH" if kind == 3 else "<I", number,
                               *([0] if kind == 3 else []))
    return out + struct.pack("<I", next_ifd) + extra


def exif_tiff(orientation, date, digitized=None, changed=None):
    """An EXIF block from its TIFF header on."""
    first = {0x0112: (3, orientation), 0x8769: (4, 0)}
    if changed:
        first[0x0132] = changed.encode() + b"\0"
    size = len(ifd(first, 8))
    first[0x8769] = (4, 8 + size)
    second = {}
    if date:
        second[0x9003] = date.encode() + b"\0"
    if digitized:
        second[0x9004] = digitized.encode() + b"\0"
    return (b"II*\0" + struct.pack("<I", 8) + ifd(first, 8) +
            ifd(second, 8 + size))


def jpeg_with_exif(jpeg, tiff):
    """Puts an APP1 segment behind the JPEG's first marker."""
    block = b"Exif\0\0" + tiff
    return (jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) +
            block + jpeg[2:])


def png_with_exif(png, tiff):
    """Puts an eXIf chunk behind IHDR (which always ends at byte 33)."""
    chunk = b"eXIf" + tiff
    return (png[:33] + struct.pack(">I", len(tiff)) + chunk +
            struct.pack(">I", zlib.crc32(chunk)) + png[33:])


def webp_with_exif(webp, width, height, tiff):
    """The extended form: VP8X, the picture as it was, EXIF."""
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"VP8X" + struct.pack("<I", 10) + b"\x08\0\0\0" + size
    body += webp[12:]
    body += b"EXIF" + struct.pack("<I", len(tiff)) + tiff
    body += b"\0" * (len(tiff) & 1)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def tiff_picture(width, height, orientation, date):
    """A grey picture, uncompressed, its directory at the end of the file."""
    pixels = bytes(width * height)
    at = 8 + len(pixels)
    entries = {256: (4, width), 257: (4, height), 258: (3, 8), 259: (3, 1),
               262: (3, 1), 273: (4, 8), 274: (3, orientation), 277: (3, 1),
               278: (4, height), 279: (4, len(pixels)),
               306: date.encode() + b"\0"}
    return b"II*\0" + struct.pack("<I", at) + pixels + ifd(entries, at)


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind, version, flags, *parts):
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def heif(brand, codec, width, height, quarters, mirror, tiff):
    """Every box a HEIF reader looks at (ISO/IEC 23008-12), and no picture.
    quarters: irot, anticlockwise; mirror: imir's axis, or None."""
    ispe = full(b"ispe", 0, 0, struct.pack(">II", width, height))
    small = full(b"ispe", 0, 0, struct.pack(">II", 32, 24))
    properties, used = small + ispe, [2]
    if quarters:
        properties += box(b"irot", bytes([quarters]))
        used.append(len(used) + 2)
    if mirror is not None:
        properties += box(b"imir", bytes([mirror]))
        used.append(len(used) + 2)
    ipma = struct.pack(">IHBB", 2, 7, 1, 1)
    ipma += struct.pack(">HB", 1, len(used)) + bytes(0x80 | u for u in used)
    payload = struct.pack(">I", 6) + b"Exif\0\0" + tiff
    ftyp = box(b"ftyp", brand, b"\0\0\0\0", b"mif1", brand)

    def meta(at):
        def item(number, kind):
            return full(b"infe", 2, 0, struct.pack(">HH", number, 0), kind,
                        b"\0")
        return full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(13)),
            full(b"pitm", 0, 0, struct.pack(">H", 1)),
            full(b"iloc", 1, 0, b"\x44\x00", struct.pack(">H", 2),
                 struct.pack(">HHHHII", 1, 0, 0, 1, at, 16),
                 struct.pack(">HHHHII", 3, 0, 0, 1, at + 16, len(payload))),
            full(b"iinf", 0, 0, struct.pack(">H", 3), item(1, codec),
                 item(7, codec), item(3, b"Exif")),
            box(b"iprp", box(b"ipco", properties),
                full(b"ipma", 0, 0, ipma)))

    head = len(ftyp) + len(meta(0)) + 8
    return ftyp + meta(head) + box(b"mdat", bytes(16), payload)


def id3v2(frames):
    """An ID3v2.4 tag of text frames: {"TIT2": "..."}."""
    def syncsafe(n):
        return bytes(n >> s & 0x7f for s in (21, 14, 7, 0))
    body = b""
    for name, text in frames.items():
        data = b"\x03" + text.encode()
        body += name.encode() + syncsafe(len(data)) + b"\0\0" + data
    return b"ID3\x04\0\0" + syncsafe(len(body)) + body


DSD64 = 2822400


def dsf(blocks, frames):
    """Stereo DSD64, silence, blocks of 4096 bytes a channel; tags at the
    end. 86 blocks are 998.5 ms."""
    sound = b"\x69" * (2 * 4096 * blocks)
    tag = id3v2(frames)
    head = 28 + 52 + 12
    return (b"DSD " + struct.pack("<QQQ", 28, head + len(sound) + len(tag),
                                  head + len(sound)) +
            b"fmt " + struct.pack("<QIIIIIIQII", 52, 1, 0, 2, 2, DSD64, 1,
                                  4096 * 8 * blocks, 4096, 0) +
            b"data" + struct.pack("<Q", 12 + len(sound)) + sound + tag)


def dff(size):
    """Stereo DSD64 in DSDIFF: size bytes in all channels."""
    def chunk(kind, body):
        return kind + struct.pack(">Q", len(body)) + body
    prop = (b"SND " + chunk(b"FS  ", struct.pack(">I", DSD64)) +
            chunk(b"CHNL", struct.pack(">H", 2) + b"SLFTSRGT") +
            chunk(b"CMPR", b"DSD \x0enot compressed\0"))
    form = (b"DSD " + chunk(b"FVER", b"\x01\x05\0\0") + chunk(b"PROP", prop) +
            chunk(b"DSD ", b"\x69" * size))
    return chunk(b"FRM8", form)
