"""What real clients browse and play: a film, a song and a picture, each in a
folder of its own, on a server with a name that needs escaping; and a film with
a subtitle, for those that show it."""

import os
import subprocess
import time

from lib.lares import wait_until

NAME = "Lares & friends"
SETTINGS = [("friendly_name", NAME)]
ROOT = {"Music", "Video", "Pictures", "Folders"}
FILES = {"Films": "seek.mp4", "Songs": "tone.flac", "Photos": "still.jpg"}
PATIENCE = 60  # seconds for what programs of others do on a busy machine
CAPTIONED = "Subtitled"  # not the first: VLC plays that when Folders opens
CAPTION = """{0}
00:00:{0:02},000 --> 00:00:{1:02},000
<font color="#ff00ff">WWWWWWWWWW</font>

"""
CAPTIONED_SECONDS = 59
CAPTIONED_SIZE = (384, 288)


def goes_on_from(to, position, seek):
    """Whether seek() brings position() to a place, in seconds: sooner than it
    would come there by playing, however seldom one can look."""
    start, from_ = time.monotonic(), position()
    seek()

    def there():
        now = position()
        return now >= to and now - from_ > time.monotonic() - start
    return wait_until(there, PATIENCE)


def media(t, film=FILES["Films"]):
    """A folder with them."""
    folder = t.media_folder()
    for name, sample in {**FILES, "Films": film}.items():
        os.mkdir(f"{folder}/{name}")
        t.sample(sample, f"{folder}/{name}/{sample}")
    return folder


def add_captioned(folder):
    """
    One more folder: a black film, and beside it a subtitle, a new one each
    second, in magenta, which neither the film has nor any player's own signs.
    """
    inside = f"{folder}/{CAPTIONED}"
    os.mkdir(inside)
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i",
         "color=black:size={}x{}:rate=10:duration={}".format(
             *CAPTIONED_SIZE, CAPTIONED_SECONDS),
         "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
         f"{inside}/night.mp4"], check=True)
    with open(f"{inside}/night.srt", "w") as f:
        for second in range(1, CAPTIONED_SECONDS):
            f.write(CAPTION.format(second, second + 1))


def leaves(device):
    """{folder: its item}, as a strict control point sees them."""
    return {name: device.children(device.find("Folders", name).id)[0]
            for name in FILES}
