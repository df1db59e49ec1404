"""Files that say where they were made, with what and by whom, in every way
that is known. What is private in them is one of SECRETS."""

import io
import os
import struct
import subprocess
import zlib

from PIL import Image

CITY, OWNER, SERIAL = "Reykjavik", "Zaphod", "SN987654321"
SECRETS = (CITY, OWNER, SERIAL, "64.1466", "-21.9426", "64,8.796N",
           "Sudurnes", "Islandia")
GPS = ("-GPSLatitude=64.1466", "-GPSLatitudeRef=N", "-GPSLongitude=21.9426",
       "-GPSLongitudeRef=W", "-GPSAltitude=12.5", "-GPSDateStamp=2001:02:03",
       "-GPSTimeStamp=04:05:06", "-GPSMapDatum=WGS-84")
EXIF_IDS = ("-OwnerName=" + OWNER, "-SerialNumber=" + SERIAL,
            "-LensSerialNumber=" + SERIAL)
XMP = ("-XMP-exif:GPSLatitude=64.1466", "-XMP-exif:GPSLongitude=-21.9426",
       "-XMP-photoshop:City=" + CITY, "-XMP-photoshop:State=Sudurnes",
       "-XMP-photoshop:Country=Islandia", "-XMP-iptcCore:Location=" + CITY,
       "-XMP-iptcCore:CountryCode=ISL", "-XMP-aux:SerialNumber=" + SERIAL,
       "-XMP-aux:OwnerName=" + OWNER, "-XMP-exifEX:LensSerialNumber=" + SERIAL,
       "-XMP-iptcExt:LocationCreatedCity=" + CITY,
       "-XMP-iptcExt:LocationShownSublocation=" + CITY,
       "-XMP-dc:Title=Kept title", "-XMP-xmp:Rating=4")
IPTC = ("-IPTC:City=" + CITY, "-IPTC:Sub-location=" + CITY,
        "-IPTC:Province-State=Sudurnes",
        "-IPTC:Country-PrimaryLocationName=Islandia",
        "-IPTC:Country-PrimaryLocationCode=ISL",
        "-IPTC:ContentLocationName=" + CITY, "-IPTC:Headline=Kept title")
PHOTO = ("-EXIF:Orientation#=6", "-EXIF:Make=Maker", "-EXIF:Model=Model",
         "-EXIF:DateTimeOriginal=2001:02:03 04:05:06", "-EXIF:Artist=Kept")

W, H = 96, 64


def run(*command, data=None):
    return subprocess.run(command, check=True, input=data,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def picture():
    """Something that a codec cannot make too small."""
    image = Image.new("RGB", (W, H))
    image.putdata([(x * 2 % 256, y * 4 % 256, (x * y) % 256)
                   for y in range(H) for x in range(W)])
    return image


def saved(kind, **options):
    out = io.BytesIO()
    picture().save(out, kind, **options)
    return out.getvalue()


class Tiff:
    """A TIFF structure in either order: directories of entries whose value is
    bytes, text, numbers, or another directory (a dict)."""

    SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}

    def __init__(self, order="<"):
        self.order = order
        self.out = bytearray((b"II*\0" if order == "<" else b"MM\0*") +
                             struct.pack(order + "I", 8))

    def pack(self, form, *values):
        return struct.pack(self.order + form, *values)

    def value(self, kind, value):
        if isinstance(value, bytes):
            return value
        if kind == 3:
            return b"".join(self.pack("H", v) for v in value)
        return b"".join(self.pack("I", v) for v in value)

    def directory(self, entries, next_entries=None):
        """Adds it; its offset."""
        at = len(self.out)
        self.out += bytes(2 + 12 * len(entries) + 4)
        table = self.pack("H", len(entries))
        for tag, (kind, value) in sorted(entries.items()):
            if isinstance(value, dict):
                value = [self.directory(value)]
            data = self.value(kind, value)
            count = len(data) // self.SIZES[kind]
            if len(data) > 4:
                where = len(self.out)
                self.out += data + bytes(len(data) & 1)
                data = self.pack("I", where)
            table += self.pack("HHI", tag, kind, count) + data.ljust(4, b"\0")
        following = 0
        if next_entries is not None:
            following = self.directory(next_entries)
        self.out[at:at + len(table) + 4] = table + self.pack("I", following)
        return at

    def rationals(self, *pairs):
        return b"".join(self.pack("II", *p) for p in pairs)

    def gps(self):
        return {0: (1, b"\2\3\0\0"), 1: (2, b"N\0"),
                2: (5, self.rationals((64, 1), (8, 1), (4776, 100))),
                3: (2, b"W\0"),
                4: (5, self.rationals((21, 1), (56, 1), (3336, 100))),
                0x1d: (2, b"2001:02:03\0")}

    def canon(self):
        """A MakerNote as Canon writes it, within this structure."""
        inner = Tiff(self.order)
        inner.out = bytearray(self.out)
        return {9: (2, OWNER.encode().ljust(32, b"\0")),
                0xc: (4, [987654321]), 0x96: (2, SERIAL.encode() + b"\0")}


def exif(order="<", thumbnail=b"", maker=b"", ids=True, make=b"Maker\0",
         more=None):
    """An EXIF block; the thumbnail is a JPEG."""
    t = Tiff(order)
    sub = {0x9003: (2, b"2001:02:03 04:05:06\0")}
    if ids:
        sub[0xa430] = (2, OWNER.encode() + b"\0")
        sub[0xa431] = (2, SERIAL.encode() + b"\0")
        sub[0xa435] = (2, SERIAL.encode() + b"\0")
    if maker:
        sub[0x927c] = (7, maker)
    first = {0x010f: (2, make), 0x0112: (3, [6]), 0x8769: (4, sub),
             0x8825: (4, t.gps())}
    first.update(more or {})
    second = None
    if thumbnail:
        where = len(t.out)
        t.out += thumbnail + bytes(len(thumbnail) & 1)
        second = {0x0103: (3, [6]), 0x0201: (4, [where]),
                  0x0202: (4, [len(thumbnail)])}
    at = t.directory(first, second)
    t.out[4:8] = t.pack("I", at)
    return bytes(t.out)


def canon_exif(order):
    """MakerNote's offsets count from the structure's start."""
    t = Tiff(order)
    note = Tiff(order)
    note.out = bytearray(8)
    note.directory(t.canon())
    # Once to know how long it is, once more at its place.
    size = len(note.out) - 8
    first = {0x010f: (2, b"Canon\0"), 0x0110: (2, b"Canon EOS 5D\0"),
             0x0112: (3, [6])}
    where = len(t.out)
    note.out = bytearray(where)
    note.directory(t.canon())
    t.out += note.out[where:where + size]
    t.out += bytes(len(t.out) & 1)
    sub_at = len(t.out)
    t.out += bytes(2 + 12 + 4)
    t.out[sub_at:] = (t.pack("H", 1) + t.pack("HHII", 0x927c, 7, size, where) +
                      t.pack("I", 0))
    first[0x8769] = (4, [sub_at])
    t.out[4:8] = t.pack("I", t.directory(first))
    return bytes(t.out)


def packet(body=None, bom="\ufeff"):
    body = body if body is not None else (
        "<rdf:Description rdf:about='' "
        "xmlns:exif='http://ns.adobe.com/exif/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' "
        "xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' "
        "xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' "
        "exif:GPSLatitude='64,8.796N' exif:GPSLongitude=\"21,56.556W\" "
        "aux:SerialNumber='%s'>"
        "<photoshop:City>%s</photoshop:City><aux:OwnerName>%s</aux:OwnerName>"
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li "
        "rdf:parseType='Resource'><Iptc4xmpExt:City>%s</Iptc4xmpExt:City>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
        "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Kept title</rdf:li>"
        "</rdf:Alt></dc:title></rdf:Description>"
        % (SERIAL, CITY, OWNER, CITY))
    return ("<?xpacket begin='%s' id='W5M0MpCehiHzreSzNTczkc9d'?>"
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf="
            "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'>%s</rdf:RDF>"
            "</x:xmpmeta>%s<?xpacket end='w'?>" % (bom, body, " " * 64))


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg_with(jpeg, *segments):
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def app1_exif(block):
    return segment(0xe1, b"Exif\0\0" + block)


def app1_xmp(text):
    return segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + (
        text if isinstance(text, bytes) else text.encode()))


def extended_xmp(text):
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    main = packet("<rdf:Description rdf:about='' xmlns:xmpNote="
                  "'http://ns.adobe.com/xmp/note/' xmpNote:HasExtendedXMP="
                  "'%s'/>" % guid.decode())
    data = text.encode()
    return app1_xmp(main) + segment(
        0xe1, b"http://ns.adobe.com/xmp/extension/\0" + guid +
        struct.pack(">II", len(data), 0) + data)


def iim(*datasets):
    return b"".join(b"\x1c\2" + bytes([number]) + struct.pack(">H", len(text))
                    + text.encode() for number, text in datasets)


def resource(number, data, name=b""):
    name = bytes([len(name)]) + name
    return (b"8BIM" + struct.pack(">H", number) + name +
            bytes(len(name) & 1) + struct.pack(">I", len(data)) + data +
            bytes(len(data) & 1))


def app13(*resources):
    return segment(0xed, b"Photoshop 3.0\0" + b"".join(resources))


PLACES = iim((5, "Kept title"), (90, CITY), (95, "Sudurnes"),
             (101, "Islandia"))


def multi_picture(first, second):
    """An MPF segment, and a second picture behind the first (CIPA DC-007)."""
    def mpf(offset, size):
        t = Tiff()
        entries = {0xb000: (7, b"0100"), 0xb001: (4, [2]),
                   0xb002: (7, struct.pack("<IIIHH", 0x030000, len(first), 0,
                                           0, 0) +
                            struct.pack("<IIIHH", 0, size, offset, 0, 0))}
        t.directory(entries)
        return segment(0xe2, b"MPF\0" + bytes(t.out))
    whole = len(first) + len(mpf(0, 0))
    mp_start = 2 + 4 + 4
    return jpeg_with(first, mpf(whole - mp_start, len(second))) + second


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def png_with(png, *chunks, before_end=False):
    at = len(png) - 12 if before_end else 33
    return png[:at] + b"".join(chunks) + png[at:]


def raw_profile(kind, data):
    text = "\n%s\n%8d\n%s\n" % (kind, len(data), data.hex())
    return text.encode()


def itxt(keyword, text, packed=False):
    data = text.encode()
    return chunk(b"iTXt", keyword + b"\0" + bytes([packed, 0]) + b"\0\0" + (
        zlib.compress(data) if packed else data))


def ztxt(keyword, data):
    return chunk(b"zTXt", keyword + b"\0\0" + zlib.compress(data))


def webp_with(webp, *chunks, flags=12):
    size = struct.pack("<I", W - 1)[:3] + struct.pack("<I", H - 1)[:3]
    body = b"VP8X" + struct.pack("<II", 10, flags) + size
    start = webp[12:]
    if start[:4] == b"VP8X":
        start = start[18:]
    body += start
    for kind, data in chunks:
        body += kind + struct.pack("<I", len(data)) + data
        body += bytes(len(data) & 1)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def in_moov(film, *boxes):
    """Puts boxes at the end of moov, which is the last box."""
    at = film.rindex(b"moov") - 4
    size = struct.unpack(">I", film[at:at + 4])[0]
    assert at + size == len(film)
    more = b"".join(boxes)
    return (film[:at] + struct.pack(">I", size + len(more)) +
            film[at + 4:] + more)


def in_fragment(film, *boxes):
    """Puts boxes at the end of the first moof; samples lie behind it."""
    at = film.index(b"moof") - 4
    size = struct.unpack(">I", film[at:at + 4])[0]
    more = b"".join(boxes)
    moof = bytearray(film[at:at + size] + more)
    moof[:4] = struct.pack(">I", len(moof))
    run = moof.find(b"trun")
    while run != -1:
        offset, = struct.unpack(">i", moof[run + 12:run + 16])
        moof[run + 12:run + 16] = struct.pack(">i", offset + len(more))
        run = moof.find(b"trun", run + 4)
    return film[:at] + moof + film[at + size:]


def loci():
    return box(b"loci", bytes(4), b"\x15\xc7" + CITY.encode() + b"\0\0" +
               struct.pack(">iii", int(-21.9426 * 65536), int(64.1466 * 65536),
                           0) + b"earth\0\0")


def xyz(text="+64.1466-021.9426/"):
    return box(b"\xa9xyz", struct.pack(">HH", len(text), 0x15c7) +
               text.encode())


def mdta(**values):
    """QuickTime's keys; a name's "_" is a "."."""
    keys = items = b""
    for i, (name, value) in enumerate(values.items()):
        name = ("com.apple.quicktime." + name.replace("_", ".")).encode()
        keys += struct.pack(">I", 8 + len(name)) + b"mdta" + name
        items += box(struct.pack(">I", i + 1), box(
            b"data", struct.pack(">II", 1, 0), value.encode()))
    return box(b"meta", box(b"hdlr", bytes(8), b"mdta", bytes(13)),
               box(b"keys", bytes(4), struct.pack(">I", len(values)), keys),
               box(b"ilst", items))


def itunes(*items):
    return box(b"meta", bytes(4), box(b"hdlr", bytes(8), b"mdirappl",
                                      bytes(9)), box(b"ilst", *items))


def item(kind, data, type_=1):
    return box(kind, box(b"data", struct.pack(">II", type_, 0), data))


XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
