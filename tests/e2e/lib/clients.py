"""What real clients browse and play: a film, a song and a picture, each in a
folder of its own, on a server with a name that needs escaping."""

import os

NAME = "Lares & friends"
SETTINGS = [("friendly_name", NAME)]
ROOT = {"Music", "Video", "Pictures", "Folders"}
FILES = {"Films": "seek.mp4", "Songs": "tone.flac", "Photos": "still.jpg"}


def media(t, film=FILES["Films"]):
    """A folder with them."""
    folder = t.media_folder()
    for name, sample in {**FILES, "Films": film}.items():
        os.mkdir(f"{folder}/{name}")
        t.sample(sample, f"{folder}/{name}/{sample}")
    return folder


def leaves(device):
    """{folder: its item}, as a strict control point sees them."""
    return {name: device.children(device.find("Folders", name).id)[0]
            for name in FILES}
