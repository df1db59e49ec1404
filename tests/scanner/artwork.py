"""What lares-scan makes of covers and pictures: by what is in them, not by
their names, so that each test can see which one was taken."""

import contextlib
import os
import shutil
import sqlite3
import struct
import subprocess
import zlib

from house import mp3, put

TN, SM = "tn", "sm"
RED, GREEN, BLUE, WHITE = (250, 0, 0), (0, 250, 0), (0, 0, 250), (255,) * 3


# ---- media --------------------------------------------------------------------

def picture(colour, width=200, height=100, noise=False):
    """A PNG of one colour; with noise, of none, and large as a JPEG."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))

    row = bytes(colour) * width
    rows = b"".join(b"\0" + (os.urandom(3 * width) if noise else row)
                    for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
        chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def jpeg(colour):
    """The same as a JPEG, with a small one in front of it that is whole."""
    data = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "image2pipe", "-i", "-", "-f",
         "mjpeg", "-"], input=picture(colour), check=True,
        stdout=subprocess.PIPE).stdout
    return data[:2] + b"\xff\xe1\0\4\xff\xd9" + data[2:]


def song(cover=None, album=None):
    """An MP3 that may hold a cover (ID3v2.3)."""
    frames = b""
    if album:
        text = b"\0" + album.encode()
        frames += b"TALB" + struct.pack(">IH", len(text), 0) + text
    if cover:
        data = b"\0image/png\0\3\0" + cover
        frames += b"APIC" + struct.pack(">IH", len(data), 0) + data
    size = bytes(len(frames) >> s & 127 for s in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + frames + mp3()


def colour_of(path):
    data = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-vf", "scale=1:1",
         "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], check=True,
        stdout=subprocess.PIPE).stdout
    return tuple(data)


# ---- what the scanner made -------------------------------------------------------

def query(s, sql):
    db = sqlite3.connect("file:%s/catalog.db?mode=ro" % s.state, uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def painted(s):
    """Waits until nobody wants a picture any more."""
    return s.until(lambda: not query(s, "SELECT 1 FROM artless LIMIT 1"),
                   "all pictures")


def art(s, name):
    """(id, width, height of the small one) of what a file shows, or None."""
    n = s.row(name)["art"]
    return (n >> 35, n >> 8 & 255, n & 255) if n else None


def file_of(s, number, size=TN):
    return "%s/art/%02x/%d-%s.jpg" % (s.state, number % 256, number, size)


def shows(s, name, colour):
    """Whether a file's picture is of that colour; None: that it has none."""
    found = art(s, name)
    if colour is None or found is None:
        return colour is None and found is None
    got = colour_of(file_of(s, found[0]))
    return all(abs(a - b) < 24 for a, b in zip(got, colour))


def container(s, title):
    return query(s, "SELECT art FROM container WHERE view = 4 AND"
                    " title = '%s'" % title)[0][0]


def files(s):
    return sorted(os.path.join(at, n)
                  for at, _, names in os.walk(s.state + "/art")
                  for n in names)


# ---- tests -----------------------------------------------------------------------

def takes_the_best_cover(p):
    """covers: of the file, in it, of its folder, of the album of its disc"""
    put(p.m("a/one.mp3"), song(picture(RED), "A"))
    put(p.m("a/One.PNG"), picture(BLUE))
    put(p.m("a/two.mp3"), song(picture(RED)))
    put(p.m("a/three.mp3"), song(b"no picture at all"))
    put(p.m("a/Cover.png"), picture(GREEN))
    put(p.m("a/folder.png"), picture(WHITE))
    put(p.m("a/CD2/four.mp3"), song(picture(RED), "B"))
    put(p.m("a/CD2/five.mp3"), song())
    put(p.m("b/six.mp3"), song(album="C"))
    put(p.m("b/back.png"), picture(RED))
    put(p.m("b/front.png"), b"no picture at all")
    put(p.m("c/seven.mp3"), song())
    os.symlink(p.at("outside.png"), p.m("c/cover.png"))
    put(p.at("outside.png"), picture(RED))
    s = painted(p.scanner().scan())
    for name, colour in (("one", BLUE), ("two", RED), ("three", GREEN),
                         ("CD2/four", RED), ("CD2/five", GREEN)):
        assert shows(s, "a/%s.mp3" % name, colour), name
    assert shows(s, "b/six.mp3", None) and shows(s, "c/seven.mp3", None)
    # What is the same is made once.
    assert art(s, "a/two.mp3") == art(s, "a/CD2/four.mp3")
    assert art(s, "a/three.mp3") == art(s, "a/CD2/five.mp3")
    # An album shows its own, a folder its cover; photos show themselves.
    assert container(s, "A") == s.row("a/one.mp3")["art"]
    assert container(s, "B") == s.row("a/CD2/four.mp3")["art"]
    assert container(s, "C") == 0
    assert s.rows()[p.m("a")]["art"] == s.row("a/three.mp3")["art"]
    assert shows(s, "b/back.png", RED) and shows(s, "a/folder.png", WHITE)
    assert art(s, "a/two.mp3")[1:] == (160, 80)
    large = file_of(s, art(s, "a/two.mp3")[0], SM)
    assert os.path.exists(large) and open(large, "rb").read(2) == b"\xff\xd8"
    assert not os.path.exists(file_of(s, art(s, "b/back.png")[0], SM))
    s.stop()
    # All is known after a restart, and nothing is made again.
    before = files(s), query(s, "SELECT id, key FROM art")
    painted(s.scan())
    assert before == (files(s), query(s, "SELECT id, key FROM art"))
    s.stop()


def passes_over_what_is_cut_off(p):
    """a cover whose end is missing gives way to the next"""
    half = jpeg(RED)
    half = half[:len(half) * 3 // 4]
    for name in "abc":
        put(p.m(name + "/one.mp3"), song(half if name == "c" else None))
        put(p.m(name + "/cover.jpg"), half)
    put(p.m("a/folder.jpg"), jpeg(GREEN))
    put(p.m("b/cover.png"), picture(BLUE))
    put(p.m("b/folder.jpg"), jpeg(GREEN))
    s = painted(p.scanner().scan())
    assert shows(s, "a/one.mp3", GREEN) and shows(s, "b/one.mp3", BLUE)
    assert shows(s, "c/one.mp3", None)
    # A photo shows as much as there is of it.
    assert art(s, "a/cover.jpg") is not None
    s.stop()


def sees_covers_change(p):
    """a cover comes, changes and goes: at once, and in a rescan"""
    def turns(name, colour):
        s.until(lambda: not query(s, "SELECT 1 FROM artless LIMIT 1") and
                shows(s, name, colour), "%s of %s" % (name, colour))

    put(p.m("a/one.mp3"), song(album="A"))
    put(p.m("a/two.mp3"), song(album="A"))
    s = painted(p.scanner("A," + p.at("media")).scan())
    assert shows(s, "a/one.mp3", None)
    put(p.m("a/cover.png"), picture(RED))
    turns("a/one.mp3", RED)
    old = art(s, "a/one.mp3")
    put(p.m("a/cover.png"), picture(GREEN))
    turns("a/two.mp3", GREEN)
    assert art(s, "a/two.mp3") != old    # another URL
    put(p.m("a/two.png"), picture(BLUE))
    turns("a/two.mp3", BLUE)
    assert shows(s, "a/one.mp3", GREEN)
    os.unlink(p.m("a/two.png"))
    turns("a/two.mp3", GREEN)
    os.unlink(p.m("a/cover.png"))
    turns("a/two.mp3", None)
    turns("a/one.mp3", None)
    assert container(s, "A") == 0 and s.rows()[p.m("a")]["art"] == 0
    s.stop()
    put(p.m("a/folder.png"), picture(RED))
    painted(s.scan())
    turns("a/one.mp3", RED)
    assert s.looked() == 0      # the music was not read again
    s.rescan()                  # what nobody shows has gone by then
    s.until(lambda: len(files(s)) == 2, "two files")
    s.stop()


def looks_for_covers_where_some_changed(p):
    """a folder of films and photos: one more photo is no news for the films"""
    def execute(sql):
        with contextlib.closing(sqlite3.connect(s.state + "/catalog.db")) as db:
            db.executescript(sql)

    def asked(name, data):
        """How many looked for a picture, in a scan that found this."""
        execute("DELETE FROM asked")
        put(p.m(name), data)
        painted(s.rescan())
        return query(s, "SELECT count(*) FROM asked")[0][0]

    for i in range(8):
        put(p.m("a/%d.mp3" % i), song())
    put(p.m("a/IMG_1.png"), picture(RED))
    put(p.m("d/CD1/one.mp3"), song())
    s = painted(p.scanner(settings="inotify = no").scan())
    execute("CREATE TABLE asked (id INTEGER);"
            "CREATE TRIGGER t AFTER INSERT ON artless BEGIN"
            " INSERT INTO asked VALUES (new.id); END")
    assert asked("a/IMG_2.png", picture(BLUE)) == 1
    # Its own is news, for all that lie beside it.
    assert asked("a/3.png", picture(GREEN)) == 9
    assert shows(s, "a/3.mp3", GREEN) and shows(s, "a/4.mp3", None)
    # The folder of a disc holds no music itself.
    assert asked("d/cover.png", picture(RED)) == 2
    assert shows(s, "d/CD1/one.mp3", RED)
    s.stop()


def keeps_artwork_within_bounds(p):
    """art_cache: covers drive photos out, and what is full says so once"""
    def total():
        found = 0
        for f in files(s):
            with contextlib.suppress(FileNotFoundError):    # it goes just now
                found += os.path.getsize(f)
        return found

    def pictured():
        """How many photos are known to have one."""
        return len(query(s, "SELECT 1 FROM object WHERE art <> 0 AND"
                            " kind = 3"))

    for i in range(80):
        put(p.m("p/%d.png" % i), picture(RED, 160, 160, noise=True))
    s = p.scanner(settings="art_cache = 1").scan()
    s.until(lambda: "art_cache is full" in s.log(), "that it is full")
    s.until(lambda: 500000 < total() <= 1 << 20,
            lambda: "%d bytes" % total())
    s.until(lambda: 0 < pictured() == len(files(s)), "that all are known")
    photos = pictured()
    for i in range(8):
        put(p.m("a/%d.mp3" % i), song(picture(RED, noise=True), "A%d" % i))
    s.expect(*["p/%d.png" % i for i in range(80)],
             *["a/%d.mp3" % i for i in range(8)])
    s.until(lambda: all(art(s, "a/%d.mp3" % i) for i in range(8)),
            "the covers")
    s.until(lambda: total() <= 1 << 20, lambda: "%d bytes" % total())
    left = pictured()
    assert left < photos, (left, photos)
    assert s.log().count("art_cache is full") <= 2, s.log()
    s.stop()


def mends_artwork(p):
    """files of artwork that are no one's, not whole, or gone"""
    put(p.m("one.mp3"), song(picture(RED)))
    put(p.m("two.png"), picture(BLUE))
    s = painted(p.scanner().scan())
    s.stop()
    whole, number = files(s), art(s, "one.mp3")[0]
    stray = put(file_of(s, 5), b"x")
    kept = put(s.state + "/art/05/mine.txt", b"not ours")
    os.truncate(file_of(s, number), 0)
    s.scan()
    s.until(lambda: not os.path.exists(stray) and art(s, "one.mp3") and
            art(s, "one.mp3")[0] != number, "the mending")
    assert shows(s, "one.mp3", RED) and os.path.exists(kept)
    s.stop()
    shutil.rmtree(s.state + "/art")
    s.scan()
    s.until(lambda: len(files(s)) == len(whole) and all(
        art(s, n) and os.path.exists(file_of(s, art(s, n)[0]))
        for n in ("one.mp3", "two.png")), "all again")
    assert shows(s, "one.mp3", RED) and shows(s, "two.png", BLUE)
    s.stop()


def remembers_what_failed(p):
    """what no picture can be made of is not tried again until it changes"""
    def failed():
        return query(s, "SELECT id FROM art WHERE art = 0")

    put(p.m("a/cover.png"), b"no picture at all")
    put(p.m("a/one.mp3"), song(b"nor this"))
    s = painted(p.scanner().scan())
    before = failed()
    assert len(before) == 3, before     # the cover is a picture as well
    s.stop()
    put(p.m("a/two.mp3"), song())
    painted(s.scan())
    assert shows(s, "a/two.mp3", None) and failed() == before, failed()
    s.stop()
    put(p.m("a/cover.png"), picture(RED))
    painted(s.scan())
    assert shows(s, "a/one.mp3", RED) and shows(s, "a/two.mp3", RED)
    s.stop()


def makes_no_artwork(p):
    """art_cache = 0: nothing is made"""
    put(p.m("one.mp3"), song(picture(RED)))
    s = p.scanner(settings="art_cache = 0").scan()
    assert art(s, "one.mp3") is None and not os.path.exists(s.state + "/art")
    s.stop()


TESTS = [takes_the_best_cover, passes_over_what_is_cut_off, sees_covers_change,
         looks_for_covers_where_some_changed,
         keeps_artwork_within_bounds, mends_artwork, remembers_what_failed,
         makes_no_artwork]
