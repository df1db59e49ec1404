"""The libraries that are measured: real files of a few kilobytes, the same in
every run, made once."""

import os
import random
import shutil
import struct
import subprocess
import tempfile

import tags

VERSION = "3"
SEED = 4
MTIME = 1_600_000_000
MANY = "Camera"  # the folder with a tenth of all
STREAM_BYTES = 2 << 30
TRACKS = 10    # of an album
ALBUMS = 3     # of an artist
RARE = 5003    # as in fill.c
SIZES = {"1k": 1000, "10k": 10000, "100k": 100000}

TONE = "sine=frequency=440:sample_rate=44100:duration=1"
FILM = "testsrc=size=160x120:rate=10:duration=1"
X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
TEMPLATES = {
    "mp3": ["-i", TONE, "-c:a", "libmp3lame", "-b:a", "32k", "-id3v2_version",
            "0", "-write_xing", "0"],
    "flac": ["-i", TONE, "-c:a", "flac"],
    "m4a": ["-i", TONE, "-c:a", "aac", "-b:a", "32k"],
    "mp4": ["-i", FILM, *X264],
    "mkv": ["-i", FILM, *X264],
    "avi": ["-i", FILM, "-c:v", "mpeg4"],
    "jpg": ["-i", "testsrc=size=640x480:duration=1", "-frames:v", "1",
            "-q:v", "12"],
}
# As in fill.c: what ask.py looks for is in both.
WORDS = ("River Night Stone Golden Winter Silent Garden Thunder Paper Distant "
         "Summer Broken Velvet Northern Mirror Lantern Harbour Crimson "
         "Morning Shadow Fox Écho Straße Señor 東京 Зима Island Copper Window "
         "Letters Meadow Engine").split()
GENRES = "Rock Pop Jazz Blues Folk Metal Soul Classical Electronic".split()
CAMERAS = (("Canon", "EOS 80D"), ("NIKON", "D750"), ("Apple", "iPhone 12"))
SRT = b"1\n00:00:00,000 --> 00:00:01,000\nHello.\n"


def make_templates():
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, how in TEMPLATES.items():
            path = os.path.join(folder, f"template.{kind}")
            subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-bitexact",
                            "-f", "lavfi", *how, path], check=True)
            with open(path, "rb") as f:
                found[kind] = f.read()
    return found


class Maker:
    def __init__(self, folder):
        self.folder, self.random = folder, random.Random(SEED)
        self.templates = make_templates()
        self.files = self.bytes = 0

    def title(self, number):
        r = self.random
        rare = " Nightingale" if number % RARE == 0 else ""
        return f"{r.choice(WORDS)} {r.choice(WORDS)} {number}{rare}"

    def put(self, path, data):
        path = os.path.join(self.folder, path)
        try:
            f = open(path, "wb")
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path))
            f = open(path, "wb")
        with f:
            f.write(data)
        os.utime(path, (MTIME + self.files,) * 2)
        self.files += 1
        self.bytes += len(data)

    def broken(self, data):
        """One of a hundred is cut short, of another kind, or empty."""
        n = self.random.randrange(300)
        return {0: b"", 1: b"not what its name says\n" * 20,
                2: data[:len(data) // 20]}.get(n, data)

    def music(self, n):
        r, kinds = self.random, ("mp3",) * 6 + ("flac",) * 3 + ("m4a",)
        writers = {"mp3": tags.mp3, "flac": tags.flac, "m4a": tags.m4a}
        for i in range(n):
            if i % (TRACKS * ALBUMS) == 0:
                artist = self.title(i // TRACKS // ALBUMS)
            if i % TRACKS == 0:
                album, year = self.title(i // TRACKS), r.randint(1960, 2024)
                kind, genre = r.choice(kinds), r.choice(GENRES)
                where = f"Music/{artist}/{album}"
                self.put(f"{where}/cover.jpg",
                         tags.jpeg(self.templates["jpg"], i))
            track, title = i % TRACKS + 1, self.title(i)
            data = writers[kind](self.templates[kind], {
                "title": title, "artist": artist, "album": album,
                "album_artist": artist, "genre": genre, "track": track,
                "date": year, "composer": artist})
            self.put(f"{where}/{track:02} {title}.{kind}", self.broken(data))

    def videos(self, n):
        r = self.random
        for i in range(n):
            kind = r.choice(("mp4", "mkv", "avi"))
            if i % 2:
                show = f"Show {i // 40}"
                stem = (f"Video/Series/{show}/Season {i // 20 % 2 + 1}/{show} "
                        f"S{i // 20 % 2 + 1:02}E{i % 20:02}")
            else:
                title = f"{self.title(i)} ({r.randint(1950, 2024)})"
                stem = f"Video/Films/{title}/{title}"
            self.put(f"{stem}.{kind}", self.broken(
                tags.video(kind, self.templates[kind], i)))
            if i % 4 < 2:
                self.put(f"{stem}.srt", SRT)

    def picture(self, number):
        r, template = self.random, self.templates["jpg"]
        if r.random() > 0.9:
            return self.broken(tags.jpeg(template, number))
        date = "%04d:%02d:%02d %02d:%02d:%02d" % (
            r.randint(2004, 2024), r.randint(1, 12), r.randint(1, 28),
            r.randrange(24), r.randrange(60), r.randrange(60))
        return self.broken(tags.jpeg(template, number, r.choice(CAMERAS),
                                     date))

    def pictures(self, n, many):
        for i in range(many):
            self.put(f"{MANY}/IMG_{i:05}.jpg", self.picture(i))
        for i in range(many, n):
            self.put(f"Pictures/{2004 + i // 500}/Trip {i // 50}/"
                     f"DSC{i:05}.jpg", self.picture(i))


def made(folder, make):
    """(folder, what make(folder) said), made unless it was, and whole."""
    stamp = f"{folder}.made"
    try:
        with open(stamp) as f:
            version, text = f.read().split(" ", 1)
            if version == VERSION:
                return folder, text
    except FileNotFoundError:
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    text = make(folder)
    with open(stamp, "w") as f:
        f.write(f"{VERSION} {text}")
    return folder, text


def mixed(base, size):
    n = SIZES[size]

    def make(folder):
        m = Maker(folder)
        m.music(n * 60 // 100)
        m.videos(n * 10 // 100)
        m.pictures(n * 30 // 100, n // 10)
        return (f"{m.files} files, {m.bytes >> 20} MB: {n * 60 // 100} music "
                f"(mp3, flac, m4a; tags) in artist/album folders with a "
                f"cover.jpg each, {n * 10 // 100} videos (mp4, mkv, avi; half "
                f"with .srt), {n * 30 // 100} pictures (jpg, 9 of 10 with "
                f"EXIF), {n // 10} of them in one folder; 1 of 100 is broken")
    return made(os.path.join(base, f"mixed-{size}"), make)


def lengthen(path, data):
    """A film of 2 GB: a real one with a hole after it, as a "free" atom."""
    with open(path, "wb") as f:
        f.write(data + struct.pack(">I4sQ", 1, b"free",
                                   STREAM_BYTES - len(data)))
        f.truncate(STREAM_BYTES)


def film(base):
    def make(folder):
        lengthen(os.path.join(folder, "film.mp4"), make_templates()["mp4"])
        return "one film of 2 GB, a sparse file"
    return made(os.path.join(base, "film"), make)


def films(base):
    """Two of them, of which one says where it was made."""
    def make(folder):
        data = make_templates()["mp4"]
        lengthen(os.path.join(folder, "plain.mp4"), data)
        path = os.path.join(folder, "place.mp4")
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i",
                        "pipe:", "-c", "copy", "-metadata",
                        "location=+64.1466-021.9426/", path], input=data,
                       check=True)
        with open(path, "rb") as f:
            data = f.read()
        lengthen(path, data)
        return "two films of 2 GB, sparse files"
    return made(os.path.join(base, "films"), make)
