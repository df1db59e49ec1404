"""gmediarender, a renderer that is told by SOAP what to fetch and play, on a
host of its own beside the control point. What it plays goes into files: sound
as 16-bit samples, pictures as pixels of 32 bits, both in their time."""

import array
import os
import subprocess

from lib import upnp
from lib.clients import PATIENCE
from lib.desktop import is_test_picture, is_tone
from lib.lares import (clean_environment, hand_over, unprivileged,
                       wait_until)

NAME = "The living room"
UUID = "6ac0ffee-1a4e-4c0e-b0b0-0123456789ab"
PORT, TRIES = 49494, 6
AVT = "urn:schemas-upnp-org:service:AVTransport:1"
INSTANCE = ("InstanceID", "0")
RATE = 48000
SOUND = ("audioconvert ! audioresample ! "
         f"audio/x-raw,format=S16LE,channels=1,rate={RATE} ! "
         "filesink sync=true buffer-mode=unbuffered location=")
PICTURE = ("videoconvert ! video/x-raw,format=RGBx ! "
           "filesink sync=true buffer-mode=unbuffered location=")


def seconds(text):
    """Of H:MM:SS."""
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


class Renderer:
    def __init__(self, t, log):
        link = t.net.links[1]
        self.host = t.net.host("living-room")
        self.address = f"10.77.{link.n}.3"
        link.plug(self.host, "eth0", self.address)
        t.net.gateway(self.host, link)
        self.home = home = t.media_folder("home-of-renderer")
        self.sound, self.picture = f"{home}/sound", f"{home}/picture"
        for path in (self.sound, self.picture):
            open(path, "w").close()
            hand_over(path)
        self.t, self.log = t, log
        self._start()

    def _start(self):
        self.process = self.host.popen(
            *unprivileged(), "gmediarender", "-I", "eth0", "-p", str(PORT),
            "-u", UUID, "-f", NAME, "--gstout-audiopipe", SOUND + self.sound,
            "--gstout-videopipe", PICTURE + self.picture,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env={**clean_environment(self.home), "PATH": os.environ["PATH"],
                 "GST_REGISTRY": f"{self.t.build}/gst-registry.bin"})
        self.device = self.t.require(wait_until(self._describe, PATIENCE),
                                     "gmediarender does not answer")

    def _describe(self):
        try:
            return upnp.Device(f"http://{self.address}:{PORT}"
                               "/description.xml")
        except (OSError, RuntimeError):  # while it starts it answers 500
            return None

    def call(self, action, *arguments):
        return self.device.call(AVT, action, INSTANCE, *arguments)

    def forget(self):
        """What was played up to now is neither seen nor heard any more."""
        for path in (self.sound, self.picture):
            os.truncate(path, 0)

    def has_ended(self):
        return self.process.poll() is not None

    def part(self, part, *arguments):
        """A part of a test. Threads of gmediarender's own trip over each other
        now and then: it ends with a failed assertion, or refuses what it does a
        moment later. Then all of it again, without what it has found."""
        for _ in range(TRIES):
            found, why = len(self.t.failures), None
            try:
                part(*arguments)
            except Exception as e:
                why = e
                wait_until(self.has_ended, 1)
            if not why and not self.has_ended():
                return
            self.t.note(f"once more: {why or 'gmediarender has ended'}")
            del self.t.failures[found:]
            if self.has_ended():
                self._start()
        raise RuntimeError(f"{TRIES} tries: {why}") from why

    def play(self, url, didl):
        self.forget()
        self.call("SetAVTransportURI", ("CurrentURI", url),
                  ("CurrentURIMetaData", didl))
        self.call("Play", ("Speed", "1"))

    def seek(self, to):
        self.call("Seek", ("Unit", "REL_TIME"),
                  ("Target", f"0:{to // 60:02}:{to % 60:02}"))
        self.forget()

    def stop(self):
        self.call("Stop")

    def plays(self):
        """The URL of it."""
        return self.call("GetMediaInfo")["CurrentURI"]

    def state(self):
        return self.call("GetTransportInfo")["CurrentTransportState"]

    def position(self):
        return seconds(self.call("GetPositionInfo")["RelTime"])

    def plays_tone(self, for_seconds=1, within=PATIENCE):
        """Whether it is heard for so long."""
        return self._wait(lambda: self._heard() >= for_seconds, within)

    def _wait(self, predicate, within):
        wait_until(lambda: predicate() or self.has_ended(), within, 0.1)
        return predicate()

    def _heard(self):
        samples = array.array("h")
        with open(self.sound, "rb") as f:
            data = f.read()
        samples.frombytes(data[:len(data) & ~1])
        step = RATE // 10
        return sum(is_tone(samples[at:at + step], RATE) / 10
                   for at in range(0, len(samples), step))

    def shows_test_picture(self, width, height, within=PATIENCE):
        """Whether the last frame is it."""
        return self._wait(lambda: self._seen(width, height), within)

    def _seen(self, width, height):
        size = 4 * width * height
        with open(self.picture, "rb") as f:
            f.seek(0, os.SEEK_END)
            whole = f.tell() // size
            if not whole:
                return False
            f.seek((whole - 1) * size)
            frame = f.read(size)
        return is_test_picture(
            lambda x, y: frame[4 * (y * width + x):][:3], width, height)
