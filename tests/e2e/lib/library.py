"""Makes small media files with what views are made of: tags in front of a
sample's sound, EXIF in front of a sample's picture."""

import os
import shutil
import struct

FRAMES = {"title": "TIT2", "artist": "TPE1", "album": "TALB",
          "album_artist": "TPE2", "genre": "TCON", "composer": "TCOM",
          "track": "TRCK", "disc": "TPOS", "date": "TDRC",
          "compilation": "TCMP"}


def _sync_safe(n):
    return bytes((n >> s) & 127 for s in (21, 14, 7, 0))


def id3(tags):
    """ID3v2.4; a list is several values."""
    body = b""
    for name, value in tags.items():
        if isinstance(value, list):
            value = "\0".join(value)
        data = b"\3" + str(value).encode()
        body += FRAMES[name].encode() + _sync_safe(len(data)) + b"\0\0" + data
    return b"ID3\4\0\0" + _sync_safe(len(body)) + body


def mp3(path, sound, **tags):
    with open(path, "wb") as f:
        f.write(id3(tags) + sound)


def sound_of(sample):
    """An MP3 without the tags in front."""
    with open(sample, "rb") as f:
        data = f.read()
    if data[:3] == b"ID3":
        size = sum(b << s for b, s in zip(data[6:10], (21, 14, 7, 0)))
        data = data[10 + size:]
    return data


def exif(make, model, date):
    """An APP1 segment: TIFF, big endian, one directory and one of EXIF."""
    make, model, date = (x.encode() + b"\0" for x in (make, model, date))
    at = 8 + 2 + 3 * 12 + 4
    entries, data = [], b""
    for tag, value in ((0x10f, make), (0x110, model)):
        entries.append((tag, 2, len(value), at + len(data)))
        data += value
    sub = at + len(data)
    entries.append((0x8769, 4, 1, sub))
    sub_at = sub + 2 + 12 + 4
    tiff = b"MM\0*" + struct.pack(">IH", 8, len(entries))
    for e in entries:
        tiff += struct.pack(">HHII", *e)
    tiff += struct.pack(">I", 0) + data
    tiff += struct.pack(">HHHIII", 1, 0x9003, 2, len(date), sub_at, 0) + date
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def jpeg(path, sample, make="", model="", date="2024:01:01 00:00:00"):
    with open(sample, "rb") as f:
        data = f.read()
    with open(path, "wb") as f:
        f.write(data[:2] + (exif(make, model, date) if model else b"") +
                data[2:])


def folder(*parts):
    path = os.path.join(*parts)
    os.makedirs(path, exist_ok=True)
    return path


ARTISTS = ["Ann", "Beyoncé", "Røyksopp", "東京事変", "U2", "AC/DC"]


def every_view(t, root):
    """Some hundred files, so that something is in every view."""
    sound = sound_of(t.sample("tone.mp3"))

    def song(where, name, **tags):
        mp3(os.path.join(folder(root, "Music", where), name), sound, **tags)
    for n, artist in enumerate(ARTISTS):
        plain = artist.replace("/", "")
        for album in range(3):
            for track in range(1, 7):
                song(f"{plain}/Album {album + 1}", f"{track}.mp3",
                     title=f"Song {track} of {album}", artist=artist,
                     album_artist=artist, album=f"Album {album + 1}",
                     genre=["Rock", "Pop"] if n % 2 else "Jazz",
                     composer="Clara S.", track=f"{track}/6",
                     date=1990 + n * 3 + album)
    for plain in ("Ann", "U2"):
        for track in (2, 10, 1):
            song(f"{plain}/Hits", f"{track}.mp3", title=f"Hit {track}",
                 artist=plain, album="Greatest Hits", track=track)
    for track, artist in enumerate(ARTISTS, 1):
        song("Mix", f"{track}.mp3", title=f"Mixed {track}", artist=artist,
             album="A Mix", track=track, compilation=1)
    song("Both", "duet.mp3", title="Duet", artist=["Ann", "U2"], album="Both",
         album_artist=["Ann", "U2"])
    song("Plain", "nothing.mp3")
    for disc in (1, 2):
        song(f"Discs/CD{disc}", "1.mp3", title=f"Side {disc}", artist="Ann",
             album="Two Discs", track=1, disc=disc)
    shows = folder(root, "Video", "Dark")
    for season in (1, 2):
        where = folder(shows, f"Season {season}")
        for episode in (1, 2, 10):
            shutil.copy(t.sample("clip.mp4"), os.path.join(
                where, f"Dark.S{season:02}E{episode:02}.mp4"))
    shutil.copy(t.sample("clip.mp4"), os.path.join(
        folder(shows, "Specials"), "S00E01.mp4"))
    shutil.copy(t.sample("clip.mkv"), os.path.join(root, "Video", "Film.mkv"))
    for year, month, day in ((2023, 12, 31), (2024, 1, 1), (2024, 5, 17),
                             (2024, 5, 18)):
        for n in range(3):
            jpeg(os.path.join(
                folder(root, "Photos"),
                f"{year}{month:02}{day:02}-{n}.jpg"), t.sample("still.jpg"),
                "Canon", f"Canon EOS {n}",
                f"{year}:{month:02}:{day:02} 10:0{n}:00")
    jpeg(os.path.join(root, "Photos", "plain.jpg"), t.sample("still.jpg"))
