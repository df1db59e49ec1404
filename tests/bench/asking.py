"""Scenarios about questions: Browse and Search, small and at any size."""

import contextlib

import client
import measure
from client import Failed, Question
from corpus import MANY
from servers import (LARES_PORT, Lares, Minidlna, Missing, Synthetic)

SECONDS = 0.4        # of one run of one question
CLIENTS = (1, 8)
LATE = "-dc:date"
SEARCHES = (
    ("contains, a rare word", 'dc:title contains "nightingale"'),
    ("contains, a common word", 'dc:title contains "river"'),
    ("contains, two letters", 'dc:title contains "ox"'),
    ("contains, nothing found", 'dc:title contains "xylophone"'),
    ("by class", 'upnp:class derivedfrom "object.item.audioItem"'),
)

# Asked for the first time, when nothing of it is remembered: {} is another
# word each time. (what, the words, the question.)
COMMON = ("river", "stone", "golden", "winter", "silent", "garden", "paper")
RARE = ("nightingale", "ightingale", "nightingal", "ightingal", "htingale")
GENRES = ("rock", "pop", "folk", "soul", "jazz", "classical", "electronic")
PAIRS = ("ox", "ri", "go", "wi", "si", "ga", "pa")
MUSIC = 'upnp:class derivedfrom "object.item.audioItem" and '
FIRSTS = (
    ("title, a rare word", RARE, {"criteria": 'dc:title contains "{}"'}),
    ("title, a common word", COMMON, {"criteria": 'dc:title contains "{}"'}),
    ("music, title", COMMON, {"criteria": MUSIC + 'dc:title contains "{}"'}),
    ("music, creator", COMMON,
     {"criteria": MUSIC + 'dc:creator contains "{}"'}),
    ("music, album", COMMON, {"criteria": MUSIC + 'upnp:album contains "{}"'}),
    ("music, genre", GENRES, {"criteria": MUSIC + 'upnp:genre contains "{}"'}),
    ("music, any of four", COMMON, {
        "criteria": MUSIC + '(dc:title contains "{0}" or dc:creator contains '
        '"{0}" or upnp:artist contains "{0}" or upnp:album contains "{0}")'}),
    ("artist, also of albums", COMMON,
     {"criteria": 'upnp:artist contains "{}"'}),
    ("music, album artist", COMMON, {
        "criteria": MUSIC + 'upnp:artist[@role="AlbumArtist"] contains "{}"'}),
    ("title, two letters", PAIRS, {"criteria": 'dc:title contains "{}"'}),
    ("music, title, latest first", COMMON,
     {"criteria": MUSIC + 'dc:title contains "{}"', "sort": LATE}),
    ("all music", COMMON, {"criteria": MUSIC + "@refID exists false"}),
    ("all music, latest first", COMMON,
     {"criteria": MUSIC + "@refID exists false", "sort": LATE}),
    ("all pictures, latest first", COMMON,
     {"criteria": 'upnp:class derivedfrom "object.item.imageItem"',
      "sort": LATE}),
)


def folder_of_many(server):
    """The id of the folder in which a thousand pictures lie."""
    device = server.device()
    with contextlib.closing(device):
        for o in device.children(server.folders, filter="dc:title"):
            if o.title == MANY:
                return o.id
    raise Failed(f"{server.name}: there is no folder {MANY}")


def pages(server):
    """(what, the question) of each page that is asked for."""
    many, music = folder_of_many(server), server.music
    deep = Question(server, "Browse", id=music, count=1).total * 9 // 10
    for what, given in (
            ("10 of one folder", {"id": many, "count": 10}),
            ("30 of one folder", {"id": many, "count": 30}),
            ("200 of one folder", {"id": many, "count": 200}),
            ("all of one folder", {"id": many}),
            ("30 of all music", {"id": music, "count": 30}),
            ("30 of all music, deep", {"id": music, "count": 30,
                                       "start": deep}),
            ("30 of all pictures, latest first",
             {"id": server.pictures, "count": 30, "sort": LATE}),
            ("30 of one folder, latest first",
             {"id": many, "count": 30, "sort": LATE})):
        yield what, Question(server, "Browse", **given)


def searches(server):
    for what, criteria in SEARCHES:
        try:
            yield what, Question(server, "Search", id="0", count=30,
                                 criteria=criteria)
        except Failed as e:
            yield what, e


def compare(bench, title, servers, questions):
    """Asks all servers ({column: server}) the same in turn, and shows CPU and
    time for each question."""
    columns = list(servers)
    cpu = measure.Table(f"{title}: CPU ms of the server per request",
                        columns, ratio=columns if len(columns) == 2 else None)
    wait = measure.Table(f"{title}: ms until answered (median)", columns,
                         ratio=cpu.ratio)
    everything = {}
    for column, server in servers.items():
        for what, question in questions(server):
            everything.setdefault(what, {})[column] = question
    for what, asked in everything.items():
        for n in CLIENTS:
            _compare_one(bench, cpu, wait, f"{what}, {n} client"
                         + "s" * (n > 1), asked, n)
        rows = [f"{c} {q.returned} of {q.total}" for c, q in asked.items()
                if isinstance(q, Question)]
        if rows:
            wait.note(f"rows, {what}: {', '.join(rows)}")
    cpu.show()
    wait.show()


def _compare_one(bench, cpu, wait, row, asked, clients):
    for column, question in asked.items():
        if isinstance(question, Failed):
            cpu.add(row, column, "n/a")
            wait.add(row, column, "n/a")
            cpu.note(f"{column}: {question}")
    able = {c: q for c, q in asked.items() if isinstance(q, Question)}
    for turn in range(bench.repeat):
        for column, question in able.items():
            try:
                done = client.ask(question, clients, SECONDS)
            except Failed as e:
                cpu.add(row, column, "failed")
                cpu.note(f"{row}: {column}: {e}")
                continue
            cpu.add(row, column, done.cpu_ms)
            wait.add(row, column, done.median_ms)


@contextlib.contextmanager
def libraries(bench):
    """{column: server} over the corpus, those that can run."""
    with contextlib.ExitStack() as stack:
        servers = {}
        for kind in (Lares, Minidlna):
            try:
                s = bench.library(kind).start()
            except Missing as e:
                print(f"   {kind.name}: {e}")
                continue
            stack.enter_context(bench.ended(s))
            s.wait_answer()
            measure.until_quiet(s.pid)
            servers[kind.name] = s
        yield servers


def browse(bench):
    """Pages of the corpus, by kept-alive clients (minidlna closes after each
    answer)."""
    with libraries(bench) as servers:
        compare(bench, f"Browse, library of {bench.size}", servers, pages)


def search(bench):
    with libraries(bench) as servers:
        compare(bench, f"Search, library of {bench.size}", servers, searches)


def first_searches(bench, servers):
    """What each search costs that was not asked before."""
    cpu = measure.Table("Search, the first time: CPU ms of the server",
                        list(servers), ratio=list(servers))
    for what, words, given in FIRSTS:
        totals = {}
        for word in words[:bench.repeat]:
            for column, server in servers.items():
                asked = {k: v.format(word) for k, v in given.items()}
                before = measure.cpu(server.pid)
                question = Question(server, "Search", id="0", count=30,
                                    filter="dc:title", **asked)
                cpu.add(what, column,
                        (measure.cpu(server.pid) - before) * 1000)
                totals.setdefault(column, []).append(question.total)
        rows = [f"{max(found)} of {c}" for c, found in totals.items()]
        cpu.note(f"found, {what}: {', '.join(rows)}")
    cpu.show()


@contextlib.contextmanager
def synthetic(bench):
    with contextlib.ExitStack() as stack:
        servers = {}
        for i, n in enumerate((bench.large, bench.small)):
            s = Synthetic(bench, n, LARES_PORT + i)
            seconds = s.fill()
            if seconds:
                print(f"   {n} items written in {seconds:.0f} s", flush=True)
            stack.enter_context(bench.ended(s.start()))
            s.wait_answer()
            servers[f"{n} items"] = s
        yield servers


def large(bench):
    """lares-http over a catalogue that the real writer filled with things
    that do not exist, large and small."""
    with synthetic(bench) as servers:
        first_searches(bench, servers)
        compare(bench, "Browse at any size", servers, pages)
        compare(bench, "Search at any size", servers, searches)
        t = measure.Table("lares-http after that", list(servers))
        for column, s in servers.items():
            t.add("memory, MB PSS", column, measure.pss(s.pid))
        t.show()
