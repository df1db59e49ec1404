"""Scenarios about a server's own life: scanning, starting, resting."""

import contextlib
import time

import measure
from client import Question
from lib import ssdp
from servers import Lares, Minidlna

REST_SECONDS = 12   # by then Lares has sent its idle workers home
IDLE_SECONDS = 10
ALL_MADE_SECONDS = 1200
CONTENDERS = (Lares, Minidlna)


def totals(server):
    """How much it lists of each kind, as text."""
    return ", ".join(
        f"{Question(server, 'Browse', id=id, count=1).total} {what}"
        for what, id in (("music", server.music), ("videos", server.videos),
                         ("pictures", server.pictures)))


def scan(bench):
    """First scan: an empty state, media in the page cache."""
    t = measure.Table(f"first scan of {bench.size}", ["lares", "minidlna"],
                      ratio=("lares", "minidlna"))
    for turn in range(bench.repeat):
        for kind in CONTENDERS:
            with bench.missing(t, kind.name, "wall s, exec to its end"):
                s = kind(bench, bench.corpus, bench.size).forget()
                with bench.ended(s.start()), measure.Peak(s.pid) as peak:
                    t.add("wall s, exec to its end", s.name, s.wait_scanned())
                    t.add("CPU s, all processes", s.name,
                          measure.cpu(s.pid))
                    t.add("memory at peak, MB PSS", s.name, peak.mb)
                    t.add("CPU s, all made", s.name,
                          measure.until_quiet(s.pid, ALL_MADE_SECONDS))
                    t.add("wall s, all made", s.name,
                          time.monotonic() - s.began)
                    if turn == bench.repeat - 1:
                        time.sleep(REST_SECONDS)
                        t.add("memory at rest, MB PSS", s.name,
                              measure.pss(s.pid))
                        t.note(f"{s.name} lists {totals(s)}")
                bench.scanned.add((s.name, bench.size))
    t.note("minidlna copies covers while it scans; Lares makes them, small "
           "pictures, frames of videos and tables for seeking afterwards, when "
           "there is nothing else to do: all made")
    t.note(f"memory at rest: {REST_SECONDS} s later")
    t.show()


def ready(server):
    """Seconds from its start until a Browse has as many rows as before."""
    server.wait_answer()
    while Question(server, "Browse", id=server.music, count=1).total < \
            server.bench.music:
        time.sleep(0.01)
    return time.monotonic() - server.began


def restart(bench):
    """Started again over a library that has not changed."""
    t = measure.Table(f"restart with {bench.size}", ["lares", "minidlna"],
                      ratio=("lares", "minidlna"))
    for _ in range(bench.repeat):
        for kind in CONTENDERS:
            with bench.missing(t, kind.name, "ms to the first whole Browse"):
                s = bench.library(kind)
                with bench.ended(s.start()):
                    t.add("ms to the first whole Browse", s.name,
                          ready(s) * 1000)
                    t.add("CPU s until quiet", s.name,
                          measure.until_quiet(s.pid))
    t.show()


def alive(bench):
    """From exec to the first SSDP alive on the wire."""
    t = measure.Table(f"first alive after exec, library of {bench.size}",
                      ["lares", "minidlna"], ratio=("lares", "minidlna"))
    row = "ms to ssdp:alive"
    for _ in range(bench.repeat):
        for kind in CONTENDERS:
            with bench.missing(t, kind.name, row):
                s = bench.library(kind)
                ear = ssdp.Listener(bench.client, bench.link(s.name).client)
                with contextlib.closing(ear), bench.ended(s.start()):
                    ear.wait(lambda: ear.notifies("ssdp:alive"), 10)
                    heard = ear.notifies("ssdp:alive")
                    t.add(row, s.name, *[(heard[0].time - s.began) * 1000]
                          if heard else ["none in 10 s"])
    t.show()


def idle(bench):
    """Nobody asks anything."""
    t = measure.Table(f"{IDLE_SECONDS} s at rest with {bench.size}",
                      ["lares", "minidlna"])
    row = "context switches of all threads"
    with contextlib.ExitStack() as stack:
        servers = []
        for kind in CONTENDERS:
            with bench.missing(t, kind.name, row):
                s = bench.library(kind).start()
                stack.enter_context(bench.ended(s))
                s.wait_answer()
                servers.append(s)
        time.sleep(REST_SECONDS)
        before = [(measure.switches(s.pid), measure.cpu(s.pid))
                  for s in servers]
        time.sleep(IDLE_SECONDS)
        for s, (n, cpu) in zip(servers, before):
            t.add(row, s.name, str(measure.switches(s.pid) - n))
            t.add("CPU ms", s.name, (measure.cpu(s.pid) - cpu) * 1000)
            t.add("processes", s.name, str(len(measure.family(s.pid))))
            t.add("memory, MB PSS", s.name, measure.pss(s.pid))
    t.show()
