"""What a program for a desktop needs of a machine that has none: a screen whose
pixels can be looked at, and a sound card that can be listened to."""

import array
import mmap
import os
import struct
import subprocess
import threading

from lib.clients import PATIENCE
from lib.lares import clean_environment, unprivileged, wait_until

# FFmpeg's test picture, by which the samples are recognised: its bars halfway
# down, from the second to the sixth of eight, and how far off one may be.
BARS = ((0, 255, 255), (255, 0, 255), (0, 0, 255), (255, 255, 0), (0, 255, 0))
OFF = 60
CAPTION_PIXELS = 300  # of the subtitle's magenta; no less is text of any size

RATE, CHANNELS = 48000, 2
TONE = 440  # of every sample, in Hz
LOUD = 300  # of 32767: anything but silence
CHUNK_SECONDS = 0.1


def is_test_picture(pixel, width, height):
    """Whether pixel(x, y) are those of the samples, upright."""
    for bar, wanted in enumerate(BARS, 1):
        got = pixel((2 * bar + 1) * width // 16, height // 2)
        if any(abs(a - b) > OFF for a, b in zip(got, wanted)):
            return False
    return True


def is_tone(samples, rate):
    """Whether one channel's samples are the tone, by its waves."""
    if not samples or max(samples) < LOUD:
        return False
    waves = sum(1 for a, b in zip(samples, samples[1:]) if a < 0 <= b)
    return abs(waves * rate / len(samples) - TONE) < TONE / 20


class Screen:
    """
    An X server without hardware on a host. Its frame buffer is a file in the
    format of xwd: a header, a table of colours, then lines of 32 bits a pixel.
    """

    WIDTH, HEIGHT = 800, 600

    def __init__(self, host, folder, log):
        self.process = host.popen(
            *unprivileged(), "Xvfb", "-displayfd", "1", "-screen", "0",
            f"{self.WIDTH}x{self.HEIGHT}x24", "-fbdir", folder, "-nolisten",
            "tcp", "-noreset", env=clean_environment(folder),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        number = self.process.stdout.readline().decode().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.environment = {"DISPLAY": f":{number}"}
        with open(f"{folder}/Xvfb_screen0", "rb") as f:
            self.file = mmap.mmap(f.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self.file[:100])
        self.start, self.stride = head[0] + 12 * head[19], head[12]

    def pixel(self, x, y):
        """(red, green, blue)."""
        at = self.start + y * self.stride + 4 * x
        blue, green, red = self.file[at:at + 3]
        return red, green, blue

    def shows_test_picture(self):
        return is_test_picture(self.pixel, self.WIDTH, self.HEIGHT)

    def shows_caption(self):
        """Whether the subtitle's text is there, in the lower half."""
        seen = 0
        for y in range(self.HEIGHT // 2, self.HEIGHT):
            at = self.start + y * self.stride
            line = self.file[at:at + 4 * self.WIDTH]
            seen += sum(b > 255 - OFF and g < OFF and r > 255 - OFF for b, g, r
                        in zip(line[0::4], line[1::4], line[2::4]))
        return seen >= CAPTION_PIXELS

    def save(self, path):
        """As PPM, for whoever wants to know why a test failed."""
        with open(path, "wb") as f:
            f.write(b"P6 %d %d 255\n" % (self.WIDTH, self.HEIGHT))
            for y in range(self.HEIGHT):
                f.write(bytes(c for x in range(self.WIDTH)
                              for c in self.pixel(x, y)))


class Sound:
    """A sound server on a host whose only card is nowhere; we hear it too."""

    def __init__(self, host, folder, log):
        self.environment = {"PULSE_SERVER": f"unix:{folder}/sound"}

        def start(*arguments, out):
            return host.popen(
                *unprivileged(), *arguments, stdin=subprocess.DEVNULL,
                stdout=out, stderr=log,
                env={**clean_environment(folder), **self.environment})
        self.server = start(
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
            "--use-pid-file=no", "--disable-shm=yes",
            "-L", f"module-null-sink sink_name=card rate={RATE}",
            "-L", f"module-native-protocol-unix socket={folder}/sound "
            "auth-anonymous=yes", out=log)
        if not wait_until(lambda: os.path.exists(f"{folder}/sound"),
                          PATIENCE):
            raise RuntimeError("pulseaudio did not start")
        self.recorder = start(
            "parec", "--raw", "--format=s16le", f"--rate={RATE}",
            f"--channels={CHANNELS}", "--latency-msec=50",
            "--device=card.monitor", out=subprocess.PIPE)
        self.seconds = 0  # for how long the tone was heard
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        size = int(RATE * CHUNK_SECONDS) * CHANNELS * 2
        while len(data := self.recorder.stdout.read(size)) == size:
            if is_tone(array.array("h", data)[::CHANNELS], RATE):
                self.seconds += CHUNK_SECONDS

    def plays_tone(self, seconds=1, within=PATIENCE):
        """Whether it is heard for so long from now on."""
        start = self.seconds
        return wait_until(lambda: self.seconds >= start + seconds, within)
