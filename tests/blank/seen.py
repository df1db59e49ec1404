"""What ExifTool, ffprobe, Pillow, libheif and ffmpeg see in the samples, and in
what is served of them."""

import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import warnings
import zlib

from PIL import Image

import make
import samples

PRIVATE = re.compile(
    r"gps|serial|owner|latitude|longitude|altitude|location|city|country|"
    r"province|^state$|coverage|makernote|appleid|geotiff|xyz|"
    r"embedded(image|video)|motionphoto|mpimage|"
    r"pixelscale|modeltie|creator(city|country|region)", re.I)
# What ExifTool says of the file itself, or of its own reading.
ABOUT = re.compile(r"^(SourceFile|ExifTool|System|File|Composite):?")
FFPROBE = ("ffprobe", "-v", "quiet", "-of", "json", "-show_format",
           "-show_streams", "-show_chapters", "-export_all", "1")


def private_tags(facts):
    """What says something private, of ExifTool's facts."""
    return ["%s=%s" % (k, v) for k, v in facts.items()
            if not ABOUT.match(k) and PRIVATE.search(k.split(":")[-1]) and
            str(v).strip(" \0")]


def secrets(text):
    return [s for s in samples.SECRETS if s in text]


def exiftool(folder):
    out = subprocess.run(["exiftool", "-json", "-a", "-u", "-ee", "-G1",
                          "-struct", folder], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL).stdout
    return {os.path.basename(f["SourceFile"]): f for f in json.loads(out)}


def ffprobe(path):
    out = subprocess.run([*FFPROBE, path], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL).stdout
    tags = []
    facts = json.loads(out or b"{}")
    for part in [facts.get("format", {})] + facts.get("streams", []):
        tags += ["%s=%s" % t for t in part.get("tags", {}).items()]
    return [t for t in tags if PRIVATE.search(t.split("=")[0]) or secrets(t)]


def pillow(path):
    """What Pillow tells of a picture's EXIF."""
    try:
        with Image.open(path) as image:
            exif = image.getexif()
            told = ["GPS %s" % (v,) for v in exif.get_ifd(0x8825).items()]
            for ifd in dict(exif), exif.get_ifd(0x8769):
                told += ["%x=%s" % (k, v) for k, v in ifd.items()
                         if secrets(str(v))]
            told += ["%s=%s" % i for i in image.info.items()
                     if secrets(str(i[1]))]
            return told
    except (OSError, SyntaxError, ValueError, KeyError, struct.error):
        return []


def is_film(name):
    return name.endswith((".mp4", ".mov", ".3gp", ".m4a", ".mkv", ".mka",
                          ".webm", ".ts", ".mts"))


def decoded(path, folder):
    """A digest of what is seen and heard."""
    kind = os.path.splitext(path)[1]
    if kind in (".heic", ".avif"):
        out = os.path.join(folder, "decoded.png")
        subprocess.run(["heif-convert", path, out], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with Image.open(out) as image:
            return hashlib.sha256(image.tobytes()).hexdigest()
    if is_film(path):
        return subprocess.run(
            ["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:V?",
             "-map", "0:a?", "-map", "0:s?", "-c:s", "copy", "-f",
             "framemd5", "-"], check=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    digest = hashlib.sha256()
    try:
        with Image.open(path) as image:
            # Of several pictures in a JPEG only the first is the file's.
            frames = 1 if kind == ".jpg" else getattr(image, "n_frames", 1)
            for frame in range(frames):
                image.seek(frame)
                digest.update(image.convert("RGB").tobytes())
    except OSError:
        # Cut off: what can be seen is asked of ffmpeg.
        return subprocess.run(
            ["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-f",
             "framemd5", "-"], check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL).stdout
    return digest.hexdigest()


def crc_errors(data):
    at, wrong = 8, []
    while at + 12 <= len(data) and data[at:at + 4] != bytes(4) or \
            data[at + 4:at + 8] == b"IEND":
        size = struct.unpack(">I", data[at:at + 4])[0]
        kind = data[at + 4:at + 8]
        said = struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0]
        if zlib.crc32(data[at + 4:at + 8 + size]) != said:
            wrong.append(kind.decode("latin-1"))
        if kind == b"IEND":
            break
        at += 12 + size
    return wrong


def read(path):
    with open(path, "rb") as f:
        return f.read()


def in_bytes(data):
    """The secrets that stand in a file, packed or not."""
    found = secrets(data.decode("latin-1"))
    found += secrets(data.decode("utf-16-be", "ignore"))
    found += secrets(data[1:].decode("utf-16-be", "ignore"))
    return found


# Of those the title or the orientation is in something that is blanked whole.
LOST = ("extended.jpg", "xmp-utf16.jpg", "xmp-broken.jpg", "multi.jpg",
        "resources.jpg", "resources-broken.jpg", "exif-broken.jpg",
        "iptc.png", "xmp-packed.png", "profile.png", "profile-plain.png",
        "xmp.mov", "xmp.mp4", "makers.mp4", "uuid.mp4")


class Seen:
    """DIR/before has the samples; DIR/after is for what is served of them."""

    def __init__(self, folder):
        warnings.simplefilter("ignore")	# Pillow's
        self.before = os.path.join(folder, "before")
        self.after = os.path.join(folder, "after")
        self.scratch = os.path.join(folder, "scratch")
        for path in self.before, self.after, self.scratch:
            shutil.rmtree(path, ignore_errors=True)
            os.makedirs(path)
        self.made = make.samples(self.before)

    def read_facts(self):
        """Once everything that is served lies in after."""
        self.facts_before = exiftool(self.before)
        self.facts_after = exiftool(self.after)

    def told(self, folder, name, facts):
        """Everything private that anybody finds in a file, bit by bit."""
        path = os.path.join(folder, name)
        facts = {k: v for k, v in facts.get(name, {}).items()
                 if k != "SourceFile"}
        yield from private_tags(facts)
        yield from ("exiftool: " + s for s in secrets(str(facts)))
        yield from ("bytes: " + s for s in in_bytes(read(path)))
        yield from ffprobe(path) if is_film(name) else pillow(path)

    def wrong(self, name):
        """What is not right about a sample that was blanked; "": nothing."""
        old, new = (os.path.join(d, name) for d in (self.before, self.after))
        if name not in self.made.harmless and \
                not any(self.told(self.before, name, self.facts_before)):
            return "nobody sees that it is private"
        left = list(self.told(self.after, name, self.facts_after))
        if left:
            return "left: " + "; ".join(t[:200] for t in left)
        if os.path.getsize(old) != os.path.getsize(new):
            return "its length changed"
        seen = decoded(old, self.scratch)
        try:
            if seen != decoded(new, self.scratch):
                return "it shows something else"
        except (subprocess.CalledProcessError, OSError) as e:
            return "it shows nothing any more: %s" % e
        if name.endswith(".png") and crc_errors(read(new)):
            return "CRC of " + ", ".join(crc_errors(read(new)))
        if name in LOST:
            return ""
        if "Kept title" in str(self.facts_before[name]) and \
                "Kept title" not in str(self.facts_after[name]):
            return "its title is lost"
        turned = [facts.get(name, {}).get("IFD0:Orientation")
                  for facts in (self.facts_before, self.facts_after)]
        return "" if turned[0] == turned[1] else "it lies on its side"
