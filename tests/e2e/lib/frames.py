"""The pictures that a player would show, its subtitles in them: raw video
(YUV4MPEG2, 4:2:0) that it writes to a named pipe."""

import os
import threading

from lib.lares import hand_over

# Magenta, the subtitle's colour, in samples of chroma: both are high.
HIGH = bytes(int(n > 180) for n in range(256))
TEXT = 20  # fewer of them are no text
SEEN = ".seen"


class Frames:
    """
    Reads the pipe as long as the test lasts. captions: of each picture of this
    size, how many samples have the subtitle's colour. With the first that has
    as many as a text there is a file of the name of the pipe and SEEN.
    """

    def __init__(self, path, size):
        os.mkfifo(path)
        hand_over(path)
        self.captions, self.size, self.path = [], size, path
        # For writing too: a player opens and closes it as it likes.
        self.file = os.fdopen(os.open(path, os.O_RDWR), "rb")
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while True:
            line = self.file.readline()
            if line.startswith(b"YUV4MPEG2 "):
                words = line.split()
                width, height = (int(w[1:]) for w in words[1:3])
            else:
                self._frame(width, height)

    def _frame(self, width, height):
        luma, chroma = width * height, (width // 2) * (height // 2)
        data = self.file.read(luma + 2 * chroma)
        if (width, height) == self.size:
            blue, red = data[luma:luma + chroma], data[luma + chroma:]
            self.captions.append(sum(map(
                int.__and__, blue.translate(HIGH), red.translate(HIGH))))
            if self.captions[-1] >= TEXT:
                open(self.path + SEEN, "w").close()
