"""What lares-probe makes of pictures, covers and videos, seen with the eyes of
another decoder: which way up, in which colours, how large, and in what kind of
JPEG. Each sample shows four fields: red, green, blue, yellow."""

import os
import struct
import subprocess

import handmade

FIELDS = {"R": (0xE0, 0x30, 0x20), "G": (0x20, 0xB0, 0x40),
          "B": (0x20, 0x40, 0xD0), "Y": (0xE0, 0xD0, 0x30),
          "W": (255, 255, 255), "M": (0xC0, 0x20, 0xC0)}
NEAR = 18	# of 255, that a colour may be off
UPRIGHT = "RGBY"
# What is where once a picture is turned by EXIF's orientation.
TURNED = {1: "RGBY", 2: "GRYB", 3: "YBGR", 4: "BYRG", 5: "RBGY", 6: "BRYG",
          7: "YGBR", 8: "GYRB"}
SIZE = (320, 240)
X264 = "-c:v libx264 -preset ultrafast -threads 1"


def fields(width, height, colours=UPRIGHT, options=""):
    """An ffmpeg source of four fields, and its filter."""
    sources = []
    for c in colours:
        sources += ["-f", "lavfi", "-i", "color=c=0x%02x%02x%02x:s=%dx%d:r=25"
                    "%s,format=gbrp" % (*FIELDS[c], width // 2, height // 2,
                                        options)]
    return sources, "[0][1]hstack[a];[2][3]hstack[b];[a][b]vstack"


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-nostdin", "-hide_banner", "-loglevel",
                    "error", "-y", *arguments], check=True)


def still(path, options, size=SIZE, after="", colours=UPRIGHT):
    sources, graph = fields(*size, colours)
    ffmpeg(*sources, "-filter_complex", graph + after, "-frames:v", "1",
           "-update", "1", *options.split(), path)


def video(path, options, size=SIZE, after="", seconds=2):
    sources, graph = fields(*size, options=":d=%d" % seconds)
    ffmpeg(*sources, "-filter_complex", graph + after, *options.split(), path)


def exif(orientation, thumbnail=b""):
    """An EXIF block with a small picture in its second directory."""
    first = {0x0112: (3, orientation)}
    size = len(handmade.ifd(first, 8))
    if not thumbnail:
        return b"II*\0" + struct.pack("<I", 8) + handmade.ifd(first, 8)
    second = {0x0103: (3, 6), 0x0201: (4, 0), 0x0202: (4, len(thumbnail))}
    end = 8 + size + len(handmade.ifd(second, 8 + size))
    second[0x0201] = (4, end)
    return (b"II*\0" + struct.pack("<I", 8) + handmade.ifd(first, 8, 8 + size)
            + handmade.ifd(second, 8 + size) + thumbnail)


def half_transparent(path, options):
    """Its right half cannot be seen, whatever colour it has."""
    still(path, options, after=",format=rgba,geq=r='r(X,Y)':g='g(X,Y)':"
          "b='b(X,Y)':a='if(lt(X,160),255,0)'")


def make(folder):
    """The samples that are not there yet."""
    def at(name):
        return os.path.join(folder, name)

    def read(name):
        with open(at(name), "rb") as f:
            return f.read()

    def write(name, data):
        with open(at(name), "wb") as f:
            f.write(data)

    os.makedirs(folder, exist_ok=True)
    for name, options in (
        ("420.jpg", "-pix_fmt yuvj420p -q:v 2"),
        ("422.jpg", "-pix_fmt yuvj422p -q:v 2"),
        ("444.jpg", "-pix_fmt yuvj444p -q:v 2"),
        ("rgb.png", "-pix_fmt rgb24"), ("deep.png", "-pix_fmt rgb48be"),
        ("palette.png", "-pix_fmt pal8"), ("palette.gif", ""),
        ("lossy.webp", "-c:v libwebp -lossless 0 -pix_fmt yuv420p"),
        ("lossless.webp", "-c:v libwebp -lossless 1 -pix_fmt bgra"),
        ("plain.bmp", "-pix_fmt bgr24"), ("plain.tiff", "-pix_fmt rgb24"),
        ("deflate.tiff", "-compression_algo deflate"),
    ):
        still(at(name), options)
    still(at("high.webp"), "-c:v libwebp -lossless 0 -pix_fmt yuv420p",
          (1280, 960))
    still(at("large.jpg"), "-pix_fmt yuvj420p -q:v 2", (6000, 4000))
    still(at("wide.png"), "-pix_fmt rgb24", (3000, 20))
    still(at("odd.png"), "-pix_fmt rgb24", (322, 242), ",crop=321:241:0:0")
    half_transparent(at("alpha.png"), "-pix_fmt rgba")
    half_transparent(at("alpha.webp"), "-c:v libwebp -pix_fmt yuva420p")
    make_animations(at)
    for turn in TURNED:
        write("turn%d.jpg" % turn,
              handmade.jpeg_with_exif(read("420.jpg"), exif(turn)))
    # A pretence: what it says of its compression (tag 259) is that of JPEG.
    write("jpeg.tiff", read("plain.tiff").replace(
        struct.pack("<HHIH", 259, 3, 1, 32773),
        struct.pack("<HHIH", 259, 3, 1, 7)))
    for name, size in (("small.jpg", (160, 120)), ("cut.jpg", (160, 160))):
        still(at(name), "-pix_fmt yuvj422p -q:v 2", size, colours="MMMM")
    for name, small in (("thumb.jpg", "small.jpg"), ("stale.jpg", "cut.jpg")):
        write(name, handmade.jpeg_with_exif(read("420.jpg"),
                                            exif(6, read(small))))
    write("short.jpg", read("420.jpg")[:-len(read("420.jpg")) // 3])
    make_heif(at, read, write)
    make_videos(at)


def make_animations(at):
    """Of two pictures each; the first of some leaves out what cannot be seen
    of it, the right or the left half."""
    for name, options, seen in (
            ("moving.webp", "-lossless 0 -pix_fmt yuv420p", "1"),
            ("moving-alpha.webp", "-lossless 0 -pix_fmt yuva420p",
             "lt(X,160)"),
            ("moving-right.webp", "-lossless 1 -pix_fmt bgra",
             "gte(X,160)")):
        sources, graph = fields(*SIZE)
        ffmpeg(*sources, "-filter_complex", graph + ",format=rgba,"
               "geq=r='r(X,Y)*(1-N)':g='g(X,Y)':b='b(X,Y)':"
               "a='if(eq(N,0)*not(%s),0,255)'" % seen, "-frames:v", "2",
               "-c:v", "libwebp_anim", *options.split(), at(name))


HEVC = ("-c:v libx265 -preset ultrafast -x265-params log-level=none:crf=10 "
        "-tag:v hvc1 -pix_fmt yuv420p")


def make_heif(at, read, write):
    """In one piece, by two codecs, and as a grid of which the last row and
    column are cut off."""
    def coded(options, settings, colours=UPRIGHT, size=SIZE):
        still(at("coded.mp4"), options, size, colours=colours)
        return handmade.coded(read("coded.mp4"), settings)

    write("one.heic", handmade.heif(b"heic", b"hvc1", *SIZE, 1, None, b"",
                                    picture=coded(HEVC, b"hvcC")))
    write("one.avif", handmade.heif(
        b"avif", b"av01", *SIZE, 0, None, b"",
        picture=coded("-c:v libaom-av1 -cpu-used 8 -usage realtime -crf 10 "
                      "-pix_fmt yuv420p", b"av1C")))
    tiles = [coded(HEVC, b"hvcC", 4 * c, (128, 128)) for c in "RGBY"]
    for name, size in (("grid.heic", (256, 256)), ("cut.heic", (240, 200)),
                       ("bare.heic", (300, 256))):
        write(name, handmade.heif_grid(
            tiles[0][0], [data for _, data in tiles], 2, size, (128, 128)))
    os.unlink(at("coded.mp4"))


def make_videos(at):
    for name, options, size, after in (
        ("sd.mp4", X264 + " -pix_fmt yuv420p", SIZE, ""),
        ("sd.mkv", "-c:v mpeg4 -q:v 2", SIZE, ""),
        ("sd.ts", "-c:v mpeg2video -q:v 2", SIZE, ""),
        ("hd.mp4", X264 + " -pix_fmt yuv420p -colorspace bt709 -color_primaries"
         " bt709 -color_trc bt709", (1280, 720),
         ",scale=out_color_matrix=bt709:out_range=tv"),
        ("ten.mp4", X264 + " -pix_fmt yuv420p10le", SIZE, ""),
        ("narrow.mpg", "-c:v mpeg2video -q:v 2", (720, 576),
         ",setsar=16/15"),
        # Nobody's pixels are of that shape.
        ("flat.mp4", X264 + " -pix_fmt yuv420p", SIZE, ",setsar=200"),
        ("steep.mp4", X264 + " -pix_fmt yuv420p", SIZE, ",setsar=1/200"),
        ("woven.mpg", "-c:v mpeg2video -q:v 2 -flags +ildct+ilme", SIZE,
         ",setfield=tff"),
        ("late.mp4", X264 + " -pix_fmt yuv420p", SIZE,
         ",tpad=start_duration=4:color=black"),
        ("last.mp4", X264 + " -g 25 -pix_fmt yuv420p", SIZE,
         ",tpad=start_duration=14:color=black"),
        ("black.mp4", X264 + " -pix_fmt yuv420p", SIZE, ",eq=brightness=-1"),
        ("reordered.mp4", X264 + " -pix_fmt yuv420p -bf 3 -qp 10", SIZE,
         ",noise=alls=12:allf=t"),
    ):
        video(at(name), options, size, after)
    for degrees in (90, 180, 270):
        ffmpeg("-i", at("sd.mp4"), "-c", "copy", "-metadata:s:v:0",
               "rotate=%d" % degrees, at("turn%d.mp4" % degrees))
    ffmpeg("-f", "lavfi", "-i", "sine=d=1", "-i", at("lossy.webp"), "-i",
           at("small.jpg"), "-i", at("rgb.png"), "-map", "0", "-map", "2",
           "-map", "3", "-c:a", "libmp3lame", "-c:v", "copy",
           "-disposition:v", "attached_pic", "-metadata:s:v:0",
           "comment=Cover (back)", "-metadata:s:v:1", "comment=Cover (front)",
           at("covers.mp3"))


# Source, file, box, what is seen, and how large it is then.
CASES = [("picture", name, (640, 480), UPRIGHT, SIZE) for name in (
    "420.jpg", "422.jpg", "444.jpg", "rgb.png", "deep.png", "palette.png",
    "palette.gif", "lossy.webp", "lossless.webp", "plain.bmp", "plain.tiff",
    "deflate.tiff")] + [
    ("picture", "turn%d.jpg" % turn, (160, 160), seen,
     (160, 120) if turn < 5 else (120, 160)) for turn, seen in TURNED.items()
] + [
    ("picture", "high.webp", (640, 480), UPRIGHT, (640, 480)),
    ("picture", "large.jpg", (4096, 4096), UPRIGHT, (4096, 2730)),
    ("picture", "large.jpg", (1024, 768), UPRIGHT, (1024, 682)),
    ("picture", "large.jpg", (640, 480), UPRIGHT, (640, 426)),
    ("picture", "large.jpg", (160, 160), UPRIGHT, (160, 106)),
    ("picture", "wide.png", (160, 160), None, (160, 2)),
    ("picture", "odd.png", (640, 480), UPRIGHT, (320, 240)),
    ("picture", "alpha.png", (640, 480), "RWBW", SIZE),
    ("picture", "alpha.webp", (640, 480), "RWBW", SIZE),
    ("picture", "moving.webp", (640, 480), UPRIGHT, SIZE),
    ("picture", "moving-alpha.webp", (640, 480), "RWBW", SIZE),
    ("picture", "moving-right.webp", (640, 480), "WGWY", SIZE),
    ("picture", "jpeg.tiff", (640, 480), "it cannot be decoded", None),
    ("picture", "one.heic", (640, 480), TURNED[8], (240, 320)),
    ("picture", "one.avif", (640, 480), UPRIGHT, SIZE),
    ("picture", "grid.heic", (640, 480), UPRIGHT, (256, 256)),
    ("picture", "cut.heic", (640, 480), UPRIGHT, (240, 200)),
    ("picture", "bare.heic", (640, 480), "it cannot be decoded", None),
    ("picture", "sd.mp4", (160, 160), "it is no picture", None),
    ("whole", "rgb.png", (160, 160), UPRIGHT, (160, 120)),
    ("whole", "short.jpg", (160, 160), "its end is missing", None),
    ("thumbnail", "thumb.jpg", (160, 160), "MMMM", (120, 160)),
    ("picture", "thumb.jpg", (160, 160), TURNED[6], (120, 160)),
    ("thumbnail", "stale.jpg", (160, 160), TURNED[6], (120, 160)),
    ("thumbnail", "rgb.png", (160, 160), UPRIGHT, (160, 120)),
    ("cover", "covers.mp3", (160, 160), UPRIGHT, (160, 120)),
    ("cover", "sd.mkv", (160, 160), "it has no cover", None),
    ("cover", "rgb.png", (160, 160), "its format is not known", None),
    ("frame", "covers.mp3", (160, 160), "no frame of it can be shown", None),
    ("frame", "black.mp4", (160, 160), "no frame of it can be shown", None),
    ("frame", "narrow.mpg", (640, 480), UPRIGHT, (640, 480)),
    ("frame", "hd.mp4", (640, 480), UPRIGHT, (640, 360)),
    ("frame", "turn90.mp4", (160, 160), TURNED[8], (120, 160)),
    ("frame", "turn180.mp4", (160, 160), TURNED[3], (160, 120)),
    ("frame", "turn270.mp4", (160, 160), TURNED[6], (120, 160)),
] + [("frame", name, (160, 160), UPRIGHT, (160, 120)) for name in (
    "sd.mp4", "sd.mkv", "sd.ts", "ten.mp4", "woven.mpg", "late.mp4",
    "last.mp4", "flat.mp4", "steep.mp4")]

# A video whose decoder knows the first frame only when it has seen others: how
# many of its packets may be read for a picture of it.
FEW_PACKETS = "reordered.mp4", 2


def packets(path):
    """The sizes of a video's packets."""
    return [int(n) for n in subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries",
         "packet=size", "-of", "csv=p=0", path], stdout=subprocess.PIPE,
        text=True, check=True).stdout.split()]


def pixels(jpeg):
    """The bytes of its pixels, red, green and blue."""
    return subprocess.run(
        ["ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "mjpeg", "-i",
         "-", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], input=jpeg,
        stdout=subprocess.PIPE, check=True).stdout


def kind(jpeg):
    """What of a JPEG its DLNA profile is about; "": all is as it must be."""
    at, found = 2, set()
    if jpeg[:2] != b"\xff\xd8" or jpeg[-2:] != b"\xff\xd9":
        return "no JPEG, or not all of it", None
    while at < len(jpeg) - 4 and jpeg[at] == 0xFF:
        marker, (length,) = jpeg[at + 1], struct.unpack_from(">H", jpeg, at + 2)
        body = jpeg[at + 4:at + 2 + length]
        found.add(marker)
        if marker == 0xE0 and body[:5] != b"JFIF\0":
            return "no JFIF", None
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", body, 1)
            factors = [body[7 + 3 * i] for i in range(body[5])]
            if marker != 0xC0 or body[0] != 8:
                return "not baseline", None
            if factors != [0x22, 0x11, 0x11]:
                return "not 4:2:0: %s" % factors, None
            return "" if 0xE0 in found else "no JFIF", (width, height)
        at += 2 + length
    return "no frame", None


def colours(jpeg, width, height):
    """The letters of the fields' colours, from the middle of each."""
    data = pixels(jpeg)
    seen = ""
    for y in (height // 4, 3 * height // 4):
        for x in (width // 4, 3 * width // 4):
            got = data[3 * (y * width + x):][:3]
            seen += next((c for c, rgb in FIELDS.items() if all(
                abs(a - b) <= NEAR for a, b in zip(got, rgb))),
                "(%d, %d, %d)" % tuple(got))
    return seen


def wrong(made, seen, size):
    """What is wrong with what was made; "": nothing."""
    if isinstance(made, str) or size is None:
        return "" if made == seen else "%s" % (made,)
    jpeg, told = made
    fault, real = kind(jpeg)
    if fault:
        return fault
    if told != size or real != size:
        return "told %s, is %s, not %s" % (told, real, size)
    got = colours(jpeg, *size) if seen else None
    return "" if got == seen else "shows %s, not %s" % (got, seen)
