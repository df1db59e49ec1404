"""Media that point elsewhere: playlists in disguise, pictures that are pages,
containers and tags that name another file. url is a beginning of an address,
path that of a file which no library holds."""

import os
import struct

import handmade
from handmade import box, full


def hls(url, path):
    return (f"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:9\n"
            f'#EXT-X-KEY:METHOD=AES-128,URI="{url}key"\n'
            f'#EXT-X-MAP:URI="{url}init.mp4"\n'
            f"#EXTINF:9,\n{url}a.ts\n#EXTINF:9,\nfile://{path}\n"
            f"#EXTINF:9,\n{path}\n#EXTINF:9,\nconcat:{url}b.ts|{path}\n"
            f"#EXT-X-ENDLIST\n")


def dash(url, path):
    return (f'<?xml version="1.0"?><!DOCTYPE MPD SYSTEM "{url}mpd.dtd">'
            f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            f'profiles="urn:mpeg:dash:profile:isoff-live:2011" '
            f'mediaPresentationDuration="PT9S"><BaseURL>{url}</BaseURL>'
            f'<Period><AdaptationSet mimeType="video/mp4"><Representation '
            f'id="1" bandwidth="9"><BaseURL>file://{path}</BaseURL>'
            f"<SegmentBase/></Representation></AdaptationSet></Period></MPD>")


def concat(url, path):
    return f"ffconcat version 1.0\nfile '{path}'\nfile '{url}a.mp4'\n"


def svg(url, path):
    return (f'<?xml version="1.0"?><?xml-stylesheet href="{url}a.css"?>'
            f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file://{path}">]>'
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink"><image '
            f'xlink:href="{url}a.png" width="9" height="9"/>'
            f'<image href="file://{path}"/><script href="{url}a.js"/>'
            f"<text>&e;</text></svg>")


def sdp(url, path):
    host = url.split("/")[2].split(":")[0]
    return (f"v=0\r\no=- 0 0 IN IP4 {host}\r\ns={path}\r\n"
            f"c=IN IP4 {host}\r\nt=0 0\r\nm=audio 5004 RTP/AVP 0\r\n")


def asx(url, path):
    return (f'<asx version="3.0"><entry><ref href="{url}a.wmv"/></entry>'
            f'<entryref href="{url}b.asx"/><entry><ref href="{path}"/></entry>'
            f"</asx>")


def smooth(url, path):
    return (f'<SmoothStreamingMedia MajorVersion="2" Duration="9"><StreamIndex'
            f' Type="video" Url="{url}{path}"/></SmoothStreamingMedia>')


# Text under the names that something might open it by.
TEXTS = [
    (hls, ("hls.mp4", "hls.ts", "hls.mkv", "hls.mp3", "hls.m3u8", "hls.m3u",
           "hls.aac", "hls.jpg")),
    (dash, ("dash.mp4", "dash.mpd", "dash.webm")),
    (concat, ("concat.avi", "concat.ffconcat", "concat.mp4")),
    (svg, ("svg.jpg", "svg.png", "svg.svg", "svg.tiff")),
    (sdp, ("sdp.mp4", "sdp.sdp")),
    (asx, ("asx.asx", "asx.wmv", "asx.wvx")),
    (smooth, ("smooth.ismv", "smooth.mp4")),
    (lambda url, path: f"[playlist]\nFile1={url}a.mp3\nFile2={path}\n"
     "NumberOfEntries=2\nVersion=2\n", ("list.pls", "list.mp3")),
    (lambda url, path: f"rtsp://{url[7:]}a\nfile://{path}\n",
     ("list.ram", "list.rm", "list.strm", "list.avi")),
    (lambda url, path: f"[Reference]\nRef1={url}a.wmv\nRef2={path}\n",
     ("reference.wmv", "reference.asf", "reference.url")),
    (lambda url, path: f"RTSPtext\n{url}a.mov\n", ("rtsp.mov",)),
]


# ---- ID3 and FLAC

def id3(url, path):
    """Frames that are links, and pictures that are elsewhere ("-->")."""
    def frame(name, data):
        return name + struct.pack(">I", len(data)) + b"\0\0" + data

    link = url.encode()
    frames = b"".join([
        frame(b"TIT2", b"\0Elsewhere"),
        frame(b"APIC", b"\0-->\0\3\0" + link + b"cover.jpg"),
        frame(b"APIC", b"\0-->\0\4\0file://" + path.encode()),
        frame(b"LINK", b"TIT" + link + b"tag\0id"),
        frame(b"WOAF", link), frame(b"WXXX", b"\0x\0" + link),
        frame(b"GEOB", b"\0text/html\0x\0y\0" + link)])
    size = bytes(len(frames) >> s & 0x7f for s in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + frames


def flac_with_link(flac, url):
    """A PICTURE block with a URL, behind STREAMINFO (which is 38 bytes)."""
    link = url.encode() + b"cover.jpg"
    picture = (struct.pack(">II", 3, 3) + b"-->" + bytes(4) + bytes(16) +
               struct.pack(">I", len(link)) + link)
    return (flac[:4] + bytes([flac[4] & 0x7f]) + flac[5:42] + b"\x06" +
            struct.pack(">I", len(picture))[1:] + picture + flac[42:])


# ---- QuickTime

def reference_movie(url, path):
    def alternative(target):
        data = target.encode() + b"\0"
        return box(b"rmda", full(b"rdrf", 0, 0, b"url ",
                                 struct.pack(">I", len(data)), data))
    return (box(b"ftyp", b"qt  ", bytes(4), b"qt  ") +
            box(b"moov", box(b"rmra", alternative(url + "a.mov"),
                             alternative("file://" + path))))


def replaced(data, names, make):
    """A file of boxes with the one at this path (every such) made anew."""
    out, at = b"", 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        size = size or len(data) - at
        whole = data[at:at + size]
        if kind == names[0]:
            whole = make() if len(names) == 1 else \
                box(kind, replaced(whole[8:], names[1:], make))
        out += whole
        at += size
    return out


def movie_with_data_elsewhere(mov, entry):
    """Its samples are in another file, as the data reference says."""
    return replaced(mov, (b"moov", b"trak", b"mdia", b"minf", b"dinf",
                          b"dref"),
                    lambda: full(b"dref", 0, 0, struct.pack(">I", 1), entry))


def alias(path):
    """A Macintosh alias record with the path of a file (kind 18)."""
    name = path.encode()
    record = bytes(4) + struct.pack(">HH", 0, 2) + bytes(142)
    record += struct.pack(">HH", 18, len(name)) + name + bytes(len(name) & 1)
    record += struct.pack(">HH", 2, len(name)) + name + bytes(len(name) & 1)
    return full(b"alis", 0, 0, record, b"\xff\xff\0\0")


# ---- Matroska

def element(number, *parts):
    body = b"".join(parts)
    head = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return head + struct.pack(">Q", 1 << 56 | len(body)) + body


def linked_segments(url, path):
    """Goes on in other files, and its chapters lie in them."""
    header = element(0x1a45dfa3, element(0x4282, b"matroska"),
                     element(0x4287, b"\4"), element(0x4285, b"\2"))
    info = element(
        0x1549a966, element(0x2ad7b1, b"\x0f\x42\x40"),
        element(0x73a4, bytes(range(16))),
        element(0x3eb923, bytes(range(1, 17))),
        element(0x3cb923, bytes(range(2, 18))),
        element(0x3e83bb, url.encode() + b"next.mkv"),
        element(0x3c83ab, path.encode()),
        element(0x7384, path.encode()))
    chapters = element(0x1043a770, element(
        0x45b9, element(0x45dd, b"\1"), element(
            0xb6, element(0x91, b"\0"), element(0x6e67, bytes(range(1, 17))))))
    return header + element(0x18538067, info, chapters)


def containers(samples, url, path):
    """(name, bytes): files that are what their name says."""
    def sample(name):
        with open(os.path.join(samples, name), "rb") as f:
            return f.read()

    mov = sample("clip.mov")
    yield "link.mp3", id3(url, path) + sample("tone.mp3")
    yield "cover.flac", flac_with_link(sample("tone.flac"), url)
    yield "reference.mov", reference_movie(url, path)
    yield "url.mov", movie_with_data_elsewhere(
        mov, full(b"url ", 0, 0, url.encode() + b"a.mov\0"))
    yield "file.mov", movie_with_data_elsewhere(
        mov, full(b"url ", 0, 0, b"file://" + path.encode() + b"\0"))
    yield "alias.mov", movie_with_data_elsewhere(mov, alias(path))
    yield "linked.mkv", linked_segments(url, path)
    yield "pattern-%03d.jpg", sample("still.jpg")
    yield "http:__colon%3a.mp4", sample("clip.mp4")


def write(folder, samples, url, path):
    """Fills the folder; the names of all."""
    made = {name: text(url, path).encode()
            for text, names in TEXTS for name in names}
    made.update(containers(samples, url, path))
    for name, data in made.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)
    return list(made)
