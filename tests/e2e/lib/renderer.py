"""gmediarender, a renderer that is told by SOAP what to fetch and play, on a
host of its own beside the control point. What it plays goes into files: sound
as 16-bit samples, pictures as pixels of 32 bits, both in their time."""

import array
import os
import subprocess

from lib import http, upnp
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

    def play(self, url, didl):
        """Threads of gmediarender's own trip over each other now and then, and
        it ends with a failed assertion: it gets another try."""
        for _ in range(TRIES):
            self.forget()
            try:
                self.call("SetAVTransportURI", ("CurrentURI", url),
                          ("CurrentURIMetaData", didl))
                return self.call("Play", ("Speed", "1"))
            except (OSError, http.BadAnswer):
                if not wait_until(lambda: self.process.poll() is not None, 1):
                    raise
                self._start()
        raise RuntimeError("gmediarender ends at whatever it is told")

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
        return wait_until(lambda: self._heard() >= for_seconds, within, 0.1)

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
        return wait_until(lambda: self._seen(width, height), within, 0.1)

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
