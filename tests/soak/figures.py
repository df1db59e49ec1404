"""What the programs take, every half minute, and whether it grows."""

import os
import statistics
import threading

from lib import lares

EVERY, LEAST = 30, 12  # seconds between two looks; at least so many
PROGRAMS = ("laresd", *lares.CHILDREN, "lares-probe")
# Flat: the median of the last quarter is at most this much more than that of
# the first, which has none of the caches full.
FLAT_RATIO, FLAT_KIB = 1.25, 4 << 10
# At rest, after as before, but for threads and connections to the catalogue
# that lares-http keeps for the next. A client's connection whose cable was out
# when it left is kept as long as any that says nothing.
REST = {"descriptors": 16, "threads": 8, "processes": 0}
REST_SECONDS = 120
STATE_RATIO, STATE_KIB = 1.5, 4 << 10
WAL_KIB = 16 << 10
MEASURES = ("KiB PSS", "descriptors", "threads", "processes")


def pss(pid):
    with open(f"/proc/{pid}/smaps_rollup") as f:
        return next(int(x.split()[1]) for x in f if x.startswith("Pss:"))


def of_process(pid):
    """As MEASURES; nothing of one that has just ended."""
    try:
        return (pss(pid), len(os.listdir(f"/proc/{pid}/fd")),
                len(os.listdir(f"/proc/{pid}/task")), 1)
    except (OSError, StopIteration):
        return 0, 0, 0, 0


def look(server):
    """{(program, measure): number} of all there is now."""
    found = dict.fromkeys(((p, m) for p in PROGRAMS for m in MEASURES), 0)
    everything = lares.processes()
    for pid in server.family():
        name = everything.get(pid, (0, ""))[1]
        if name in PROGRAMS:
            for measure, n in zip(MEASURES, of_process(pid)):
                found[name, measure] += n
    found.update(state(server.state))
    return found


def state(folder):
    """KiB of the state directory, and in which part of it."""
    found = {("state", f"KiB {x}"): 0 for x in ("catalogue", "WAL", "other")}
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                size = os.stat(os.path.join(where, name)).st_size
            except OSError:
                continue
            part = {"catalog.db": "catalogue", "catalog.db-wal": "WAL"}.get(
                name, "other")
            found["state", f"KiB {part}"] += size / 1024
    return found


class Figures(threading.Thread):
    """Looks as long as it lasts."""

    def __init__(self, soak):
        super().__init__(daemon=True)
        self.soak, self.quarters = soak, [[], [], [], []]
        self.rest = {}

    def run(self):
        every = min(EVERY, self.soak.seconds / LEAST)
        while not self.soak.over.wait(every):
            now = look(self.soak.server)
            self.quarters[self.soak.quarter()].append(now)
            self.soak.note("  ".join(
                f"{p} {now[p, 'KiB PSS']}/{now[p, 'descriptors']}"
                f"/{now[p, 'threads']}" for p in PROGRAMS))

    def at_rest(self, when):
        """When no worker is left, and no connection of before."""
        def rests():
            now = look(self.soak.server)
            self.rest[when] = now
            return now["lares-probe", "processes"] == 0 and \
                not self.growth("before", when)
        lares.wait_until(rests, REST_SECONDS, 1)

    def median(self, quarter, key):
        return statistics.median(x[key] for x in self.quarters[quarter])

    def each(self, quarter, program):
        """KiB of one process."""
        return statistics.median(
            x[program, "KiB PSS"] / (x[program, "processes"] or 1)
            for x in self.quarters[quarter])

    def table(self):
        print(f"{'':24}{'rest before':>12}{'1st quarter':>12}"
              f"{'last quarter':>13}{'rest after':>12}")
        for key in self.rest["before"]:
            print(f"{key[0]:12}{key[1]:12}{self.rest['before'][key]:12.0f}"
                  f"{self.median(0, key):12.0f}{self.median(3, key):13.0f}"
                  f"{self.rest['after'][key]:12.0f}", flush=True)

    # ---- judged

    def growth(self, before, after):
        """What is more at rest than it was: [text]."""
        return [f"{p} at rest: {self.rest[after][p, m]} {m}, "
                f"{self.rest[before][p, m]} before"
                for p in PROGRAMS for m, slack in REST.items()
                if self.rest[after][p, m] > self.rest[before][p, m] + slack]

    def judge(self):
        for text in self.growth("before", "after"):
            self.soak.check(False, text)
        if not self.soak.sanitized:  # it keeps what was freed
            for program in PROGRAMS:
                self.flat(f"one {program}", self.each(0, program),
                          self.each(3, program), FLAT_RATIO, FLAT_KIB)
        for key in (("state", "KiB catalogue"), ("state", "KiB other")):
            self.flat(" ".join(key), self.median(0, key), self.median(3, key),
                      STATE_RATIO, STATE_KIB)
        most = max(x["state", "KiB WAL"] for q in self.quarters for x in q)
        self.soak.check(most <= WAL_KIB, f"the WAL had {most:.0f} KiB")

    def flat(self, what, first, last, ratio, more):
        self.soak.check(last <= first * ratio + more,
                        f"{what} grew from {first:.0f} to {last:.0f} KiB")
