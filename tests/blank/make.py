"""Fills a folder with samples: make.samples(DIR) gives their names, and what
is special about some."""

import os
import subprocess

import samples as s

FFMPEG = ("ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y")


class Maker:
    def __init__(self, folder):
        self.folder = folder
        self.names = []
        self.unknown = {}	# name: what the reason must hold
        self.harmless = []	# nothing private is in it
        self.later = []		# arguments for exiftool

    def path(self, name):
        return os.path.join(self.folder, name)

    def add(self, name, data):
        self.names.append(name)
        with open(self.path(name), "wb") as f:
            f.write(data)

    def read(self, name):
        with open(self.path(name), "rb") as f:
            return f.read()

    def tag(self, name, data, *arguments):
        """With what exiftool writes into it, for all in the end."""
        self.add(name, data)
        self.later.append(list(arguments) + ["-q", "-q", "-m",
                          "-overwrite_original", self.path(name)])

    def finish(self):
        text = "".join("\n".join(a) + "\n-execute\n" for a in self.later)
        subprocess.run(["exiftool", "-@", "-"], input=text, text=True,
                       check=True, stdout=subprocess.DEVNULL)


def jpegs(m):
    plain = s.saved("JPEG", quality=90)
    small = s.jpeg_with(plain, s.app1_exif(s.exif()))
    m.tag("gps.jpg", plain, *s.GPS, *s.PHOTO)
    m.tag("ids.jpg", plain, *s.EXIF_IDS, *s.PHOTO)
    m.tag("xmp.jpg", plain, *s.XMP)
    m.tag("iptc.jpg", plain, *s.IPTC)
    m.tag("all.jpg", plain, *s.GPS, *s.EXIF_IDS, *s.PHOTO, *s.XMP, *s.IPTC)
    m.tag("progressive.jpg", s.saved("JPEG", progressive=True, quality=95),
          *s.GPS, *s.XMP)
    m.tag("grey.jpg", plain, "-GPSPosition=64.1466, -21.9426")
    m.tag("big-endian.jpg", plain, "-ExifByteOrder=MM", *s.GPS, *s.EXIF_IDS,
          *s.PHOTO)
    m.tag("words.jpg", plain, "-Comment=GPS 64.1466 -21.9426",
          "-EXIF:UserComment=Latitude 64.1466",
          "-ImageDescription=SerialNumber " + s.SERIAL)
    m.tag("numbers.jpg", plain, "-Comment=64.1466 N, 21.9426 W",
          "-EXIF:UserComment=+64.1466-021.9426/",
          "-ImageDescription=at 64.1466, -21.9426",
          "-IPTC:Caption-Abstract=64.1466 -21.9426",
          "-XMP-dc:Description=64.1466, -21.9426",
          "-XMP-exif:UserComment=64 deg 8' 47.76\" N in " + s.CITY)
    m.tag("coverage.jpg", plain, "-XMP-dc:Coverage=" + s.CITY)
    m.tag("contact.jpg", plain, "-XMP-iptcCore:CreatorCity=" + s.CITY,
          "-XMP-xmpRights:Owner=" + s.OWNER)
    for order in "<", ">":
        end = "le" if order == "<" else "be"
        m.add("hand-%s.jpg" % end, s.jpeg_with(plain, s.app1_exif(
            s.exif(order))))
        m.add("thumbnail-%s.jpg" % end, s.jpeg_with(plain, s.app1_exif(
            s.exif(order, thumbnail=small))))
        m.add("canon-%s.jpg" % end, s.jpeg_with(plain, s.app1_exif(
            s.canon_exif(order))))
        m.add("maker-%s.jpg" % end, s.jpeg_with(plain, s.app1_exif(
            s.exif(order, maker=b"Unknown " + s.SERIAL.encode() * 20))))
    m.add("multi.jpg", s.multi_picture(plain, small))
    m.add("motion.jpg", small + film(m) + b"MotionPhoto_Data")
    m.add("trailer.jpg", plain + b"SEFH" + s.SERIAL.encode() + b"SEFT")
    m.add("extended.jpg", s.jpeg_with(plain, s.extended_xmp(s.packet())))
    m.add("xmp-broken.jpg", s.jpeg_with(plain, s.app1_xmp(
        s.packet().replace("</aux:OwnerName>", ""))))
    m.add("xmp-utf16.jpg", s.jpeg_with(plain, s.app1_xmp(
        s.packet().encode("utf-16-be"))))
    m.add("xmp-attributes.jpg", s.jpeg_with(plain, s.app1_xmp(s.packet(
        "<rdf:Description xmlns:d='http://www.dji.com/drone-dji/1.0/' "
        "d:GpsLatitude = '+64.1466' d:GpsLongtitude='-21.9426'\n"
        "d:CameraSerialNumber='%s' rdf:about=''/>" % s.SERIAL))))
    m.add("xmp-comment.jpg", s.jpeg_with(plain, s.app1_xmp(s.packet(
        "<!-- GPSLatitude 64.1466 in %s -->" % s.CITY))))
    m.add("resources.jpg", s.jpeg_with(plain, s.app13(
        s.resource(0x03ed, bytes(16)),
        s.resource(0x0404, s.PLACES, b"odd"), s.resource(0x0425, bytes(16)),
        s.resource(0x0422, s.exif()),
        s.resource(0x0424, s.packet().encode()),
        s.resource(0x040c, bytes(28) + small))))
    m.add("resources-broken.jpg", s.jpeg_with(plain, s.app13(
        s.resource(0x0404, s.PLACES)[:-3] + b"\xff" * 40)))
    m.add("applications.jpg", s.jpeg_with(
        plain, s.segment(0xe3, b"Meta\0\0" + s.exif()),
        s.segment(0xe5, b"RMETA\0" + s.CITY.encode()),
        s.segment(0xec, b"[picture info]\rSerialNum=%s\r\n" %
                  s.SERIAL.encode()),
        s.segment(0xeb, b"JP\0\1" + s.CITY.encode())))
    m.add("exif-twice.jpg", s.jpeg_with(plain, s.app1_exif(s.exif()),
                                        s.app1_exif(s.exif(">"))))
    m.add("exif-cut.jpg", s.jpeg_with(plain, s.app1_exif(s.exif()[:-40])))
    m.add("exif-broken.jpg", s.jpeg_with(plain, s.app1_exif(
        b"II" + s.exif()[2:4][::-1] + s.exif()[4:])))
    m.add("cut.jpg", small[:-40])
    m.add("plain.jpg", plain)
    m.harmless.append("plain.jpg")
    m.add("no-marker.jpg", small[:2] + b"rubbish" + small[2:])
    m.unknown["no-marker.jpg"] = "damaged"


def pngs(m):
    plain = s.saved("PNG")
    m.tag("exif.png", plain, *s.GPS, *s.EXIF_IDS, *s.PHOTO)
    m.tag("xmp.png", plain, *s.XMP)
    m.tag("compressed.png", plain, "-z", *s.XMP, *s.IPTC)
    m.tag("iptc.png", plain, *s.IPTC)
    m.add("exif-hand.png", s.png_with(plain, s.chunk(b"eXIf", s.exif(">"))))
    m.add("exif-late.png", s.png_with(plain, s.chunk(b"eXIf", s.exif()),
                                      before_end=True))
    m.add("xmp-hand.png", s.png_with(plain, s.itxt(
        b"XML:com.adobe.xmp", s.packet())))
    m.add("xmp-packed.png", s.png_with(plain, s.itxt(
        b"XML:com.adobe.xmp", s.packet(), packed=True)))
    m.add("profile.png", s.png_with(plain, s.ztxt(
        b"Raw profile type exif", s.raw_profile(
            "exif", b"Exif\0\0" + s.exif()))))
    m.add("profile-plain.png", s.png_with(plain, s.chunk(
        b"tEXt", b"Raw profile type iptc\0" + s.raw_profile(
            "iptc", s.resource(0x0404, s.PLACES)))))
    m.add("text.png", s.png_with(
        plain, s.chunk(b"tEXt", b"exif:GPSLatitude\00064/1, 8/1, 0/1"),
        s.chunk(b"tEXt", b"Location\0" + s.CITY.encode()),
        s.itxt(b"Owner", s.OWNER), s.chunk(b"tEXt", b"Title\0Kept title")))
    m.add("words.png", s.png_with(
        plain, s.chunk(b"tEXt", b"Comment\0Latitude 64.1466"),
        s.itxt(b"Description", "GPS 64.1466"),
        s.ztxt(b"Description", b"64.1466")))
    m.add("numbers.png", s.png_with(
        plain, s.chunk(b"tEXt", b"Comment\064.1466, -21.9426"),
        s.itxt(b"Description", "N 64.1466 W 21.9426")))
    m.add("credentials.png", s.png_with(plain, s.chunk(
        b"caBX", b"jumb" + s.CITY.encode())))
    m.add("trailer.png", plain + s.CITY.encode())
    m.add("plain.png", plain)
    m.harmless.append("plain.png")


def webps(m):
    lossy, lossless = s.saved("WEBP"), s.saved("WEBP", lossless=True)
    m.tag("exif.webp", lossy, *s.GPS, *s.EXIF_IDS, *s.PHOTO)
    m.tag("xmp.webp", lossless, *s.XMP)
    m.add("hand.webp", s.webp_with(lossy, (b"EXIF", s.exif()),
                                   (b"XMP ", s.packet().encode())))
    m.add("named.webp", s.webp_with(lossless, (
        b"EXIF", b"Exif\0\0" + s.exif(">"))))
    m.add("chunk.webp", s.webp_with(lossy, (b"SERI", s.SERIAL.encode())))
    m.add("trailer.webp", lossy + s.CITY.encode() * 3)


def tiffs(m):
    plain = s.saved("TIFF")
    m.tag("gps.tif", plain, *s.GPS, *s.EXIF_IDS, *s.PHOTO)
    m.tag("xmp.tif", plain, *s.XMP)
    m.tag("iptc.tif", plain, *s.IPTC)
    m.tag("all-lzw.tif", s.saved("TIFF", compression="tiff_lzw"), *s.GPS,
          *s.EXIF_IDS, *s.XMP, *s.IPTC)
    m.tag("dng.dng", plain, "-DNGVersion=1 4 0 0",
          "-CameraSerialNumber=" + s.SERIAL, *s.GPS, *s.PHOTO, *s.XMP)
    m.tag("geo.tif", plain, "-GeoTiffDirectory=1 1 0 1 1024 0 1 1",
          "-GeoTiffAsciiParams=" + s.CITY, "-GPSLatitude=64.1466")
    m.tag("pages.tif", s.saved("TIFF", save_all=True, append_images=[
        s.picture()]), *s.GPS)
    m.add("big.tif", b"II+\0\x08\0\0\0\x10" + bytes(100))
    m.unknown["big.tif"] = "damaged"


def heifs(m):
    with open(m.path("source.png"), "wb") as f:
        f.write(s.saved("PNG"))
    for kind, option in ("heic", ()), ("avif", ("-A",)):
        s.run("heif-enc", *option, "-o", m.path("plain." + kind),
              m.path("source.png"))
        plain = m.read("plain." + kind)
        m.tag("gps." + kind, plain, *s.GPS, *s.EXIF_IDS, *s.PHOTO)
        m.tag("xmp." + kind, plain, *s.XMP)
        m.tag("all." + kind, plain, *s.GPS, *s.EXIF_IDS, *s.XMP)
        m.add("trailer." + kind, plain + s.box(b"mpvd", s.CITY.encode()) +
              s.CITY.encode())
        # What an editor has left: no item refers to it any more.
        m.add("left." + kind, plain + s.box(
            b"mdat", s.exif(), s.packet().encode()))


def film(m, name="film.mp4", codec="libx264", *options):
    """Two seconds with sound, moov last."""
    path = m.path("source-" + name)
    if not os.path.exists(path):
        s.run(*FFMPEG, "-f", "lavfi", "-i", "testsrc=s=64x48:r=10:d=2", "-f",
              "lavfi", "-i", "sine=d=2", "-c:v", codec, "-pix_fmt", "yuv420p",
              "-c:a", "aac", "-b:a", "32k", "-fflags", "+bitexact",
              *options, path)
    return m.read("source-" + name)


def with_track(m, entry, handler=b"meta"):
    """The film with one more track, of which only what it is is told."""
    return s.in_moov(film(m), s.box(b"trak", s.box(b"mdia", s.box(
        b"hdlr", bytes(8), handler, bytes(13)), s.box(b"minf", s.box(
            b"stbl", s.box(b"stsd", bytes(4), b"\0\0\0\1",
                           s.box(entry, bytes(8))))))))


def subtitles(m, text):
    with open(m.path("source.srt"), "w") as f:
        f.write("1\n00:00:00,000 --> 00:00:01,000\n%s\n" % text)
    path = m.path("source-sub.mp4")
    s.run(*FFMPEG, "-i", m.path("source-film.mp4"), "-i",
          m.path("source.srt"), "-c", "copy", "-c:s", "mov_text", path)
    return m.read("source-sub.mp4")


def films(m):
    mp4 = film(m)
    mov = film(m, "film.mov", "mpeg4")
    tgp = film(m, "film.3gp", "mpeg4")
    keys = ("-Keys:GPSCoordinates=64.1466, -21.9426, 12",
            "-Keys:LocationName=" + s.CITY, "-Keys:Make=Maker",
            "-Keys:Title=Kept title")
    m.tag("keys.mov", mov, *keys)
    m.tag("keys.mp4", mp4, *keys)
    m.tag("user-data.mov", mov, "-UserData:GPSCoordinates=64.1466, -21.9426",
          "-UserData:LocationInformation=" + s.CITY)
    m.tag("user-data.mp4", mp4, "-UserData:GPSCoordinates=64.1466, -21.9426",
          "-ItemList:Title=Kept title")
    m.tag("item-list.mp4", mp4,
          "-ItemList:GPSCoordinates=64.1466, -21.9426")
    m.tag("xmp.mov", mov, *s.XMP)
    m.tag("xmp.mp4", mp4, *s.XMP)
    m.add("xyz.mp4", s.in_moov(mp4, s.box(b"udta", s.xyz())))
    m.add("xyz-hand.3gp", s.in_moov(tgp, s.box(b"udta", s.loci(), s.xyz())))
    m.tag("numbers.mp4", mp4, "-ItemList:Comment=64.1466, -21.9426",
          "-ItemList:Description=+64.1466-021.9426/",
          "-Keys:Comment=64.1466 N 21.9426 W", "-Keys:Title=Kept title")
    m.add("loci.3gp", s.in_moov(tgp, s.box(b"udta", s.loci())))
    m.add("loci.mp4", s.in_moov(mp4, s.box(b"udta", s.loci())))
    m.add("apple.mov", s.in_moov(mov, s.mdta(
        make="Apple", location_ISO6709="+64.1466-021.9426+012.000/",
        location_name=s.CITY, camera_serialnumber=s.SERIAL)))
    m.add("makers.mp4", s.in_moov(mp4, s.box(
        b"udta", s.box(b"CAME", s.SERIAL.encode()),
        s.box(b"LENS", s.SERIAL.encode()), s.box(b"GPMF", bytes(8) +
                                                 s.CITY.encode()),
        s.box(b"smta", s.CITY.encode()), s.box(b"XMP_", s.packet().encode()))))
    m.add("uuid.mp4", mp4 + s.box(b"uuid", s.XMP_UUID, s.packet().encode()) +
          s.box(b"uuid", b"PROFilesPROFiles", s.SERIAL.encode()))
    m.add("cover.m4a", s.in_moov(mp4, s.box(b"udta", s.itunes(
        s.item(b"covr", s.jpeg_with(s.saved("JPEG"), s.app1_exif(s.exif())),
               13), s.item(b"\xa9nam", b"Kept title"),
        s.item(b"ownr", s.OWNER.encode()),
        s.item(b"apID", s.OWNER.encode())))))
    m.add("sony.mp4", mp4 + s.box(
        b"meta", bytes(4), s.box(b"hdlr", bytes(8), b"nrtm", bytes(13)),
        s.box(b"xml ", bytes(4), b"<Device serialNo='%s'/>" %
              s.SERIAL.encode())))
    m.add("trailer.mp4", mp4 + s.CITY.encode() * 10)
    m.add("free.mp4", mp4 + s.box(b"free", s.CITY.encode()))
    fast = film(m, "fast.mp4", "libx264", "-movflags", "+faststart",
                "-metadata", "location=+64.1466-021.9426/")
    m.add("fast.mp4", fast)
    m.add("fragments.mp4", film(
        m, "fragments.mp4", "libx264", "-movflags",
        "+frag_keyframe+empty_moov", "-metadata",
        "location=+64.1466-021.9426/"))
    fragments = film(m, "pieces.mp4", "libx264", "-movflags",
                     "+frag_keyframe+empty_moov")
    m.add("fragment-keys.mp4", s.in_fragment(fragments, s.mdta(
        location_ISO6709="+64.1466-021.9426/")))
    m.add("fragment-xyz.mp4", s.in_fragment(fragments, s.box(
        b"udta", s.xyz())))
    m.add("subtitles.mp4", subtitles(m, "Kept title"))
    m.harmless.append("subtitles.mp4")
    m.add("dji.mp4", subtitles(m, "HOME(21.9426,64.1466) GPS(21.9,64.1,19)"))
    for entry in b"gpmd", b"camm", b"djmd", b"rtmd":
        m.add(entry.decode() + ".mp4", with_track(m, entry))
    m.add("handler.mp4", with_track(m, b"xxxx", b"camm"))
    for name in ("dji", "gpmd", "camm", "djmd", "rtmd", "handler"):
        m.unknown[name + ".mp4"] = "telemetry"


def remuxed(m, name, source, *options):
    """A film in another container, with nothing changed but that."""
    path = m.path("source-" + name)
    s.run(*FFMPEG, "-i", m.path(source), *options, "-c", "copy", path)
    m.add(name, m.read("source-" + name))


def matroskas(m):
    for name in "apple.mov", "xyz.mp4", "loci.3gp":
        remuxed(m, name.replace(".", "-") + ".mkv", name)
    remuxed(m, "fast.mka", "fast.mp4", "-vn")
    with open(m.path("source-cover.jpg"), "wb") as f:
        f.write(s.jpeg_with(s.saved("JPEG"), s.app1_exif(s.exif())))
    remuxed(m, "cover.mkv", "source-film.mp4", "-attach",
            m.path("source-cover.jpg"), "-metadata:s:t",
            "mimetype=image/jpeg")
    m.add("live.webm", film(m, "live.webm", "libvpx", "-c:a", "libopus",
                            "-metadata", "location=+64.1466-021.9426/",
                            "-f", "webm", "-live", "1"))
    remuxed(m, "plain.mkv", "source-film.mp4")
    m.harmless.append("plain.mkv")


def mdpm(place):
    """As AVCHD cameras write it, once with a place, into every frame."""
    return (b"h264_metadata=sei_user_data=17ee8c60f84d11d98cd60800200c9a66+"
            b"MDPM\2\x18\x11\x20\x26\x11" + (b"\xb2" if place else b"\x70") +
            b"\1\1\1\1")


def streams(m):
    """With a place in their frames, and one without."""
    for name in "avchd.mts", "avchd.ts", "avchd.mp4", "avchd.mkv":
        remuxed(m, name, "source-film.mp4", "-bsf:v", mdpm(True), *(
            ("-f", "mpegts", "-mpegts_m2ts_mode", "1")
            if name.endswith("mts") else ()))
        m.unknown[name] = "between its frames" if "mp4" not in name else \
            "telemetry"
    remuxed(m, "settings.ts", "source-film.mp4", "-bsf:v", mdpm(False))
    m.harmless.append("settings.ts")


def samples(folder):
    m = Maker(folder)
    for family in jpegs, pngs, webps, tiffs, heifs, films, matroskas, streams:
        family(m)
    m.finish()
    return m
