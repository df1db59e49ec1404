"""The media folder, and somebody who never leaves it alone."""

import os
import shutil

from actor import Actor
from lib import library

ARTISTS = ("Ann", "Beyoncé", "Røyksopp", "東京事変", "U2")
GENRES = ("Rock", "Pop", "Jazz")
WORDS = ("Home", "River", "Night", "Ένα", "Blue & Co", "Two <2>", "Ça va")
FILMS = ("clip.mp4", "clip.mkv", "clip.ts", "clip.mpg", "clip.avi",
         "seek.mp4", "recorded.mov")
PICTURES = ("still.png", "still.webp", "still.tiff", "photo.heic", "exif.jpg",
            "xmp.jpg", "exif.png")
SONGS = ("cover.mp3", "cover.flac", "tone.ogg", "tone.m4a", "tone.opus")
LEAST, MOST = 250, 600  # files, between which it swings
BURST = 60
MEDIA = (".mp3", ".flac", ".ogg", ".m4a", ".opus", ".mp4", ".mkv", ".ts",
         ".mpg", ".avi", ".mov", ".png", ".webp", ".tiff", ".heic", ".jpg")


class Disk(Actor):
    """Adds, changes, renames, removes; folders and playlists too."""

    pause = 0.2, 1.2

    def __init__(self, soak, root, aside):
        super().__init__(soak, "disk")
        self.root, self.aside = root, aside
        self.sound = library.sound_of(soak.sample("tone.mp3"))
        self.number = 0
        self.acts = {
            self.song: 6, self.copy: 6, self.album: 1, self.burst: 0.3,
            self.damaged: 2, self.change: 5, self.in_pieces: 1,
            self.rename: 4, self.remove: 4, self.move_folder: 2,
            self.hide_folder: 1, self.remove_folder: 0.3, self.playlist: 4,
            self.subtitle: 3, self.shut_out: 0.5}

    def fill(self):
        while len(self.files()) < LEAST:
            self.random.choice((self.song, self.copy, self.album))()
        for _ in range(6):
            self.playlist()
            self.subtitle()

    # ---- what is there

    def folders(self):
        return [f for f, _, _ in os.walk(self.root)]

    def files(self, endings=MEDIA):
        return [os.path.join(f, n) for f, _, names in os.walk(self.root)
                for n in names if n.endswith(endings)]

    def a_file(self, endings=MEDIA):
        found = self.files(endings)
        return self.random.choice(found) if found else None

    def a_folder(self):
        """Not the root itself."""
        found = self.folders()[1:]
        return self.random.choice(found) if found else None

    def fresh(self, where, ending):
        """A name that was never there."""
        self.number += 1
        return os.path.join(where, f"{self.random.choice(WORDS)} "
                                   f"{self.number}{ending}")

    def somewhere(self, kind):
        return library.folder(self.root, kind, self.random.choice(WORDS))

    # ---- what happens

    def step(self):
        n = len(self.files())
        if n > MOST:
            self.remove_folder() if n > MOST + BURST else self.remove()
        elif n < LEAST:
            self.album()
        else:
            self.one_of(self.acts)

    def tags(self):
        r = self.random
        artist = r.choice(ARTISTS)
        whose = {"album_artist": artist} if r.random() < 0.5 else {}
        return {"title": f"{r.choice(WORDS)} {r.randrange(1000)}",
                "artist": artist, "album": f"Album {r.choice(WORDS)}",
                "genre": r.sample(GENRES, r.randint(1, 2)),
                "track": r.randint(1, 12), "date": r.randint(1960, 2025),
                **whose}

    def song(self, where=None):
        where = where or self.somewhere("Music")
        library.mp3(self.fresh(where, ".mp3"), self.sound, **self.tags())

    def copy(self):
        kind, names = self.random.choice((
            ("Video", FILMS), ("Photos", PICTURES), ("Music", SONGS)))
        name = self.random.choice(names)
        to = self.fresh(self.somewhere(kind), os.path.splitext(name)[1])
        self.soak.sample(name, to + ".part")
        if name.endswith((".png", ".jpg")):  # each its own picture
            with open(to + ".part", "ab") as f:
                f.write(self.random.randbytes(16))
        os.rename(to + ".part", to)

    def album(self):
        where = library.folder(self.root, "Music", self.random.choice(ARTISTS),
                               f"Album {self.random.randrange(10)}")
        for _ in range(8):
            self.song(where)
        cover = os.path.join(where, "cover.jpg")
        library.jpeg(cover, self.soak.sample("still.jpg"), "Canon",
                     f"EOS {self.random.randrange(100)}")

    def burst(self):
        where = self.somewhere("Music")
        for _ in range(BURST):
            self.song(where)

    def damaged(self):
        name = self.random.choice((*FILMS, *PICTURES, *SONGS))
        with open(self.soak.sample(name), "rb") as f:
            data = self.soak.damage(f.read(), self.random)
        to = self.fresh(self.somewhere("Damaged"), os.path.splitext(name)[1])
        with open(to, "wb") as f:
            f.write(data)

    def change(self):
        path = self.a_file(".mp3")
        if path and self.random.random() < 0.5:
            library.mp3(path, self.sound, **self.tags())
        elif path:
            library.mp3(path + ".part", self.sound, **self.tags())
            os.rename(path + ".part", path)

    def in_pieces(self):
        """As a download comes."""
        with open(self.soak.sample("seek.mp4"), "rb") as f:
            data = f.read()
        with open(self.fresh(self.somewhere("Video"), ".mp4"), "wb") as f:
            for at in range(0, len(data), 100000):
                f.write(data[at:at + 100000])
                f.flush()
                self.soak.over.wait(0.3)

    def rename(self):
        path = self.a_file()
        if path:
            where = self.random.choice(self.folders())
            os.rename(path, self.fresh(where, os.path.splitext(path)[1]))

    def remove(self):
        path = self.a_file()
        if path:
            os.unlink(path)

    def move_folder(self):
        path, to = self.a_folder(), self.random.choice(self.folders())
        if path and not (to + "/").startswith(path + "/"):
            self.number += 1
            os.rename(path, os.path.join(to, f"Moved {self.number}"))

    def hide_folder(self):
        """Out of the root, and what was there before back in."""
        for name in os.listdir(self.aside):
            os.rename(os.path.join(self.aside, name),
                      os.path.join(self.root, name))
        path = self.a_folder()
        if path:
            self.number += 1
            os.rename(path, os.path.join(self.aside, f"Back {self.number}"))

    def remove_folder(self):
        path = self.a_folder()
        if path:
            shutil.rmtree(path)

    def playlist(self):
        where = library.folder(self.root, "Lists")
        songs = self.files(".mp3")
        path = os.path.join(where, f"{self.random.randrange(12)}.m3u")
        if os.path.exists(path) and self.random.random() < 0.2:
            os.unlink(path)
            return
        with open(path + ".part", "w") as f:
            f.write("#EXTM3U\n../none.mp3\nhttp://198.51.100.7/x.mp3\n")
            for song in self.random.choices(songs, k=20) if songs else ():
                f.write(os.path.relpath(song, where) + "\n")
        os.rename(path + ".part", path)

    def subtitle(self):
        film = self.a_file((".mp4", ".mkv", ".avi"))
        if not film:
            return
        language = self.random.choice(("de", "en", "fr"))
        path = f"{os.path.splitext(film)[0]}.{language}.srt"
        if os.path.exists(path):
            os.unlink(path)
        else:
            with open(path, "w", encoding="latin-1") as f:
                f.write("1\n00:00:00,500 --> 00:00:01,500\nSchöne Grüße\n\n")

    def shut_out(self):
        """A folder that is not for us; and the one of before is again."""
        for where in self.folders():
            path = os.path.join(where, ".nomedia")
            if os.path.exists(path):
                os.unlink(path)
        where = self.a_folder()
        if where:
            open(os.path.join(where, ".nomedia"), "w").close()

    def settle(self):
        """Nothing is left half done, or out of sight."""
        for name in os.listdir(self.aside):
            shutil.rmtree(os.path.join(self.aside, name))
        for where in self.folders():
            for name in os.listdir(where):
                if name == ".nomedia" or name.endswith(".part"):
                    os.unlink(os.path.join(where, name))
