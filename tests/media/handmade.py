"""Sample files that ffmpeg cannot write: EXIF and XMP in pictures, HEIF, tags
of several values, DSF, DFF."""

import struct
import zlib


def ifd(entries, base, next_ifd=0):
    """A TIFF directory (little endian) at offset base: {tag: value}, where
    bytes are text, (kind, number) a number, with a count if it is not one.
    What does not fit comes after."""
    out, extra = struct.pack("<H", len(entries)), b""
    after = base + 2 + 12 * len(entries) + 4
    for tag, value in sorted(entries.items()):
        if isinstance(value, bytes):
            out += struct.pack("<HHII", tag, 2, len(value), after + len(extra))
            extra += value
        else:
            kind, number = value[:2]
            out += struct.pack("<HHI", tag, kind, *(value[2:] or (1,)))
            out += struct.pack("<HH" if kind == 3 else "<I", number,
                               *([0] if kind == 3 else []))
    return out + struct.pack("<I", next_ifd) + extra


def exif_tiff(orientation, date, digitized=None, changed=None, maker=None,
              model=None, stars=None):
    """An EXIF block from its TIFF header on."""
    first = {0x0112: (3, orientation), 0x8769: (4, 0)}
    if maker:
        first[0x010f] = maker.encode() + b"\0"
        first[0x0110] = model.encode() + b"\0"
    if stars:
        first[0x4746] = (3, stars)
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


def xmp(rating, day, maker, model):
    """An XMP packet, half in elements, half in attributes."""
    return ("<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\n"
            "<rdf:RDF xmlns:rdf="
            "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
            "<rdf:Description rdf:about=''"
            " xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
            " xmlns:exif='http://ns.adobe.com/exif/1.0/'"
            " xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
            " xmp:Rating='%d' tiff:Make='%s'>"
            "<exif:DateTimeOriginal>%s</exif:DateTimeOriginal>"
            "<tiff:Model>%s</tiff:Model>\n"
            "</rdf:Description></rdf:RDF></x:xmpmeta>\n%s"
            "<?xpacket end='w'?>"
            % (rating, maker, day, model, " " * 100)).encode()


def jpeg_with_xmp(jpeg, packet):
    """The same for XMP."""
    block = b"http://ns.adobe.com/xap/1.0/\0" + packet
    return (jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) +
            block + jpeg[2:])


def png_with_chunk(png, chunk):
    """Puts a chunk behind IHDR (which always ends at byte 33)."""
    return (png[:33] + struct.pack(">I", len(chunk) - 4) + chunk +
            struct.pack(">I", zlib.crc32(chunk)) + png[33:])


def png_with_exif(png, tiff):
    return png_with_chunk(png, b"eXIf" + tiff)


def png_with_xmp(png, packet):
    return png_with_chunk(png, b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + packet)


def webp_with_exif(webp, width, height, tiff, packet=b""):
    """The extended form: VP8X, the picture as it was, EXIF, XMP."""
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    flags = (8 if tiff else 0) | (4 if packet else 0)
    body = b"VP8X" + struct.pack("<II", 10, flags) + size
    body += webp[12:]
    for name, data in (b"EXIF", tiff), (b"XMP ", packet):
        if data:
            body += name + struct.pack("<I", len(data)) + data
            body += b"\0" * (len(data) & 1)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def tiff_picture(width, height, orientation, date, packet=None):
    """A grey picture, uncompressed, then XMP, and its directory at the end of
    the file."""
    pixels = bytes(width * height)
    at = 8 + len(pixels) + len(packet or b"")
    entries = {256: (4, width), 257: (4, height), 258: (3, 8), 259: (3, 1),
               262: (3, 1), 273: (4, 8), 274: (3, orientation), 277: (3, 1),
               278: (4, height), 279: (4, len(pixels))}
    if date:
        entries[306] = date.encode() + b"\0"
    if packet:
        entries[700] = (1, 8 + len(pixels), len(packet))
    return (b"II*\0" + struct.pack("<I", at) + pixels + (packet or b"") +
            ifd(entries, at))


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind, version, flags, *parts):
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def coded(mp4, settings):
    """The picture of an MP4 file that has one: the box of the decoder's
    settings, and its bytes."""
    at = mp4.index(settings) - 4
    size, = struct.unpack_from(">I", mp4, at)
    data = mp4.index(b"mdat") + 4
    length, = struct.unpack_from(">I", mp4, data - 8)
    return mp4[at:at + size], mp4[data:data + length - 8]


def heif(brand, codec, width, height, quarters, mirror, tiff, packet=b"",
         picture=(b"", bytes(16))):
    """Every box a HEIF reader looks at (ISO/IEC 23008-12), and a picture (see
    coded), or none. quarters: irot, anticlockwise; mirror: imir's axis, or
    None."""
    settings, data = picture
    ispe = full(b"ispe", 0, 0, struct.pack(">II", width, height))
    small = full(b"ispe", 0, 0, struct.pack(">II", 32, 24))
    properties, used = small + ispe, [2]
    if quarters:
        properties += box(b"irot", bytes([quarters]))
        used.append(len(used) + 2)
    if mirror is not None:
        properties += box(b"imir", bytes([mirror]))
        used.append(len(used) + 2)
    if settings:
        properties += settings
        used.append(len(used) + 2)
    ipma = struct.pack(">IHBB", 2, 7, 1, 1)
    ipma += struct.pack(">HB", 1, len(used)) + bytes(0x80 | u for u in used)
    payload = struct.pack(">I", 6) + b"Exif\0\0" + tiff
    ftyp = box(b"ftyp", brand, b"\0\0\0\0", b"mif1", brand)

    def meta(at):
        def item(number, kind, content=b""):
            return full(b"infe", 2, 0, struct.pack(">HH", number, 0), kind,
                        b"\0", content)
        return full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(13)),
            full(b"pitm", 0, 0, struct.pack(">H", 1)),
            full(b"iloc", 1, 0, b"\x44\x00", struct.pack(">H", 3),
                 struct.pack(">HHHHII", 1, 0, 0, 1, at, len(data)),
                 struct.pack(">HHHHII", 3, 0, 0, 1, at + len(data),
                             len(payload)),
                 struct.pack(">HHHHII", 4, 0, 0, 1,
                             at + len(data) + len(payload), len(packet))),
            full(b"iinf", 0, 0, struct.pack(">H", 4), item(1, codec),
                 item(7, codec), item(3, b"Exif"),
                 item(4, b"mime", b"application/rdf+xml\0")),
            box(b"iprp", box(b"ipco", properties),
                full(b"ipma", 0, 0, ipma)))

    head = len(ftyp) + len(meta(0)) + 8
    return ftyp + meta(head) + box(b"mdat", data, payload, packet)


def heif_grid(settings, tiles, columns, size, tile):
    """The same made of tiles (6.6.2.3), as phones write it: tiles are their
    bytes, tile is their size, size that of all."""
    rows = len(tiles) // columns
    grid = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, *size)
    ids = range(2, 2 + len(tiles))
    properties = (full(b"ispe", 0, 0, struct.pack(">II", *size)) +
                  full(b"ispe", 0, 0, struct.pack(">II", *tile)) + settings)
    ipma = struct.pack(">IHBB", 1 + len(tiles), 1, 1, 0x81)
    for number in ids:
        ipma += struct.pack(">HBBB", number, 2, 0x82, 0x83)
    ftyp = box(b"ftyp", b"heic", b"\0\0\0\0", b"mif1", b"heic")

    def meta(at):
        places = struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(grid))
        for number, data in zip(ids, tiles):
            places += struct.pack(">HHHHII", number, 0, 0, 1, at, len(data))
            at += len(data)
        items = b"".join(full(b"infe", 2, 0, struct.pack(">HH", n, 0), kind,
                              b"\0") for n, kind in
                         [(1, b"grid")] + [(n, b"hvc1") for n in ids])
        return full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(13)),
            full(b"pitm", 0, 0, struct.pack(">H", 1)),
            full(b"iloc", 1, 0, b"\x44\x00", struct.pack(
                ">H", 1 + len(tiles)), places),
            full(b"iinf", 0, 0, struct.pack(">H", 1 + len(tiles)), items),
            full(b"iref", 0, 0, box(b"dimg", struct.pack(
                ">HH%dH" % len(tiles), 1, len(tiles), *ids))),
            box(b"iprp", box(b"ipco", properties),
                full(b"ipma", 0, 0, ipma)),
            box(b"idat", grid))

    head = len(ftyp) + len(meta(0)) + 8
    return ftyp + meta(head) + box(b"mdat", *tiles)


def id3v2(frames):
    """An ID3v2.4 tag of text frames: {"TIT2": "..."}."""
    def syncsafe(n):
        return bytes(n >> s & 0x7f for s in (21, 14, 7, 0))
    body = b""
    for name, text in frames.items():
        data = b"\x03" + text.encode()
        body += name.encode() + syncsafe(len(data)) + b"\0\0" + data
    return b"ID3\x04\0\0" + syncsafe(len(body)) + body


def without_id3v2(data):
    """What follows an ID3v2 tag."""
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte
    return data[10 + size:]


def flac_with_comments(flac, comments):
    """The same file with other Vorbis comments."""
    body = struct.pack("<I", 0) + struct.pack("<I", len(comments))
    for c in comments:
        body += struct.pack("<I", len(c.encode())) + c.encode()
    out, at, last = flac[:4], 4, False
    while not last:
        size = int.from_bytes(flac[at + 1:at + 4], "big")
        block = flac[at + 4:at + 4 + size]
        last = bool(flac[at] & 0x80)
        if flac[at] & 0x7f == 4:
            block = body
        out += flac[at:at + 1] + struct.pack(">I", len(block))[1:] + block
        at += 4 + size
    return out + flac[at:]


def mp4_with_tags(mp4, tags):
    """Adds text tags, each of one value or a list of them, to a file that has
    some, and has its moov at the end."""
    def data(values):
        for text in [values] if isinstance(values, bytes) else values:
            yield box(b"data", struct.pack(">II", 1, 0), text)
    more = b"".join(box(name, *data(values)) for name, values in tags.items())
    out = mp4 + more
    at, end = 0, len(mp4)
    for name in (b"moov", b"udta", b"meta", b"ilst"):
        while mp4[at + 4:at + 8] != name:
            at += int.from_bytes(mp4[at:at + 4], "big")
        size = int.from_bytes(mp4[at:at + 4], "big")
        assert at + size == end
        out = out[:at] + struct.pack(">I", size + len(more)) + out[at + 4:]
        at += 12 if name == b"meta" else 8
    return out


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
