"""Scenarios about bytes: streams, many readers, pieces from anywhere."""

import contextlib
import os

import client
import corpus
import measure
from client import Failed
from servers import Lares, Minidlna, Nginx

READERS, READER_RATE, READER_SECONDS = 100, 1_000_000, 8
RANGE_CLIENTS, RANGE_SECONDS = 4, 2
GB = 1e9
HOW = ("in the page cache, on a veth and a bridge; the client throws bytes "
       "away uncopied")


def film_path(server):
    """The URL's path of the one film that it serves."""
    if server.name == "nginx":
        return "/film.mp4"
    device = server.device()
    with contextlib.closing(device):
        objects = device.children(server.videos)
    if len(objects) != 1:
        raise Failed(f"{server.name}: {len(objects)} films")
    return objects[0].res[0].path


def into_the_cache(path):
    with open(path, "rb") as f:
        while f.read(1 << 22):
            pass


@contextlib.contextmanager
def film_servers(bench, table, row):
    """{server: path of the film} of all that can run, and it in the cache."""
    media, what = corpus.film(bench.folder)
    table.note(f"{what} {HOW}")
    into_the_cache(os.path.join(media, "film.mp4"))
    with contextlib.ExitStack() as stack:
        found = {}
        for kind in (Lares, Minidlna, Nginx):
            with bench.missing(table, kind.name, row):
                s = kind(bench, media, "film").forget().start()
                stack.enter_context(bench.ended(s))
                if kind is not Nginx:
                    s.wait_scanned()
                s.wait_answer()
                found[s] = film_path(s)
        for s in found:
            measure.until_quiet(s.pid)
        yield found


NAMES = ["lares", "minidlna", "nginx"]


def stream(bench):
    """One whole file by one client."""
    t = measure.Table("one stream of 2 GB", NAMES, ratio=("lares", "nginx"))
    with film_servers(bench, t, "CPU s per GB") as servers:
        for _ in range(bench.repeat):
            for s, path in servers.items():
                done = client.load(s, "whole", 1, 0, path)
                t.add("CPU s per GB", s.name, done.cpu / (done.bytes / GB))
                t.add("MB per s", s.name, done.bytes / 1e6 / done.seconds)
    t.show()


def stripped(bench):
    """One whole file in which a place is overwritten, and one without any."""
    media, what = corpus.films(bench.folder)
    names = {"place": "with a place", "plain": "without"}
    t = measure.Table("one stream of 2 GB from lares, less the place where it "
                      "was made", names.values(), ratio=list(names.values()))
    t.note(f"{what} {HOW}")
    with contextlib.ExitStack() as stack:
        with bench.missing(t, names["place"], "CPU s per GB"):
            s = Lares(bench, media, "films").forget().start()
            stack.enter_context(bench.ended(s))
            s.wait_scanned()
            for name in names:
                into_the_cache(os.path.join(media, name + ".mp4"))
            with contextlib.closing(s.device()) as device:
                paths = {o.title: o.res[0].path
                         for o in device.children(s.videos)}
            measure.until_quiet(s.pid)
            for _ in range(bench.repeat):
                for title, column in names.items():
                    done = client.load(s, "whole", 1, 0, paths[title])
                    t.add("CPU s per GB", column,
                          done.cpu / (done.bytes / GB))
                    t.add("MB per s", column,
                          done.bytes / 1e6 / done.seconds)
    t.show()


def readers(bench):
    """Players that take a little at a time."""
    t = measure.Table(
        f"{READERS} readers of {READER_RATE / 1e6:.0f} MB/s each, "
        f"{READER_SECONDS} s", NAMES, ratio=("lares", "nginx"))
    row = "CPU s per GB"
    with film_servers(bench, t, row) as servers:
        for s, path in servers.items():
            with bench.missing(t, s.name, row), measure.Peak(s.pid) as peak:
                done = client.load(s, "paced", READERS, READER_SECONDS, path,
                                   corpus.STREAM_BYTES, READER_RATE)
                t.add(row, s.name, done.cpu / (done.bytes / GB))
                t.add("MB per s in all", s.name,
                      done.bytes / 1e6 / done.seconds)
                t.add("memory at peak, MB PSS", s.name, peak.mb)
    t.show()


def ranges(bench):
    """64 KiB from anywhere."""
    t = measure.Table(f"64 KiB ranges, {RANGE_CLIENTS} clients", NAMES,
                      ratio=("lares", "nginx"))
    with film_servers(bench, t, "CPU ms per range") as servers:
        for _ in range(bench.repeat):
            for s, path in servers.items():
                done = client.load(s, "ranges", RANGE_CLIENTS, RANGE_SECONDS,
                                   path, corpus.STREAM_BYTES)
                t.add("CPU ms per range", s.name, done.cpu_ms)
                t.add("ranges per s", s.name, done.requests / done.seconds)
    t.show()
